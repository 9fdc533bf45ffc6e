import DatasafeCore

/// The steady time of the monitor: runs with the clock that counts since boot, goes on over restarts, never backwards.
struct SteadyScale: Sendable {
    private let base: Int64
    private let elapsed: @Sendable () -> Duration

    /// A box that was off for longer counts as off for this long: its clock may have been wrong.
    private static let longestGap: Int64 = 7 * 86_400

    /// - Parameters:
    ///   - last: the moment of the last save, nil for a new box.
    ///   - now: the wall time at the start.
    init(after last: CheckTime?, now: Instant, clock: some Clock<Duration>) {
        let gap = last.map { min(max(0, now.seconds(since: $0.wall)), Self.longestGap) } ?? 0
        base = (last?.steady ?? 0) + gap * 1000
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
    }

    /// The moment now.
    func time(wall: Instant) -> CheckTime {
        let parts = elapsed().components
        let milliseconds = parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000
        return CheckTime(steady: base + milliseconds, wall: wall)
    }
}
