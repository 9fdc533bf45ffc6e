import Synchronization

/// Wakes the loop of the service: by a change, by a wish, or when its time is over.
final class Bell: Sendable {
    enum Sound: Sendable, Equatable {
        case timer, change, asked, stop
    }

    private struct State {
        var rung: Sound?
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Rings; a louder sound stays when a softer one follows before anybody listened.
    func ring(_ sound: Sound) {
        let waiter = state.withLock { state in
            if state.rung.map({ Self.loudness(sound) > Self.loudness($0) }) ?? true { state.rung = sound }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// The loudest sound since the last call, or `.timer` after `seconds`.
    func wait(seconds: Int) async -> Sound {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await Task.sleep(for: .seconds(max(0, seconds))) }
            group.addTask { await self.rung() }
            await group.next()
            group.cancelAll()
        }
        return state.withLock { state in
            defer { state.rung = nil }
            return state.rung ?? .timer
        }
    }

    private func rung() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.rung != nil || Task.isCancelled { return true }
                    state.waiter = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?.resume()
        }
    }

    private static func loudness(_ sound: Sound) -> Int {
        switch sound {
        case .timer: 0
        case .change: 1
        case .asked: 2
        case .stop: 3
        }
    }
}
