/// Which nights stay on a disk (backup design 3.8). The rules count snapshots of this disk, not age: a disk that comes
/// back after months keeps its nights.
public struct Retention: Sendable, Equatable {
    public var last = 3
    public var daily = 14
    public var weekly = 8
    public var monthly = 24
    public var yearly = 10

    public init() {}

    /// A clock that jumped further than this from the newest night is not believed, seconds.
    public static let longestGap: Int64 = 400 * 86_400

    /// Whether the clock can be trusted enough to forget nights: not behind the newest one, not years away from it.
    public static func mayForget(now: Instant, newestBefore: Instant?) -> Bool {
        guard let newestBefore else { return true }
        let gap = now.seconds(since: newestBefore)
        return gap >= 0 && gap <= longestGap
    }
}
