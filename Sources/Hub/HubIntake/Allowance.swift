import DatasafeCore
import Synchronization

/// How often something may happen: a bucket for each key that fills steadily up to a limit.
final class Allowance<Key: Hashable & Sendable>: Sendable {
    private struct Bucket {
        var left: Double
        var at: Instant
    }

    private let perSecond: Double
    private let burst: Double
    private let buckets = Mutex<[Key: Bucket]>([:])

    init(perSecond: Double, burst: Double) {
        self.perSecond = perSecond
        self.burst = burst
    }

    /// Takes one; false when there is none.
    func take(_ key: Key, now: Instant) -> Bool {
        buckets.withLock { buckets in
            // A key that was quiet until its bucket was full again need not be remembered.
            if buckets.count > 50_000 { buckets = buckets.filter { fill($0.value, now) < burst } }
            let left = buckets[key].map { fill($0, now) } ?? burst
            guard left >= 1 else { return false }
            buckets[key] = Bucket(left: left - 1, at: now)
            return true
        }
    }

    /// Whether there is one, without taking it.
    func has(_ key: Key, now: Instant) -> Bool {
        buckets.withLock { buckets in (buckets[key].map { fill($0, now) } ?? burst) >= 1 }
    }

    private func fill(_ bucket: Bucket, _ now: Instant) -> Double {
        let passed = max(0, Double(now.milliseconds - bucket.at.milliseconds)) / 1000
        return min(burst, bucket.left + passed * perSecond)
    }
}
