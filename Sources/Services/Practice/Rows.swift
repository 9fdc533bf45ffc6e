import Database
import DatasafeCore

extension FolderRow {
    init(_ row: Row) {
        self.init(
            id: row["id"], name: row["name"], parent: row["parent"], changed: Instant(milliseconds: row["changed"]),
            binned: Instant(stored: row["binned"]))
    }

    init?(_ db: Database, id: Int) throws {
        let statement = try db.cachedStatement(sql: "SELECT * FROM folder WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
        self.init(row)
    }
}

extension DocumentRow {
    /// Columns and tables of a document as people see it; documents are `d`.
    static let columns = """
        d.id, d.name, d.folder, d.bytes, d.sha256, d.version, d.changed, d.binned, user.fullName AS fullName
        FROM document d LEFT JOIN user ON user.id = d.by
        """

    init(_ row: Row) {
        self.init(
            id: row["id"], name: row["name"], folder: row["folder"], bytes: row["bytes"], sha256: row["sha256"],
            versions: row["version"], changed: Instant(milliseconds: row["changed"]), by: row["fullName"] ?? "",
            binned: Instant(stored: row["binned"]))
    }

    init?(_ db: Database, id: Int) throws {
        let statement = try db.cachedStatement(sql: "SELECT \(DocumentRow.columns) WHERE d.id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
        self.init(row)
    }
}

extension VersionRow {
    init(_ row: Row) {
        self.init(
            number: row["number"], bytes: row["bytes"], sha256: row["sha256"],
            at: Instant(milliseconds: row["at"]), by: row["fullName"] ?? "")
    }
}
