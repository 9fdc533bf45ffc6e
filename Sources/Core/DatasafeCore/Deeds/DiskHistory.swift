extension MonitorDeeds {
    /// The verdict on one disk, why, and its values over the years.
    public struct DiskHistory: Deed {
        public static let service = ServiceName.monitor
        public static let name = "DiskHistory"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("disk", "string")]
        /// Place of the disk: `d1`, `b2`.
        public var disk: String
        public init(disk: String) { self.disk = disk }

        /// The disk that was seen last at that place.
        public struct Outcome: Codable, Sendable, Equatable {
            /// `DiskFact.id` or `BackupDiskFact.id`
            public var disk: String
            /// -1 not applicable, 0 OK, 1 WARN, 2 CRIT, 3 UNKNOWN.
            public var level: Int
            /// Worst first; empty when all is well.
            public var reasons: [SmartReason] = []
            /// What happened and is no state, newest last, at most 10.
            public var events: [SmartEvent] = []
            /// When the disk was read last.
            public var readAt: Instant?
            /// Seconds since 1970 of the readings kept, oldest first, at most `points`.
            public var at: [Int64] = []
            /// As many values as `at`, nil where there was none.
            public var celsius: [Int?] = []
            /// By counter, each as many as `at`; a counter that never had a value is missing.
            public var values: [SmartCounter: [Int?]] = [:]

            /// Readings in one answer: a message holds 64 KiB.
            public static let points = 240

            public init(disk: String, level: Int) {
                self.disk = disk
                self.level = level
            }

            /// Takes in the readings kept, oldest first, as many as fit.
            public mutating func draw(_ readings: [DiskReading]) {
                let shown = DiskReading.thinned(readings, to: Self.points)
                at = shown.map(\.at.seconds)
                celsius = shown.map(\.celsius)
                let known = Set(shown.flatMap(\.values.keys))
                values = Dictionary(uniqueKeysWithValues: known.map { key in (key, shown.map { $0.values[key] }) })
            }
        }
    }
}

extension CheckMemory {
    /// What is thought of the disk that was seen last at a place, without its curves; nil when there was none.
    public func condition(at place: String) -> MonitorDeeds.DiskHistory.Outcome? {
        guard let disk = disk(at: place) else { return nil }
        var outcome = MonitorDeeds.DiskHistory.Outcome(
            disk: disk.disk, level: (disk.verdict?.level ?? .unknown).rawValue)
        outcome.reasons = disk.verdict?.reasons ?? []
        outcome.events = disk.events ?? []
        outcome.readAt = disk.readAt
        return outcome
    }
}
