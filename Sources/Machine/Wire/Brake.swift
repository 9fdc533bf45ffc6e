import NIOCore
import Synchronization

/// A token bucket that several connections share: how many bytes a second may be taken from them together.
///
/// Taking may go below zero by what one read brings; the next one then waits. The allowed rate is asked again at each
/// look, and nobody waits longer than `longest` for the next look, so a change is felt at once.
final class Brake: Sendable {
    static let longest = TimeAmount.milliseconds(200)
    /// Bytes one connection takes at once.
    static let bite = 32 << 10

    private struct State {
        var tokens = 0.0
        var looked: NIODeadline?
    }

    private let rate: @Sendable () -> Int?
    private let state = Mutex(State())

    /// - Parameter rate: bits a second; nil = no limit, 0 = nothing.
    init(rate: @escaping @Sendable () -> Int?) { self.rate = rate }

    /// Nil when bytes may be taken now, else when to ask again.
    func wait(now: NIODeadline = .now()) -> TimeAmount? {
        let rate = rate()
        return state.withLock { state in
            let passed = state.looked.map { max(0, (now - $0).nanoseconds) } ?? 0
            state.looked = now
            guard let rate else {
                state.tokens = 0
                return nil
            }
            let perSecond = Double(max(0, rate)) / 8
            // What was not used is not saved up: a tenth of a second, or one bite.
            let most = max(Double(Self.bite), perSecond / 10)
            state.tokens = min(most, state.tokens + perSecond * Double(passed) / 1e9)
            guard state.tokens <= 0 || perSecond == 0 else { return nil }
            guard perSecond > 0 else { return Self.longest }
            let needed = Int64(min(1, -state.tokens / perSecond) * 1e9)
            return min(Self.longest, max(.milliseconds(2), .nanoseconds(needed)))
        }
    }

    /// Bytes were taken.
    func take(_ bytes: Int) { state.withLock { $0.tokens -= Double(bytes) } }
}
