/// A target that is no disk: always there, as far as the line to it is. As the backup service remembers it; no personal data.
public struct RemoteTarget: Codable, Sendable, Equatable {
    public var id: TargetID
    /// Repository id, 64 hex digits.
    public var repository: String
    public var since: Instant
    public var plan = RemotePlan()
    /// When its last night began by itself; nil = never.
    public var begun: Instant?
    /// Good runs so far.
    public var counter = 0
    /// Snapshot id of the newest good run, 64 hex digits, and moment of that snapshot.
    public var lastSnapshot: String?
    public var lastNight: Instant?
    /// When that run ended.
    public var lastSuccess: Instant?
    /// When every pack had last been read back, the share read last and its speed in bytes a second.
    public var lastFullRead: Instant?
    public var share: VerifyShare?
    public var verifySpeed: Int64?
    public var nights = 0
    /// When nights were last thinned out where only the vendor can allow it.
    public var lastThinned: Instant?
    /// Times that wrong bytes were found.
    public var damages = 0
    /// Wrong bytes were found and are not known to be gone: the next reading is a full one.
    public var isSuspect: Bool?
    /// Why the last run failed; nil = it did not.
    public var code: BackupCode?
    /// Failed runs since the last good one, and when the last of them ended.
    public var failures = 0
    public var failedAt: Instant?
    /// Name under which the nights stand, if another box began them; nil = this box's.
    public var host: String?
    /// A run is under way; one that a power cut ended is owed.
    public var isRunning: Bool?
    /// Of the network share: where it is. Nil = the online service.
    public var server: ShareServer?
    /// Room left there after the newest good run, of a share.
    public var freePercent: Int?

    public init(_ id: TargetID, repository: String, since: Instant) {
        self.id = id
        self.repository = repository
        self.since = since
    }
}

/// When a target that is no disk gets its night, and how much of the practice's line it may take.
public struct RemotePlan: Codable, Sendable, Equatable {
    /// Minutes after midnight in Europe/Berlin, one of `BackupPlan.times`.
    public var minute: Int
    /// Upload while people work, bits a second: one of `limits`; nil = all of the line.
    public var dayLimit: Int?
    /// The same at night and at weekends.
    public var nightLimit: Int?
    /// How long nights stay, where the box thins out by itself; nil = it does not.
    public var keep: BackupKeep?

    /// An hour after the disks; a third of the slowest line that is sold, while people work.
    public init(
        minute: Int = 22 * 60, dayLimit: Int? = 2_000_000, nightLimit: Int? = nil, keep: BackupKeep? = nil
    ) {
        self.minute = minute
        self.dayLimit = dayLimit
        self.nightLimit = nightLimit
        self.keep = keep
    }

    /// Of a share: half an hour after the disks, and all of the practice's own network.
    public static let share = RemotePlan(minute: 21 * 60 + 30, dayLimit: nil, keep: .usual)

    /// Limits a person can choose, bits a second.
    public static let limits = [500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000, 50_000_000]

    /// Whether a person could have chosen it.
    public var isPossible: Bool {
        BackupPlan.times.contains(minute)
            && [dayLimit, nightLimit].compactMap(\.self).allSatisfy(Self.limits.contains)
    }

    public var schedule: NightSchedule { NightSchedule(minute: minute) }

    /// What the upload may take now, bits a second; nil = all of the line.
    public func limit(at now: Instant, hours: OpeningHours = .usual) -> Int? {
        hours.contains(now) ? dayLimit : nightLimit
    }
}

/// When a night that failed on the way is tried again: sooner at first, until morning (backup design 4, "share or server
/// away").
public enum RemoteRetry {
    /// Seconds until the first new try; each later one waits twice as long, at most an hour.
    public static let first: Int64 = 600
    public static let longest: Int64 = 3600
    /// Until so many seconds after the night's moment.
    public static let until: Int64 = 10 * 3600

    /// What is none the better for being tried again within the hour: wrong bytes, and a login that the server refuses,
    /// which it would lock after a few tries.
    private static let hopeless: Set<BackupCode> = [.remoteDamaged, .shareDamaged, .shareLogin, .shareKey]

    /// A target without any night is tried by day too: the first one of a large practice takes days.
    public static func isDue(_ target: RemoteTarget, now: Instant) -> Bool {
        guard target.failures > 0, let failedAt = target.failedAt, target.code.map(hopeless.contains) != true else {
            return false
        }
        let late = now.seconds(since: target.plan.schedule.last(atOrBefore: now))
        guard late < until || target.lastNight == nil else { return false }
        let wait = min(longest, first << min(Int64(target.failures - 1), 6))
        // Of the future: the clock was wrong.
        let age = now.seconds(since: failedAt)
        return age < 0 || age >= wait
    }
}
