/// What the heartbeat service knows.
public struct BeatFact: Fact {
    public static let service = ServiceName.beat
    public static let schema = 1
    public static let every = 60

    public var enrolled = false
    /// The hub acknowledged a beat at this moment.
    public var lastAcknowledged: Instant?
    /// Beats waiting in the spool and the age of the oldest in seconds.
    public var waiting = 0
    public var oldestSeconds = 0
    /// `none`, `refused`, `unreachable`, `clock`, `full`.
    public var trouble = "none"
    public init() {}
}
