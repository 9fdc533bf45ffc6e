/// How often each outcome was seen.
public struct Tally: Sendable {
    public private(set) var counts: [String: Int] = [:]
    public private(set) var total = 0
    private let what: String
    private let start = ContinuousClock.now
    private var last = ContinuousClock.now
    /// The longest time one of them took, from one `take` to the next.
    public private(set) var slowest: Duration = .zero

    public init(_ what: String) { self.what = what }

    public mutating func take(_ outcome: String) {
        let now = ContinuousClock.now
        slowest = max(slowest, now - last)
        last = now
        counts[outcome, default: 0] += 1
        total += 1
    }

    /// "damaged sticks: 10000 in 4.1 s, slowest 12 ms; KEY-DAMAGED 4711, ...": the most frequent first.
    public var line: String {
        let parts = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
        let tenths = Self.milliseconds(last - start) / 100
        return "\(what): \(total) in \(tenths / 10).\(tenths % 10) s, slowest \(Self.milliseconds(slowest)) ms; "
            + parts.joined(separator: ", ")
    }

    private static func milliseconds(_ duration: Duration) -> Int {
        Int(duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000)
    }
}
