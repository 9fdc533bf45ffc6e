/// Where a night is looked for.
public enum NightPlace: Hashable, Sendable {
    /// The snapshots in the box itself.
    case here
    case target(TargetID)

    /// A numbered backup disk, 1...99.
    public static func disk(_ number: Int) -> NightPlace { .target(.disk(number)) }

    /// `here`, or the target's text.
    public var text: String {
        switch self {
        case .here: "here"
        case .target(let target): target.text
        }
    }

    /// Nil for any other text.
    public init?(_ text: String) {
        if text == "here" {
            self = .here
        } else if let target = TargetID(text) {
            self = .target(target)
        } else {
            return nil
        }
    }
}

extension NightPlace: RawRepresentable, Codable {
    public var rawValue: String { text }
    public init?(rawValue: String) { self.init(rawValue) }
}
