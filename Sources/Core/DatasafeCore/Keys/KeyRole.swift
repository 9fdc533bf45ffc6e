/// What a key is for. The raw value is the byte in the key record.
public enum KeyRole: UInt8, Codable, Sendable, CaseIterable {
    /// A silver key: opens the container at start.
    case unlock = 1
    /// The backup key: opens the repositories on backup disks, never the container.
    case backup = 2

    /// The word in facts, deeds and tokens.
    public var word: String {
        switch self {
        case .unlock: "unlock"
        case .backup: "backup"
        }
    }

    /// The role with this word, else nil.
    public init?(word: String) {
        guard let role = KeyRole.allCases.first(where: { $0.word == word }) else { return nil }
        self = role
    }
}
