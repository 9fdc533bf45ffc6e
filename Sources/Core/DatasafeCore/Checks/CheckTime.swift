/// The moment of one judgement: a steady time for durations and the wall time for people.
///
/// The clock of a box may jump by years. Durations ("for 15 minutes", "35 days") are therefore counted on `steady`, which
/// the monitor carries over restarts; only what people read, and what is due at an hour of the day, uses `wall`.
public struct CheckTime: Codable, Sendable, Equatable {
    /// Milliseconds on a scale that never runs backwards; its zero means nothing.
    public var steady: Int64
    public var wall: Instant

    public init(steady: Int64, wall: Instant) {
        self.steady = steady
        self.wall = wall
    }

    /// Whole seconds since an earlier steady time.
    public func seconds(since earlier: Int64) -> Int64 { (steady - earlier) / 1000 }

    /// The moment `seconds` later on both scales.
    public func adding(seconds: Int64) -> CheckTime {
        CheckTime(steady: steady + seconds * 1000, wall: wall.adding(seconds: seconds))
    }
}
