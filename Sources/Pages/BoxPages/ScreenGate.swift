import DatasafeCore
import PageFrame
import Synchronization

/// Browsers that typed the code of the screen of a locked or failed box, for an hour, as long as the code is the same.
///
/// The code itself goes on to storage with each deed, which compares it again: this gate only keeps serial numbers and
/// states of disks from whoever else is in the network.
final class ScreenGate: Sendable {
    /// Seconds; long enough to fetch a disk from the shelf.
    static let lifetime: Int64 = 3600

    private struct Pass {
        var code: String
        var begun: Instant
    }

    private struct State {
        var passes: [String: Pass] = [:]
        /// The code the tries were counted for: a new one begins a new count.
        var code: ScreenCode?
    }

    private let state = Mutex(State())

    /// Compares what was typed with the screen's digits and lets the browser with this token in.
    ///
    /// - Throws: `BOX-CODE`, `BOX-TRIES`.
    func open(_ token: String, typed: String, digits: String, now: Instant) throws(Refusal) {
        let miss: ScreenCode.Miss? = state.withLock { state in
            if state.code?.digits != digits { state.code = ScreenCode(digits: digits) }
            guard var code = state.code else { return .wrong }
            defer { state.code = code }
            do throws(ScreenCode.Miss) {
                try code.check(typed, at: .milliseconds(now.milliseconds))
            } catch { return error }
            state.passes = state.passes.filter { ScreenGate.isFresh($0.value, now) }
            state.passes[token] = Pass(code: digits, begun: now)
            return nil
        }
        if let miss { throw Refusal(miss == .wrong ? KeyChangeRefusal.screenCode : .screenTries) }
    }

    /// The code this browser typed, if it still stands on the screen and was typed not too long ago.
    func code(of token: String?, digits: String, now: Instant) -> String? {
        guard let token, !digits.isEmpty, let pass = state.withLock({ $0.passes[token] }), pass.code == digits,
            ScreenGate.isFresh(pass, now)
        else { return nil }
        return pass.code
    }

    private static func isFresh(_ pass: Pass, _ now: Instant) -> Bool {
        (0..<lifetime).contains(now.seconds(since: pass.begun))
    }
}
