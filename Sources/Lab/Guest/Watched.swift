import Synchronization

/// A value that one side changes and the other waits on, each with its own limit of time.
///
/// Waiting looks every 25 ms: beside a machine that is emulated this costs nothing, and a wait that is
/// cancelled or too late needs no bookkeeping.
public final class Watched<Value: Sendable>: Sendable {
    private let value: Mutex<Value>

    /// A watched value that starts as `value`.
    public init(_ value: Value) {
        self.value = Mutex(value)
    }

    /// The value now.
    public var now: Value { value.withLock { $0 } }

    /// Changes the value.
    public func change(_ body: @Sendable (inout Value) -> Void) {
        value.withLock { body(&$0) }
    }

    /// Waits until `find` finds something. Throws `.tooLate` naming `what` after `limit`.
    public func wait<Found: Sendable>(
        for what: String, limit: Duration, until find: @Sendable (Value) throws -> Found?
    ) async throws -> Found {
        try await waiting(for: what, limit: limit) { try find(self.now) }
    }
}

/// Looks every 25 ms (or `every`) until `find` finds something. Throws `.tooLate` naming `what` after `limit`.
///
/// What is found is never an optional: behind `try?` the compiler takes a closure of several statements for one that
/// returns `Void??`, and its "not yet" for found. Such a closure must say what it returns: `{ () -> Void? in`.
public func waiting<Found: Sendable>(
    for what: String, limit: Duration, every: Duration = .milliseconds(25),
    isolation: isolated (any Actor)? = #isolation, until find: () async throws -> Found?
) async throws -> Found {
    precondition(!(Found.self is any AnyOptional.Type), "\(what): the closure must say what it returns")
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: limit)
    while true {
        if let found = try await find() { return found }
        guard clock.now < end else { throw GuestError(.tooLate, what, "not within \(limit.seconds)") }
        try await Task.sleep(for: every)
    }
}

/// What `waiting` must not be asked to find.
private protocol AnyOptional {}
extension Optional: AnyOptional {}

extension Duration {
    /// "12.4 s": one digit after the point is all a reader of test output needs.
    public var seconds: String {
        let tenths = (self / .milliseconds(100)).rounded()
        let whole = Int(tenths)
        return "\(whole / 10).\(abs(whole % 10)) s"
    }

    /// The same as a number of seconds.
    public var inSeconds: Double { self / .seconds(1) }
}
