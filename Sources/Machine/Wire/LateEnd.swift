import NIOCore

/// Lies between the socket and a server's TLS and tells it of the other side's end one turn of the event loop later.
///
/// NIOSSL goes on with a handshake in the turn after it asked us about the other side's key. Who sends all it has at once
/// and ends, and is read in one turn, would be taken for one that ended in the handshake, and its bytes would be lost.
final class LateEnd: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var isGone = false

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .inputClosed = event as? ChannelEvent else { return context.fireUserInboundEventTriggered(event) }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.execute {
            let (me, context) = bound.value
            if !me.isGone { context.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        isGone = true
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { isGone = true }
}
