import NIOCore
import NIOTLS

/// One end of two connections that are spliced: what comes out of the one goes into the other, unread by us.
///
/// An end reads only while the other can take bytes; between them lies at most one read and what a channel holds before it
/// calls itself full. Until it is joined it reads the TLS handshake and nothing else. Both ends live on one event loop.
final class Splice: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Bytes that may come with the last message of the handshake, or before a short connection ends.
    private static let mostEarly = 512 << 10
    /// How long the last bytes may take to the other side once there is nothing more to come.
    private static let farewell = TimeAmount.seconds(10)

    private let brake: Brake?
    private let count: @Sendable (Int) -> Void
    private var context: ChannelHandlerContext?
    private var partner: Splice?
    private var isGreeted: Bool
    private var isReadHeld = false
    private var isBraked = false
    private var isLeaving = false
    private var early: [ByteBuffer] = []
    private var earlyBytes = 0
    private var isInputOver = false
    private var isOver = false
    /// Bytes that came in here.
    private(set) var taken = 0
    /// This end had nothing more to say while the other was still there.
    private(set) var endedFirst = false
    /// What broke this end.
    private(set) var fault: (any Error)?

    /// - Parameters:
    ///   - isTLS: whether a TLS handshake comes first.
    ///   - brake: what slows down reading here.
    ///   - count: told the bytes of each read.
    init(isTLS: Bool, brake: Brake? = nil, count: @escaping @Sendable (Int) -> Void = { _ in }) {
        isGreeted = !isTLS
        self.brake = brake
        self.count = count
    }

    /// Lets the bytes flow between two ends.
    static func join(_ one: Splice, _ other: Splice) {
        (one.partner, other.partner) = (other, one)
        for (from, to) in [(one, other), (other, one)] {
            for bytes in from.early { to.put(bytes) }
            if !from.early.isEmpty { to.flush() }
            from.early = []
            if from.isOver || to.isOver { to.finish(.all) } else if from.isInputOver { to.finish(.output) }
        }
        one.resume()
        other.resume()
    }

    /// Closes at once, past what TLS would still say.
    func abort() {
        guard let context, !isOver else { return }
        isLeaving = true
        // The first context is the one next to the socket.
        let nearest = try? context.pipeline.syncOperations.context(name: Splice.nearest)
        (nearest ?? context).close(promise: nil)
    }

    /// Name of the handler next to the socket, where there is one between it and the splice.
    static let nearest = "tls"

    // MARK: Reading

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { (self.context, partner) = (nil, nil) }

    func read(context: ChannelHandlerContext) {
        // The handshake, and the other side's word of parting, are no bytes of the spliced connection.
        guard isGreeted, !isLeaving else { return context.read() }
        guard let partner, partner.isWritable, !isBraked else {
            isReadHeld = true
            return
        }
        guard let pause = brake?.wait() else { return context.read() }
        (isReadHeld, isBraked) = (true, true)
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: pause) {
            bound.value.isBraked = false
            bound.value.resume()
        }
    }

    private func resume() {
        guard isReadHeld, !isBraked, let context else { return }
        isReadHeld = false
        read(context: context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        guard !isLeaving else { return }
        taken += bytes.readableBytes
        count(bytes.readableBytes)
        brake?.take(bytes.readableBytes)
        if let partner { return partner.put(bytes) }
        early.append(bytes)
        earlyBytes += bytes.readableBytes
        if earlyBytes > Self.mostEarly { abort() }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        partner?.flush()
        context.fireChannelReadComplete()
    }

    // MARK: Writing

    private var isWritable: Bool { context?.channel.isWritable ?? false }

    private func put(_ bytes: ByteBuffer) {
        guard !isLeaving else { return }
        context?.write(wrapOutboundOut(bytes), promise: nil)
    }

    private func flush() { context?.flush() }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { partner?.resume() }
        context.fireChannelWritabilityChanged()
    }

    // MARK: Ends

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case let event as TLSUserEvent:
            if case .handshakeCompleted = event { isGreeted = true }
        case let event as ChannelEvent where event == .inputClosed:
            end()
            partner?.finish(.output)
        // Nothing for so long that nobody can be waiting any more.
        case is IdleStateHandler.IdleStateEvent: abort()
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        isOver = true
        partner?.finish(.all)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if !isLeaving, fault == nil { fault = error }
        end()
        abort()
    }

    private func end() {
        guard !isInputOver else { return }
        isInputOver = true
        endedFirst = !isLeaving && partner?.isOver != true
    }

    /// Nothing more comes for this end: what it has goes out, then it closes its output or all of it.
    private func finish(_ mode: CloseMode) {
        guard let context, !isOver, !isLeaving else { return }
        // From here on what comes in has nowhere to go.
        if mode == .all { isLeaving = true }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in
            let (me, context) = bound.value
            if mode == .all || !me.isLeaving { context.close(mode: mode, promise: nil) }
            if mode == .all { me.resume() }
        }
        guard mode == .all else { return }
        let last = context.eventLoop.scheduleTask(in: Self.farewell) { bound.value.0.leave() }
        context.channel.closeFuture.whenComplete { _ in last.cancel() }
    }

    private func leave() {
        isLeaving = false
        abort()
    }
}
