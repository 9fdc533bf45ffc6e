extension DatabaseFile {
    /// Opens a database that came from elsewhere - a backup disk, another box - to be read once and believed in nothing.
    ///
    /// Read-only connection, `trusted_schema = OFF` (views and triggers of the file call no function with side effects),
    /// `cell_size_check = ON`, `query_only`, no memory map; then SQLite's own check of the whole file. `path` must lie in a
    /// private folder where SQLite can make its `-shm` file, with the `-wal` beside it if there is one.
    ///
    /// Values of such a file have any type: read them with `fromDatabaseValue`, never with a subscript that traps.
    ///
    /// - Parameter tables: must be there as ordinary tables; a view in their place is refused.
    /// - Throws: `.cannotOpen`, `.damaged` also when a table is missing.
    public static func openForeign(path: String, tables: Set<String>) throws(DatabaseFileError) -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA trusted_schema = OFF")
            try db.execute(sql: "PRAGMA cell_size_check = ON")
            try db.execute(sql: "PRAGMA query_only = ON")
            try db.execute(sql: "PRAGMA mmap_size = 0")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let fault = try queue.read { db -> String? in
                if let line = try String.fetchOne(db, sql: "PRAGMA quick_check(1)"), line != "ok" { return line }
                let found = try Set(String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'"))
                return tables.subtracting(found).min().map { "no table \($0)" }
            }
            if let fault { throw DatabaseFileError(code: .damaged, path: path, cause: fault) }
            return queue
        } catch let error as DatabaseFileError {
            throw error
        } catch {
            throw DatabaseFileError(wrapping: error, path: path, otherwise: .cannotOpen)
        }
    }
}
