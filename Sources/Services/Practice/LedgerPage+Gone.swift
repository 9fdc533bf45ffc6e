import Database
import DatasafeCore

/// What is known of entries that are erased: names, places and moments, so that they are found in the nights that hold them.
extension LedgerPage {
    /// Notes what `goneFolder` and `goneDocument` name, before their rows go. `entry` is what was thrown away itself.
    func rememberGone(_ entry: Entry) throws {
        let above = try Tree.place(db, of: entry.above)
        let binned = try Int64.fetchOne(
            db, sql: "SELECT binned FROM \(entry.kind.table) WHERE id = ?", arguments: [entry.id])
        try db.execute(
            sql: """
                CREATE TEMP TABLE IF NOT EXISTS gonePlace(folder INTEGER PRIMARY KEY, path TEXT NOT NULL);
                DELETE FROM gonePlace;
                """)
        // Where the children of each folder lie.
        try db.execute(
            sql: """
                WITH RECURSIVE down(id, path, level) AS (
                    SELECT id, CASE ?2 WHEN '' THEN name ELSE ?2 || '/' || name END, 0 FROM folder
                    WHERE id IN (SELECT id FROM goneFolder) AND id = ?1
                    UNION ALL
                    SELECT folder.id, down.path || '/' || folder.name, level + 1
                    FROM folder JOIN down ON folder.parent = down.id WHERE level < \(Tree.longestPath))
                INSERT OR REPLACE INTO gonePlace SELECT id, path FROM down
                """, arguments: [entry.kind == .folder ? entry.id : 0, above])
        let until = binned ?? now.milliseconds
        // A folder says nowhere when it was made; its first line in the log does.
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO gone(kind, id, name, path, bytes, since, until)
                SELECT 0, folder.id, folder.name, ifnull(gonePlace.path, ?1), 0,
                    ifnull((SELECT min(at) FROM audit WHERE object = 'folder:' || folder.id), folder.changed),
                    min(ifnull(folder.binned, ?2), ?2)
                FROM folder LEFT JOIN gonePlace ON gonePlace.folder = folder.parent
                WHERE folder.id IN (SELECT id FROM goneFolder)
                """, arguments: [above, until])
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO gone(kind, id, name, path, bytes, since, until)
                SELECT 1, document.id, document.name, ifnull(gonePlace.path, ?1), document.bytes,
                    (SELECT min(at) FROM version WHERE version.document = document.id),
                    min(ifnull(document.binned, ?2), ?2)
                FROM document LEFT JOIN gonePlace ON gonePlace.folder = document.folder
                WHERE document.id IN (SELECT id FROM goneDocument)
                """, arguments: [above, until])
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO goneVersion(document, number, at, bytes)
                SELECT document, number, at, bytes FROM version WHERE document IN (SELECT id FROM goneDocument)
                """)
        // Their words in the index of names go the same way.
        for (kind, table) in [(0, "goneFolder"), (1, "goneDocument")] {
            try db.execute(
                sql: """
                    INSERT INTO goneTitle(rowid, name, german)
                    SELECT rowid, name, german FROM title
                    WHERE rowid IN (SELECT 2 * id + \(kind) FROM \(table))
                        AND rowid NOT IN (SELECT rowid FROM goneTitle)
                    """)
        }
    }

    /// Forgets what was gone before `moment`: no night holds it any more.
    func forgetGone(before moment: Instant) throws {
        let until = moment.milliseconds
        try db.execute(
            sql: "DELETE FROM goneTitle WHERE rowid IN (SELECT 2 * id + kind FROM gone WHERE until < ?)",
            arguments: [until])
        try db.execute(
            sql: "DELETE FROM goneVersion WHERE document IN (SELECT id FROM gone WHERE kind = 1 AND until < ?)",
            arguments: [until])
        try db.execute(sql: "DELETE FROM gone WHERE until < ?", arguments: [until])
    }
}
