public import Hummingbird

/// What belongs to one request beside the request itself.
public struct PageContext: RequestContext {
    /// Hummingbird's part: logger and path parameters.
    public var coreContext: CoreRequestContextStorage
    /// Address of the browser for lock-out and audit; empty in tests without a socket.
    public let client: String

    /// Made by the server for each request.
    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        let address = source.channel.remoteAddress?.ipAddress ?? ""
        // A browser over IPv4 on a socket for both looks like ::ffff:192.168.1.20.
        client = address.hasPrefix("::ffff:") ? String(address.dropFirst(7)) : address
    }
}
