/// What the last beats said, so that the next one says only what is new.
public struct BeatMemory: Sendable, Equatable {
    /// Checks as last sent, by id, without their values.
    public var sent: [String: BeatCheck] = [:]
    public var phase: BeatPhase?
    /// Uptime of the last full beat, nil before the first of this run.
    public var fullAt: Int?
    /// Number of the newest event in a beat; stored, events are told once.
    public var event: Int
    /// The hub asked for everything.
    public var isFullAsked = false

    public init(event: Int) { self.event = event }
}

/// Why a beat is looked at now.
public enum BeatCause: Sendable, Equatable {
    /// The interval is over.
    case timer
    /// A fact changed: only something urgent is worth a beat.
    case change
    /// The hub or a person asked.
    case asked
}

/// Which kind of beat comes next, and what it carries.
public struct BeatPlan: Sendable, Equatable {
    /// A full beat at least this often, in seconds.
    public static let fullEvery = 900

    public var kind: Heartbeat.Kind
    public var checks: [BeatCheck]
    public var events: [BeatEvent]
    /// To be remembered once the beat is in the spool.
    public var memory: BeatMemory

    /// Nil when nothing is worth a beat: only for `.change`.
    ///
    /// A full beat comes first in each run, every 15 minutes and when the hub asked; without a fresh monitor fact it is a
    /// delta, because a full beat would take the other checks away at the hub.
    public static func next(
        _ content: BeatContent, memory: BeatMemory, uptime: Int, cause: BeatCause
    ) -> BeatPlan? {
        // A monitor that lost its memory counts from one again.
        let newest = content.events.map(\.number).max() ?? memory.event
        let known = newest < memory.event ? 0 : memory.event
        let events = content.events.filter { $0.number > known }
        let isUrgent = events.contains(where: \.isUrgent) || memory.phase.map { $0 != content.phase } ?? false
        guard cause != .change || isUrgent else { return nil }

        let changed = content.checks.filter { check in
            guard let old = memory.sent[check.id] else { return true }
            return old.state != check.state || old.reason != check.reason || old.since != check.since
        }
        let isDue = memory.fullAt.map { uptime - $0 >= fullEvery || uptime < $0 } ?? true
        let isFull = content.isComplete && (isDue || memory.isFullAsked)
        var next = memory
        next.phase = content.phase
        next.event = events.map(\.number).max() ?? known
        if isFull {
            next.sent = [:]
            next.fullAt = uptime
            next.isFullAsked = false
        }
        for check in isFull ? content.checks : changed { next.sent[check.id] = check }
        return BeatPlan(
            kind: isFull ? .full : cause == .change ? .event : .delta, checks: isFull ? content.checks : changed,
            events: events, memory: next)
    }
}
