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
    @Option(help: "Write the figures to this file as JSON too.") var json: String?
    @Option(help: "Append the table with date and machine to this Markdown file.") var append: String?
    @Option(help: "What was built, for the line above the table.") var revision = ""
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
        let date = String(began.ISO8601Format().prefix { $0 != "T" })
        let accelerator = plan.accelerator == "tcg" ? "box in QEMU without KVM" : "box in QEMU with \(plan.accelerator)"
        let words =
            [machine.words, accelerator, "load \(machine.load) at the start", quick ? "quick" : "", revision]
            .filter { !$0.isEmpty }.joined(separator: "; ")
        print("\n\(date): \(words)\n\n\(table.lines.joined(separator: "\n"))")
        do {
            if let json {
                let all: JSON = ["date": .string(date), "machine": .string(words), "rows": table.json]
                try Files.write(try all.bytes() + [10], to: FilePath(json))
            }
            if let append {
                let text = "\n## \(date)\n\(words).\n\n\(table.lines.joined(separator: "\n"))\n"
                try Files.write(try Files.read(FilePath(append)) + Array(text.utf8), to: FilePath(append))
            }
        } catch let error as GuestError {
            Complaint.print("\(error)")
            throw ExitCode.failure
        }
        let missing = table.rows.count { !$0.isWhole }
        guard missing == 0 else {
            Complaint.print("\(missing) of \(table.rows.count) lines could not be measured; the table says why")
            throw ExitCode.failure
        }
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
