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

    /// An hour after the disks; a third of the slowest line that is sold, while people work.
    public init(minute: Int = 22 * 60, dayLimit: Int? = 2_000_000, nightLimit: Int? = nil) {
        self.minute = minute
        self.dayLimit = dayLimit
        self.nightLimit = nightLimit
    }

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

    /// A target without any night is tried by day too: the first one of a large practice takes days. Wrong bytes are none
    /// the better for being read again within the hour.
    public static func isDue(_ target: RemoteTarget, now: Instant) -> Bool {
        guard target.failures > 0, target.code != .remoteDamaged, let failedAt = target.failedAt else { return false }
        let late = now.seconds(since: target.plan.schedule.last(atOrBefore: now))
        guard late < until || target.lastNight == nil else { return false }
        let wait = min(longest, first << min(Int64(target.failures - 1), 6))
        // Of the future: the clock was wrong.
        let age = now.seconds(since: failedAt)
        return age < 0 || age >= wait
    }
}
