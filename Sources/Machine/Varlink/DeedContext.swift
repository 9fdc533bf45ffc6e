public import DatasafeCore
import Synchronization

/// What a deed knows besides its parameters.
public final class DeedContext: Sendable {
    /// Who asks, proven by the kernel; nil = root.
    public let peer: ServiceName?
    /// The secret that came with a deed whose `secret` is `.given`.
    public let secret: Secret?

    /// What a person typed; nil where the field was left empty.
    public var typed: Secret? { secret.flatMap { $0.count == 0 ? nil : $0 } }

    private let returned = Mutex<Secret?>(nil)
    private let report: @Sendable (DeedProgress) async -> Void

    /// - Parameter report: takes progress; the server sends it when the caller asked for `more`.
    public init(
        peer: ServiceName?, secret: Secret? = nil, report: @escaping @Sendable (DeedProgress) async -> Void = { _ in }
    ) {
        self.peer = peer
        self.secret = secret
        self.report = report
    }

    /// Tells the caller how far the deed is.
    public func progress(_ progress: DeedProgress) async { await report(progress) }

    /// Hands a secret back with the reply.
    public func giveBack(_ secret: Secret) { returned.withLock { $0 = secret } }

    /// The secret given back.
    public var givenBack: Secret? { returned.withLock { $0 } }
}
