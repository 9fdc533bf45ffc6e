/// One file or folder of a snapshot, from `restic ls --json`.
public struct TreeEntry: Sendable, Equatable {
    /// Absolute path in the snapshot.
    public var path: String
    public var isFile: Bool
    /// 0 for folders.
    public var bytes: Int64

    public init(path: String, isFile: Bool, bytes: Int64) {
        self.path = path
        self.isFile = isFile
        self.bytes = bytes
    }

    /// nil for the line about the snapshot itself, for links and devices. Throws `.tooLong`, `.notThis`, `.badValue`.
    public static func read(line: String) throws(BackupFormatError) -> TreeEntry? {
        struct Fields: Decodable {
            var struct_type: String?
            var type: String?
            var path: String?
            var size: Int64?
        }
        let fields = try EngineLine.decode(Fields.self, line)
        guard fields.struct_type == "node", let type = fields.type, type == "file" || type == "dir" else { return nil }
        guard let path = fields.path, path.utf8.first == 0x2F, (fields.size ?? 0) >= 0 else {
            throw BackupFormatError(.badValue, "node")
        }
        return TreeEntry(path: path, isFile: type == "file", bytes: fields.size ?? 0)
    }
}
