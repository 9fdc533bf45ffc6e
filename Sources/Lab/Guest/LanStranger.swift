import NIOCore
import NIOPosix

/// A computer of somebody else on the practice's network: it sees every frame the box sends to all, and tries every
/// port. QEMU connects to its socket; no rights on this machine are needed.
public final class LanStranger: Sendable {
    /// The stranger's address in the lab's network.
    static let ip: [UInt8] = [10, 0, 2, 77]
    static let mac: [UInt8] = [0x52, 0x54, 0x00, 0x5a, 0x00, 0x77]
    /// The box's address, as the lab's DHCP server gives it.
    public static let box: [UInt8] = [10, 0, 2, 15]

    /// What came back so far.
    struct Seen: Sendable {
        var boxMAC: [UInt8]?
        var open: Set<UInt16> = []
        var closed: Set<UInt16> = []
        var udpClosed: Set<UInt16> = []
    }

    private let seen = Watched(Seen())
    private let line = Watched<(any Channel)?>(nil)
    private let server = Watched<(any Channel)?>(nil)

    /// Listens for QEMU at `path`.
    static func listen(at path: String) async throws -> LanStranger {
        let stranger = LanStranger()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    stranger.line.change { $0 = channel }
                    try channel.pipeline.syncOperations.addHandlers(
                        ByteToMessageHandler(FrameSplitter()), FrameReader(stranger: stranger))
                }
            }
            .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
        stranger.server.change { $0 = channel }
        return stranger
    }

    /// Which TCP ports of the box accept connections, and which refuse; those that say nothing are in neither set.
    ///
    /// Every port is tried twice. Throws `.tooLate` if the box does not even answer ARP.
    public func tryPorts(_ ports: ClosedRange<UInt16> = 1...65_535) async throws -> (open: [UInt16], closed: Int) {
        let mac = try await findBox()
        for _ in 0..<2 {
            for port in ports where !seen.now.closed.contains(port) && !seen.now.open.contains(port) {
                try await send(
                    LanFrame.tcp(
                        from: Self.mac, Self.ip, port: 40_000, to: mac, Self.box, otherPort: port, flags: 2, sequence: 1
                    ))
                // A slow machine drops what it cannot take: 100 ports, then breathe.
                if port % 100 == 0 { try await Task.sleep(for: .milliseconds(30)) }
            }
            try await Task.sleep(for: .seconds(3))
        }
        let result = seen.now
        return (result.open.sorted(), result.closed.count)
    }

    /// Those of `ports` at which the box does not say "nobody listens" to a UDP datagram within 3 s, each tried twice.
    public func udpNotRefused(_ ports: [UInt16]) async throws -> [UInt16] {
        let mac = try await findBox()
        for port in ports {
            for _ in 0..<2 where !seen.now.udpClosed.contains(port) {
                try await send(
                    LanFrame.udp(from: Self.mac, Self.ip, port: 40_001, to: mac, Self.box, otherPort: port))
                // Linux answers a stranger about once a second.
                _ = try? await seen.wait(for: "UDP \(port)", limit: .seconds(3)) {
                    $0.udpClosed.contains(port) ? () : nil
                }
                try await Task.sleep(for: .milliseconds(1100))
            }
        }
        return ports.filter { !seen.now.udpClosed.contains($0) }
    }

    private func findBox() async throws -> [UInt8] {
        try await waiting(for: "ARP answer of the box", limit: .seconds(30), every: .milliseconds(500)) {
            try await send(LanFrame.arp(isReply: false, from: Self.mac, Self.ip, to: LanFrame.broadcast, Self.box))
            return seen.now.boxMAC
        }
    }

    private func send(_ frame: [UInt8]) async throws {
        guard let channel = line.now else { throw GuestError(.power, "network", "the box is off") }
        var buffer = channel.allocator.buffer(capacity: frame.count + 4)
        buffer.writeInteger(UInt32(frame.count))
        buffer.writeBytes(frame)
        try await channel.writeAndFlush(buffer)
    }

    fileprivate func take(_ frame: [UInt8], on channel: any Channel) {
        switch LanFrame.meaning(of: frame, for: Self.ip) {
        case .whoHas(let target, let sender, let senderMAC) where target == Self.ip:
            let answer = LanFrame.arp(isReply: true, from: Self.mac, Self.ip, to: senderMAC, sender)
            var buffer = channel.allocator.buffer(capacity: 64)
            buffer.writeInteger(UInt32(answer.count))
            buffer.writeBytes(answer)
            channel.writeAndFlush(buffer, promise: nil)
        case .isAt(let sender, let mac) where sender == Self.box:
            seen.change { $0.boxMAC = mac }
        case .tcp(let from, to: 40_000, let flags, _):
            seen.change { seen in
                if flags & 4 != 0 { seen.closed.insert(from) } else if flags & 0x12 == 0x12 { seen.open.insert(from) }
            }
        case .udpRefused(let port):
            seen.change { $0.udpClosed.insert(port) }
        default: break
        }
    }

    func close() async {
        // Closing what QEMU has already closed is fine.
        _ = try? await line.now?.close()
        _ = try? await server.now?.close()
    }
}

/// QEMU puts the length of each frame before it: 4 bytes, highest first.
private struct FrameSplitter: ByteToMessageDecoder {
    typealias InboundOut = ByteBuffer

    mutating func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) throws -> DecodingState {
        guard let length = buffer.getInteger(at: buffer.readerIndex, as: UInt32.self) else { return .needMoreData }
        guard length <= 70_000 else { throw GuestError(.malformed, "frame", "\(length) bytes") }
        guard buffer.readableBytes >= 4 + Int(length) else { return .needMoreData }
        buffer.moveReaderIndex(forwardBy: 4)
        guard let frame = buffer.readSlice(length: Int(length)) else { return .needMoreData }
        context.fireChannelRead(wrapInboundOut(frame))
        return .continue
    }

    mutating func decodeLast(
        context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool
    ) throws -> DecodingState { .needMoreData }
}

private final class FrameReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let stranger: LanStranger

    init(stranger: LanStranger) {
        self.stranger = stranger
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        stranger.take(Array(unwrapInboundIn(data).readableBytesView), on: context.channel)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
