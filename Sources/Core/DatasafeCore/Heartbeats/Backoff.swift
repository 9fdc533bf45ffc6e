/// How long to wait before trying again: twice as long each time up to 15 minutes, and anywhere in between by chance, so
/// that ten thousand boxes do not come back in one second. Source: "full jitter", Brooker 2015.
public enum Backoff {
    public static let first = 5.0
    public static let longest = 900.0

    /// Seconds, at least 1.
    ///
    /// - Parameters:
    ///   - attempt: failed tries so far, from 1.
    ///   - random: 0..<1.
    public static func seconds(attempt: Int, random: Double) -> Double {
        var ceiling = first
        for _ in 1..<max(2, min(attempt, 12)) where attempt > 1 { ceiling = min(longest, ceiling * 2) }
        return max(1, random * ceiling)
    }
}
