/// Thresholds of one value with hysteresis: where an alarm rises, and where a raised one is held.
public struct Band: Sendable, Equatable {
    /// Whether a small value is the bad one (free memory) instead of a large one (used space).
    public enum Direction: Sendable { case above, below }

    public var direction: Direction
    /// At or beyond this the alarm rises; nil = never.
    public var warn: Double?
    public var crit: Double?
    /// A raised alarm stays until the value is strictly on the good side of this.
    public var clearWarn: Double?
    public var clearCrit: Double?

    /// A band; without clear values an alarm clears where it rose.
    public init(
        _ direction: Direction, warn: Double?, crit: Double?, clearWarn: Double? = nil, clearCrit: Double? = nil
    ) {
        self.direction = direction
        self.warn = warn
        self.crit = crit
        self.clearWarn = clearWarn ?? warn
        self.clearCrit = clearCrit ?? crit
    }

    /// What a value would raise, and what it would hold if it stood already. `holds` is never milder than `rises`.
    public func judge(_ value: Double) -> (rises: Severity, holds: Severity) {
        let rises: Severity = reaches(crit, value) ? .crit : reaches(warn, value) ? .warn : .ok
        let holds: Severity = reaches(clearCrit, value) ? .crit : reaches(clearWarn, value) ? .warn : .ok
        return (rises, max(rises, holds))
    }

    private func reaches(_ limit: Double?, _ value: Double) -> Bool {
        guard let limit else { return false }
        return direction == .above ? value >= limit : value <= limit
    }
}
