import Crypto

/// SHA-256 of bytes, 32 bytes: what a person or the other side compares.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    /// 32 bytes.
    public let bytes: [UInt8]

    /// Hashes `content`.
    public init(of content: [UInt8]) { bytes = Array(SHA256.hash(data: content)) }

    /// Reads 64 hex digits, upper or lower case, with or without colons. Throws `.notAFingerprint`.
    public init(_ text: String) throws(SealError) {
        let digits = text.utf8.filter { $0 != UInt8(ascii: ":") }
        guard digits.count == 64, let bytes = Hex.bytes(digits) else {
            throw SealError(code: .notAFingerprint, what: "fingerprint")
        }
        self.bytes = bytes
    }

    /// `AB:CD:...`, 32 pairs: as browsers show the fingerprint of a certificate.
    public var text: String { bytes.map { Hex.text([$0]).uppercased() }.joined(separator: ":") }

    /// 64 lower-case digits.
    public var hex: String { Hex.text(bytes) }

    public var description: String { hex }
}
