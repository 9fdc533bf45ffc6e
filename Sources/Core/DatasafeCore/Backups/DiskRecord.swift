/// What stands as `disk.json` on the first partition of a backup disk, readable for everybody who holds the disk: no
/// patient data, no name, no key.
public struct DiskRecord: Codable, Sendable, Equatable {
    public var schema = 1
    /// Sticker number; 0 = no disk but a network share.
    public var number: Int
    public var repository: String
    /// First 8 hex digits of the box id.
    public var box: String
    public var initialised: Instant
    /// Good runs so far.
    public var counter: Int
    /// Snapshot id and moment of the newest good night.
    public var snapshot: String?
    public var night: Instant?
    /// Head of the audit log in that night: lines and hash (hex), to compare after a restore.
    public var auditLines: Int
    public var auditHead: String
    /// What the practice had chosen, for a box that takes the disk over; nil = by a version that did not write it.
    public var plan: BackupPlan?

    public init(target: some NightTarget, box: String, plan: BackupPlan?, auditLines: Int, auditHead: String) {
        self.plan = plan
        number = target.id.number ?? 0
        repository = target.repository
        self.box = box
        initialised = target.since
        counter = target.counter
        snapshot = target.lastSnapshot
        night = target.lastNight
        self.auditLines = auditLines
        self.auditHead = auditHead
    }
}
