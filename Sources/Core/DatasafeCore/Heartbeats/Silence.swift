/// The dead man's switch: how bad it is that a box does not speak.
public enum Silence: Int, Sendable, Comparable, CaseIterable {
    case none, warn, crit

    public static func < (left: Silence, right: Silence) -> Bool { left.rawValue < right.rawValue }

    /// How long a box that said it stops may be away before it counts as silent, seconds.
    public static let plannedStop: Int64 = 600

    /// Silence that is a WARN, seconds: three intervals and five minutes.
    public static func grace(interval: Int) -> Int64 { Int64(3 * interval + 300) }

    /// Judges one box. WARN after three intervals and 5 minutes; CRIT after 30 minutes in opening hours, after 12 hours
    /// outside them. All by the hub's own clock.
    ///
    /// A box that said it stops is switched off, not silent: that is never CRIT, and a WARN only when it stays away longer
    /// than a restart takes while the practice is open, or for 12 hours, which is a night without backup.
    ///
    /// - Parameters:
    ///   - seen: arrival of the last beat.
    ///   - since: start of the hub: a hub that was away may not judge before it has listened for as long.
    ///   - interval: seconds between two beats as asked of the box.
    ///   - isStopping: its last beat said that it stops in order.
    public static func judge(
        seen: Instant, since: Instant, interval: Int, isStopping: Bool, now: Instant, hours: OpeningHours
    ) -> Silence {
        let listening = now.seconds(since: max(seen, since))
        let silent = now.seconds(since: seen)
        let patience = grace(interval: interval) + (isStopping ? plannedStop : 0)
        guard listening > patience else { return .none }
        if isStopping { return hours.contains(now) || silent > 12 * 3600 ? .warn : .none }
        if silent > 12 * 3600 { return .crit }
        return silent > 30 * 60 && hours.contains(now) ? .crit : .warn
    }
}
