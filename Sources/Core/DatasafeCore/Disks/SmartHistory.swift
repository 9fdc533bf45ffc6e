/// Earlier readings of one disk, oldest first: one per hour for two days, then one per day for 92 days.
public struct SmartHistory: Codable, Sendable, Equatable {
    /// The readings, oldest first, at most about 150.
    public private(set) var samples: [SmartSample] = []

    static let kept: [SmartCounter] = [.reallocated, .timeouts, .crc, .percentageUsed]

    /// No reading yet.
    public init() {}

    /// Takes in a reading. Readings that lie in the future of `at` are from a wrong clock and are dropped.
    mutating func take(_ values: SmartValues, at now: Instant) {
        samples.removeAll { $0.at > now || now.seconds(since: $0.at) > 92 * 86_400 }
        let kept = values.values.filter { Self.kept.contains($0.key) }
        if let newest = samples.indices.last, now.seconds(since: samples[newest].at) < 3600 {
            // A counter that started anew gets its new baseline at once.
            samples[newest].values.merge(kept) { before, _ in before }
            return
        }
        samples.append(SmartSample(at: now, values: kept))
        thin(now: now)
    }

    /// Forgets a counter, because it started anew.
    mutating func forget(_ counter: SmartCounter) {
        for index in samples.indices { samples[index].values[counter] = nil }
    }

    /// The value of a counter `seconds` ago: of the newest reading at least that old, else of the oldest one there is.
    func value(of counter: SmartCounter, secondsBefore seconds: Int64, now: Instant) -> SmartSample? {
        let known = samples.filter { $0.values[counter] != nil }
        return known.last { now.seconds(since: $0.at) >= seconds } ?? known.first
    }

    private mutating func thin(now: Instant) {
        var day: Int64?
        samples = samples.filter { sample in
            guard now.seconds(since: sample.at) > 2 * 86_400 else { return true }
            defer { day = sample.at.seconds / 86_400 }
            return sample.at.seconds / 86_400 != day
        }
    }
}
