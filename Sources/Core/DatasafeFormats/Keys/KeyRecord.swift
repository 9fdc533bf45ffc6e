public import DatasafeCore

/// Why one copy of the key record is not valid.
public enum KeyCopyFault: String, Error, Sendable, CaseIterable {
    /// The medium did not give the bytes.
    case unreadable
    /// Only zeros.
    case zeros
    /// No magic.
    case noMagic
    /// Magic, but length or checksum are wrong.
    case damaged
    /// The checksum is right, but version, role or number are unknown or a reserved field is set.
    case version
}

/// The key record of 512 bytes on a key stick, little-endian. Source: storage design 3.2.
///
/// Offsets: 0 magic `DSAFEKEY`, 8 version 1, 10 length 512, 12 role, 13 number, 14 flags 0, 16 key id, 32 box id,
/// 48 created (seconds, 0 = clock not trusted), 56 reserved, 64 key (64 bytes), 128 reserved, 480 SHA-256 over 0-479.
public struct KeyRecord: ~Copyable, Sendable {
    /// Bytes of the record.
    public static let length = 512
    /// Each copy is read and written alone in a block of this size.
    public static let blockSize = 4096
    /// Where copy B stands, from the start of the partition; copy A stands at 0.
    public static let copyBOffset = 524_288
    /// Where the partition starts on the stick, and its size.
    public static let partitionOffset = 1_048_576
    /// Bytes of the partition.
    public static let partitionLength = 1_048_576
    /// PARTLABEL of the partition.
    public static let partitionLabel = "datasafe-key"
    /// Bytes of the key.
    public static let keyLength = 64

    private static let magic = Array("DSAFEKEY".utf8)
    private static let knownVersion: UInt16 = 1

    /// Whose key it is.
    public let identity: KeyIdentity
    /// The key, 64 bytes: the keyslot passphrase, byte for byte.
    public let key: SecretBytes

    /// A record for a key of exactly 64 bytes and a number of at least 1.
    public init(identity: KeyIdentity, key: consuming SecretBytes) throws(FormatError) {
        guard key.count == Self.keyLength else { throw FormatError(.badValue, "key length") }
        guard identity.number > 0 else { throw FormatError(.badValue, "key number") }
        self.identity = identity
        self.key = key
    }

    /// Reads one copy from the first bytes of its block of 4,096 bytes.
    ///
    /// Order of checks: magic, length, checksum, version, reserved, role. A flipped bit anywhere is damage, never another
    /// finding.
    public init(block: UnsafeRawBufferPointer) throws(KeyCopyFault) {
        guard block.count >= Self.length else { throw .unreadable }
        if block.prefix(Self.length).allSatisfy({ $0 == 0 }) { throw .zeros }
        guard block.prefix(8).elementsEqual(Self.magic) else { throw .noMagic }
        let length = Int(block[10]) | Int(block[11]) << 8
        guard (Self.length...Self.blockSize).contains(length), length <= block.count else { throw .damaged }
        let body = UnsafeRawBufferPointer(rebasing: block[..<(length - 32)])
        let digest = SHA256Digest(of: body)
        guard block[(length - 32)..<length].elementsEqual(digest.bytes) else { throw .damaged }
        guard length == Self.length, UInt16(block[8]) | UInt16(block[9]) << 8 == Self.knownVersion else {
            throw .version
        }
        guard block[14...15].allSatisfy({ $0 == 0 }), block[56..<64].allSatisfy({ $0 == 0 }),
            block[128..<480].allSatisfy({ $0 == 0 })
        else { throw .version }
        guard let role = KeyRole(rawValue: block[12]), block[13] > 0, let keyID = KeyID(bytes: block[16..<32]),
            let boxID = BoxID(bytes: block[32..<48])
        else { throw .version }
        let seconds = block[48..<56].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        // A clock beyond the year 9999 was not one to trust either.
        let isTrusted = (1...253_402_300_799).contains(seconds)
        self.identity = KeyIdentity(
            role: role, number: block[13], keyID: keyID, boxID: boxID,
            created: isTrusted ? Instant(seconds: Int64(seconds)) : nil)
        self.key = SecretBytes(copying: UnsafeRawBufferPointer(rebasing: block[64..<128]))
    }

    /// Writes the record into a block of at least 512 bytes; what is behind it becomes zero.
    ///
    /// The block holds the key afterwards: wipe it.
    public borrowing func write(to block: UnsafeMutableRawBufferPointer) {
        precondition(block.count >= Self.length, "a block shorter than a key record")
        for index in block.indices { block[index] = 0 }
        func put(_ bytes: [UInt8], at offset: Int) {
            for (index, byte) in bytes.enumerated() { block[offset + index] = byte }
        }
        put(Self.magic, at: 0)
        put([UInt8(Self.knownVersion), 0, 0, UInt8(Self.length >> 8), identity.role.rawValue, identity.number], at: 8)
        put(identity.keyID.bytes, at: 16)
        put(identity.boxID.bytes, at: 32)
        let seconds = UInt64(max(0, identity.created?.seconds ?? 0))
        put((0..<8).map { UInt8(truncatingIfNeeded: seconds >> (8 * UInt64($0))) }, at: 48)
        key.withUnsafeBytes { bytes in
            UnsafeMutableRawBufferPointer(rebasing: block[64..<128]).copyMemory(from: bytes)
        }
        put(SHA256Digest(of: UnsafeRawBufferPointer(rebasing: block[..<480])).bytes, at: 480)
    }

    /// Whether two records say the same, byte for byte.
    public borrowing func equals(_ other: borrowing KeyRecord) -> Bool {
        identity == other.identity && key.equals(other.key)
    }
}
