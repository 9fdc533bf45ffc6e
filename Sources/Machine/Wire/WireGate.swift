import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// Takes TLS 1.3 connections, asks for each which Unix socket belongs to the key its certificate proved, and carries the
/// bytes there without looking at them. Before that is known it reads nothing but the handshake.
public final class WireGate: Sendable {
    /// How many and how long.
    public struct Limits: Sendable {
        /// Until the handshake is done.
        public var handshake: Duration = .seconds(10)
        /// Without a byte in either direction.
        public var idle: Duration = .seconds(900)
        /// Connections at once.
        public var connections = 4096
        /// Connections at once of one key.
        public var perKey = 32
        public init() {}
    }

    private struct Book {
        var open = 0
        var perKey: [[UInt8]: Int] = [:]
    }

    private let identity: WireIdentity
    private let host: String
    private let port: Int
    private let limits: Limits
    private let place: @Sendable ([UInt8]) async -> String?
    private let left: @Sendable (String) async -> Void
    private let book = Mutex(Book())

    /// - Parameters:
    ///   - port: 0 = any free one.
    ///   - place: the path of the Unix socket for a public key (SubjectPublicKeyInfo, DER); nil = refused: the connection
    ///     is closed without a word.
    ///   - left: told that a connection to a path that `place` gave has ended, once for each.
    public init(
        identity: WireIdentity, host: String, port: Int, limits: Limits = Limits(),
        place: @escaping @Sendable ([UInt8]) async -> String?,
        left: @escaping @Sendable (String) async -> Void = { _ in }
    ) {
        self.identity = identity
        self.host = host
        self.port = port
        self.limits = limits
        self.place = place
        self.left = left
    }

    /// Serves until the task is cancelled; then every connection is closed. Call it once.
    ///
    /// - Parameter onRunning: told the port once it listens.
    /// - Throws: `.identity`, `.listen`.
    public func run(onRunning: @escaping @Sendable (Int) async -> Void = { _ in }) async throws(WireError) {
        let context: NIOSSLContext
        do {
            // Boxes show their certificate whatever names are sent; these are our own.
            let example = try identity.certificate.toDERBytes()
            context = try NIOSSLContext(configuration: WireServer.configuration(identity, asksFor: example))
        } catch {
            throw WireError(.identity, "identity", cause: "\(error)")
        }
        do {
            let server = try await listen(context)
            await onRunning(server.channel.localAddress?.port ?? port)
            try await server.executeThenClose { connections in
                try await withThrowingDiscardingTaskGroup { group in
                    for try await visitor in connections { group.addTask { await self.serve(visitor) } }
                    group.cancelAll()
                }
            }
        } catch {
            guard !Task.isCancelled else { return }
            throw WireError(.listen, "\(host):\(port)", cause: "\(error)")
        }
    }

    /// A connection whose handshake has begun.
    private struct Visitor: Sendable {
        var end: SplicedEnd
        var greeted: EventLoopFuture<Void>
    }

    private func listen(_ context: NIOSSLContext) async throws -> NIOAsyncChannel<Visitor, Never> {
        let (handshake, idle, place) = (limits.handshake, TimeAmount(limits.idle), "\(host):\(port)")
        return try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.socketOption(.so_keepalive), value: 1)
            .childChannelOption(.tcpOption(Lasting.idle), value: 30)
            .childChannelOption(.tcpOption(Lasting.between), value: 10)
            .childChannelOption(.tcpOption(Lasting.times), value: 6)
            .childChannelOption(.tcpOption(Lasting.unacknowledged), value: 90_000)
            .bind(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let sync = channel.pipeline.syncOperations
                    let tls = NIOSSLServerHandler(
                        context: context, customVerificationCallback: WireServer.takesAnyKey)
                    try sync.addHandler(LateEnd())
                    try sync.addHandler(tls, name: Splice.nearest)
                    let promise = channel.eventLoop.makePromise(of: Void.self)
                    do {
                        try sync.addHandler(Greeting(promise, place: place, limit: handshake))
                        try sync.addHandler(IdleStateHandler(allTimeout: idle))
                        return Visitor(
                            end: try SplicedEnd(channel, Splice(isTLS: true)), greeted: promise.futureResult)
                    } catch {
                        promise.fail(error)
                        throw error
                    }
                }
            }
    }

    private func serve(_ visitor: Visitor) async {
        let near = visitor.end
        await withTaskCancellationHandler {
            let isRoom = book.withLock { book in
                book.open += 1
                return book.open <= limits.connections
            }
            if isRoom, (try? await visitor.greeted.get()) != nil,
                let key = await WireServer.peerKey(of: near.channel), takePlace(key)
            {
                await carry(near, key)
                book.withLock { $0.perKey[key] = $0.perKey[key].flatMap { $0 > 1 ? $0 - 1 : nil } }
            }
            near.abort()
            try? await near.channel.closeFuture.get()
            book.withLock { $0.open -= 1 }
        } onCancel: {
            near.abort()
        }
    }

    private func takePlace(_ key: [UInt8]) -> Bool {
        book.withLock { book in
            let count = book.perKey[key] ?? 0
            guard count < limits.perKey else { return false }
            book.perKey[key] = count + 1
            return true
        }
    }

    private func carry(_ near: SplicedEnd, _ key: [UInt8]) async {
        guard let path = await place(key) else { return }
        if let far = try? await WireDoor.open(path, on: near.channel.eventLoop) {
            _ = await SplicedPair(one: near, other: far).run()
        }
        await left(path)
    }
}
