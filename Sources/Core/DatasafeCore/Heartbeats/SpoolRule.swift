/// One stored beat as far as the rule needs to know it.
public struct SpoolEntry: Sendable, Equatable {
    public var seq: Int
    /// By the box's clock.
    public var at: Instant
    public var bytes: Int
    /// Carries events: goes last.
    public var hasEvents: Bool
    public var isFull: Bool

    public init(seq: Int, at: Instant, bytes: Int, hasEvents: Bool, isFull: Bool) {
        self.seq = seq
        self.at = at
        self.bytes = bytes
        self.hasEvents = hasEvents
        self.isFull = isFull
    }
}

/// What a full spool gives up: samples first, thinned from fine to coarse, events last and oldest first.
public enum SpoolRule {
    /// Bytes of bodies that the spool may hold.
    public static let largest = 16 << 20
    /// After thinning there is room for some days, so that the rule does not run with every beat.
    public static let target = 14 << 20

    /// The sequence numbers to delete so that the rest is within `target`; empty while it is within `largest`.
    ///
    /// - Parameter entries: ordered by sequence number.
    public static func toDrop(_ entries: [SpoolEntry], now: Instant) -> Set<Int> {
        var total = entries.reduce(0) { $0 + $1.bytes }
        guard total > largest else { return [] }
        var dropped: Set<Int> = []
        func drop(_ entry: SpoolEntry) {
            guard total > target, dropped.insert(entry.seq).inserted else { return }
            total -= entry.bytes
        }
        let samples = entries.filter { !$0.hasEvents }
        // Deltas that are older than an hour: the full beats between them tell the same, only more coarsely.
        for entry in samples where !entry.isFull && now.seconds(since: entry.at) > 3600 { drop(entry) }
        for hours in [1, 6, 24] as [Int64] {
            var last: Int64?
            for entry in samples where !dropped.contains(entry.seq) && now.seconds(since: entry.at) > 3600 {
                let slot = entry.at.seconds / (hours * 3600)
                if slot == last { drop(entry) }
                last = slot
            }
        }
        for entry in samples { drop(entry) }
        for entry in entries { drop(entry) }
        return dropped
    }
}
