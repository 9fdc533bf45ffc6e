/// What one service knows, as others may read it: no personal data, no secret.
public protocol Fact: Codable, Sendable, Equatable {
    /// The only writer.
    static var service: ServiceName { get }
    /// Raised when the meaning of a field changes; readers treat an unknown schema as UNKNOWN.
    static var schema: Int { get }
    /// The fact is written at least this often, in seconds; older than three times that is UNKNOWN.
    static var every: Int { get }
}

/// A fact with who wrote it and when; the content of `/run/datasafe/<service>.json`, at most 64 KiB, keys sorted.
public struct FactEnvelope<Content: Fact>: Codable, Sendable {
    public var schema: Int
    public var service: ServiceName
    /// Software version of the writer, `2026.11.1`.
    public var version: String
    /// First 8 hex digits of the boot id.
    public var boot: String
    /// Counts up with each write of this boot.
    public var seq: Int
    public var at: Instant
    public var every: Int
    public var fact: Content

    public init(fact: Content, version: String, boot: String, seq: Int, at: Instant) {
        self.schema = Content.schema
        self.service = Content.service
        self.version = version
        self.boot = boot
        self.seq = seq
        self.at = at
        self.every = Content.every
        self.fact = fact
    }
}

/// How a reader finds a fact.
public enum FactReading<Content: Fact>: Sendable {
    case fresh(FactEnvelope<Content>)
    /// Older than three periods: shown with its age, judged as UNKNOWN.
    case stale(FactEnvelope<Content>, age: Int)
    /// The service never ran in this boot.
    case missing
    /// Not readable as this fact: reason for the log.
    case unreadable(String)

    /// The content, also when it is stale.
    public var fact: Content? {
        switch self {
        case .fresh(let envelope), .stale(let envelope, _): envelope.fact
        case .missing, .unreadable: nil
        }
    }

    public var isFresh: Bool { if case .fresh = self { true } else { false } }

    /// Judges the age of an envelope that was read `now`.
    public static func judged(_ envelope: FactEnvelope<Content>, now: Instant) -> FactReading {
        guard envelope.schema == Content.schema else { return .unreadable("schema \(envelope.schema)") }
        let age = Int(now.seconds(since: envelope.at))
        return age > 3 * envelope.every ? .stale(envelope, age: age) : .fresh(envelope)
    }
}
