/// What the backup service knows.
public struct BackupFact: Fact {
    public static let service = ServiceName.backup
    public static let schema = 1
    public static let every = 10

    /// Disks initialised for this box, by sticker number.
    public var disks: [BackupTargetFact] = []
    /// Targets that are no disk.
    public var remotes: [RemoteFact] = []
    /// Bits a second that the upload to the online service may take now; nil = all of the line.
    public var uplinkLimit: Int?
    /// The run on a disk in progress, nil while idle.
    public var running: BackupRunFact?
    /// The newest ended runs, newest first, at most 30.
    public var runs: [BackupRunFact] = []
    /// When the next run begins by itself, and by what it goes.
    public var nextRun: Instant?
    public var plan = BackupPlan()
    /// Age in hours of the newest verified night that is not at the box; nil = none.
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
    /// Another box's backup key opens it, and this box's own does not yet.
    public var hasStrangeKey: Bool?
    public init(number: Int, state: String) {
        self.number = number
        self.state = state
    }
}

/// One target that is no disk.
public struct RemoteFact: Codable, Sendable, Equatable {
    public var id: TargetID
    public var plan: RemotePlan
    /// The run in progress.
    public var running: BackupRunFact?
    /// BAK- code of the last run, if that failed, and when it is tried again.
    public var code: String?
    public var failures = 0
    public var nextRun: Instant?
    public var lastNight: Instant?
    public var lastSuccess: Instant?
    public var lastFullRead: Instant?
    public var nights = 0
    /// When nights of the online service were last thinned out.
    public var lastThinned: Instant?
    public var damages = 0
    /// Of the network share.
    public var server: ShareServer?
    public var freePercent: Int?

    public init(_ target: RemoteTarget, now: Instant) {
        id = target.id
        plan = target.plan
        code = target.code?.code
        failures = target.failures
        nextRun = target.plan.schedule.next(after: now)
        lastNight = target.lastNight
        lastSuccess = target.lastSuccess
        lastFullRead = target.lastFullRead
        nights = target.nights
        damages = target.damages
        lastThinned = target.lastThinned
        server = target.server
        freePercent = target.freePercent
    }
}

/// One backup run on one target.
public struct BackupRunFact: Codable, Sendable, Equatable {
    public var target: TargetID
    /// `snapshot`, `prepare`, `backup`, `verify`, `forget`, `drill`, `done`, `failed`.
    public var step: String
    public var started: Instant
    public var ended: Instant?
    public var progress: DeedProgress?
    public var files: Int?
    public var bytes: Int64?
    /// Wrong bytes were found in the repository and healed.
    public var healed: Bool?
    /// Files or nights of before that could not be healed; nil = none.
    public var lost: Int?
    /// BAK- code of a failed run.
    public var code: String?
    /// `timer`, `person`, `catch-up`, `first`.
    public var cause: String
    public init(_ target: TargetID, step: String, started: Instant, cause: String) {
        self.target = target
        self.step = step
        self.started = started
        self.cause = cause
    }
}
