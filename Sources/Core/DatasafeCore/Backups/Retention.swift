/// Which nights stay on a disk (backup design 3.8). The rules count snapshots of this disk, not age: a disk that comes
/// back after months keeps its nights.
public struct Retention: Sendable, Equatable {
    public var last: Int
    public var daily: Int
    public var weekly: Int
    public var monthly: Int
    public var yearly: Int

    public init(_ keep: BackupKeep) {
        last = 3
        switch keep {
        case .short: (daily, weekly, monthly, yearly) = (7, 4, 6, 1)
        case .usual: (daily, weekly, monthly, yearly) = (14, 8, 24, 10)
        case .long: (daily, weekly, monthly, yearly) = (31, 26, 60, 30)
        }
    }

    /// A clock that jumped further than this from the newest night is not believed, seconds.
    public static let longestGap: Int64 = 400 * 86_400

    /// Whether the clock can be trusted enough to forget nights: not behind the newest one, not years away from it.
    public static func mayForget(now: Instant, newestBefore: Instant?) -> Bool {
        guard let newestBefore else { return true }
        let gap = now.seconds(since: newestBefore)
        return gap >= 0 && gap <= longestGap
    }
}
