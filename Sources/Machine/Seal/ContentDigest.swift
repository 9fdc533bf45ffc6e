import Crypto

/// SHA-256 of bytes that come in pieces: of a document on its way into the store, of lines of the audit log.
public struct ContentDigest {
    private var hasher = SHA256()

    public init() {}

    /// Adds the next piece.
    public mutating func add(_ bytes: UnsafeRawBufferPointer) { hasher.update(bufferPointer: bytes) }

    /// The 32 bytes of the digest over all pieces.
    public consuming func finish() -> [UInt8] { Array(hasher.finalize()) }

    /// The digest of bytes that are all there.
    public static func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}
