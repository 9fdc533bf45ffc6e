/// What this box did about the self-tests of one disk; storage keeps it over restarts.
///
/// A test counts from its start: what happened to it in between (power cut, reboot, a command that ended it) is told by the
/// disk's own log afterwards.
public struct SelfTestMemory: Codable, Sendable, Equatable {
    /// When the disk was first seen by this box.
    public private(set) var firstSeen: Instant?
    /// Last start of each kind; a long test is a short one too.
    public private(set) var shortStarted: Instant?
    public private(set) var longStarted: Instant?
    /// The test whose end was not seen yet.
    public private(set) var running: SelfTestKind?
    /// Tests of each kind that were cut short in a row.
    public private(set) var shortCuts = 0
    public private(set) var longCuts = 0
    /// The newest entry of the disk's log before `running` began.
    private var before: Mark?

    private struct Mark: Codable, Sendable, Equatable {
        var kind: SelfTestKind?
        var outcome: SelfTestOutcome?
        var hours: Int?

        init(_ tests: SelfTestFact) {
            kind = tests.lastKind
            outcome = tests.lastOutcome
            hours = tests.lastHours
        }
    }

    /// Seconds between two tests of a kind.
    static let periods: [SelfTestKind: Int64] = [.short: 7 * 86_400, .long: 30 * 86_400]
    /// A test that was cut short is repeated after this, at most `retries` times.
    static let retryAfter: Int64 = 86_400
    static let retries = 2
    /// A disk says that it tests itself only a moment after it was told to.
    private static let settles: Int64 = 120

    /// A disk this box never saw.
    public init() {}

    /// The disk was told to begin; `tests` is what it said just before.
    public mutating func start(_ kind: SelfTestKind, _ tests: SelfTestFact, at now: Instant) {
        before = Mark(tests)
        running = kind
        shortStarted = now
        if kind == .long { longStarted = now }
    }

    /// The disk was read at `readAt` (nil = now): notes the end of a test that was running. A reading from before its
    /// start says nothing about it, unless the clock fell back since.
    public mutating func see(_ tests: SelfTestFact, readAt: Instant? = nil, at now: Instant) {
        if firstSeen == nil { firstSeen = now }
        guard let kind = running, let started = kind == .long ? longStarted : shortStarted else { return }
        let isSettling = started <= now && (readAt ?? now).seconds(since: started) < Self.settles
        guard tests.remainingPercent == nil, !isSettling else { return }
        let ended = Mark(tests)
        let isWhole = ended != before && ended.outcome != .aborted && ended.outcome != nil
        switch kind {
        case .short: shortCuts = isWhole ? 0 : shortCuts + 1
        case .long:
            longCuts = isWhole ? 0 : longCuts + 1
            if isWhole { shortCuts = 0 }
        }
        running = nil
        before = nil
    }

    /// Seconds for which a test of this kind has been due; nil while it is not. A test never made is due since the disk
    /// was first seen. A start in the future came from a wrong clock and counts for nothing.
    func overdue(_ kind: SelfTestKind, at now: Instant) -> Int64? {
        let (started, cuts) = kind == .long ? (longStarted, longCuts) : (shortStarted, shortCuts)
        guard let started, now.seconds(since: started) > -3600 else {
            return max(0, firstSeen.map { now.seconds(since: $0) } ?? 0)
        }
        let isRetried = (1...Self.retries).contains(cuts)
        let wait = isRetried ? Self.retryAfter : Self.periods[kind] ?? 0
        let late = now.seconds(since: started) - wait
        return late >= 0 ? late : nil
    }
}
