import DatasafeCore
import HubStore
import Seal
import Synchronization

/// The boxes behind keys, remembered for five seconds: a revocation by another process is heard within that time, one by
/// this process is seen at the commit anyway.
final class KnownKeys: Sendable {
    struct Known: Sendable {
        var identity: BoxIdentity
        var key: VerifyingKey
        var until: Instant
    }

    private static let seconds: Int64 = 5

    private let store: HubStore
    private let known = Mutex<[[UInt8]: Known]>([:])

    init(store: HubStore) { self.store = store }

    /// Nil for a key nobody enrolled.
    func known(_ spki: [UInt8], now: Instant) async throws -> Known? {
        if let hit = known.withLock({ $0[spki] }), hit.until > now { return hit }
        let fingerprint = Fingerprint(of: spki).hex
        guard let identity = try await store.identity(ofKey: fingerprint), let key = try? VerifyingKey(der: spki) else {
            known.withLock { $0[spki] = nil }
            return nil
        }
        let fresh = Known(identity: identity, key: key, until: now.adding(seconds: Self.seconds))
        known.withLock { known in
            if known.count > 50_000 { known = [:] }
            known[spki] = fresh
        }
        return fresh
    }
}
