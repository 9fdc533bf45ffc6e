import DatasafeCore
import Synchronization

/// Contents that an upload or a restore is about to refer to: their files are not removed meanwhile, although no row in the
/// database speaks for them yet.
final class HeldBlobs: Sendable {
    private struct State {
        var counts: [ContentAddress: Int] = [:]
        /// A restore holds everything: it may take hundreds of thousands.
        var all = 0
    }

    private let state = Mutex(State())

    func hold(_ address: ContentAddress) { state.withLock { $0.counts[address, default: 0] += 1 } }

    func release(_ address: ContentAddress) {
        state.withLock { state in
            guard let count = state.counts[address] else { return }
            state.counts[address] = count > 1 ? count - 1 : nil
        }
    }

    func holdAll() { state.withLock { $0.all += 1 } }
    func releaseAll() { state.withLock { $0.all -= 1 } }

    /// Runs `remove` unless the content is held; nobody can begin to hold it meanwhile. True when it ran.
    func ifFree(_ address: ContentAddress, _ remove: () throws -> Void) rethrows -> Bool {
        try state.withLock { state in
            guard state.all == 0, state.counts[address] == nil else { return false }
            try remove()
            return true
        }
    }
}
