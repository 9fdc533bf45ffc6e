import NIOCore
import NIOTLS

/// Waits for the end of the TLS handshake, for a limited time, and closes what does not come so far.
final class Greeting: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let promise: EventLoopPromise<Void>
    private let place: String
    private let limit: TimeAmount
    private var clock: Scheduled<Void>?
    private var isOver = false

    /// - Parameter promise: kept when the handshake is done, else broken.
    init(_ promise: EventLoopPromise<Void>, place: String, limit: Duration) {
        self.place = place
        self.promise = promise
        self.limit = TimeAmount(limit)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        clock = context.eventLoop.scheduleTask(in: limit) {
            let (me, context) = bound.value
            me.end(.failure(WireError(.timeout, me.place, cause: "handshake")))
            context.close(promise: nil)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted = event as? TLSUserEvent { end(.success(())) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(.failure(error))
        context.fireErrorCaught(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.failure(ChannelError.eof))
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { end(.failure(ChannelError.eof)) }

    private func end(_ result: Result<Void, any Error>) {
        guard !isOver else { return }
        isOver = true
        clock?.cancel()
        promise.completeWith(result)
    }
}
