import FoundationEssentials

/// One password of a repository as `restic key list --json` lists it. Source: restic 0.18, cmd/restic/cmd_key_list.go.
public struct RepositoryKey: Sendable, Equatable {
    /// Hex digits, 8 or 64 by the version; enough to name it.
    public var id: String
    /// The one the repository was opened with.
    public var isCurrent: Bool

    /// Passwords at most; a box makes two.
    public static let most = 100

    public static func list(_ bytes: [UInt8]) throws(BackupFormatError) -> [RepositoryKey] {
        let fields: [Fields]
        do { fields = try JSONDecoder().decode([Fields].self, from: Data(bytes)) } catch {
            throw BackupFormatError(.notThis, "keys")
        }
        guard fields.count <= most else { throw BackupFormatError(.tooLong, "keys") }
        var keys: [RepositoryKey] = []
        for field in fields {
            // It goes into a command line.
            guard (8...64).contains(field.id.utf8.count), field.id.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
                throw BackupFormatError(.badValue, "key")
            }
            keys.append(RepositoryKey(id: field.id, isCurrent: field.current))
        }
        return keys
    }

    private struct Fields: Decodable {
        var id: String
        var current: Bool
    }
}
