import ArgumentParser
import Guest
import Nights
import Story
import SystemPackage
import Torture

/// Cuts, flips and pulls on a box whose disks can be cut.
struct TortureVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "torture",
        abstract: "Set a new box up, then cut its power, rot and pull its disks; say in one line what it lost.")

    @OptionGroup var options: LabOptions
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
    @Option(help: "Evenings of backups instead: disks that are wrong, missing, full, pulled, damaged; the clock jumps.")
    var nights = 0
    @Option(help: "How often a backup disk is pulled in the middle of a run, after the evenings.")
    var diskPulls = 0
    @Option(help: "Connections that write at once.")
    var writers = 6
    @Option(help: "Commits between two cuts, on average.")
    var commits = 150
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
        guard (0...NightsPlan.most).contains(nights), diskPulls >= 0 else {
            throw ValidationError("--nights: 0 to \(NightsPlan.most), they lie in one winter")
        }
        guard nights == 0 && diskPulls == 0 || at == nil && keep == nil else {
            throw ValidationError("--nights and --disk-pulls are a run of their own: without --at and --keep")
        }
        guard cuts >= 0, bootEvery >= 0, flips >= 0, pulls >= 0, splits >= 0, alarms >= 0, commits > 0, writers > 0
        else {
            throw ValidationError("numbers are not negative, commits and writers at least 1")
        }
    }

    private func plan() throws -> TorturePlan {
        var lab = try options.plan()
        lab.isDirect = true
        if let keep {
            lab.isContinued = true
            lab.dataDisks = keep.split(separator: ",").map(String.init)
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
        return plan
    }

    func run() async throws {
        if nights > 0 || diskPulls > 0 { return try await runNights() }
        let voice = Voice()
        let torture: Torture
        do {
            torture = try await Torture.open(plan(), voice: voice)
        } catch {
            voice.say("not begun: \(error)")
            var nothing = TortureCount()
            nothing.seed = seed
            try tell(nothing, voice)
            throw ExitCode.failure
        }
        var signal: ExitCode?
        do {
            try await untilSignal { try await torture.run() }
        } catch {
            signal = error as? ExitCode
            voice.say(signal == nil ? "stopped: \(error)" : "stopped by a signal")
        }
        await torture.close()
        let table = BenchTable(rows: AlarmTimes.rows(await torture.alarmTimes))
        if !table.rows.isEmpty { voice.say(table.lines.joined(separator: "\n")) }
        let count = torture.count
        try tell(count, voice)
        if let signal { throw signal }
        guard count.isGood else { throw ExitCode.failure }
    }

    /// The last line, and the same for programs.
    private func tell(_ count: TortureCount, _ voice: Voice) throws {
        voice.say(count.line)
        if let json { try Files.write(try count.json.bytes() + [10], to: FilePath(json)) }
    }
}

extension TortureVerb {
    private func runNights() async throws {
        let voice = Voice()
        var plan = NightsPlan(lab: try options.plan())
        plan.lab.isDirect = true
        plan.again = again
        plan.evenings = nights
        plan.pulls = diskPulls
        plan.seed = seed
        var count = NightsCount()
        count.seed = seed
        var signal: ExitCode?
        do {
            let nights = try await Nights.open(plan, voice: voice)
            do {
                try await untilSignal { try await nights.run() }
            } catch {
                signal = error as? ExitCode
                voice.say(signal == nil ? "stopped: \(error)" : "stopped by a signal")
            }
            await nights.close()
            count = nights.count
        } catch {
            voice.say("not begun: \(error)")
        }
        voice.say(count.line)
        if let json { try Files.write(try count.json.bytes() + [10], to: FilePath(json)) }
        if let signal { throw signal }
        guard count.isGood else { throw ExitCode.failure }
    }
}
