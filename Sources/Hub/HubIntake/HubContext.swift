public import Hummingbird
import NIOCore
import Wire

/// A request that knows which key the other side of its connection proved to have.
public protocol PeerContext: RequestContext {
    /// SubjectPublicKeyInfo in DER; nil when the other side showed no certificate.
    func peerKey() async -> [UInt8]?
}

/// The context of every request to the hub.
public struct HubContext: PeerContext {
    public var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    public func peerKey() async -> [UInt8]? { await WireServer.peerKey(of: channel) }
}
