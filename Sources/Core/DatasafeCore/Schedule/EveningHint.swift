/// Whether people are asked to plug in a backup disk for tonight (backup design 3.2, 18:00).
public enum EveningHint {
    /// How long before the run, seconds.
    public static let before: Int64 = 3 * 3600

    /// - Parameters:
    ///   - next: when the next run is.
    ///   - isReady: a disk of ours is plugged in that the run can use.
    public static func isDue(now: Instant, next: Instant?, isReady: Bool) -> Bool {
        guard let next, !isReady else { return false }
        return (0...before).contains(next.seconds(since: now))
    }
}
