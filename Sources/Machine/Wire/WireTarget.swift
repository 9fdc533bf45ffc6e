/// A server of bytes as one side sees it: where it is, what this side shows, and whose key it must have.
public struct WireTarget: Sendable {
    public var address: WireAddress
    public var identity: WireIdentity
    /// Whether the server's public key (SubjectPublicKeyInfo, DER) is the right one; asked after the handshake and before
    /// the first byte.
    public var trusts: @Sendable ([UInt8]) -> Bool

    public init(address: WireAddress, identity: WireIdentity, trusts: @escaping @Sendable ([UInt8]) -> Bool) {
        self.address = address
        self.identity = identity
        self.trusts = trusts
    }
}
