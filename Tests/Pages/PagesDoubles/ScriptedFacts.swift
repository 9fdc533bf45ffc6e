public import DatasafeCore
import Synchronization

/// Facts a test sets; each is fresh unless it was set as old.
public final class ScriptedFacts: FactSource {
    private let facts = Mutex<[ServiceName: any Fact]>([:])
    private let ages = Mutex<[ServiceName: Int]>([:])
    private let now: @Sendable () -> Instant

    /// No service has said anything yet.
    public init(now: @escaping @Sendable () -> Instant) { self.now = now }

    /// No service has said anything.
    public func removeAll() { facts.withLock { $0 = [:] } }

    /// A service says something, `age` seconds ago.
    public func set<Content: Fact>(_ fact: Content, age: Int = 0) {
        facts.withLock { $0[Content.service] = fact }
        ages.withLock { $0[Content.service] = age }
    }

    /// Changes what a service said, or begins with `fresh`.
    public func change<Content: Fact>(_ fresh: Content, _ change: (inout Content) -> Void) {
        var fact = read(Content.self).fact ?? fresh
        change(&fact)
        set(fact)
    }

    /// A service never ran.
    public func remove(_ service: ServiceName) { facts.withLock { $0[service] = nil } }

    public func read<Content: Fact>(_ type: Content.Type) -> FactReading<Content> {
        guard let fact = facts.withLock({ $0[Content.service] }) as? Content else { return .missing }
        let age = ages.withLock { $0[Content.service] } ?? 0
        let at = now().adding(seconds: -Int64(age))
        return .judged(
            FactEnvelope(fact: fact, version: "0.0.0", boot: "00000000", seq: 1, at: at), now: now())
    }
}
