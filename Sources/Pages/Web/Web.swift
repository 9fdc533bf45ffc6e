public import DatasafeCore
public import FactFiles
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
import NIOSSL
public import PageFrame
public import ServiceLifecycle

/// The web service: pages over TLS, plain HTTP led there, and the fact of where to find it.
public struct Web: Service {
    private let frame: Frame
    private let settings: WebSettings
    private let identity: TLSIdentity
    private let fact: FactWriter<WebFact>?
    private let clock: any Clock<Duration>
    private let onPort: @Sendable (Int) -> Void
    private let logger: Logger

    /// - Parameters:
    ///   - fact: writer of the web fact; nil in tests that do not look at it.
    ///   - onPort: told the port once the server listens.
    public init(
        frame: Frame, settings: WebSettings, identity: TLSIdentity, fact: FactWriter<WebFact>?,
        clock: any Clock<Duration> = ContinuousClock(), onPort: @escaping @Sendable (Int) -> Void = { _ in },
        logger: Logger
    ) {
        self.frame = frame
        self.settings = settings
        self.identity = identity
        self.fact = fact
        self.clock = clock
        self.onPort = onPort
        self.logger = logger
    }

    public func run() async throws {
        let secure = try secureServer()
        let redirect = settings.redirectPort.map { plainServer(port: $0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await secure.run() }
            if let redirect { group.addTask { try await redirect.run() } }
            if let fact { group.addTask { await cancelWhenGracefulShutdown { await tell(fact) } } }
            try await group.next()
            group.cancelAll()
        }
    }

    private func secureServer() throws -> some Service {
        let onPort = onPort
        return Application(
            router: WebPages.router(frame: frame, settings: settings),
            server: try .tls(.http1(configuration: Web.channel()), tlsConfiguration: try tls()),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.address, port: settings.port),
                availableConnectionsDelegate: .maximum(settings.connections, logger: logger)),
            onServerRunning: { channel in onPort(channel.localAddress?.port ?? 0) }, logger: logger)
    }

    private func plainServer(port: Int) -> some Service {
        Application(
            router: Redirect.router(tlsPort: settings.port), server: .http1(configuration: Web.channel()),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.address, port: port),
                availableConnectionsDelegate: .maximum(64, logger: logger)),
            logger: logger)
    }

    /// A connection that says nothing for 30 s is closed, also in the middle of a head or a body; heads are small.
    static func channel(idle: TimeAmount = .seconds(30)) -> HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            idleTimeout: idle,
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))
    }

    private func tls() throws -> TLSConfiguration {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(identity.certificate.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(identity.key.utf8), format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        // TLS 1.2 only with forward secrecy and authenticated encryption; TLS 1.3 brings its own list.
        configuration.cipherSuiteValues = [
            .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        ]
        configuration.applicationProtocols = ["http/1.1"]
        return configuration
    }

    /// Writes the fact at once and every period: the console shows address and fingerprint from it.
    private func tell(_ writer: FactWriter<WebFact>) async {
        while !Task.isCancelled {
            var fact = WebFact()
            fact.fingerprint = identity.fingerprint
            (fact.certificateBegins, fact.certificateEnds) = validity
            fact.addresses = Web.addresses(port: settings.port)
            do {
                try writer.write(fact)
            } catch {
                logger.error("fact not written", metadata: ["error": "\(error)"])
            }
            try? await clock.sleep(for: .seconds(10))
        }
    }

    /// From when to when the certificate is valid, so that the monitor can judge it without reading the key's folder.
    private var validity: (Instant?, Instant?) {
        guard let certificate = try? NIOSSLCertificate.fromPEMBytes(Array(identity.certificate.utf8)).first else {
            return (nil, nil)
        }
        return (
            Instant(seconds: Int64(certificate.notValidBefore)), Instant(seconds: Int64(certificate.notValidAfter))
        )
    }

    /// Addresses a browser in the practice's network can use.
    static func addresses(port: Int) -> [String] {
        let devices = (try? System.enumerateDevices()) ?? []
        let suffix = port == 443 ? "" : ":\(port)"
        return devices.compactMap { device in
            guard case .v4(let address)? = device.address else { return nil }
            let host = address.host.isEmpty ? device.address?.ipAddress ?? "" : address.host
            return host.isEmpty || host.hasPrefix("127.") || host.hasPrefix("169.254.")
                ? nil : "https://\(host)\(suffix)"
        }
    }
}
