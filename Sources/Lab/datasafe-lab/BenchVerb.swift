import ArgumentParser
import FoundationEssentials
import Guest
import Story
import SystemPackage
import Torture

/// Measures the box beside what a user would take instead.
struct BenchVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure the image that was built and print one table.")

    @OptionGroup var place: Place
    @OptionGroup var paper: BenchPaper
    @Flag(help: "Less of everything, without the firmware lane: to try the bench itself.") var quick = false

    func run() async throws {
        let root = FilePath(place.root)
        var plan = Bench.Plan(root: root, owner: ProcessInfo.processInfo.processIdentifier)
        if quick { plan.load = .quick }
        plan.accelerator = LabOptions.accelerator
        let machine = BenchMachine()
        let began = Date()
        let bench = Bench(plan, voice: Voice())
        var table = try await untilSignal { await bench.play() }
        if !quick {
            table.rows += try await untilSignal { [plan] in
                await AlarmTimes.bench(count: 3, voice: Voice()) { try Self.box(plan) }
            }
        }
        guard !Task.isCancelled else { throw ExitCode(130) }
        let accelerator = plan.accelerator == "tcg" ? "box in QEMU without KVM" : "box in QEMU with \(plan.accelerator)"
        let words = [machine.words, accelerator, "load \(machine.load) at the start", quick ? "quick" : ""]
        try paper.print(table, words: words, began: began)
    }

    /// The box whose alarms are timed.
    private static func box(_ plan: Bench.Plan) throws -> Lab.Plan {
        var lab = Lab.Plan(
            folder: try RunFolder(root: plan.root.appending(".build-bench")), image: try ImageFiles(in: plan.images),
            owner: plan.owner)
        lab.accelerator = plan.accelerator
        lab.isDirect = true
        lab.hubProgram = plan.programs.appending("datasafe-hub")
        return lab
    }
}
