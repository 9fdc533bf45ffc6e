public import Hummingbird
import HummingbirdTLS
public import Logging
import NIOCore
public import Wire

/// The hub's one port: TLS 1.3 for boxes with a certificate and for browsers without (decision 0020).
public enum HubServer {
    /// Most connections at once; the others wait in the kernel.
    public static let mostConnections = 12_000
    /// An idle connection is kept longer than the longest interval between two beats.
    static let idle: TimeAmount = .seconds(1000)

    /// The server for a router; a `Service`.
    ///
    /// - Parameters:
    ///   - asksFor: a device certificate (DER) as example of those that boxes show, see `WireServer.configuration`.
    ///   - onRunning: told the port once it listens; another than asked for only when 0 was asked for.
    public static func application(
        _ router: Router<HubContext>, identity: WireIdentity, asksFor: [UInt8], host: String, port: Int, log: Logger,
        onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws -> some ApplicationProtocol {
        let tls = TLSChannelConfiguration(
            tlsConfiguration: try WireServer.configuration(identity, asksFor: asksFor),
            customVerificationCallback: WireServer.takesAnyKey)
        // The framework's own log would carry more than we want to keep.
        var quiet = log
        quiet.logLevel = max(log.logLevel, .notice)
        return Application(
            router: router,
            server: try .tls(
                .http1(
                    configuration: .init(
                        idleTimeout: idle,
                        httpDecoderConfiguration: .init(
                            maxHeaderFieldSize: 8 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 64))),
                configuration: tls),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: nil, backlog: 4096, reuseAddress: true,
                availableConnectionsDelegate: .maximum(mostConnections, logger: quiet)),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? port) }, logger: quiet)
    }
}
