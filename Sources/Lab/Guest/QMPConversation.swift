import NIOCore

/// One command on its way to QEMU, with the promise its answer fulfils.
struct QMPRequest: Sendable {
    var command: String
    var arguments: JSON
    var answer: EventLoopPromise<JSON>
}

/// Lines to messages, ids to promises: everything of QMP that lives on the event loop.
final class QMPConversation: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = QMPRequest
    typealias OutboundOut = ByteBuffer

    private var pending: [Int: (command: String, answer: EventLoopPromise<JSON>)] = [:]
    private var lastID = 0
    private let greeted: EventLoopPromise<String>
    private let events: Watched<[QMPEvent]>

    init(greeted: EventLoopPromise<String>, events: Watched<[QMPEvent]>) {
        self.greeted = greeted
        self.events = events
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let request = unwrapOutboundIn(data)
        lastID += 1
        pending[lastID] = (request.command, request.answer)
        let line: JSON = [
            "execute": .string(request.command), "arguments": request.arguments, "id": .integer(Int64(lastID)),
        ]
        do {
            var buffer = context.channel.allocator.buffer(bytes: try line.bytes())
            buffer.writeInteger(UInt8(10))
            context.write(wrapOutboundOut(buffer), promise: promise)
        } catch {
            pending[lastID] = nil
            request.answer.fail(error)
            promise?.fail(error)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let line = unwrapInboundIn(data)
        do {
            switch try QMPMessage(line: line.readableBytesView) {
            case .greeting(let version):
                greeted.succeed(version)
            case .answer(let id, let value):
                pending.removeValue(forKey: id)?.answer.succeed(value)
            case .refusal(let id, let kind, let sentence):
                guard let id, let request = pending.removeValue(forKey: id) else { return }
                request.answer.fail(GuestError(.refused, request.command, "\(kind): \(sentence)"))
            case .event(let event):
                events.change { $0.append(event) }
            }
        } catch {
            context.fireErrorCaught(error)
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        let gone = GuestError(.ended, "QMP", "the machine closed its control socket")
        greeted.fail(gone)
        for request in pending.values { request.answer.fail(gone) }
        pending = [:]
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
