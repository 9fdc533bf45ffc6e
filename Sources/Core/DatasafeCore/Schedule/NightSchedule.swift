/// When something is due once a day, at a time of Europe/Berlin, also in the two odd nights.
public struct NightSchedule: Sendable, Equatable {
    /// Minutes after midnight, 0..<1440.
    public var minute: Int

    public init(minute: Int) { self.minute = minute }

    /// The first due moment after `now`.
    public func next(after now: Instant) -> Instant {
        let today = due(onDayOf: now, plus: 0)
        return today > now ? today : due(onDayOf: now, plus: 1)
    }

    /// The newest due moment that is not after `now`.
    public func last(atOrBefore now: Instant) -> Instant {
        let today = due(onDayOf: now, plus: 0)
        return today <= now ? today : due(onDayOf: now, plus: -1)
    }

    /// Whether a due moment has passed since it was last begun.
    ///
    /// - Parameter begun: when that was. A moment of the future comes from a clock that was wrong and is worth nothing; the
    ///   one who keeps it sets it to `now` then (`believed`), or nothing would be due until that day.
    public func isDue(begun: Instant, now: Instant) -> Bool { begun < last(atOrBefore: now) }

    /// What `begun` is worth: never later than `now`.
    public static func believed(_ begun: Instant?, now: Instant) -> Instant { min(begun ?? now, now) }

    private func due(onDayOf now: Instant, plus days: Int) -> Instant {
        let civil = BerlinTime.civil(now)
        let noon = CivilTime(year: civil.year, month: civil.month, day: civil.day, hour: 12)
        // Civil days, not 86,400 seconds: two days a year are an hour shorter or longer.
        let day = CivilTime(utcSeconds: noon.secondsSince1970 + Int64(days) * 86_400)
        return BerlinTime.instant(
            CivilTime(year: day.year, month: day.month, day: day.day, hour: minute / 60, minute: minute % 60))
    }
}
