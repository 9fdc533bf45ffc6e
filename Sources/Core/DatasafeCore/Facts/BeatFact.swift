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
    /// The line of the online backup; nil = this run has none.
    public var vault: VaultLineFact?
    public init() {}
}

/// What went over the line to the vendor's vault since the service started.
public struct VaultLineFact: Codable, Sendable, Equatable {
    /// Connections at the moment.
    public var connections = 0
    /// Bytes to the vault.
    public var up = 0
    /// Bytes from the vault.
    public var down = 0
    /// `none`, `away`, `strange`, `refused`.
    public var trouble = "none"
    public init() {}
}
