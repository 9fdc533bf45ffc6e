import Database
import DatasafeCore
import FoundationEssentials
import Staging
import Synchronization

/// Restored nights that are open for reading: a private copy of each database, checked before it is believed.
///
/// One is kept open, because a person looks through a night folder by folder. The copy lies on the data volume, never on
/// the unencrypted system disk, and is removed when the next night is opened, when it was not used for ten minutes, and
/// at start.
final class NightShelf: Sendable {
    private struct Shelved {
        var night: Night
        var used: Instant
    }

    private let folder: String
    private let shelved = Mutex<Shelved?>(nil)

    /// - Parameter folder: made private and emptied. On a volume that is full or can only be read the living data are
    ///   served all the same: then each night that is asked for says so.
    init(folder: String) {
        self.folder = folder
        try? FileManager.default.removeItem(atPath: folder)
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    /// The night staged under that name. Blocks. Throws `NightFault.unreadable`, `StagingError`.
    func open(_ name: StagedName, in staging: StagingFolder, now: Instant) throws -> Night {
        let source = try staging.night(name) + "/practice"
        // One after the other: two openings of one night must not make two copies under one name.
        return try shelved.withLock { shelved in
            if let there = shelved, there.night.name == name {
                shelved?.used = now
                return there.night
            }
            shelved = nil
            let night = try Night(name: name, source: source, copy: "\(folder)/\(name.text)")
            shelved = Shelved(night: night, used: now)
            return night
        }
    }

    /// Lets go of a night nobody looked at for ten minutes.
    func tidy(now: Instant) {
        shelved.withLock { shelved in
            if let there = shelved, abs(now.seconds(since: there.used)) > 600 { shelved = nil }
        }
    }
}

/// One restored night: its database, read-only, and where its blobs are.
final class Night: Sendable {
    let name: StagedName
    let database: DatabaseQueue
    /// The blobs of the staged folder, in the layout of the store.
    let blobs: BlobFolder
    private let copy: String

    fileprivate init(name: StagedName, source: String, copy: String) throws {
        self.name = name
        self.copy = copy
        blobs = BlobFolder(path: "\(source)/blobs")
        database = try Self.openCopy(of: source, in: copy)
    }

    /// The database of `source`, copied into a new private folder `copy` and checked; the folder is gone when it throws.
    /// Throws `NightFault.unreadable`, `StagingError`.
    static func openCopy(of source: String, in copy: String) throws -> DatabaseQueue {
        try? FileManager.default.removeItem(atPath: copy)
        try FileManager.default.createDirectory(
            atPath: copy, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        do {
            let file = "practice.sqlite"
            try StagedFile(path: "\(source)/\(file)", what: file).copy(to: "\(copy)/\(file)")
            // Commits of that night may stand in the log only; a night without one has been folded in.
            let log = "\(source)/\(file)-wal"
            if FileManager.default.fileExists(atPath: log) {
                try StagedFile(path: log, what: "\(file)-wal").copy(to: "\(copy)/\(file)-wal")
            }
            let database = try DatabaseFile.openForeign(
                path: "\(copy)/\(file)", tables: PracticeSchema.nightTables)
            let steps = try database.read { db in
                try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations LIMIT 100")
            }
            // Newer software may mean something else by the same columns.
            guard Set(steps).isSubset(of: PracticeSchema.steps.map(\.name)) else { throw NightFault.unreadable }
            return database
        } catch is DatabaseFileError {
            try? FileManager.default.removeItem(atPath: copy)
            throw NightFault.unreadable
        } catch {
            try? FileManager.default.removeItem(atPath: copy)
            throw error
        }
    }

    deinit {
        try? database.close()
        try? FileManager.default.removeItem(atPath: copy)
    }
}
