import DatasafeCore
import DatasafeTexts

/// What only the vendor reads: times to the second, figures of checks.
extension Wording {
    /// `12 s`, `5 Minuten`, `3 Tagen`.
    func exactSpan(_ seconds: Int64) -> String {
        guard seconds < 120 else { return span(seconds: seconds) }
        return Text.hubSeconds.filling(["count": "\(max(0, seconds))"])[language]
    }

    /// `vor 12 s`
    func ago(_ instant: Instant) -> String {
        Text.hubAgo.filling(["span": exactSpan(now.seconds(since: instant))])[language]
    }

    /// `seit 12 s`
    func exactSince(_ instant: Instant) -> String {
        Text.since.filling(["span": exactSpan(now.seconds(since: instant))])[language]
    }

    /// Value of a check: whole numbers without, others with one decimal.
    func figure(_ value: Double) -> String {
        guard value.magnitude < 1e12 else { return "?" }
        return Int(exactly: value).map { "\($0)" } ?? oneDecimal(value)
    }
}
