import NIOCore

/// Numbers of the protocol, fixed newstyle. Source: NBD protocol description (doc/proto.md of nbd).
enum NBD {
    static let greeting = Array("NBDMAGICIHAVEOPT".utf8)
    static let optionMagic: UInt64 = 0x4948_4156_454f_5054
    static let optionReplyMagic: UInt64 = 0x0003_e889_0455_65a9
    static let requestMagic: UInt32 = 0x2560_9513
    static let replyMagic: UInt32 = 0x6744_6698
    /// FIXED_NEWSTYLE and NO_ZEROES.
    static let serverFlags: UInt16 = 3
    static let noZeroes: UInt32 = 2
    /// HAS_FLAGS, SEND_FLUSH, SEND_FUA.
    static let exportFlags: UInt16 = 1 | 4 | 8
    static let forced: UInt16 = 1
    /// Least, preferred and largest request, bytes.
    static let blockSizes: [UInt32] = [512, 4096, 32 << 20]
    /// Longest option taken, bytes: a name has at most 4096.
    static let longestOption = 8192
}

/// One request of the transmission phase.
struct NBDRequest: Equatable {
    enum Kind: UInt16 {
        case read = 0
        case write = 1
        case disconnect = 2
        case flush = 3
    }

    /// nil: one that was never offered.
    var kind: Kind?
    var isForced: Bool
    var cookie: UInt64
    var offset: UInt64
    var length: Int
    var payload: [UInt8] = []
}

/// What a client says.
enum NBDMessage: Equatable {
    case flags(UInt32)
    case option(UInt32, [UInt8])
    case request(NBDRequest)
}

/// Takes what a client says apart; whoever answers says when the phase ends.
struct NBDReader {
    enum Phase { case flags, options, requests }
    var phase = Phase.flags

    /// The next whole message; nil = more bytes must come. Throws `.malformed`.
    mutating func next(_ buffer: inout ByteBuffer) throws(FaultDiskError) -> NBDMessage? {
        var ahead = buffer
        let message: NBDMessage?
        switch phase {
        case .flags: message = ahead.readInteger(as: UInt32.self).map { .flags($0) }
        case .options: message = try option(&ahead)
        case .requests: message = try request(&ahead)
        }
        if message != nil { buffer = ahead }
        return message
    }

    private func option(_ buffer: inout ByteBuffer) throws(FaultDiskError) -> NBDMessage? {
        guard let magic = buffer.readInteger(as: UInt64.self), let kind = buffer.readInteger(as: UInt32.self),
            let length = buffer.readInteger(as: UInt32.self)
        else { return nil }
        guard magic == NBD.optionMagic, length <= NBD.longestOption else {
            throw FaultDiskError(.malformed, "option", "magic \(magic), length \(length)")
        }
        return buffer.readBytes(length: Int(length)).map { .option(kind, $0) }
    }

    private func request(_ buffer: inout ByteBuffer) throws(FaultDiskError) -> NBDMessage? {
        guard let magic = buffer.readInteger(as: UInt32.self), let flags = buffer.readInteger(as: UInt16.self),
            let kind = buffer.readInteger(as: UInt16.self), let cookie = buffer.readInteger(as: UInt64.self),
            let offset = buffer.readInteger(as: UInt64.self), let length = buffer.readInteger(as: UInt32.self)
        else { return nil }
        guard magic == NBD.requestMagic, length <= NBD.blockSizes[2] else {
            throw FaultDiskError(.malformed, "request", "magic \(magic), length \(length)")
        }
        var request = NBDRequest(
            kind: .init(rawValue: kind), isForced: flags & NBD.forced != 0, cookie: cookie, offset: offset,
            length: Int(length))
        if request.kind == .write {
            guard let payload = buffer.readBytes(length: request.length) else { return nil }
            request.payload = payload
        }
        return .request(request)
    }
}
