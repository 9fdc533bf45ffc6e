import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// Asks one server over one kept TLS 1.3 connection. It trusts a key, not a certificate authority: neither a wrong clock
/// nor a certificate somebody else got issued changes whom a box talks to.
public final class WireClient: Sendable {
    public let address: WireAddress
    private let limits: WireLimits
    private let client: HTTPClient
    private let lastPeer: PeerBox

    /// - Parameters:
    ///   - identity: what this side shows when asked; nil = nothing.
    ///   - trusts: whether the server's public key (SubjectPublicKeyInfo, DER) is the right one. Asked once for each new
    ///     connection, after the handshake and before the first byte of a request.
    /// - Throws: `.identity`.
    public init(
        address: WireAddress, identity: WireIdentity?, limits: WireLimits = WireLimits(),
        trusts: @escaping @Sendable ([UInt8]) -> Bool
    ) throws(WireError) {
        self.address = address
        self.limits = limits
        let peer = PeerBox()
        lastPeer = peer

        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv13
        // Not "no check": the check is `trusts`, below. Names and dates of a self-signed certificate say nothing.
        tls.certificateVerification = .none
        if let identity {
            tls.certificateChain = [.certificate(identity.certificate)]
            tls.privateKey = .privateKey(identity.key)
        }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(
                connect: TimeAmount(limits.connect), read: TimeAmount(limits.read), write: TimeAmount(limits.read)))
        configuration.httpVersion = .http1Only
        configuration.decompression = .disabled
        configuration.connectionPool = .init(idleTimeout: TimeAmount(limits.keep))
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1
        // Trying again is the caller's, with its back-off.
        configuration.connectionPool.retryConnectionEstablishment = false
        let place = address.place
        configuration.http1_1ConnectionDebugInitializer = { channel in
            channel.nioSSL_peerCertificate().flatMapThrowing { certificate in
                let key = try certificate?.extractPublicKey().toSPKIBytes()
                guard let key, trusts(key) else { throw WireError(.untrusted, place) }
                peer.key.withLock { $0 = key }
                peer.channel.withLock { $0 = channel }
            }.flatMapError { error in
                // The pool forgets a connection that fails here; closing it is ours.
                channel.close().recover { _ in }.flatMapThrowing { throw error }
            }
        }
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Public key (SubjectPublicKeyInfo, DER) of the server behind the newest trusted connection; nil before the first.
    public var peerKey: [UInt8]? { lastPeer.key.withLock { $0 } }

    /// Sends one request and reads the whole answer.
    ///
    /// - Throws: every code but `.address` and `.identity`; any HTTP status is an answer.
    public func post(
        _ path: String, headers: [(String, String)] = [], body: [UInt8]
    ) async throws(WireError) -> WireReply {
        var request = HTTPClientRequest(url: "\(address)\(path)")
        request.method = .POST
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(bytes: body))
        do {
            let response = try await client.execute(request, timeout: TimeAmount(limits.total))
            if let length = response.headers.first(name: "content-length").flatMap({ Int($0) }), length > limits.reply {
                throw WireError(.tooLarge, address.place, cause: "\(length) bytes announced")
            }
            let buffer = try await response.body.collect(upTo: limits.reply)
            let headers = response.headers.map { ($0.name.lowercased(), $0.value) }
            return WireReply(
                status: Int(response.status.code), headers: headers, body: Array(buffer.readableBytesView))
        } catch {
            let error = wireError(error)
            // An orderly end of TLS reads on for seconds until the other side agrees; who floods us is not listened to.
            if error.code == .tooLarge { stopReading() }
            throw error
        }
    }

    private func stopReading() {
        let channel = lastPeer.channel.withLock { $0 }
        channel?.setOption(.autoRead, value: false).whenComplete { _ in channel?.close(mode: .all, promise: nil) }
    }

    /// Closes the connection; waits until it is closed. Call it once, at the end.
    public func close() async { try? await client.shutdown() }

    private func wireError(_ error: any Error) -> WireError {
        let place = address.place
        switch error {
        case let error as WireError: return error
        case is NIOTooManyBytesError: return WireError(.tooLarge, place)
        case let error as HTTPClientError where Self.timeouts.contains(error):
            return WireError(error == .connectTimeout ? .unreachable : .timeout, place, cause: "\(error)")
        case let error as HTTPClientError where error == .alreadyShutdown || error == .cancelled:
            return WireError(.closed, place, cause: "\(error)")
        case is CancellationError: return WireError(.closed, place, cause: "cancelled")
        default: return WireError(of: error, place)
        }
    }

    private static let timeouts: [HTTPClientError] = [
        .readTimeout, .writeTimeout, .connectTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout,
        .tlsHandshakeTimeout, .httpProxyHandshakeTimeout,
    ]
}

private final class PeerBox: Sendable {
    let key = Mutex<[UInt8]?>(nil)
    let channel = Mutex<(any Channel)?>(nil)
}
