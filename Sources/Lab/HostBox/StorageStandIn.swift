import DatasafeCore
import FactFiles
import Guest
import Logging
import Synchronization
import SystemPackage
import Varlink

/// What the storage service is to the others, where there are no data disks: a fact that says "open", a copy instead of a
/// snapshot, folders instead of backup disks. Nothing is encrypted, nothing mounted, and none of it is on a box.
final class StorageStandIn: Sendable {
    /// The disk that can be initialised.
    static let disk = "folder-1"

    private let root: FilePath
    private let log: FilePath
    private let hasSnapshots: Bool
    private let writer: FactWriter<StorageFact>
    private let fact: Mutex<StorageFact>
    private let key = Secret(bytes: (0..<64).map { _ in UInt8.random(in: 0 ... .max) })

    /// Stands in below `root`; `now` is the wall clock. What the programs it starts say goes to `log`.
    init(root: FilePath, log: FilePath, hasSnapshots: Bool = false, now: @escaping @Sendable () -> Instant) {
        self.root = root
        self.log = log
        self.hasSnapshots = hasSnapshots
        // Whoever looks into the fact sees who wrote it.
        writer = FactWriter(folder: "\(root)\(ServiceName.runFolder)", version: "stand-in", now: now)
        var fact = StorageFact()
        fact.state = .open
        fact.openedAt = now()
        fact.backupDisks = [
            BackupDiskFact(
                id: Self.disk, model: "Folder", serial: "FOLDER01", bytes: 1 << 40, kind: "empty", content: "")
        ]
        self.fact = Mutex(fact)
    }

    /// Keeps the fact fresh and answers until cancelled. Throws when fact or socket cannot be made.
    func run() async throws {
        let server = server()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            group.addTask {
                while true {
                    try self.tell()
                    try await Task.sleep(for: .seconds(StorageFact.every))
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Writes the fact now.
    func tell() throws { try writer.write(fact.withLock { $0 }) }

    private func server() -> VarlinkServer {
        var logger = Logger(label: "stand-in")
        logger.logLevel = .warning
        var server = VarlinkServer(
            service: .storage, version: "stand-in",
            socket: .path("\(root)\(ServiceName.runFolder)/\(ServiceName.storage.socketFile)"), users: .byHand,
            logger: logger)
        server.on(StorageDeeds.TakeSnapshot.self) { _, _ in
            if self.hasSnapshots { try await self.snapshotData() } else { try await self.copyData() }
            return StorageDeeds.TakeSnapshot.Outcome(snapshot: "copy")
        }
        server.on(StorageDeeds.ReadBackupKey.self) { _, context in
            context.giveBack(self.key)
            return Done()
        }
        server.on(StorageDeeds.InitialiseBackupDisk.self) { deed, _ in
            for folder in ["\(deed.number)", "\(deed.number)-info"] {
                try Files.makeFolder(self.root.appending("srv/backup").appending(folder), isPrivate: true)
            }
            self.fact.withLock { fact in
                guard let index = fact.backupDisks.firstIndex(where: { $0.id == deed.disk }) else { return }
                fact.backupDisks[index].kind = "known"
                fact.backupDisks[index].number = deed.number
                fact.backupDisks[index].partition = Self.partition(deed.number)
                fact.backupDisks[index].mounted = true
            }
            try self.tell()
            return StorageDeeds.InitialiseBackupDisk.Outcome(partition: Self.partition(deed.number))
        }
        server.on(StorageDeeds.OpenBackupDisk.self) { deed, _ in
            StorageDeeds.OpenBackupDisk.Outcome(partition: Self.partition(deed.number))
        }
        server.on(StorageDeeds.CloseBackupDisk.self) { _, _ in Done() }
        return server
    }

    private static func partition(_ number: Int) -> String { "folder-\(number)" }

    /// The data as a subvolume of its own, so that snapshots of it can be taken.
    func makeVolume() async throws {
        try Files.makeFolder(root.appending("srv"), isPrivate: true)
        try Files.makeFolder(root.appending("srv/snapshots"), isPrivate: true)
        try await run("btrfs", ["subvolume", "create", root.appending("srv/data").string])
    }

    private func snapshotData() async throws {
        let target = root.appending("srv/snapshots/current").string
        if Files.exists(FilePath(target)) { try await run("btrfs", ["subvolume", "delete", target]) }
        try await run("btrfs", ["subvolume", "snapshot", "-r", root.appending("srv/data").string, target])
        try await run("sync", ["-f", target])
    }

    private func run(_ program: String, _ arguments: [String]) async throws {
        let child = try await ChildProcess.start(
            program, program: FilePath("/usr/bin/\(program)"), arguments: arguments, log: log, grace: nil)
        let ending = try await child.ended(within: .seconds(600))
        guard ending.contains("exited(0)") else { throw GuestError(.ended, program, ending) }
    }

    /// On the box a snapshot writes nothing; so that nobody measures the writing of this one, it is on the disk when this
    /// returns.
    private func copyData() async throws {
        let target = root.appending("srv/snapshots/current")
        try Files.remove(target)
        try Files.makeFolder(target.removingLastComponent(), isPrivate: true)
        let data = root.appending("srv/data").string
        try await run("cp", ["--archive", data, target.string])
        try await run("sync", ["-f", target.string])
    }
}
