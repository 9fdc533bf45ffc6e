/// When the nightly backup is due: every day at 21:00 in Europe/Berlin, also in the two odd nights.
public enum NightSchedule {
    public static let hour = 21

    /// The first 21:00 after `now`.
    public static func next(after now: Instant) -> Instant {
        let today = due(onDayOf: now, plus: 0)
        return today > now ? today : due(onDayOf: now, plus: 1)
    }

    /// The newest 21:00 that is not after `now`.
    public static func last(atOrBefore now: Instant) -> Instant {
        let today = due(onDayOf: now, plus: 0)
        return today <= now ? today : due(onDayOf: now, plus: -1)
    }

    /// Whether a night was kept for a disk and none has it yet.
    ///
    /// - Parameters:
    ///   - kept: moment of the kept snapshot.
    ///   - newestNight: newest verified night on any disk.
    public static func owes(kept: Instant?, newestNight: Instant?) -> Bool {
        guard let kept else { return false }
        guard let newestNight else { return true }
        return newestNight < kept
    }

    private static func due(onDayOf now: Instant, plus days: Int) -> Instant {
        let civil = BerlinTime.civil(now)
        let noon = CivilTime(year: civil.year, month: civil.month, day: civil.day, hour: 12)
        // Civil days, not 86,400 seconds: two days a year are an hour shorter or longer.
        let day = CivilTime(utcSeconds: noon.secondsSince1970 + Int64(days) * 86_400)
        return BerlinTime.instant(CivilTime(year: day.year, month: day.month, day: day.day, hour: hour))
    }
}
