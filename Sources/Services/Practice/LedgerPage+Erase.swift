import Database
import DatasafeCore

extension LedgerPage {
    /// Removes what lies in the bin for ever: rows, names in the index, versions; contents that no version refers to any
    /// more are doomed in the same commit and their files removed after it. The audit lines stay, they hold ids only.
    func erase(_ entry: Entry) throws {
        guard entry.isBinned else { throw Refusal(DocumentCode.notInBin) }
        // The order of rows is the database's business: references are looked at when the commit comes.
        try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
        try db.execute(
            sql: """
                CREATE TEMP TABLE IF NOT EXISTS goneFolder(id INTEGER PRIMARY KEY);
                CREATE TEMP TABLE IF NOT EXISTS goneDocument(id INTEGER PRIMARY KEY);
                CREATE TEMP TABLE IF NOT EXISTS goneBlob(sha256 TEXT PRIMARY KEY) WITHOUT ROWID;
                DELETE FROM goneFolder; DELETE FROM goneDocument; DELETE FROM goneBlob;
                """)
        switch entry.kind {
        case .document:
            try db.execute(sql: "INSERT INTO goneDocument VALUES (?)", arguments: [entry.id])
        case .folder:
            try db.execute(
                sql: """
                    WITH RECURSIVE down(id) AS (
                        SELECT ? UNION SELECT folder.id FROM folder JOIN down ON folder.parent = down.id)
                    INSERT INTO goneFolder SELECT id FROM down
                    """, arguments: [entry.id])
            try db.execute(
                sql: """
                    INSERT INTO goneDocument
                    SELECT id FROM document WHERE folder IN (SELECT id FROM goneFolder)
                    """)
        }
        try rememberGone(entry)
        try db.execute(
            sql: """
                INSERT INTO goneBlob
                SELECT DISTINCT sha256 FROM version WHERE document IN (SELECT id FROM goneDocument);
                DELETE FROM version WHERE document IN (SELECT id FROM goneDocument);
                DELETE FROM document WHERE id IN (SELECT id FROM goneDocument);
                DELETE FROM folder WHERE id IN (SELECT id FROM goneFolder);
                DELETE FROM title WHERE rowid IN (SELECT 2 * id FROM goneFolder);
                DELETE FROM title WHERE rowid IN (SELECT 2 * id + 1 FROM goneDocument);
                DELETE FROM goneBlob WHERE EXISTS (SELECT 1 FROM version WHERE version.sha256 = goneBlob.sha256);
                INSERT OR IGNORE INTO doomed SELECT sha256 FROM goneBlob;
                DELETE FROM blob WHERE sha256 IN (SELECT sha256 FROM goneBlob);
                """)
    }
}
