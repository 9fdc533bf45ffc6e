import Seal
public import Wire

/// The ability to reach a hub; the real one is `WireHub`, tests script their own.
public protocol HubCalling: Sendable {
    /// A line to one hub, kept until it is closed.
    ///
    /// - Parameter trusts: whether a public key (SubjectPublicKeyInfo, DER) is the hub's.
    func line(
        to address: WireAddress, identity: WireIdentity, trusts: @escaping @Sendable ([UInt8]) -> Bool
    ) throws -> any HubLine
}

/// One line to a hub.
public protocol HubLine: Sendable {
    func post(_ path: String, headers: [(String, String)], body: [UInt8]) async throws(WireError) -> WireReply
    /// The hub's public key once a connection stood.
    var peerKey: [UInt8]? { get }
    func close() async
}

/// Lines over TLS.
public struct WireHub: HubCalling {
    private let limits: WireLimits

    public init(limits: WireLimits = WireLimits()) { self.limits = limits }

    public func line(
        to address: WireAddress, identity: WireIdentity, trusts: @escaping @Sendable ([UInt8]) -> Bool
    ) throws -> any HubLine {
        try WireClient(address: address, identity: identity, limits: limits, trusts: trusts)
    }
}

extension WireClient: HubLine {}
