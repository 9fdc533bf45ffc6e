/// When every copy on every disk is read (a scrub): at night, once a week, and at once when something has happened to the
/// disks. Source: storage design 3.8.
public enum ScrubSchedule {
    /// Begins in the nights to Sunday, 02:00 by the clock of the practice.
    public static let hours = 2..<6
    /// 0 = Sunday.
    public static let weekday = 0
    /// Older than this many days the next night is taken, whatever its day: the box was off on Sunday.
    public static let overdueAfter: Int64 = 8
    /// Percent of the last minutes in which everybody waited for a disk: above it the scrub stops, below the lower one
    /// it goes on.
    public static let yieldAbove = 30.0
    public static let goOnBelow = 15.0

    /// What is so.
    public struct Situation: Sendable, Equatable {
        public var now: Instant
        /// When the last complete scrub ended; nil = never.
        public var lastDone: Instant?
        /// A scrub was begun and is not at its end.
        public var isBegun = false
        /// It reads now.
        public var isRunning = false
        /// After a replaced or returned disk, an unclean stop, or because a person asked: not only at night.
        public var isWanted = false
        /// When a person stopped it: until the next night begins.
        public var heldAt: Instant?
        /// Something that must not be slowed down or mixed with: a backup, a copy onto a disk, a missing disk.
        public var isBusy = false
        /// Share of the time in which all waited for disks, percent; nil when the kernel does not say.
        public var waiting: Double?

        public init(now: Instant) { self.now = now }
    }

    /// Whether it is to read now.
    public static func shouldRun(_ so: Situation) -> Bool {
        guard !so.isBusy else { return false }
        let limit = so.isRunning ? yieldAbove : goOnBelow
        if let waiting = so.waiting, waiting > limit { return false }
        let civil = BerlinTime.civil(so.now)
        let isNight = hours.contains(civil.hour)
        if isHeld(so.heldAt, now: so.now) { return false }
        if so.isWanted { return true }
        guard isNight else { return false }
        if so.isBegun || so.isRunning { return true }
        guard let last = so.lastDone else { return true }
        // A clock that went back: what lies in the future is no reason to wait.
        let age = so.now.seconds(since: last)
        if age < 0 { return true }
        // The night to Sunday, unless it was done this very night.
        return civil.weekday == weekday && age > 86_400 || age > overdueAfter * 86_400
    }

    /// Whether a scrub that was stopped at `since` stays so: until the next 02:00, also when that was in the night itself.
    public static func isHeld(_ since: Instant?, now: Instant) -> Bool {
        since.map { day($0) == day(now) } ?? false
    }

    /// Days counted from 02:00 to 02:00.
    private static func day(_ instant: Instant) -> Int64 {
        let wall = instant.seconds + BerlinTime.offset(at: instant.seconds) - Int64(hours.lowerBound) * 3600
        return wall >= 0 ? wall / 86_400 : (wall - 86_399) / 86_400
    }
}
