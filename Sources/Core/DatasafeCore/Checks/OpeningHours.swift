/// When somebody is expected in the practice, and when the box may work for itself.
public struct OpeningHours: Codable, Sendable, Equatable {
    /// Weekdays, 0 = Sunday.
    public var weekdays: Set<Int>
    /// Minutes of the day, Berlin time.
    public var opens: Int
    public var closes: Int

    /// Monday to Friday, 7:30 to 18:00.
    public static let usual = OpeningHours(weekdays: [1, 2, 3, 4, 5], opens: 7 * 60 + 30, closes: 18 * 60)

    public init(weekdays: Set<Int>, opens: Int, closes: Int) {
        self.weekdays = weekdays
        self.opens = opens
        self.closes = closes
    }

    /// Whether the practice is open.
    public func contains(_ moment: Instant) -> Bool {
        let civil = BerlinTime.civil(moment)
        return weekdays.contains(civil.weekday) && (opens..<closes).contains(civil.hour * 60 + civil.minute)
    }

    /// From 20:50 to 6:00 backup and scrub may load the box without an alarm.
    public static func isNight(_ moment: Instant) -> Bool {
        let civil = BerlinTime.civil(moment)
        let minute = civil.hour * 60 + civil.minute
        return minute >= 20 * 60 + 50 || minute < 6 * 60
    }
}
