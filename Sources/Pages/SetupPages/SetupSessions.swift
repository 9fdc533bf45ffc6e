import DatasafeCore
import Synchronization

/// Browsers that typed the code of the console screen, for four hours, forgotten when the web service restarts.
final class SetupSessions: Sendable {
    /// Seconds; a first day with printing and a coffee in between.
    static let lifetime: Int64 = 4 * 3600
    private let begun = Mutex<[String: Instant]>([:])

    /// This browser knows the code.
    func begin(_ token: String, now: Instant) {
        begun.withLock { begun in
            begun = begun.filter { now.seconds(since: $0.value) < SetupSessions.lifetime }
            begun[token] = now
        }
    }

    /// The browser with this cookie typed the code, not too long ago.
    func isOpen(_ token: String?, now: Instant) -> Bool {
        guard let token, let start = begun.withLock({ $0[token] }) else { return false }
        return (0..<SetupSessions.lifetime).contains(now.seconds(since: start))
    }

    /// Set-up is over.
    func end() { begun.withLock { $0 = [:] } }
}
