public import DatasafeCore

/// The SHA-256 digest of some bytes, 32 bytes.
public struct SHA256Digest: Hashable, Sendable, CustomStringConvertible {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// The digest of `bytes`.
    public init(of bytes: [UInt8]) {
        var hash = SHA256()
        hash.update(bytes)
        self = hash.finish()
    }

    /// The digest of `bytes`, without a copy of them left behind.
    public init(of bytes: UnsafeRawBufferPointer) {
        var hash = SHA256()
        hash.update(bytes)
        self = hash.finish()
    }

    /// HMAC-SHA-256 of `message` under `key`. Source: RFC 2104.
    public init(key: [UInt8], message: [UInt8]) {
        let short = key.count > 64 ? SHA256Digest(of: key).bytes : key
        let block = short + [UInt8](repeating: 0, count: 64 - short.count)
        let inner = SHA256Digest(of: block.map { $0 ^ 0x36 } + message)
        self.init(of: block.map { $0 ^ 0x5c } + inner.bytes)
    }

    init(words: [UInt32]) {
        bytes = words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * UInt32($0))) } }
    }

    /// 64 lower-case hexadecimal digits.
    public var hex: String { bytes.hexText }

    /// 64 lower-case hexadecimal digits.
    public var description: String { hex }
}

extension SerialHash {
    /// The identity of a disk: HMAC-SHA-256 of serial, a zero byte and WWN (may be empty) under a key of this box.
    /// Spaces around serial and WWN do not count: some drives pad them, some readers trim them.
    public init(serial: String, wwn: String, key: [UInt8]) {
        let parts = [serial, wwn].map { text in
            text.utf8.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed()
        }
        let digest = SHA256Digest(key: key, message: Array(parts[0]) + [0] + Array(parts[1]))
        // A digest always has 64 digits.
        self = SerialHash(hex: digest.hex).unsafelyUnwrapped
    }
}
