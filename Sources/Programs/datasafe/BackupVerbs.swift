import ArgumentParser
import Backup
import DatasafeCore
import DatasafeTexts
import FactFiles
import FoundationEssentials
import Logging
import Proc
import Varlink

struct BackupVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Backs up the practice's data to numbered disks.",
        subcommands: [BackupServe.self, BackupList.self, BackupVerify.self],
        defaultSubcommand: BackupServe.self)
}

struct BackupServe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Is the backup service; what the unit starts.", shouldDisplay: false)

    @OptionGroup var root: BoxRoot
    @Option(help: "Folder of what lies open on each disk for a technician.") var handout = BackupPlaces().handout
    @Option(help: "restic.") var engine = BackupPlaces().engine

    func run() async throws {
        let logger = Logger(label: "backup")
        let places = places()
        try root.make([root.place("/var/lib/datasafe/backup"), places.secrets, places.disks, places.staging])
        try await serve(
            Backup(
                .box(
                    places: places, runFolder: root.run, socket: root.socket(of: .backup), users: root.users,
                    version: softwareVersion(), now: { wallTime() }, logger: logger)),
            logger: logger)
    }

    private func places() -> BackupPlaces {
        var places = BackupPlaces()
        for place in [
            \BackupPlaces.source, \.disks, \.secrets, \.scratch, \.staging, \.ledger,
        ] { places[keyPath: place] = root.place(places[keyPath: place]) }
        places.handout = handout
        places.engine = engine
        return places
    }
}

/// Asks the backup service for a long deed and says how far it is, one line per step.
private func ask(_ deed: some Deed) async throws {
    let shown = StepLines()
    do {
        _ = try await DeedClient().ask(deed, secret: nil) { await shown.take($0) }
    } catch let refusal as Refusal {
        let advice = AdviceBook.adviceOrPlain(for: refusal.code)
        let subject = refusal.subject.isEmpty ? "" : " (\(refusal.subject))"
        print("\(refusal.code)\(subject): \(advice.sentence.en) \(advice.action.en)")
        throw ExitCode(1)
    }
}

private actor StepLines {
    private var last = ""

    func take(_ progress: DeedProgress) {
        guard progress.step != last else { return }
        last = progress.step
        print(StepText.of(progress.step).en)
    }
}

struct BackupVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Reads attached backup disks back in full.")

    @Argument(help: "Number of the disk; without it every attached one.") var disk: Int?
    @Option(name: .customLong("run"), help: "Folder of the facts.") var folder = ServiceName.runFolder

    func run() async throws {
        let fact = FactFolder(path: folder, now: { wallTime() }).read(BackupFact.self).fact
        let attached = (fact?.disks ?? []).filter { ["attached", "done"].contains($0.state) }.map(\.number)
        let numbers = disk.map { [$0] } ?? attached
        guard !numbers.isEmpty else {
            print("No backup disk is attached.")
            throw ExitCode(1)
        }
        for number in numbers {
            print("Disk \(number):")
            try await ask(BackupDeeds.VerifyDisk(deed: StagedName().text, disk: number, user: ""))
            print("Everything on disk \(number) is readable and right.")
        }
    }
}

struct BackupList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Says which disk has which night; exit code 1 while one is disturbed.")

    @Flag(help: "The whole fact as JSON.") var json = false
    @Option(name: .customLong("run"), help: "Folder of the facts.") var folder = ServiceName.runFolder

    func run() throws {
        guard let fact = FactFolder(path: folder, now: { wallTime() }).read(BackupFact.self).fact else {
            print("backup: does not run")
            throw ExitCode(1)
        }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(fact), as: UTF8.self))
            return
        }
        print(
            "next run: \(fact.nextRun?.description ?? "-")  off-site: \(fact.offsiteHours.map { "\($0) h" } ?? "none")")
        for disk in fact.disks {
            print(
                "disk \(disk.number): \(disk.state)\(disk.code.map { " \($0)" } ?? "")  last good:"
                    + " \(disk.lastSuccess?.description ?? "never")  read in full:"
                    + " \(disk.lastFullRead?.description ?? "never")  nights: \(disk.nights)")
        }
        for remote in fact.remotes {
            print(
                "\(remote.id.text):\(remote.code.map { " \($0)" } ?? "")  last good:"
                    + " \(remote.lastSuccess?.description ?? "never")  read in full:"
                    + " \(remote.lastFullRead?.description ?? "never")  nights: \(remote.nights)")
        }
        for run in fact.runs.prefix(10) {
            print(
                "  \(run.started)  \(run.target.text)  \(run.cause)  \(run.step)\(run.code.map { " \($0)" } ?? "")")
        }
        if fact.disks.contains(where: { $0.state == "disturbed" }) { throw ExitCode(1) }
    }
}
