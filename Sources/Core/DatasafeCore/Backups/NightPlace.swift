/// Where a night is looked for.
public enum NightPlace: Hashable, Sendable {
    /// The snapshots in the box itself.
    case here
    /// A numbered backup disk, 1...99.
    case disk(Int)

    /// `here`, or the number.
    public var text: String {
        switch self {
        case .here: "here"
        case .disk(let number): "\(number)"
        }
    }

    /// Nil for any other text.
    public init?(_ text: String) {
        if text == "here" {
            self = .here
        } else if let number = Int(text), (1...99).contains(number), text == "\(number)" {
            self = .disk(number)
        } else {
            return nil
        }
    }
}

extension NightPlace: RawRepresentable, Codable {
    public var rawValue: String { text }
    public init?(rawValue: String) { self.init(rawValue) }
}
