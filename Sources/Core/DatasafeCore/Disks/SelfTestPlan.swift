/// Which disk tests itself next: short every week, long every month, one disk of the box at a time, never while the box
/// works on its array or saves its data. Storage design 3.12; the hours are Berlin's.
public struct SelfTestPlan: Sendable, Equatable {
    /// One disk of the array.
    public struct Disk: Sendable, Equatable {
        public var id: DiskID
        /// What it says about self-tests; nil where it has none.
        public var tests: SelfTestFact?
        public var memory: SelfTestMemory

        public init(id: DiskID, tests: SelfTestFact?, memory: SelfTestMemory) {
            self.id = id
            self.tests = tests
            self.memory = memory
        }
    }

    /// A test to begin now.
    public struct Start: Sendable, Equatable {
        public var disk: DiskID
        public var kind: SelfTestKind
    }

    public var now: Instant
    /// All members of the array.
    public var disks: [Disk]
    /// The array is not whole, or reads or writes all of itself.
    public var isArrayBusy: Bool
    /// A backup disk is in use.
    public var isBackupRunning: Bool

    /// The earliest time that a practice can choose for its backup, and the seconds from then on in which no test begins.
    static let evening = NightSchedule(minute: BackupPlan.times[0])
    static let eveningSeconds: Int64 = 7 * 3600
    /// When a test is over: what most practices leave their backup at. Where one still runs, the disk lets the backup pass.
    static let backup = BackupPlan().schedule
    /// A test this late is made by day too: the box is switched off at night.
    static let late: [SelfTestKind: Int64] = [.short: 2 * 86_400, .long: 7 * 86_400]
    /// Minutes of a long test of a disk that does not say.
    static let longMinutes = 12 * 60

    public init(now: Instant, disks: [Disk], isArrayBusy: Bool, isBackupRunning: Bool) {
        self.now = now
        self.disks = disks
        self.isArrayBusy = isArrayBusy
        self.isBackupRunning = isBackupRunning
    }

    /// The test to begin now, nil while there is none. A long one first: it does all that a short one does.
    public var next: Start? {
        let isTesting = disks.contains { $0.memory.running != nil || $0.tests?.remainingPercent != nil }
        guard !isArrayBusy, !isBackupRunning, !isTesting, !isEvening else { return nil }
        for kind in [SelfTestKind.long, .short] {
            let due = disks.compactMap { disk -> (disk: Disk, late: Int64)? in
                guard disk.tests?.isSupported == true, let late = disk.memory.overdue(kind, at: now),
                    may(kind, disk, late: late)
                else { return nil }
                return (disk, late)
            }
            let first = due.max { left, right in
                left.late == right.late ? left.disk.id.name > right.disk.id.name : left.late < right.late
            }
            if let first { return Start(disk: first.disk.id, kind: kind) }
        }
        return nil
    }

    private var isEvening: Bool {
        now.seconds(since: Self.evening.last(atOrBefore: now)) < Self.eveningSeconds
    }

    private func may(_ kind: SelfTestKind, _ disk: Disk, late: Int64) -> Bool {
        let isLate = late >= Self.late[kind] ?? 0
        switch kind {
        case .short:
            // Two minutes. A disk that was never tested is tested at once: it may be dead on arrival.
            return isNight || isLate || disk.memory.shortStarted == nil
        case .long:
            guard isNight || isLate else { return false }
            let seconds = Int64(disk.tests?.longMinutes ?? Self.longMinutes) * 72
            let end = now.adding(seconds: seconds)
            // A very large disk takes longer than a day: it gives way to the backup by itself, but not to the scrub.
            let isLong = seconds > 18 * 3600
            return end <= nextScrub && (end <= Self.backup.next(after: now) || isLong && isNight)
        }
    }

    /// From one to six, when backup is done and nobody is there.
    private var isNight: Bool { (1..<6).contains(BerlinTime.civil(now).hour) && !isScrubTime }

    /// Sunday from two to six belongs to the scrub.
    private var isScrubTime: Bool {
        let civil = BerlinTime.civil(now)
        return civil.weekday == 0 && (2..<6).contains(civil.hour)
    }

    private var nextScrub: Instant {
        let civil = BerlinTime.civil(now)
        let noon = CivilTime(year: civil.year, month: civil.month, day: civil.day, hour: 12)
        for days in 0...7 {
            let day = CivilTime(utcSeconds: noon.secondsSince1970 + Int64(days) * 86_400)
            let begin = BerlinTime.instant(CivilTime(year: day.year, month: day.month, day: day.day, hour: 2))
            if day.weekday == 0, begin > now { return begin }
        }
        return now
    }
}
