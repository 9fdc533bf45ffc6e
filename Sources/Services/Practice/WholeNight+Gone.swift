import Database
import DatasafeCore

extension NightCopy {
    /// What that night knew of entries that were gone by then. Nights of before version 3 know nothing.
    func copyGone() throws {
        guard try source.tableExists("gone"), try source.tableExists("goneVersion") else { return }
        try copy("gone", "kind, id, name, path, bytes, since, until")
        try copy("goneVersion", "document, number, at, bytes")
        try LedgerPage(db: target, now: Instant(seconds: 0)).indexGone()
    }
}

extension WholeNight {
    /// What is gone today stays findable, and so does what is there today and was not in the night: later nights hold it.
    func keepGone(_ db: Database, from living: Database, now: Instant) throws {
        let known = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO gone(kind, id, name, path, bytes, since, until) VALUES (?, ?, ?, ?, ?, ?, ?)")
        let version = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO goneVersion(document, number, at, bytes) VALUES (?, ?, ?, ?)")
        for (statement, sql) in [
            (known, "SELECT kind, id, name, path, bytes, since, until FROM gone"),
            (version, "SELECT document, number, at, bytes FROM goneVersion"),
        ] {
            let rows = try Row.fetchCursor(living, sql: sql)
            while let row = try rows.next() {
                try statement.execute(arguments: StatementArguments(row.databaseValues))
            }
        }
        let inNight = try db.cachedStatement(sql: "SELECT 1 FROM document WHERE id = ?")
        var paths: [Int?: String] = [:]
        let rows = try Row.fetchCursor(
            living,
            sql: """
                SELECT id, folder, name, bytes, changed,
                    (SELECT min(at) FROM version WHERE document = document.id) AS since FROM document
                """)
        while let row = try rows.next() {
            let id: Int = row["id"]
            if try Bool.fetchOne(inNight, arguments: [id]) != nil { continue }
            let folder: Int? = row["folder"]
            let path = try paths[folder] ?? Tree.place(living, of: folder)
            paths[folder] = path
            let since: Int64 = row["since"] ?? row["changed"]
            try known.execute(
                arguments: [1, id, row["name"] as String, path, row["bytes"] as Int64, since, now.milliseconds])
            for row in try Row.fetchAll(
                living, sql: "SELECT number, at, bytes FROM version WHERE document = ?", arguments: [id])
            {
                try version.execute(
                    arguments: [id, row["number"] as Int, row["at"] as Int64, row["bytes"] as Int64])
            }
        }
        // What the night brings back is gone no longer.
        try db.execute(
            sql: """
                DELETE FROM goneVersion WHERE document IN (SELECT id FROM document);
                DELETE FROM gone WHERE kind = 1 AND id IN (SELECT id FROM document)
                    OR kind = 0 AND id IN (SELECT id FROM folder);
                """)
        try LedgerPage(db: db, now: now).indexGone()
    }
}

extension LedgerPage {
    /// Makes the index of names of what is gone anew.
    func indexGone() throws {
        try db.execute(sql: "DELETE FROM goneTitle")
        let rows = try Row.fetchCursor(db, sql: "SELECT kind, id, name FROM gone")
        while let row = try rows.next() {
            // A name that today's rules do not allow is there, and not found by its words.
            guard let name = EntryName(row["name"] as String) else { continue }
            try run(
                "INSERT INTO goneTitle(rowid, name, german) VALUES (?, ?, ?)",
                [2 * (row["id"] as Int) + (row["kind"] as Int), name.text, SearchWords.german(name)])
        }
    }
}
