/// What the box remembers of one check; stored, so that a restart neither forgets an alarm nor tells it twice.
public struct CheckState: Codable, Sendable, Equatable {
    public enum Phase: String, Codable, Sendable, CaseIterable {
        case ok
        /// Bad, but not for long enough.
        case pending
        case raised
        /// Raised, and good for not yet long enough: still shown raised.
        case clearing
    }

    /// A check held at its worst because it changed too often.
    public struct Frozen: Codable, Sendable, Equatable {
        /// Steady time of the last change below.
        var quietSince: Int64
        /// What the samples last said.
        var below: Severity
    }

    /// One change of severity.
    struct Change: Codable, Sendable, Equatable {
        var at: Int64
        var severity: Severity
    }

    public internal(set) var phase = Phase.ok
    /// The alarm that stands; `.ok` in the phases `ok` and `pending`.
    public internal(set) var severity = Severity.ok
    /// What a reader is shown.
    public internal(set) var shown = Judgement.ok
    public internal(set) var value: Double?
    /// Why the alarm stands; empty while none does.
    public internal(set) var reason = ""
    /// Why nothing is shown, for `.notApplicable` and `.unknown`.
    public internal(set) var note = ""
    /// The last reading failed or did not apply while an alarm stood: what is shown is old.
    public internal(set) var isStale = false
    /// Since when `shown` is so.
    public internal(set) var since: Instant
    /// Present while the check is held at its worst.
    public internal(set) var frozen: Frozen?
    /// The numbers a person has seen and accepted.
    public internal(set) var acknowledged: [String: Double] = [:]

    var subject: String?
    var evidence: [String: Double] = [:]
    /// Steady time of the raise.
    var raisedAt: Int64 = 0
    /// Steady time of the last sample that was not `absent`.
    var seenAt: Int64
    var bad = Tally()
    var critical = Tally()
    var good = Tally()
    var unread = Tally()
    var changes: [Change] = []

    /// A check that was never looked at.
    public init(at time: CheckTime) {
        since = time.wall
        seenAt = time.steady
    }

    /// Whether losing the change from `old` would tell an alarm twice or not at all. Tallies and values may be older.
    public func mustBeKept(since old: CheckState?) -> Bool {
        guard let old else { return true }
        return phase != old.phase || severity != old.severity || shown != old.shown || reason != old.reason
            || frozen != old.frozen || acknowledged != old.acknowledged || subject != old.subject
            || isStale != old.isStale || note != old.note
    }

    /// The code a reader is shown: of the alarm, or why there is no answer.
    public var shownReason: String {
        switch shown {
        case .notApplicable, .unknown: note
        case .ok: ""
        case .warn, .crit: reason
        }
    }
}
