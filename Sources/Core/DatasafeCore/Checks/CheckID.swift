/// One check of this box: a kind of the catalogue and, where there are several of that kind, which one:
/// `raid.members`, `fs.used:data`, `disk.smart:d1`, `backup.verify:2`.
public struct CheckID: Hashable, Sendable {
    public var kind: CheckKind
    /// Bay `d1`...`d4`, volume, number of a backup disk, name; 1...16 characters of `a-z0-9-`. Nil where the kind exists
    /// once.
    public var suffix: String?

    public init(_ kind: CheckKind, _ suffix: String? = nil) {
        self.kind = kind
        self.suffix = suffix
    }

    /// Reads an id; nil for a kind that is not in the catalogue or a suffix of other characters.
    public init?(_ text: String) {
        guard let colon = text.firstIndex(of: ":") else {
            guard let kind = CheckKind(rawValue: text) else { return nil }
            self.init(kind)
            return
        }
        let suffix = text[text.index(after: colon)...]
        guard let kind = CheckKind(rawValue: String(text[..<colon])), (1...16).contains(suffix.utf8.count),
            suffix.utf8.allSatisfy({ (48...57).contains($0) || (97...122).contains($0) || $0 == 45 })
        else { return nil }
        self.init(kind, String(suffix))
    }

    /// `fs.used:data`
    public var text: String { suffix.map { "\(kind.rawValue):\($0)" } ?? kind.rawValue }
}

extension CheckID: Comparable {
    /// By catalogue id, then suffix; order of lists only.
    public static func < (left: CheckID, right: CheckID) -> Bool { left.text < right.text }
}

extension CheckID: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = CheckID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an id of the catalogue")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
