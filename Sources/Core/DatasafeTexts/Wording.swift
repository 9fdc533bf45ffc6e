public import DatasafeCore

/// Numbers, sizes and times as a person reads them, in German or English, Berlin time.
public struct Wording: Sendable {
    /// The language.
    public let language: Language
    /// For "today" and "yesterday".
    public let now: Instant

    /// In a language, seen from `now`.
    public init(language: Language, now: Instant) {
        self.language = language
        self.now = now
    }

    /// `12.431` or `12,431`.
    public func number(_ value: some BinaryInteger) -> String {
        let digits = String(value.magnitude)
        var groups: [Substring] = []
        var rest = digits[...]
        while rest.count > 3 {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        groups.insert(rest, at: 0)
        return (value < 0 ? "-" : "") + groups.joined(separator: language == .de ? "." : ",")
    }

    /// `812 B`, `1,4 MB`, `4,0 TB`: powers of 1000 as on the label of a disk, two figures.
    public func bytes(_ value: Int64) -> String {
        let units = ["B", "kB", "MB", "GB", "TB", "PB"]
        var scaled = Double(max(value, 0))
        var unit = 0
        // 999,5 and more would be shown as 1000.
        while scaled >= (unit == 0 ? 1000 : 999.5), unit < units.count - 1 {
            scaled /= 1000
            unit += 1
        }
        return "\(unit == 0 || scaled >= 9.95 ? number(Int(scaled.rounded())) : oneDecimal(scaled)) \(units[unit])"
    }

    /// `1,4`
    public func oneDecimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        return "\(sign)\(number(abs(tenths) / 10))\(language == .de ? "," : ".")\(abs(tenths) % 10)"
    }

    /// `heute 21:14`, `gestern 21:14`, `21.11.2026 21:14`.
    public func moment(_ instant: Instant) -> String {
        "\(day(instant)) \(BerlinTime.civil(instant).hourMinute)"
    }

    /// `heute`, `gestern`, `morgen`, `21.11.2026`.
    public func day(_ instant: Instant) -> String {
        let civil = BerlinTime.civil(instant)
        if civil.date == BerlinTime.civil(now).date { return Text.today[language] }
        if civil.date == BerlinTime.civil(now.adding(seconds: -86_400)).date { return Text.yesterday[language] }
        if civil.date == BerlinTime.civil(now.adding(seconds: 86_400)).date { return Text.tomorrow[language] }
        return date(civil)
    }

    /// `21.11.2026 21:14:03`, for lists that are evidence.
    public func exact(_ instant: Instant) -> String {
        let civil = BerlinTime.civil(instant)
        return "\(date(civil)) \(civil.hourMinute):\(two(civil.second))"
    }

    /// `21:14`
    public func clock(_ instant: Instant) -> String { BerlinTime.civil(instant).hourMinute }

    /// `21.11.`
    public func shortDay(_ civil: CivilTime) -> String {
        language == .de ? "\(two(civil.day)).\(two(civil.month))." : "\(civil.day) \(month(civil))"
    }

    /// `3 Tagen`, `5 Stunden`, `12 Minuten`: for "seit ..." and "in ..."; `plain` says `3 Tage`.
    public func span(seconds: Int64, plain: Bool = false) -> String {
        let seconds = max(seconds, 0)
        let (count, one, many): (Int64, Text, Text) =
            switch seconds {
            case 86_400...: (seconds / 86_400, .spanDay, plain ? .spanDaysPlain : .spanDays)
            case 7_200...: (seconds / 3_600, .spanHour, .spanHours)
            case 120...: (seconds / 60, .spanMinute, .spanMinutes)
            default: (max(1, seconds / 60), .spanMinute, .spanMinutes)
            }
        return (count == 1 ? one : many).filling(["count": number(count)])[language]
    }

    /// `seit 3 Tagen`
    public func since(_ instant: Instant) -> String {
        Text.since.filling(["span": span(seconds: now.seconds(since: instant))])[language]
    }

    private func date(_ civil: CivilTime) -> String {
        switch language {
        case .de: "\(two(civil.day)).\(two(civil.month)).\(civil.year)"
        case .en: "\(civil.day) \(month(civil)) \(civil.year)"
        }
    }

    private func month(_ civil: CivilTime) -> String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return months[(civil.month + 11) % 12]
    }

    private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
