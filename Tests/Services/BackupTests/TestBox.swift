import Database
import DatasafeCore
import FactFiles
import FoundationEssentials
import Logging
import Spawn
import Synchronization
import Testing
import Varlink

@testable import Backup

/// What tests of the engine's own behaviour run with.
let engines = [TestBox.engine]

/// A box around the backup service: real engine, real folders, storage and practice by script.
final class TestBox: Sendable {
    /// The engine of the image, which `Scripts/test` names, else the installed one.
    static let engine = ProcessInfo.processInfo.environment["DATASAFE_RESTIC"] ?? "/usr/bin/restic"
    static let backupKey = (0..<64).map { UInt8(($0 * 37 + 11) & 0xFF) }
    static let backupKeyText = backupKey.map { ["", "0"][$0 < 16 ? 1 : 0] + String($0, radix: 16) }.joined()

    let root: String
    /// The engine itself, also when `places` has something in front of it.
    let engine: String
    let places: BackupPlaces
    let facts = ScriptedFacts()
    let clock = TestClock()
    let outsides: BackupOutsides
    let storage: ScriptedServices
    let shares: FolderShares

    init(engine: String = TestBox.engine, hindrance: Hindrance? = nil) throws {
        self.engine = engine
        root = FileManager.default.temporaryDirectory.appending(path: "backup-\(StagedName().text)").path()
        var places = BackupPlaces()
        places.source = "\(root)/snapshots/current"
        places.snapshots = "\(root)/snapshots"
        places.disks = "\(root)/disks"
        places.secrets = "\(root)/secrets"
        places.scratch = "\(root)/secrets/scratch"
        places.staging = "\(root)/staging"
        places.ledger = "\(root)/state/backup.sqlite"
        places.handout = TestBox.handout
        places.engine = engine
        places.inspector = "\(root)/inspector"
        places.uplink = "\(root)/uplink.pipe"
        for folder in ["snapshots", "disks", "secrets/scratch/tmp", "staging", "state", "run", "data/practice/blobs"] {
            try FileManager.default.createDirectory(
                atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
        }
        if let hindrance {
            places.engine = "\(root)/hindered-engine"
            try Data(hindrance.script(root: root, engine: engine).utf8).write(to: URL(filePath: places.engine))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: places.engine)
        }
        try Data(Inspector.script(root: root).utf8).write(to: URL(filePath: places.inspector))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: places.inspector)
        self.places = places
        let clock = clock
        let now: @Sendable () -> Instant = { clock.now.withLock { $0 } }
        storage = ScriptedServices(root: root, places: places, facts: facts, now: now)
        shares = FolderShares(root: "\(root)/servers")
        var logger = Logger(label: "test")
        // DATASAFE_LOG=1 shows what the service says while a test is looked into.
        logger.logLevel = ProcessInfo.processInfo.environment["DATASAFE_LOG"] == nil ? .critical : .debug
        outsides = BackupOutsides(
            places: places, facts: facts, changes: { [facts] in facts.changes() },
            writer: FactWriter(folder: "\(root)/run", version: "0.0.0", boot: "00000000", now: now), deeds: storage,
            shares: shares,
            server: VarlinkServer(
                service: .backup, version: "0.0.0", socket: .path("\(root)/run/backup.socket"), logger: logger),
            now: now, logger: logger)
    }

    /// The files of the image, beside these tests.
    static let handout: String = {
        var parts = #filePath.split(separator: "/")
        parts.removeLast(4)
        return "/" + parts.joined(separator: "/") + "/rootfs/usr/share/datasafe/backup"
    }()

    /// The practice asks for the contents on the first shelves: they are not in the box any more.
    func miss(shelves: Int) {
        let blobs = "\(root)/data/practice/blobs"
        storage.state.withLock {
            $0.blobs = Files.names(in: blobs).prefix(shelves).flatMap { shelf in
                Files.names(in: "\(blobs)/\(shelf)").map { NightBlob(sha256: $0, bytes: 8_000, stored: false) }
            }
        }
    }

    /// Documents under their content addresses and a database with commits in its log.
    ///
    /// - Parameter isListed: false leaves the database as it is: then all of the night before is still among today's data.
    func fill(documents: Int, bytes: Int = 20_000, isListed: Bool = true) async throws {
        for number in 0..<documents {
            var generator = SystemRandomNumberGenerator()
            let content = Data(
                (0..<max(8, bytes / 8)).flatMap { _ in
                    withUnsafeBytes(of: generator.next()) { Array($0) }
                })
            let file = "\(root)/data/practice/new"
            try content.write(to: URL(filePath: file))
            let hash = try await Spawn.run(Program(path: "/usr/bin/sha256sum", arguments: [file])).text.prefix(64)
            let shelf = "\(root)/data/practice/blobs/\(hash.prefix(2))"
            try FileManager.default.createDirectory(atPath: shelf, withIntermediateDirectories: true)
            try FileManager.default.moveItem(atPath: file, toPath: "\(shelf)/\(hash)")
            guard isListed else { continue }
            try await database.write { db in
                try db.execute(
                    sql: "INSERT INTO document(folder, name, sha256) VALUES (1, ?, ?)",
                    arguments: ["Befund \(number).pdf", String(hash)])
            }
        }
    }

    private let open = Mutex<DatabasePool?>(nil)

    /// Stays open like the practice service's, so that snapshots find commits in the log.
    var database: DatabasePool {
        get throws {
            try open.withLock { pool in
                if let pool { return pool }
                let made = try DatabaseFile.open(
                    path: "\(root)/data/practice/practice.sqlite",
                    steps: [
                        SchemaStep(
                            "1",
                            sql: """
                                CREATE TABLE folder(id INTEGER PRIMARY KEY, parent INTEGER, name TEXT, binned INTEGER);
                                CREATE TABLE document(
                                    id INTEGER PRIMARY KEY, folder INTEGER, name TEXT, sha256 TEXT, binned INTEGER);
                                INSERT INTO folder VALUES (1, NULL, 'Röntgen/2026', NULL);
                                """)
                    ])
                pool = made
                return made
            }
        }
    }

    /// The keeper as the service makes it at its start; `plug` is what wakes the catch-up.
    func keeper() async throws -> (keeper: BackupKeeper, plugs: AsyncStream<Void>) {
        let (plugs, plug) = AsyncStream<Void>.makeStream()
        let ledger = try BackupLedger(path: places.ledger)
        let keeper = BackupKeeper(outsides, ledger: ledger, kept: try ledger.load(), plug: plug)
        await keeper.start()
        return (keeper, plugs)
    }

    func pass(hours: Int64) { clock.now.withLock { $0 = $0.adding(seconds: hours * 3600) } }

    /// A keeper with disk 1 initialised and its first night done: where most tests begin.
    func initialised() async throws -> BackupKeeper { try await initialisedWithPlugs().keeper }

    /// The same, with what wakes the catch-up.
    func initialisedWithPlugs() async throws -> (keeper: BackupKeeper, plugs: AsyncStream<Void>) {
        try await InitialisedDisk.unpack(into: self)
        facts.plug(1)
        let (keeper, plugs) = try await keeper()
        try await keeper.firstNight(of: 1)
        return (keeper, plugs)
    }

    /// Initialises an empty disk, first night included.
    func initialise(_ keeper: BackupKeeper, _ number: Int) async throws {
        facts.plugEmpty(number)
        _ = try await keeper.initialise(
            BackupDeeds.InitialiseDisk(
                deed: "d\(number)", disk: "usb-\(number)", number: number, confirm: "", user: "u")
        ) { _ in }
    }

    func fact() throws -> BackupFact {
        try #require(FactFolder(path: "\(root)/run", now: outsides.now).read(BackupFact.self).fact)
    }

    /// Plain restic, as a technician would start it, with the password on its standard input.
    func plain(_ engine: String, _ number: Int, password: String, _ arguments: [String]) async throws -> Ended {
        try await Spawn.run(
            Program(
                path: engine,
                arguments: ["--repo", places.repository(number), "--no-cache", "--password-file", "/dev/stdin"]
                    + arguments,
                input: .bytes(Array(password.utf8)), timeout: .seconds(120)))
    }

    /// The script on disk 1, the key typed.
    func script(_ arguments: [String]) async throws -> Ended {
        try await Spawn.run(
            Program(
                path: "/bin/sh",
                arguments: ["\(places.info(1))/restore.sh", "--type", "--repo", places.repository(1)] + arguments,
                environment: ["PATH": "/usr/bin:/bin"], input: .bytes(Array(Self.backupKeyText.utf8)),
                timeout: .seconds(120)))
    }

    /// Whether two folders are the same, byte for byte.
    func same(_ left: String, _ right: String) async throws -> Bool {
        let ended = try await Spawn.run(
            Program(path: "/usr/bin/diff", arguments: ["-r", "--no-dereference", left, right]))
        return ended.succeeded
    }

    /// Engines that work on this box's disks now: process id and command line.
    func engines() async throws -> [(pid: Int32, line: String)] {
        let ended = try await Spawn.run(Program(path: "/bin/ps", arguments: ["-eo", "pid,args", "-ww"]))
        return ended.text.split(separator: "\n").compactMap { line in
            guard line.contains(root), line.contains("restic"), !line.contains("/bin/sh") else { return nil }
            let parts = line.split(separator: " ", maxSplits: 1)
            return Int32(parts[0]).map { ($0, String(parts[1])) }
        }
    }

    /// Waits until `condition` holds; a test that waits in vain fails.
    func wait(
        _ what: String, seconds: Int = 60, _ condition: () async throws -> Bool
    ) async throws {
        let started = ContinuousClock.now
        while try await !condition() {
            guard ContinuousClock.now - started < .seconds(seconds) else {
                Issue.record("waited in vain for \(what)")
                throw CancellationError()
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }
}

/// The time of the box, which a test moves.
final class TestClock: Sendable {
    // 2026-11-20T20:00:00Z: nine in the evening in Berlin.
    let now = Mutex(Instant(seconds: 1_795_204_800))
}
