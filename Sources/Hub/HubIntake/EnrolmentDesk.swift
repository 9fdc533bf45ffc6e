public import DatasafeCore
public import HubStore
public import Seal

/// Gives out the one-time codes with which boxes are enrolled.
public struct EnrolmentDesk: Sendable {
    /// How long a code may be used, seconds.
    public static let valid: Int64 = 86_400

    private let store: HubStore
    private let fingerprint: Fingerprint
    private let now: @Sendable () -> Instant

    /// - Parameter fingerprint: of the hub's public key; the box checks it at the first contact.
    public init(store: HubStore, fingerprint: Fingerprint, now: @escaping @Sendable () -> Instant) {
        self.store = store
        self.fingerprint = fingerprint
        self.now = now
    }

    /// A fresh code; the hub keeps only the hash of its ticket. `label` is the vendor's own name for the box.
    public func make(label: String) async throws(HubStoreError) -> EnrolmentCode {
        let code = EnrolmentCode(random: Token.randomBytes(5), fingerprint: fingerprint.bytes)
        let now = now()
        try await store.addCode(
            hash: HubIntake.stored(ticket: code.ticket), label: label, now: now,
            expires: now.adding(seconds: Self.valid))
        return code
    }
}
