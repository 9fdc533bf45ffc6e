import ArgumentParser
import FoundationEssentials
import Guest
import Story
import SystemPackage
import Torture

/// Cuts, flips and pulls on a box whose disks can be cut.
struct TortureVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "torture",
        abstract: "Set a new box up, then cut its power, rot and pull its disks; say in one line what it lost.")

    @OptionGroup var place: Place
    @Option(help: "Folder with datasafe_<version>.raw and .efi; default .build-image/out.")
    var image: String?
    @Option(help: "The hub's program; none = no hub.")
    var hub: String?
    @Option(help: "How often the power is cut.")
    var cuts = 100
    @Option(help: "Cut there instead of in the middle of writing: set-up, revoke, issue, replace, header.")
    var at: String?
    @Option(help: "After every so many cuts the box starts anew, its system disk cut as well; 0 = never.")
    var bootEvery = 10
    @Option(help: "Bits turned over on one disk.")
    var flips = 1000
    @Option(help: "How often a disk is pulled.")
    var pulls = 20
    @Option(help: "Histories of disks that are in their bays and out of them.")
    var splits = 0
    @Option(help: "How often each fault is made to see how soon it is known.")
    var alarms = 0
    @Option(help: "Connections that write at once.")
    var writers = 6
    @Option(help: "Commits between two cuts, on average.")
    var commits = 300
    @Option(help: "Faults that must be found, of lying asynchronous nobarrier; \"none\" = none.")
    var controls = "lying,asynchronous,nobarrier"
    @Flag(help: "The box that the last run set up, instead of a new one.")
    var again = false
    @Option(help: "Go on with the box as it was left, these disks in its bays: data1,data3.")
    var keep: String?
    @Option(help: "What is drawn follows from it.")
    var seed: UInt64 = 1
    @Option(help: "Also write the counts here.")
    var json: String?
    @Flag(help: "The box's journal goes to .build-run/records/journal.log.")
    var journal = false

    private var wanted: [Control]? {
        if controls == "none" { return [] }
        let names = controls.split(separator: ",").map { Control(rawValue: String($0)) }
        return names.contains(nil) ? nil : names.compactMap { $0 }
    }

    func validate() throws {
        guard at.map({ CutPlace(rawValue: $0) != nil }) ?? true else {
            throw ValidationError("--at: of \(CutPlace.allCases.map(\.rawValue))")
        }
        guard wanted != nil else { throw ValidationError("--controls: of \(Control.allCases.map(\.rawValue))") }
        guard !(again && keep != nil), !(again && at == CutPlace.setUp.rawValue) else {
            throw ValidationError("--again is a box that was set up, and frozen: without --keep and --at set-up")
        }
        guard cuts >= 0, bootEvery >= 0, flips >= 0, pulls >= 0, splits >= 0, alarms >= 0, commits > 0, writers > 0
        else {
            throw ValidationError("numbers are not negative, commits and writers at least 1")
        }
    }

    func run() async throws {
        let folder = try place.folder()
        let images = FilePath(image ?? FilePath(place.root).appending(".build-image/out").string)
        var lab = Lab.Plan(
            folder: folder, image: try ImageFiles(in: images), owner: ProcessInfo.processInfo.processIdentifier)
        lab.hasJournal = journal
        lab.isDirect = true
        if let keep {
            lab.isContinued = true
            lab.dataDisks = keep.split(separator: ",").map(String.init)
        }
        lab.hubProgram = hub.map { FilePath($0) }
        if let accelerator = ProcessInfo.processInfo.environment["DATASAFE_ACCEL"], !accelerator.isEmpty {
            lab.accelerator = accelerator
        }
        var plan = TorturePlan(lab: lab)
        plan.cuts = cuts
        plan.again = again
        plan.place = at.flatMap { CutPlace(rawValue: $0) }
        plan.bootEvery = bootEvery
        plan.flips = flips
        plan.pulls = pulls
        plan.splits = splits
        plan.alarms = alarms
        plan.commits = commits
        plan.writers = writers
        plan.controls = wanted ?? []
        plan.seed = seed
        let voice = Voice()
        let torture = try await Torture.open(plan, voice: voice)
        var failure: (any Error)?
        do {
            try await untilSignal { try await torture.run() }
        } catch {
            failure = error
            voice.say("stopped: \(error)")
        }
        await torture.close()
        let count = torture.count
        if let json { try Files.write(try count.json.bytes() + [10], to: FilePath(json)) }
        let table = BenchTable(rows: AlarmTimes.rows(await torture.alarmTimes))
        if !table.rows.isEmpty { voice.say(table.lines.joined(separator: "\n")) }
        voice.say(count.line)
        if let code = failure as? ExitCode { throw code }
        guard count.isGood else { throw ExitCode.failure }
    }
}
