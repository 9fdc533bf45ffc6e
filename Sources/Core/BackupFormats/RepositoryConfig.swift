import FoundationEssentials

/// The id of a repository, from `restic cat config`.
public enum RepositoryConfig {
    /// 64 hex digits. Throws `.notThis`, `.badValue`.
    public static func id(_ bytes: [UInt8]) throws(BackupFormatError) -> String {
        struct Fields: Decodable { var id: String }
        guard bytes.count <= 65_536 else { throw BackupFormatError(.tooLong, "config") }
        guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(bytes)) else {
            throw BackupFormatError(.notThis, "config")
        }
        guard EngineID.isFull(fields.id) else { throw BackupFormatError(.badValue, "config id") }
        return fields.id
    }
}
