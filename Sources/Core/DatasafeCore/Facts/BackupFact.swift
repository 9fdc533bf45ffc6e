/// What the backup service knows.
public struct BackupFact: Fact {
    public static let service = ServiceName.backup
    public static let schema = 1
    public static let every = 10

    /// Disks initialised for this box, by sticker number.
    public var disks: [BackupTargetFact] = []
    /// The run in progress, nil while idle.
    public var running: BackupRunFact?
    /// The newest ended runs, newest first, at most 30.
    public var runs: [BackupRunFact] = []
    /// When the next run begins by itself, and by what it goes.
    public var nextRun: Instant?
    public var plan = BackupPlan()
    /// Age in hours of the newest verified night on a disk that is not attached; nil = none.
    public var offsiteHours: Int?
    /// When the backup key last opened a disk of this box; nil = there is none.
    public var keyProven: Instant?
    /// A night is waiting for a disk (catch-up).
    public var catchUp = false
    /// Snapshots of the data in the box itself; nil = none.
    public var here: SnapshotsFact?
    /// The newest drills of each kind, newest first.
    public var certificates: [DrillCertificate] = []
    public var deeds: [DeedFact] = []
    /// Bits a second that the online backup may send now; nil = no limit.
    public var uplinkLimit: Int?
    public init() {}

    /// The newest good trial restore of all of a night.
    public var lastFullDrill: DrillCertificate? { certificates.first { $0.kind == .full && $0.isGood } }
}

/// The snapshots in the box: how many, and from when to when. No backup.
public struct SnapshotsFact: Codable, Sendable, Equatable {
    public var count: Int
    public var oldest: Instant
    public var newest: Instant
    public init(count: Int, oldest: Instant, newest: Instant) {
        self.count = count
        self.oldest = oldest
        self.newest = newest
    }
}

/// One numbered disk.
public struct BackupTargetFact: Codable, Sendable, Equatable {
    public var number: Int
    /// `attached`, `running`, `verifying`, `done` (can be pulled), `away`, `disturbed`.
    public var state: String
    /// Why it is disturbed: a BAK- code.
    public var code: String?
    public var lastSuccess: Instant?
    public var lastSeen: Instant?
    public var lastFullRead: Instant?
    public var nights = 0
    public var freePercent: Int?
    /// Times that wrong data were found on it.
    public var damages = 0
    public init(number: Int, state: String) {
        self.number = number
        self.state = state
    }
}

/// One backup run on one disk.
public struct BackupRunFact: Codable, Sendable, Equatable {
    public var disk: Int
    /// `snapshot`, `prepare`, `backup`, `verify`, `forget`, `drill`, `done`, `failed`.
    public var step: String
    public var started: Instant
    public var ended: Instant?
    public var progress: DeedProgress?
    public var files: Int?
    public var bytes: Int64?
    /// Wrong bytes were found on the disk and healed.
    public var healed: Bool?
    /// Files or nights of before that could not be healed; nil = none.
    public var lost: Int?
    /// BAK- code of a failed run.
    public var code: String?
    /// `timer`, `person`, `catch-up`, `first`.
    public var cause: String
    public init(disk: Int, step: String, started: Instant, cause: String) {
        self.disk = disk
        self.step = step
        self.started = started
        self.cause = cause
    }
}
