import ArgumentParser
import FoundationEssentials
import Guest
import Story
import SystemPackage

/// Measures a night's backup beside plain restic and `btrfs send`.
struct NightBenchVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-backup", abstract: "Measure the backup of a night on this machine and print one table.")

    @OptionGroup var place: Place
    @OptionGroup var paper: BenchPaper
    @Option(help: "Folder on btrfs; emptied.") var folder: String
    @Option(help: "Folder of the programs that were built.") var programs: String
    @Option(help: "restic.") var engine = "/usr/bin/restic"
    @Option(help: "Documents, one table each.") var files: [Int] = [10_000, 40_000, 160_000]
    @Option(help: "Database of so many MB, a hundredth of it changed; 0 = none.") var database = 1_000

    func run() async throws {
        let root = FilePath(place.root)
        let machine = BenchMachine()
        let began = Date()
        let bench = NightBench(
            NightBench.Plan(
                folder: FilePath(folder), program: FilePath(programs).appending("datasafe"),
                share: root.appending("rootfs/usr/share/datasafe"), engine: FilePath(engine), files: files,
                databaseMB: database), voice: Voice())
        let table = try await untilSignal { await bench.play() }
        guard !Task.isCancelled else { throw ExitCode(130) }
        try paper.print(
            table, words: [machine.words, "services on this machine, btrfs", "load \(machine.load) at the start"],
            began: began)
    }
}
