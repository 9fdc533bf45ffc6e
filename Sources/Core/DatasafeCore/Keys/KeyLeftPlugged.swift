/// How long an unlock key may stay plugged in after the unlock. Source: monitoring-hub, `key.left_plugged`.
public struct KeyLeftPlugged: Sendable, Hashable {
    /// Longer than this many seconds: WARN.
    public var warnAfter: Int64 = 15 * 60
    /// Longer than this many seconds: CRIT.
    public var critAfter: Int64 = 8 * 3600

    /// The limits of the catalogue.
    public init() {}

    /// The judgement at `now` of a key plugged in since `since`; nil means that none is plugged in. A clock that went
    /// back counts as no time at all.
    public func judge(pluggedSince since: Instant?, now: Instant) -> Judgement {
        guard let since else { return .ok }
        let seconds = now.seconds(since: since)
        if seconds > critAfter { return .crit }
        return seconds > warnAfter ? .warn : .ok
    }
}
