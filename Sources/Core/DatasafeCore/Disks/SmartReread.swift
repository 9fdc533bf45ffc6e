/// When the SMART values of a disk are read out of turn: at once after an error the kernel reported of it, at most once a
/// minute, since a dying disk has hundreds of them. Source: storage design 3.12.
public enum SmartReread {
    /// Seconds.
    public static let pause: Int64 = 60

    /// - Parameter last: when it was last read out of turn; nil = never.
    public static func isDue(last: Instant?, now: Instant) -> Bool {
        // A clock that went back does not silence it.
        last.map { !(0..<pause).contains(now.seconds(since: $0)) } ?? true
    }
}
