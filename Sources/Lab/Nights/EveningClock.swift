import FoundationEssentials

/// What the box's clock says on which evening. Seconds are those since 1970, UTC.
///
/// All evenings lie in one winter: then the practice's 21:00 is 20:00 UTC, and nothing here needs a time zone.
struct EveningClock: Sendable, Equatable {
    /// 21:00 of the first evening.
    let first: Int64
    static let day: Int64 = 86_400
    private static let hour: Int64 = 3600

    /// The evenings of the winter after `now`: from tomorrow where it is early enough in one, else from November on.
    init(after now: Int64) {
        var start = (now / Self.day + 1) * Self.day
        while !Self.isEarlyWinter(start) { start += Self.day }
        first = start + 20 * Self.hour
    }

    /// Noon of the day so many days after the first evening's: nothing is due for hours.
    func noon(_ days: Int) -> Int64 { first + Int64(days) * Self.day - 8 * Self.hour }

    /// Evenings that fit before the clocks change.
    static let most = 35

    /// November to the middle of January.
    private static func isEarlyWinter(_ time: Int64) -> Bool {
        let day = words(time).dropFirst(5).prefix(5)
        return day >= "11-01" || day <= "01-15"
    }

    /// When the night of `evening` begins by itself.
    func due(_ evening: Evening) -> Int64 { first + Int64(evening.day) * Self.day }

    /// "2026-11-23T20:00:00".
    static func words(_ time: Int64) -> String {
        String(Date(timeIntervalSince1970: Double(time)).formatted(.iso8601).prefix(19))
    }

    /// The time in `text`: "2026-11-23T20:00:00Z", also with a blank in the middle and without the end; nil = none.
    static func time(_ text: String) -> Int64? {
        let whole = String(text.map { $0 == " " ? "T" : $0 }.prefix(19)) + "Z"
        return (try? Date(whole, strategy: .iso8601)).map { Int64($0.timeIntervalSince1970) }
    }
}
