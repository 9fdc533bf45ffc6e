/// The ability to ask another service for a deed; the real one is `Varlink.DeedClient`, tests script their own.
public protocol DeedAsking: Sendable {
    /// Asks and waits for the outcome. A deed with progress reports it to `progress`.
    ///
    /// - Parameter secret: the secret of a deed whose `secret` is `.given`.
    /// - Throws: `Refusal` when the service says no; the room's own error when the service cannot be reached.
    func ask<Asked: Deed>(
        _ deed: Asked, secret: Secret?, progress: (@Sendable (DeedProgress) async -> Void)?
    ) async throws -> Asked.Outcome

    /// Asks for a deed whose `secret` is `.returned`.
    func askForSecret<Asked: Deed>(_ deed: Asked) async throws -> Secret
}

extension DeedAsking {
    /// Asks without secret and progress.
    public func ask<Asked: Deed>(_ deed: Asked) async throws -> Asked.Outcome {
        try await ask(deed, secret: nil, progress: nil)
    }

    /// Asks with a secret.
    public func ask<Asked: Deed>(_ deed: Asked, secret: Secret?) async throws -> Asked.Outcome {
        try await ask(deed, secret: secret, progress: nil)
    }
}
