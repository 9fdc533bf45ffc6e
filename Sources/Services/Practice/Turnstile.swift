import Synchronization

/// Lets few through at once and keeps a short queue: a password hash takes 32 MiB and a quarter of a second.
final class Turnstile: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>
    private let queue: Int

    init(width: Int, queue: Int) {
        state = Mutex(State(free: width))
        self.queue = queue
    }

    /// Runs `body` when it is its turn; nil when too many wait already.
    func pass<Result: Sendable>(_ body: () async throws -> Result) async rethrows -> Result? {
        guard await enter() else { return nil }
        defer { leave() }
        return try await body()
    }

    private func enter() async -> Bool {
        let full = state.withLock { $0.free == 0 && $0.waiting.count >= queue }
        if full { return false }
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let goes = state.withLock { state in
                if state.free > 0 {
                    state.free -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if goes { continuation.resume() }
        }
        return true
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.waiting.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
