/// The judged state of every check, for screen, pages and heartbeat.
public struct MonitorFact: Fact {
    public static let service = ServiceName.monitor
    public static let schema = 1
    public static let every = 10

    public var checks: [CheckFact] = []
    /// Newest first, at most 50.
    public var events: [CheckEventFact] = []
    /// Memory that all services of the box hold together, bytes; nil when the kernel did not say.
    public var servicesBytes: Int64?
    public init() {}

    /// The worst state that is raised, -1...3 as `CheckFact.state`.
    public var worst: Int { checks.map { $0.state == 3 ? 1 : $0.state }.max() ?? -1 }
}

/// One check of the catalogue (monitoring-hub.md 3.2-3.4).
public struct CheckFact: Codable, Sendable, Equatable {
    /// `CheckID.text`: `raid.members`, `fs.used:data`, `disk.smart:d1` ...
    public var id: String
    /// -1 not applicable, 0 OK, 1 WARN, 2 CRIT, 3 UNKNOWN.
    public var state: Int
    /// Unit fixed per kind, see `CheckKind.unit`.
    public var value: Double?
    public var since: Instant
    /// Enumerated reason code with sentence and action in DatasafeTexts; empty when OK.
    public var reason: String
    /// Stays raised until a person or a good run clears it.
    public var latched = false
    /// The reading failed or does not apply while this alarm stands: value and reason are old.
    public var stale = false
    public init(id: String, state: Int, value: Double?, since: Instant, reason: String) {
        self.id = id
        self.state = state
        self.value = value
        self.since = since
        self.reason = reason
    }
}

/// A change of one check.
public struct CheckEventFact: Codable, Sendable, Equatable {
    /// Counts up over reboots.
    public var seq: Int
    /// `raise`, `worse`, `resolve`, `restart`, `swap`.
    public var event: String
    public var check: String
    public var state: Int
    public var value: Double?
    public var reason: String
    public var at: Instant
    /// For `resolve`: seconds from raise to resolve.
    public var lasted: Int64?
    public init(seq: Int, event: String, check: String, state: Int, value: Double?, reason: String, at: Instant) {
        self.seq = seq
        self.event = event
        self.check = check
        self.state = state
        self.value = value
        self.reason = reason
        self.at = at
    }
}
