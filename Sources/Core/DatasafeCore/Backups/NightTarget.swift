/// A target whose repository the box itself keeps whole and small: a disk, the network share.
public protocol NightTarget: ReadInShares {
    var id: TargetID { get }
    /// Repository id, 64 hex digits.
    var repository: String { get }
    /// When it was made ready for the first night.
    var since: Instant { get }
    /// Good runs so far.
    var counter: Int { get set }
    /// Snapshot id of the newest good run, 64 hex digits, and moment of that snapshot.
    var lastSnapshot: String? { get set }
    var lastNight: Instant? { get set }
    var nights: Int { get set }
    var freePercent: Int? { get set }
    /// Times that wrong bytes were found.
    var damages: Int { get set }
}

extension BackupTarget: NightTarget {
    public var id: TargetID { .disk(number) }
    public var since: Instant { initialised }
}

extension RemoteTarget: NightTarget {}
