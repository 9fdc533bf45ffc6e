public import DatasafeCore
import Synchronization

/// Deeds a test answers, and a record of what was asked.
public final class ScriptedDeeds: DeedAsking {
    /// One question: the deed, and the secret that came with it as text.
    public struct Asked: Sendable {
        public var deed: any Deed
        public var secret: String?
        /// `datasafe.Practice.LogIn`
        public var method: String { type(of: deed).method }
    }

    /// The service is not there.
    public struct NoService: Error {
        public init() {}
    }

    private typealias Answer = @Sendable (any Deed, String?) async throws -> any Sendable
    private let answers = Mutex<[String: Answer]>([:])
    private let record = Mutex<[Asked]>([])

    /// Refuses to connect for every deed until it is told an answer.
    public init() {}

    /// Every service is gone and nothing was asked.
    public func removeAll() {
        answers.withLock { $0 = [:] }
        record.withLock { $0 = [] }
    }

    /// How a deed is answered from now on.
    public func on<D: Deed>(
        _ type: D.Type, _ answer: @escaping @Sendable (D, String?) async throws -> D.Outcome
    ) {
        answers.withLock {
            $0[D.method] = { deed, secret in
                guard let deed = deed as? D else { throw NoService() }
                return try await answer(deed, secret)
            }
        }
    }

    /// A deed is refused from now on.
    public func refuse<D: Deed>(_ type: D.Type, _ code: String, subject: String = "") {
        answers.withLock { $0[D.method] = { _, _ in throw Refusal(code: code, subject: subject) } }
    }

    /// A deed whose service gives back a secret.
    public func giveBack<D: Deed>(_ type: D.Type, _ bytes: [UInt8]) {
        answers.withLock { $0[D.method] = { _, _ in bytes } }
    }

    /// A service is gone.
    public func forget<D: Deed>(_ type: D.Type) { answers.withLock { $0[D.method] = nil } }

    /// All questions so far, oldest first.
    public var asked: [Asked] { record.withLock { $0 } }

    /// The questions of one kind.
    public func asked<D: Deed>(_ type: D.Type) -> [D] { asked.compactMap { $0.deed as? D } }

    /// The secret of the newest question of one kind.
    public func secret<D: Deed>(of type: D.Type) -> String? { asked.last { $0.deed is D }?.secret }

    public func ask<Question: Deed>(
        _ deed: Question, secret: Secret?, progress: (@Sendable (DeedProgress) async -> Void)?
    ) async throws -> Question.Outcome {
        let text = secret.map { $0.withBytes { String(decoding: $0, as: UTF8.self) } }
        guard let outcome = try await answer(deed, text) as? Question.Outcome else { throw NoService() }
        return outcome
    }

    public func askForSecret<Question: Deed>(_ deed: Question) async throws -> Secret {
        guard let bytes = try await answer(deed, nil) as? [UInt8] else { throw NoService() }
        return Secret(bytes: bytes)
    }

    private func answer(_ deed: any Deed, _ secret: String?) async throws -> any Sendable {
        record.withLock { $0.append(Asked(deed: deed, secret: secret)) }
        guard let answer = answers.withLock({ $0[type(of: deed).method] }) else { throw NoService() }
        return try await answer(deed, secret)
    }
}
