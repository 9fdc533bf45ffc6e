import DatasafeCore
import Seal
import Synchronization
import Threads

/// Makes and checks password hashes, each a quarter of a second of one core and 32 MiB: off the cooperative pool, and
/// only a few at once, so that guessing cannot bring the intake of beats to a halt.
final class PasswordDesk: Sendable {
    /// Most at once; the next is told to come back.
    static let most = 2

    private let running = Mutex(0)

    /// Whether the password is right; nil when too many are being checked.
    func matches(_ password: Secret, stored: String?) async throws -> Bool? {
        try await limited { PasswordHash.verify(password, against: stored) }
    }

    /// The hash of a new password; nil when too many are being made.
    func hash(_ password: Secret) async throws -> String? {
        try await limited { try PasswordHash.make(password) }
    }

    private func limited<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result? {
        let isAdmitted = running.withLock { count in
            guard count < Self.most else { return false }
            count += 1
            return true
        }
        guard isAdmitted else { return nil }
        defer { running.withLock { $0 -= 1 } }
        return try await offload(body)
    }
}
