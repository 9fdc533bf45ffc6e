import Synchronization

/// Lets few through at once and keeps a short queue: a password hash takes 32 MiB and a quarter of a second.
final class Turnstile: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Bool, Never>] = []
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

    /// Whether the caller is in. Going in, queueing and being sent away are decided in one look at the state: between two
    /// looks others would slip into the last place of the queue.
    private func enter() async -> Bool {
        await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
            let goes = state.withLock { state -> Bool? in
                if state.free > 0 {
                    state.free -= 1
                    return true
                }
                guard state.waiting.count < queue else { return false }
                state.waiting.append(continuation)
                return nil
            }
            if let goes { continuation.resume(returning: goes) }
        }
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            if state.waiting.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume(returning: true)
    }
}
