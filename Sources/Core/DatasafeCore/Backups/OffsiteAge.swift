/// Age of the newest verified night that is not at the box (backup design 3.6). A share never counts.
public enum OffsiteAge {
    /// Hours, rounded down; nil when no disk with a night is away. A night of the future (clock set back) is 0.
    public static func hours(of targets: [(state: RotationState, lastNight: Instant?)], now: Instant) -> Int? {
        targets.filter { !$0.state.isAttached }.compactMap(\.lastNight).max()
            .map { Int(max(0, now.seconds(since: $0)) / 3600) }
    }
}
