import NIOCore
import NIOPosix
import Synchronization

/// A program behind a Unix socket, as tests need it.
final class Behind: Sendable {
    enum Manner: Sendable {
        /// Gives back what comes, and ends when the other side has.
        case echo
        /// Takes everything and says nothing.
        case drain
        /// Takes nothing.
        case deaf
        /// Sends without end.
        case flood
        /// Closes after so many bytes.
        case cut(after: Int)
        /// Says this to whatever comes.
        case say(String)
    }

    private let bytes = Mutex(0)
    private let channel: any Channel

    /// Bytes that arrived.
    var taken: Int { bytes.withLock { $0 } }

    init(_ path: String, _ manner: Manner) async throws {
        let note = Note()
        let deaf = if case .deaf = manner { true } else { false }
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.autoRead, value: !deaf)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Speaker(manner, note))
                }
            }
            .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
        note.taken = { [weak self] count in self?.bytes.withLock { $0 += count } }
    }

    func stop() async { try? await channel.close().get() }
}

/// Tells the owner, who is made after the server.
private final class Note: Sendable {
    private let closure = Mutex<(@Sendable (Int) -> Void)?>(nil)
    var taken: (@Sendable (Int) -> Void)? {
        get { closure.withLock { $0 } }
        set { closure.withLock { $0 = newValue } }
    }
}

private final class Speaker: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let manner: Behind.Manner
    private let note: Note
    private var taken = 0
    private var sent = 0

    init(_ manner: Behind.Manner, _ note: Note) {
        self.manner = manner
        self.note = note
    }

    func channelActive(context: ChannelHandlerContext) {
        if case .flood = manner { flood(context) }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        taken += buffer.readableBytes
        note.taken?(buffer.readableBytes)
        switch manner {
        case .echo: context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
        case .cut(let limit): if taken >= limit { context.close(promise: nil) }
        case .say(let text): context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        case .drain, .deaf, .flood: break
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if case .flood = manner { flood(context) }
    }

    private func flood(_ context: ChannelHandlerContext) {
        let chunk = ByteBuffer(repeating: 66, count: 1 << 16)
        // So many that a memory that takes them all is seen.
        while context.channel.isActive, context.channel.isWritable, sent < 1 << 28 {
            sent += chunk.readableBytes
            context.writeAndFlush(wrapOutboundOut(chunk), promise: nil)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed = event as? ChannelEvent {
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in bound.value.close(promise: nil) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
