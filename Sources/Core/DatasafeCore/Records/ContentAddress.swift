/// The SHA-256 of a document's bytes as 64 lower-case hex digits: the name of its blob.
public struct ContentAddress: Hashable, Sendable {
    public let hex: String

    /// nil when `hex` is anything but 64 lower-case hex digits, so that an address never leaves its folder.
    public init?(_ hex: String) {
        guard hex.utf8.count == 64, hex.isLowercaseHex else { return nil }
        self.hex = hex
    }

    /// From the 32 bytes of the digest.
    public init?(digest: [UInt8]) {
        guard digest.count == 32 else { return nil }
        hex = digest.lowercaseHex
    }

    /// The first two digits: the folder the blob lies in.
    public var fan: String { String(hex.prefix(2)) }
}
