import NIOCore
import NIOPosix
import Synchronization

/// Carries the bytes of a Unix socket of this machine to a server over TLS 1.3, without looking at them. Each connection
/// to the socket becomes one connection to the server.
///
/// Between the two lies at most a read and a write buffer. What stands behind the socket needs no network of its own, and
/// cannot reach anybody else through it.
public final class WirePump: Sendable {
    /// Where the connections of this machine come in.
    public enum Door: Sendable {
        /// A listening Unix socket that somebody else made; it is closed at the end.
        case descriptor(Int32)
        /// A socket file it makes itself, in place of an older one.
        case path(String)
    }

    /// What went through since the start.
    public struct Figures: Sendable, Equatable {
        /// Connections at the moment.
        public var open = 0
        /// Connections since the start.
        public var connections = 0
        /// Bytes to the server.
        public var up = 0
        /// Bytes from the server.
        public var down = 0
        /// Why the last connection that went wrong did; nil once one went well.
        public var trouble: WireError.Code?
        public init() {}
    }

    /// Connections at once; one more is closed at once.
    public static let mostConnections = 64

    private let door: Door
    private let limits: WireLimits
    private let mayCome: @Sendable (UInt32) -> Bool
    private let target: @Sendable () async -> WireTarget?
    private let brake: Brake
    private let book = Mutex(Figures())

    /// - Parameters:
    ///   - limits: `connect` until a connection to the server stands, `read` for its TLS handshake.
    ///   - mayCome: whether a user of this machine may come in, by the user id the kernel proves.
    ///   - target: where to; asked for each connection, nil = nowhere: the connection is closed.
    ///   - rate: bits a second to the server for all connections together; nil = no limit. Asked several times a second,
    ///     from a thread that must not wait.
    public init(
        door: Door, limits: WireLimits = WireLimits(), mayCome: @escaping @Sendable (UInt32) -> Bool,
        target: @escaping @Sendable () async -> WireTarget?, rate: @escaping @Sendable () -> Int? = { nil }
    ) {
        self.door = door
        self.limits = limits
        self.mayCome = mayCome
        self.target = target
        brake = Brake(rate: rate)
    }

    /// What went through so far.
    public var figures: Figures { book.withLock { $0 } }

    /// Serves until the task is cancelled; then every connection is closed. Call it once.
    ///
    /// - Throws: `.listen`.
    public func run() async throws(WireError) {
        do {
            let server = try await listen()
            try await server.executeThenClose { connections in
                try await withThrowingDiscardingTaskGroup { group in
                    for try await end in connections { group.addTask { await self.serve(end) } }
                    group.cancelAll()
                }
            }
        } catch {
            guard !Task.isCancelled else { return }
            throw WireError(.listen, "socket", cause: "\(error)")
        }
    }

    private func listen() async throws -> NIOAsyncChannel<SplicedEnd, Never> {
        let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            // Small bites, so that a low rate is an even one.
            .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: Brake.bite))
            .childChannelOption(.maxMessagesPerRead, value: 1)
        let initialise: @Sendable (any Channel) -> EventLoopFuture<SplicedEnd> = { channel in
            channel.eventLoop.makeCompletedFuture {
                let splice = Splice(isTLS: false, brake: self.brake) { count in
                    self.book.withLock { $0.up += count }
                }
                return try SplicedEnd(channel, splice)
            }
        }
        switch door {
        case .descriptor(let descriptor):
            return try await bootstrap.bind(descriptor, childChannelInitializer: initialise)
        case .path(let path):
            return try await bootstrap.bind(
                unixDomainSocketPath: path, cleanupExistingSocketFile: true, childChannelInitializer: initialise)
        }
    }

    private func serve(_ near: SplicedEnd) async {
        let count = book.withLock { book in
            book.open += 1
            book.connections += 1
            return book.open
        }
        defer { book.withLock { $0.open -= 1 } }
        guard count <= Self.mostConnections, let user = await Self.user(near.channel), mayCome(user),
            let target = await target()
        else { return await close(near) }
        let far: SplicedEnd
        do throws(WireError) {
            far = try await Dial.open(target, on: near.channel.eventLoop, limits: limits) { channel in
                let splice = Splice(isTLS: true) { count in self.book.withLock { $0.down += count } }
                return try SplicedEnd(channel, splice)
            }.kept
        } catch {
            note(error.code)
            return await close(near)
        }
        let ending = await SplicedPair(one: near, other: far).run()
        guard !Task.isCancelled else { return }
        if ending.taken == 0, ending.otherWasFirst {
            // Cut off or ended in order: who is refused is told no more.
            note(.closed)
        } else if ending.isBroken {
            note(.broken)
        } else if ending.taken > 0 {
            note(nil)
        }
    }

    private func note(_ trouble: WireError.Code?) { book.withLock { $0.trouble = trouble } }

    private func close(_ end: SplicedEnd) async {
        end.abort()
        try? await end.channel.closeFuture.get()
    }

    /// The user behind a connection: SO_PEERCRED, unix(7).
    private static func user(_ channel: any Channel) async -> UInt32? {
        struct Peer: Sendable {
            var process: Int32 = 0
            var user: UInt32 = 0
            var group: UInt32 = 0
        }
        guard let provider = channel as? any SocketOptionProvider else { return nil }
        let found: EventLoopFuture<Peer> = provider.unsafeGetSocketOption(
            level: .socket, name: NIOBSDSocket.Option(rawValue: 17))
        return try? await found.get().user
    }
}
