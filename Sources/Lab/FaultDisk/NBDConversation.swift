import NIOCore

/// One client of the server, from its first flags to its end. Lives on the server's event loop, where it may block: the
/// loop serves nobody else.
final class NBDConversation: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let server: DiskServer
    private var reader = NBDReader()
    private var unread = ByteBuffer()
    private var hasZeroes = true
    private var disk: FaultDisk?

    init(server: DiskServer) {
        self.server = server
    }

    func channelActive(context: ChannelHandlerContext) {
        var hello = context.channel.allocator.buffer(capacity: 18)
        hello.writeBytes(NBD.greeting)
        hello.writeInteger(NBD.serverFlags)
        context.writeAndFlush(wrapOutboundOut(hello), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var piece = unwrapInboundIn(data)
        unread.writeBuffer(&piece)
        do {
            while let message = try reader.next(&unread) { try take(message, context) }
            unread.discardReadBytes()
        } catch {
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let disk { server.left(disk.name, context.channel) }
        disk = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func take(_ message: NBDMessage, _ context: ChannelHandlerContext) throws {
        switch message {
        case .flags(let flags):
            hasZeroes = flags & NBD.noZeroes == 0
            reader.phase = .options
        case .option(let kind, let data): negotiate(kind, data, context)
        case .request(let request): try serve(request, context)
        }
    }

    // MARK: Options

    private func negotiate(_ kind: UInt32, _ data: [UInt8], _ context: ChannelHandlerContext) {
        switch kind {
        case 1:
            // EXPORT_NAME has no way to say no but to hang up.
            guard let disk = server.disk(named: String(decoding: data, as: UTF8.self)) else {
                context.close(promise: nil)
                return
            }
            var reply = context.channel.allocator.buffer(capacity: 134)
            reply.writeInteger(UInt64(disk.bytes))
            reply.writeInteger(NBD.exportFlags)
            if hasZeroes { reply.writeRepeatingByte(0, count: 124) }
            context.writeAndFlush(wrapOutboundOut(reply), promise: nil)
            begin(disk, context)
        case 2:
            reply(to: kind, 1, [], context)
            context.close(promise: nil)
        case 6, 7:
            inform(kind, data, context)
        default:
            reply(to: kind, 0x8000_0001, [], context)
        }
    }

    /// INFO and GO: a name with its length before it, then a list of wishes, of which none is needed.
    private func inform(_ kind: UInt32, _ data: [UInt8], _ context: ChannelHandlerContext) {
        var buffer = ByteBuffer(bytes: data)
        guard let length = buffer.readInteger(as: UInt32.self), let name = buffer.readString(length: Int(length)),
            buffer.readInteger(as: UInt16.self) != nil
        else {
            reply(to: kind, 0x8000_0003, [], context)
            return
        }
        guard let disk = server.disk(named: name) else {
            reply(to: kind, 0x8000_0006, [], context)
            return
        }
        var export = ByteBuffer()
        export.writeInteger(UInt16(0))
        export.writeInteger(UInt64(disk.bytes))
        export.writeInteger(NBD.exportFlags)
        reply(to: kind, 3, Array(export.readableBytesView), context)
        var sizes = ByteBuffer()
        sizes.writeInteger(UInt16(3))
        for size in NBD.blockSizes { sizes.writeInteger(size) }
        reply(to: kind, 3, Array(sizes.readableBytesView), context)
        reply(to: kind, 1, [], context)
        if kind == 7 { begin(disk, context) }
    }

    private func reply(to option: UInt32, _ kind: UInt32, _ data: [UInt8], _ context: ChannelHandlerContext) {
        var reply = context.channel.allocator.buffer(capacity: 20 + data.count)
        reply.writeInteger(NBD.optionReplyMagic)
        reply.writeInteger(option)
        reply.writeInteger(kind)
        reply.writeInteger(UInt32(data.count))
        reply.writeBytes(data)
        context.writeAndFlush(wrapOutboundOut(reply), promise: nil)
    }

    private func begin(_ disk: FaultDisk, _ context: ChannelHandlerContext) {
        self.disk = disk
        reader.phase = .requests
        server.came(disk.name, context.channel)
    }

    // MARK: Requests

    private func serve(_ request: NBDRequest, _ context: ChannelHandlerContext) throws {
        guard let disk else { throw FaultDiskError(.malformed, "request", "before an export") }
        guard let delay = disk.delay else {
            answer(request, disk, context)
            return
        }
        let context = NIOLoopBound(context, eventLoop: context.eventLoop)
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.assumeIsolated().scheduleTask(in: .init(delay)) {
            // Who hung up meanwhile never gave the order: the disk may have been cut since.
            guard bound.value.disk != nil else { return }
            bound.value.answer(request, disk, context.value)
        }
    }

    private func answer(_ request: NBDRequest, _ disk: FaultDisk, _ context: ChannelHandlerContext) {
        guard server.takes(isWrite: request.kind == .write) else { return }
        if request.kind == .disconnect {
            context.close(promise: nil)
            return
        }
        var reply = context.channel.allocator.buffer(capacity: 16)
        reply.writeInteger(NBD.replyMagic)
        do throws(DiskFault) {
            let data = try perform(request, on: disk)
            reply.writeInteger(UInt32(0))
            reply.writeInteger(request.cookie)
            reply.writeBytes(data)
        } catch {
            reply.writeInteger(Self.number(of: error))
            reply.writeInteger(request.cookie)
        }
        context.writeAndFlush(wrapOutboundOut(reply), promise: nil)
    }

    private func perform(_ request: NBDRequest, on disk: FaultDisk) throws(DiskFault) -> [UInt8] {
        let offset = Int(exactly: request.offset) ?? .max
        switch request.kind {
        case .read: return try disk.read(at: offset, count: request.length)
        case .write: try disk.write(request.payload, at: offset, isForced: request.isForced)
        case .flush: try disk.flush()
        case .disconnect, nil: throw .outside
        }
        return []
    }

    /// The error numbers of the protocol: EIO, ENOSPC, EINVAL.
    private static func number(of fault: DiskFault) -> UInt32 {
        switch fault {
        case .unreadable, .host: 5
        case .full: 28
        case .outside: 22
        }
    }
}
