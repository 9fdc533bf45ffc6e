import Database
import DatasafeCore

/// Values of a foreign database: of any type, so none is believed before it was looked at.
struct NightRow {
    private let row: Row

    init(_ row: Row) { self.row = row }

    func integer(_ column: String) throws -> Int {
        guard let value = try optional(column) else { throw NightFault.value(column) }
        return value
    }

    func optional(_ column: String) throws -> Int? {
        let value: DatabaseValue = row[column]
        if value.isNull { return nil }
        guard let number = Int.fromDatabaseValue(value) else { throw NightFault.value(column) }
        return number
    }

    func bytes(_ column: String) throws -> Int64 {
        let value = try integer(column)
        guard value >= 0 else { throw NightFault.value(column) }
        return Int64(value)
    }

    func instant(_ column: String) throws -> Instant { Instant(milliseconds: Int64(try integer(column))) }

    /// A name as we allow it; another becomes a name that says so.
    func name(_ column: String) -> EntryName? {
        let value: DatabaseValue = row[column]
        return String.fromDatabaseValue(value).flatMap { EntryName($0) } ?? EntryName("Name nicht lesbar")
    }

    func address(_ column: String) throws -> ContentAddress {
        let value: DatabaseValue = row[column]
        guard let address = String.fromDatabaseValue(value).flatMap({ ContentAddress($0) }) else {
            throw NightFault.value(column)
        }
        return address
    }
}

/// Which part of a night is meant, as conditions in SQL on that night's tables.
enum NightPart: Sendable {
    case everything, folder(Int), document(Int)
    /// Everything, and what lies in the bin.
    case practice

    /// Throws DOC-REQUEST for another kind.
    init(kind: String, id: Int) throws {
        switch kind {
        case "everything": self = .everything
        case "folder": self = .folder(id)
        case "document": self = .document(id)
        default: throw Refusal(DocumentCode.request)
        }
    }

    /// The folders that come back, as `part(id, level)`: level 0 stands at the top. UNION ends a circle in a damaged file,
    /// the level bounds it.
    private var folders: String {
        let down = """
            UNION SELECT folder.id, part.level + 1 FROM folder JOIN part ON folder.parent = part.id
            WHERE folder.binned IS NULL AND part.level < \(Tree.longestPath)
            """
        return switch self {
        case .everything:
            "SELECT id, 0 FROM folder WHERE parent IS NULL AND binned IS NULL \(down)"
        case .folder(let id): "SELECT id, 0 FROM folder WHERE id = \(id) \(down)"
        case .document, .practice: "SELECT 0, 0 WHERE 0"
        }
    }

    /// The documents that come back; `d` is the document.
    private var documents: String {
        switch self {
        case .everything:
            "d.binned IS NULL AND (d.folder IS NULL OR d.folder IN (SELECT id FROM part))"
        case .folder: "d.binned IS NULL AND d.folder IN (SELECT id FROM part)"
        case .document(let id): "d.id = \(id)"
        case .practice: "1"
        }
    }

    /// Folders, those above first. Columns: id, parent, name, changed, level.
    var foldersSQL: String {
        """
        WITH RECURSIVE part(id, level) AS (\(folders))
        SELECT folder.id, folder.parent, folder.name, folder.changed, part.level
        FROM part JOIN folder ON folder.id = part.id ORDER BY part.level, folder.id
        """
    }

    /// Versions, document by document, the oldest first. Columns: document, folder, name, number, at, by, bytes, sha256.
    var versionsSQL: String {
        """
        WITH RECURSIVE part(id, level) AS (\(folders))
        SELECT d.id AS document, d.folder, d.name, version.number, version.at, version.by, version.bytes, version.sha256
        FROM document d JOIN version ON version.document = d.id
        WHERE \(documents) ORDER BY d.id, version.number
        """
    }

    /// Contents after an address, each once. Columns: sha256, bytes. Arguments: address, limit.
    var blobsSQL: String {
        """
        WITH RECURSIVE part(id, level) AS (\(folders))
        SELECT version.sha256, max(version.bytes) AS bytes FROM document d JOIN version ON version.document = d.id
        WHERE \(documents) AND version.sha256 > ? GROUP BY version.sha256 ORDER BY version.sha256 LIMIT ?
        """
    }
}
