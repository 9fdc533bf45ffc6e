import Database
import DatasafeCore

/// The tree of folders: where something is, whether it lives, and what has to be kept true when it changes.
enum Tree {
    /// A guard for every walk up: the rule says 32, restored trees stand one lower, and a damaged file must not loop.
    static let longestPath = 64

    /// The folder, living. `nil` is the root. Throws DOC-FOLDER-GONE.
    static func mustLive(_ db: Database, folder: Int?) throws {
        guard let folder else { return }
        let hidden = try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT hidden FROM folder WHERE id = ?"), arguments: [folder])
        if hidden != false { throw Refusal(DocumentCode.folderGone) }
    }

    /// From the root down to the folder, the root left out.
    static func path(_ db: Database, to folder: Int?) throws -> [FolderRow] {
        guard let folder else { return [] }
        let statement = try db.cachedStatement(
            sql: """
                WITH RECURSIVE up(id, level) AS (
                    SELECT ?, 0 UNION ALL
                    SELECT folder.parent, level + 1 FROM folder JOIN up ON folder.id = up.id
                    WHERE folder.parent IS NOT NULL AND level < \(longestPath))
                SELECT folder.* FROM up JOIN folder ON folder.id = up.id ORDER BY level DESC
                """)
        return try Row.fetchAll(statement, arguments: [folder]).map { FolderRow($0) }
    }

    /// The folders down to this one as one text, "Befunde/2026"; empty = the root.
    static func place(_ db: Database, of folder: Int?) throws -> String {
        try path(db, to: folder).map(\.name).joined(separator: "/")
    }

    /// Levels of folders from this one down to its deepest, at least 1.
    static func height(_ db: Database, of folder: Int) throws -> Int {
        let statement = try db.cachedStatement(
            sql: """
                WITH RECURSIVE down(id, level) AS (
                    SELECT ?, 1 UNION ALL
                    SELECT folder.id, level + 1 FROM folder JOIN down ON folder.parent = down.id
                    WHERE level < \(longestPath))
                SELECT max(level) FROM down
                """)
        return try Int.fetchOne(statement, arguments: [folder]) ?? 1
    }

    /// Makes `hidden` true again for a folder and everything below it, after it went into the bin, came out, or moved.
    static func settleHidden(_ page: LedgerPage, from folder: Int) throws {
        try page.run(
            """
            WITH RECURSIVE down(id, hidden) AS (
                SELECT id, binned IS NOT NULL OR ifnull((SELECT hidden FROM folder up WHERE up.id = folder.parent), 0)
                FROM folder WHERE id = ?
                UNION ALL
                SELECT folder.id, folder.binned IS NOT NULL OR down.hidden
                FROM folder JOIN down ON folder.parent = down.id)
            UPDATE folder SET hidden = down.hidden FROM down WHERE folder.id = down.id
            """, [folder])
    }

    /// Throws DOC-TAKEN when a living sibling of the same kind has this name.
    static func mustBeFree(_ db: Database, _ kind: EntryKind, name: String, in folder: Int?, but id: Int) throws {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id FROM \(kind.table)
                WHERE ifnull(\(kind.above), 0) = ? AND name = ? AND binned IS NULL AND id <> ?
                """)
        if try Int.fetchOne(statement, arguments: [folder ?? 0, name, id]) != nil {
            throw Refusal(DocumentCode.taken, subject: name)
        }
    }
}

/// Folder or document, as deeds name them.
enum EntryKind: String, Sendable {
    case folder, document

    var table: String { rawValue }
    /// The column of the folder above.
    var above: String { self == .folder ? "parent" : "folder" }

    /// Its row in the index of names.
    func titleRow(_ id: Int) -> Int { 2 * id + (self == .document ? 1 : 0) }

    /// `document:17`
    func subject(_ id: Int) -> String { "\(rawValue):\(id)" }
}
