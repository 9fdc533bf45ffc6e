import DatasafeCore
import DatasafeTexts

/// Numbers and times as a person reads them, in German or English, Berlin time.
struct HubWording {
    let language: Language
    let now: Instant

    /// `heute 21:14`, `gestern 21:14`, `morgen 21:14`, `21.11.2026 21:14`.
    func moment(_ instant: Instant) -> String { "\(day(instant)) \(BerlinTime.civil(instant).hourMinute)" }

    func day(_ instant: Instant) -> String {
        let civil = BerlinTime.civil(instant)
        if civil.date == BerlinTime.civil(now).date { return Text.today[language] }
        if civil.date == BerlinTime.civil(now.adding(seconds: -86_400)).date { return Text.yesterday[language] }
        if civil.date == BerlinTime.civil(now.adding(seconds: 86_400)).date { return Text.tomorrow[language] }
        return date(civil)
    }

    /// `21.11.2026 21:14:03`, for lists that are evidence.
    func exact(_ instant: Instant) -> String {
        let civil = BerlinTime.civil(instant)
        return "\(date(civil)) \(civil.hourMinute):\(two(civil.second))"
    }

    /// `21.11.`
    func shortDay(_ civil: CivilTime) -> String {
        language == .de ? "\(two(civil.day)).\(two(civil.month))." : "\(civil.day) \(months[(civil.month + 11) % 12])"
    }

    /// `21:14`
    func clock(_ instant: Instant) -> String { BerlinTime.civil(instant).hourMinute }

    /// `12 s`, `5 Minuten`, `3 Tagen`.
    func span(_ seconds: Int64) -> String {
        let (count, one, many): (Int64, Text, Text) =
            switch seconds {
            case 86_400...: (seconds / 86_400, .spanDay, .spanDays)
            case 7_200...: (seconds / 3_600, .spanHour, .spanHours)
            case 120...: (seconds / 60, .spanMinute, .spanMinutes)
            default: (max(0, seconds), .hubSeconds, .hubSeconds)
            }
        return (count == 1 ? one : many).filling(["count": "\(count)"])[language]
    }

    /// `vor 12 s`
    func ago(_ instant: Instant) -> String {
        Text.hubAgo.filling(["span": span(now.seconds(since: instant))])[language]
    }

    /// `seit 3 Tagen`
    func since(_ instant: Instant) -> String {
        Text.since.filling(["span": span(now.seconds(since: instant))])[language]
    }

    /// Whole numbers without, others with one decimal.
    func number(_ value: Double) -> String {
        guard value.magnitude < 1e12 else { return "?" }
        if let whole = Int(exactly: value) { return "\(whole)" }
        let tenths = Int((value * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10)\(language == .de ? "," : ".")\(abs(tenths) % 10)"
    }

    private let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    init(language: Language, now: Instant) {
        self.language = language
        self.now = now
    }

    private func date(_ civil: CivilTime) -> String {
        switch language {
        case .de: "\(two(civil.day)).\(two(civil.month)).\(civil.year)"
        case .en: "\(civil.day) \(months[(civil.month + 11) % 12]) \(civil.year)"
        }
    }

    private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
