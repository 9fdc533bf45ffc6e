/// Age of the newest verified night that is not at the box (backup design 3.6). A share never counts.
public enum OffsiteAge {
    /// Hours, rounded down; nil when no disk with a night is away and no other place has one. A night of the future (clock
    /// set back) is 0.
    ///
    /// - Parameter elsewhere: newest night of each place that is never at the box.
    public static func hours(
        of disks: [(state: RotationState, lastNight: Instant?)], elsewhere: [Instant?] = [], now: Instant
    ) -> Int? {
        let away = disks.filter { !$0.state.isAttached }.compactMap(\.lastNight) + elsewhere.compactMap(\.self)
        return away.max().map { Int(max(0, now.seconds(since: $0)) / 3600) }
    }
}
