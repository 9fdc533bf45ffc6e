/// How long a session lives: 15 minutes without a sign of its user, 12 hours in all.
public enum SessionRule {
    /// Seconds without use.
    public static let idle: Int64 = 15 * 60
    /// Seconds since the log-in, used or not.
    public static let absolute: Int64 = 12 * 3600

    /// Seconds that a clock may be put back without ending sessions (an ordinary correction).
    public static let tolerance: Int64 = 60

    /// Seconds a session has left; nil = it is over.
    ///
    /// A moment further in the future than `tolerance` (the clock went back by much) ends the session: better a needless
    /// log-in than a session that never ends.
    public static func secondsLeft(started: Instant, lastUsed: Instant, now: Instant) -> Int? {
        let unused = now.seconds(since: lastUsed)
        let old = now.seconds(since: started)
        guard unused >= -tolerance, old >= -tolerance else { return nil }
        let left = min(idle - max(0, unused), absolute - max(0, old))
        return left > 0 ? Int(left) : nil
    }
}
