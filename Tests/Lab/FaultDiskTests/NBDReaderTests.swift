import NIOCore
import Testing

@testable import FaultDisk

@Suite("What a client of a disk server says") struct NBDReaderTests {
    func option(_ kind: UInt32, _ data: [UInt8], magic: UInt64 = NBD.optionMagic, length: UInt32? = nil) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeInteger(magic)
        buffer.writeInteger(kind)
        buffer.writeInteger(length ?? UInt32(data.count))
        buffer.writeBytes(data)
        return buffer
    }

    func request(_ kind: UInt16, length: UInt32, magic: UInt32 = NBD.requestMagic, payload: [UInt8] = []) -> ByteBuffer
    {
        var buffer = ByteBuffer()
        buffer.writeInteger(magic)
        buffer.writeInteger(UInt16(1))
        buffer.writeInteger(kind)
        buffer.writeInteger(UInt64(77))
        buffer.writeInteger(UInt64(4096))
        buffer.writeInteger(length)
        buffer.writeBytes(payload)
        return buffer
    }

    @Test("Messages are whole or not there yet, wherever the bytes were cut") func pieces() throws {
        let payload: [UInt8] = [1, 2, 3]
        let wanted = NBDRequest(kind: .write, isForced: true, cookie: 77, offset: 4096, length: 3, payload: payload)
        for (phase, whole, message) in [
            (NBDReader.Phase.flags, ByteBuffer(integer: UInt32(3)), NBDMessage.flags(3)),
            (.options, option(7, [9, 9]), .option(7, [9, 9])),
            (.requests, request(1, length: 3, payload: payload), .request(wanted)),
        ] {
            for cut in 0..<whole.readableBytes {
                var reader = NBDReader()
                reader.phase = phase
                var buffer = try #require(whole.getSlice(at: 0, length: cut))
                #expect(try reader.next(&buffer) == nil)
                #expect(buffer.readableBytes == cut)
                buffer.writeImmutableBuffer(try #require(whole.getSlice(at: cut, length: whole.readableBytes - cut)))
                #expect(try reader.next(&buffer) == message)
                #expect(buffer.readableBytes == 0)
            }
        }
    }

    @Test("A request that was never offered is known as such") func unknown() throws {
        var reader = NBDReader()
        reader.phase = .requests
        var buffer = request(4, length: 1 << 20)
        guard case .request(let request)? = try reader.next(&buffer) else {
            Issue.record("no request")
            return
        }
        #expect(request.kind == nil && request.cookie == 77)
    }

    @Test("What is no NBD is refused before memory is spent on it") func malformed() {
        for (phase, what, bytes) in [
            (NBDReader.Phase.options, "option", option(7, [], magic: 1)),
            (.options, "option", option(7, [], length: 8193)), (.requests, "request", request(0, length: 1, magic: 5)),
            (.requests, "request", request(1, length: 1 + 32 << 20)),
            (.requests, "request", request(0, length: .max)),
        ] {
            var reader = NBDReader()
            reader.phase = phase
            var buffer = bytes
            #expect(throws: FaultDiskError(.malformed, what)) { try reader.next(&buffer) }
        }
    }
}
