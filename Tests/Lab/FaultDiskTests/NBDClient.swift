import NIOCore
import NIOPosix

@testable import FaultDisk

/// As small a client as the protocol allows, for the server's tests.
final class NBDClient {
    struct Refused: Error, Equatable { var number: UInt32 }
    struct HungUp: Error {}

    private var pieces: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var unread = ByteBuffer()
    private var cookie: UInt64 = 0
    /// What the server said of the export.
    private(set) var bytes: UInt64 = 0
    private(set) var flags: UInt16 = 0

    private init(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        pieces = inbound.makeAsyncIterator()
        self.outbound = outbound
    }

    /// Connects, reads the greeting, runs `body`, hangs up.
    static func with(_ path: String, _ body: (NBDClient) async throws -> Void) async throws {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(unixDomainSocketPath: path) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        try await channel.executeThenClose { inbound, outbound in
            let client = NBDClient(inbound, outbound)
            guard try await client.read(18) == NBD.greeting + [0, 3] else { throw HungUp() }
            try await client.send { $0.writeInteger(UInt32(1 | NBD.noZeroes)) }
            try await body(client)
        }
    }

    func send(_ write: (inout ByteBuffer) -> Void) async throws {
        var buffer = ByteBuffer()
        write(&buffer)
        try await outbound.write(buffer)
    }

    func read(_ count: Int) async throws -> [UInt8] {
        while unread.readableBytes < count {
            guard var piece = try await pieces.next() else { throw HungUp() }
            unread.writeBuffer(&piece)
        }
        return unread.readBytes(length: count) ?? []
    }

    private func number<Number: FixedWidthInteger>(_ type: Number.Type) async throws -> Number {
        try await read(MemoryLayout<Number>.size).reduce(0) { $0 << 8 | Number($1) }
    }

    /// Sends one option and returns the replies to it: kind and data, up to the first that ends it.
    func option(_ kind: UInt32, _ data: [UInt8]) async throws -> [(kind: UInt32, data: [UInt8])] {
        try await send {
            $0.writeInteger(NBD.optionMagic)
            $0.writeInteger(kind)
            $0.writeInteger(UInt32(data.count))
            $0.writeBytes(data)
        }
        var replies: [(kind: UInt32, data: [UInt8])] = []
        repeat {
            guard try await number(UInt64.self) == NBD.optionReplyMagic, try await number(UInt32.self) == kind else {
                throw HungUp()
            }
            let kind = try await number(UInt32.self)
            let length = try await number(UInt32.self)
            replies.append((kind, try await read(Int(length))))
        } while replies.last?.kind == 3
        return replies
    }

    /// Name as INFO and GO carry it, with one wish.
    static func wish(_ name: String) -> [UInt8] {
        [0, 0, 0, UInt8(name.utf8.count)] + Array(name.utf8) + [0, 1, 0, 3]
    }

    /// Opens an export the old way, EXPORT_NAME.
    func open(_ name: String) async throws {
        try await send {
            $0.writeInteger(NBD.optionMagic)
            $0.writeInteger(UInt32(1))
            $0.writeInteger(UInt32(name.utf8.count))
            $0.writeString(name)
        }
        bytes = try await number(UInt64.self)
        flags = try await number(UInt16.self)
    }

    /// One request, answered. Throws `Refused`.
    @discardableResult
    func ask(
        _ kind: UInt16, at offset: UInt64 = 0, length: UInt32 = 0, _ payload: [UInt8] = [], isForced: Bool = false
    ) async throws -> [UInt8] {
        cookie += 1
        try await send {
            $0.writeInteger(NBD.requestMagic)
            $0.writeInteger(UInt16(isForced ? 1 : 0))
            $0.writeInteger(kind)
            $0.writeInteger(cookie)
            $0.writeInteger(offset)
            $0.writeInteger(payload.isEmpty ? length : UInt32(payload.count))
            $0.writeBytes(payload)
        }
        guard try await number(UInt32.self) == NBD.replyMagic else { throw HungUp() }
        let error = try await number(UInt32.self)
        guard try await number(UInt64.self) == cookie else { throw HungUp() }
        guard error == 0 else { throw Refused(number: error) }
        return kind == 0 ? try await read(Int(length)) : []
    }
}
