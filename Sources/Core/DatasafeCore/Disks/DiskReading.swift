/// One reading of a disk as it is kept for years, to be drawn.
public struct DiskReading: Codable, Sendable, Equatable {
    /// `DiskFact.id` or `BackupDiskFact.id`
    public var disk: String
    public var at: Instant
    /// The numbers that change in the life of a disk.
    public var values: [SmartCounter: Int]
    public var celsius: Int?

    public init(disk: String, at: Instant, values: [SmartCounter: Int], celsius: Int?) {
        self.disk = disk
        self.at = at
        self.values = values
        self.celsius = celsius
    }

    /// Seconds between two readings that are kept.
    public static let period: Int64 = 3600
    /// Seconds for which each of them is kept; older ones are thinned to the first of each day.
    public static let wholeFor: Int64 = 7 * 86_400
    /// Readings kept of one disk: the hours of a week and the days of three years, some 200 KiB on the system disk.
    public static let kept = 1270
    /// A clock that ran ahead leaves a few readings in the future; more than this many mean that the clock is behind now.
    public static let strays = 48

    /// The readings of the fact that should be kept now: of each readable disk at most one an hour.
    ///
    /// - Parameter newest: when the newest kept reading of each disk was made.
    public static func due(_ fact: StorageFact, newest: [String: Instant]) -> [DiskReading] {
        let inside = fact.disks.map { ($0.id, $0.smart) }
        let outside = fact.backupDisks.filter { $0.number != nil }.map { ($0.id, $0.smart) }
        return (inside + outside).compactMap { id, smart in
            guard let smart, smart.judged.support == .readable else { return nil }
            if let last = newest[id], abs(smart.at.seconds(since: last)) < period { return nil }
            let values = smart.judged.values.filter { $0.key.isKept }.mapValues(SmartCounter.counted)
            return DiskReading(disk: id, at: smart.at, values: values, celsius: smart.celsius)
        }
    }

    /// At most `count` readings that show the same curve: the newest of each of as many equal spans, and the first.
    /// `readings` are of one disk, oldest first.
    public static func thinned(_ readings: [DiskReading], to count: Int) -> [DiskReading] {
        guard readings.count > count, count > 2, let first = readings.first, let last = readings.last else {
            return readings
        }
        let span = max(1, last.at.seconds(since: first.at) / Int64(count - 2) + 1)
        var shown = [first]
        var bucket: Int64 = -1
        for reading in readings.dropFirst() {
            let own = reading.at.seconds(since: first.at) / span
            if own == bucket { shown[shown.count - 1] = reading } else { shown.append(reading) }
            bucket = own
        }
        return shown
    }
}

extension SmartCounter {
    /// A disk may say anything; above this nothing is a count. Sums do not overflow, and curves fit into a message.
    public static let limit = 1 << 48

    /// The count a disk names, 0...`limit`.
    static func counted(_ value: Int) -> Int { min(max(value, 0), limit) }

    /// Whether it changes in the life of a disk and is worth a curve.
    public var isKept: Bool {
        switch self {
        case .reallocated, .pending, .uncorrectable, .reported, .endToEnd, .timeouts, .crc, .spare, .mediaErrors,
            .percentageUsed, .uncorrectedErrors, .grownDefects, .hours:
            true
        case .criticalWarning, .spareThreshold, .failingAttribute, .failedAttribute, .selfTestFailed,
            .selfTestsFailedBefore, .rotation, .ownWarnCelsius, .ownCritCelsius:
            false
        }
    }
}
