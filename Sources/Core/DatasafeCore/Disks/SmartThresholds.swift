/// The limits SMART values are judged by. Source: storage design 3.13 (Backblaze failure rates for 5, 197, 198 and 187;
/// the rest is our own judgement).
public struct SmartThresholds: Codable, Sendable, Equatable {
    /// From `warn` on a value is a WARN, from `crit` on a CRIT; nil = never.
    public struct Band: Codable, Sendable, Equatable {
        public var warn: Int?
        public var crit: Int?

        /// A band from its limits.
        public init(warn: Int?, crit: Int?) {
            self.warn = warn
            self.crit = crit
        }

        /// The judgement of a value, and the limit it reached.
        public func judge(_ value: Int) -> (level: Judgement, limit: Int)? {
            if let crit, value >= crit { return (.crit, crit) }
            if let warn, value >= warn { return (.warn, warn) }
            return nil
        }
    }

    /// Growth of at least `by` within `seconds`.
    public struct Growth: Codable, Sendable, Equatable {
        public var by: Int
        public var seconds: Int64
        public var level: Judgement

        /// A limit of growth from its parts.
        public init(by: Int, seconds: Int64, level: Judgement) {
            self.by = by
            self.seconds = seconds
            self.level = level
        }
    }

    /// Bands of the counters that are judged by their value.
    public var bands: [SmartCounter: Band] = [
        .reallocated: Band(warn: 1, crit: 100),
        .pending: Band(warn: 1, crit: 16),
        .uncorrectable: Band(warn: 1, crit: 16),
        .reported: Band(warn: 1, crit: 16),
        .endToEnd: Band(warn: 1, crit: nil),
        .mediaErrors: Band(warn: 1, crit: nil),
        .percentageUsed: Band(warn: 80, crit: 100),
        .uncorrectedErrors: Band(warn: 1, crit: 16),
        .grownDefects: Band(warn: 1, crit: 100),
    ]
    /// Limits of growth.
    public var growth: [SmartCounter: Growth] = [
        .reallocated: Growth(by: 10, seconds: 7 * 86_400, level: .crit),
        .timeouts: Growth(by: 10, seconds: 86_400, level: .warn),
        .crc: Growth(by: 5, seconds: 86_400, level: .warn),
    ]
    /// °C of a disk with moving parts, or of one that does not say.
    public var hdd = Band(warn: 50, crit: 60)
    /// °C of an ATA or SCSI disk without moving parts.
    public var ssd = Band(warn: 60, crit: 70)
    /// °C of an NVMe disk that names no limits of its own.
    public var nvme = Band(warn: 70, crit: 80)
    /// Days until 100 % wear: fewer than these.
    public var wearForecast = Band(warn: 180, crit: 30)
    /// A wear forecast needs at least this many days and percent of growth: percents are whole numbers.
    public var forecastDays: Int64 = 14
    public var forecastPercent = 2
    /// This many failed readings in a row are a WARN.
    public var failedReadings = 3

    /// The limits of the design.
    public init() {}

    /// A limit below or above these is none: nothing runs so cold, and nothing holds so much.
    private func sane(_ limit: Int?) -> Int? { limit.flatMap { (50...120).contains($0) ? $0 : nil } }

    /// The temperature band of a disk. An NVMe drive's own limits count before the usual ones.
    public func temperature(of values: SmartValues) -> Band {
        guard values.kind == .nvme else { return values[.rotation] == 0 ? ssd : hdd }
        var band = Band(warn: sane(values[.ownWarnCelsius]), crit: sane(values[.ownCritCelsius]))
        if let warn = band.warn, let crit = band.crit, warn > crit { band.warn = crit }
        // A drive that names one limit of the two: the other may not contradict it.
        let (warn, crit) = (band.warn, band.crit)
        band.warn = warn ?? nvme.warn.map { usual in crit.map { min(usual, $0) } ?? usual }
        band.crit = crit ?? nvme.crit.map { usual in warn.map { max(usual, $0 + 5) } ?? usual }
        return band
    }
}
