import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// The box's side of a TLS connection of bytes.
enum Dial {
    /// Connects, shakes hands over TLS 1.3 and checks the server's key. Nothing of what the connection is for was sent yet.
    ///
    /// - Parameter last: makes the handler behind TLS, on `loop`.
    /// - Throws: `.identity`, `.unreachable`, `.untrusted`, `.timeout`, `.broken`; `.closed` when cancelled.
    static func open<Kept: Sendable>(
        _ target: WireTarget, on loop: any EventLoop, limits: WireLimits,
        last: @escaping @Sendable (any Channel) throws -> Kept
    ) async throws(WireError) -> (channel: any Channel, kept: Kept) {
        let place = target.address.place
        let context = try Self.context(target.identity)
        let tried = Tried()
        let (connect, greeting) = (TimeAmount(limits.connect), limits.read)
        let bootstrap = ClientBootstrap(group: loop).connectTimeout(connect).lasting()
            .channelOption(.allowRemoteHalfClosure, value: true)
        do {
            return try await withTaskCancellationHandler {
                let (channel, shaken, kept) = try await bootstrap.connect(
                    host: target.address.host, port: target.address.port
                ) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        guard tried.add(channel) else { throw CancellationError() }
                        let sync = channel.pipeline.syncOperations
                        let tls = try NIOSSLClientHandler(context: context, serverHostname: nil)
                        try sync.addHandler(tls, name: Splice.nearest)
                        let promise = channel.eventLoop.makePromise(of: Void.self)
                        do {
                            try sync.addHandler(Greeting(promise, place: place, limit: greeting))
                        } catch {
                            promise.fail(error)
                            throw error
                        }
                        return (channel, promise.futureResult, try last(channel))
                    }
                }
                do {
                    try await shaken.get()
                    let certificate = try await channel.nioSSL_peerCertificate().get()
                    guard let key = try certificate?.extractPublicKey().toSPKIBytes(), target.trusts(key) else {
                        throw WireError(.untrusted, place)
                    }
                    try Task.checkCancellation()
                } catch {
                    hangUp(channel)
                    throw error
                }
                return (channel, kept)
            } onCancel: {
                tried.closeAll()
            }
        } catch {
            throw Task.isCancelled ? WireError(.closed, place, cause: "cancelled") : WireError(of: error, place)
        }
    }

    /// Closes the connection itself, without TLS's word of parting: it would wait for the other side's.
    static func hangUp(_ channel: any Channel) {
        channel.eventLoop.execute {
            if let tls = try? channel.pipeline.syncOperations.context(name: Splice.nearest) {
                tls.close(promise: nil)
            } else {
                channel.close(promise: nil)
            }
        }
    }

    private static func context(_ identity: WireIdentity) throws(WireError) -> NIOSSLContext {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv13
        // Not "no check": the check is the target's `trusts`.
        tls.certificateVerification = .none
        tls.certificateChain = [.certificate(identity.certificate)]
        tls.privateKey = .privateKey(identity.key)
        do { return try NIOSSLContext(configuration: tls) } catch {
            throw WireError(.identity, "identity", cause: "\(error)")
        }
    }
}

/// Connections that were begun for one name; a name may have several addresses.
private final class Tried: Sendable {
    private struct State {
        var channels: [any Channel] = []
        var isOver = false
    }

    private let state = Mutex(State())

    func add(_ channel: any Channel) -> Bool {
        state.withLock { state in
            state.channels.append(channel)
            return !state.isOver
        }
    }

    func closeAll() {
        let channels = state.withLock { state in
            state.isOver = true
            return state.channels
        }
        for channel in channels { Dial.hangUp(channel) }
    }
}

extension ClientBootstrap {
    /// Notices within minutes when the other side is gone without a word: a router that was switched off, an address that
    /// the provider changed at night.
    func lasting() -> ClientBootstrap {
        channelOption(.socketOption(.so_keepalive), value: 1)
            .channelOption(.tcpOption(Lasting.idle), value: 30)
            .channelOption(.tcpOption(Lasting.between), value: 10)
            .channelOption(.tcpOption(Lasting.times), value: 6)
            .channelOption(.tcpOption(Lasting.unacknowledged), value: 90_000)
    }
}

/// TCP_KEEPIDLE, TCP_KEEPINTVL (seconds), TCP_KEEPCNT, TCP_USER_TIMEOUT (milliseconds): tcp(7).
enum Lasting {
    static let idle = NIOBSDSocket.Option(rawValue: 4)
    static let between = NIOBSDSocket.Option(rawValue: 5)
    static let times = NIOBSDSocket.Option(rawValue: 6)
    static let unacknowledged = NIOBSDSocket.Option(rawValue: 18)
}
