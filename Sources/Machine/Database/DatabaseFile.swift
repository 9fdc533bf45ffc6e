// The one home of GRDB: rooms that keep a database write `import Database` and get GRDB's names with it, so that every
// connection of the house is opened by `DatabaseFile.open` and by nothing else.
@_exported public import GRDB
import Glibc

/// Opens the SQLite files of the house, each with the same safe settings.
///
/// WAL with `synchronous = FULL`: a commit that returned survives a power cut. GRDB's `DatabasePool` itself leaves the
/// writer at NORMAL, which loses the newest commits; so it is set again after the pool is made.
public enum DatabaseFile {
    /// Opens the file, makes it if it is missing (mode 0600), and applies the steps it has not seen.
    ///
    /// Settings: WAL, `synchronous = FULL`, foreign keys on, `trusted_schema = OFF`, `cell_size_check = ON`, temporary
    /// tables in memory (never on the unencrypted system disk), lock wait 5 s. One writer, at most `readers` readers,
    /// each made when first needed (about 2 MiB of page cache each).
    ///
    /// On a file system that can only be read the pool can only read too, and knows no more than what was committed:
    /// writing throws `SQLITE_READONLY`. No step is applied then; a file that lacks one is refused.
    ///
    /// Blocks; call it at start or through `offload`. Use the pool's `async` `read` and `write` afterwards.
    ///
    /// - Parameter isAlone: this process alone opens the file, and nobody else may. SQLite's index of the log then lies in
    ///   memory instead of a mapped file beside it: on a volume that is full, or was switched to read-only, the kernel ends
    ///   a process that writes to a mapped file (SIGBUS, seen on btrfs in both cases). On a volume without any room a file
    ///   that has seen all steps is opened as on one that can only be read: opening for writing writes.
    /// - Throws: `.notPlain` for a symbolic link or a folder, `.cannotOpen`, `.damaged` when SQLite says so, `.newer` when
    ///   the file knows a step that `steps` does not (older software after a roll-back), `.step` when a step fails; then
    ///   the file is as it was before that step.
    public static func open(
        path: String, steps: [SchemaStep], readers: Int = 4, isAlone: Bool = false
    ) throws(DatabaseFileError) -> DatabasePool {
        let isWritable = try makePrivate(path)
        do {
            guard isWritable else { return try openShut(path: path, steps: steps, readers: readers) }
            do { return try openWritable(path: path, steps: steps, readers: readers, isAlone: isAlone) } catch {
                // Without locks: only a file that is nobody else's.
                guard isAlone, saysFull(error) else { throw error }
                return try openShut(path: path, steps: steps, readers: readers)
            }
        } catch let error as DatabaseFileError {
            throw error
        } catch {
            throw DatabaseFileError(wrapping: error, path: path, otherwise: .cannotOpen)
        }
    }

    /// What is wrong inside the file: at most 20 sentences of SQLite's own check and one per broken foreign key; empty
    /// when it is whole. `quick` leaves out the comparison of indexes with tables, which reads everything twice.
    ///
    /// - Throws: `.damaged` when not even the check can read the file.
    public static func faults(in pool: DatabasePool, quick: Bool) throws(DatabaseFileError) -> [String] {
        do {
            return try pool.read { db in
                let check = quick ? "PRAGMA quick_check(20)" : "PRAGMA integrity_check(20)"
                let rows = try String.fetchAll(db, sql: check).filter { $0 != "ok" }
                let keys = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(20)
                return rows + keys.map { "foreign key of table \($0["table"] as String? ?? "?")" }
            }
        } catch {
            throw DatabaseFileError(wrapping: error, path: pool.path, otherwise: .damaged)
        }
    }

    private static func configuration(readers: Int, isShut: Bool = false) -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = max(1, readers)
        configuration.prepareDatabase { db in
            // Before the first look into the file: what keeps the log's index in memory.
            if isShut { try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
            try db.execute(sql: "PRAGMA cell_size_check = ON")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    private static func openWritable(
        path: String, steps: [SchemaStep], readers: Int, isAlone: Bool
    ) throws -> DatabasePool {
        let pool = try DatabasePool(
            path: isAlone ? name(path, "vfs=unix-excl") : path, configuration: configuration(readers: readers))
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try db.execute(sql: "PRAGMA journal_size_limit = 16777216")
        }
        try apply(steps, to: pool, path: path)
        return pool
    }

    /// No room for a block, or none for a file's name (the log beside it).
    private static func saysFull(_ error: any Error) -> Bool {
        guard let code = (error as? DatabaseError)?.resultCode else { return false }
        return code == .SQLITE_FULL || code == .SQLITE_CANTOPEN
    }

    /// Opens a file where nothing can be written, not even a file beside it: with a log, its index lies in the memory of
    /// each connection, and nobody is locked out since nobody writes; without one SQLite is told that nothing changes.
    private static func openShut(path: String, steps: [SchemaStep], readers: Int) throws -> DatabasePool {
        var configuration = configuration(readers: readers, isShut: true)
        configuration.readonly = true
        var log = stat()
        let hasLog = stat(path + "-wal", &log) == 0 && log.st_size > 0
        let pool = try DatabasePool(
            path: name(path, hasLog ? "vfs=unix-none&mode=ro" : "immutable=1&mode=ro"), configuration: configuration)
        let applied = try applied(steps, pool, path: path)
        guard let missing = steps.first(where: { !applied.contains($0.name) }) else { return pool }
        throw DatabaseFileError(code: .cannotOpen, path: path, cause: "read-only before step \(missing.name)")
    }

    /// The file's name with how SQLite is to open it. "unix-excl": for one process, locked against others, no mapped file.
    /// Source: sqlite.org/vfs.html; sqlite.org/uri.html, also for what must be written otherwise.
    private static func name(_ path: String, _ how: String) -> String {
        let escapes: [Character: String] = ["%": "%25", "?": "%3f", "#": "%23"]
        return "file:" + path.map { escapes[$0] ?? String($0) }.joined() + "?" + how
    }

    /// The steps the file has seen. Throws `.newer`.
    private static func applied(_ steps: [SchemaStep], _ pool: DatabasePool, path: String) throws -> Set<String> {
        let known = Set(steps.map(\.name))
        precondition(known.count == steps.count, "two steps with one name")
        let applied = try pool.read { db in
            try db.tableExists("grdb_migrations")
                ? Set(String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations")) : []
        }
        if let unknown = applied.subtracting(known).min() {
            throw DatabaseFileError(code: .newer, path: path, cause: "step \(unknown)")
        }
        return applied
    }

    private static func apply(_ steps: [SchemaStep], to pool: DatabasePool, path: String) throws {
        _ = try applied(steps, pool, path: path)
        var migrator = DatabaseMigrator()
        for step in steps { migrator.registerMigration(step.name, migrate: step.apply) }
        do {
            try migrator.migrate(pool)
        } catch {
            throw DatabaseFileError(wrapping: error, path: path, otherwise: .step)
        }
    }

    /// Makes the file before SQLite does, so that nobody else may read it whatever the umask; WAL and shared memory take
    /// over its mode. Refuses a symbolic link, which SQLite would follow. False where the file can only be read.
    private static func makePrivate(_ path: String) throws(DatabaseFileError) -> Bool {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        if descriptor < 0, errno == EROFS, access(path, F_OK) == 0 { return false }
        guard descriptor >= 0 else {
            let code = errno
            throw DatabaseFileError(
                code: code == ELOOP || code == EISDIR ? .notPlain : .cannotOpen, path: path,
                cause: String(cString: strerror(code)))
        }
        close(descriptor)
        return true
    }
}
