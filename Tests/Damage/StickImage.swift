public import DatasafeCore
import DatasafeFormats

/// A record with known content, written by the product's own code.
public enum StickImage {
    /// This box and another one.
    public static let box = BoxID(raw: Bytes16(high: 0x0011_2233_4455_6677, low: 0x8899_aabb_ccdd_eeff))
    public static let otherBox = BoxID(raw: Bytes16(high: 0xffee_ddcc_bbaa_9988, low: 1))

    /// Keys of the box: two silver ones on keyslots 0 and 1, a backup key, and one that is enrolled without a keyslot.
    public static let enrolled = [
        EnrolledKey(keyID: id(1), boxID: box, role: .unlock, number: 1, keyslots: [0]),
        EnrolledKey(keyID: id(2), boxID: box, role: .unlock, number: 2, keyslots: [1]),
        EnrolledKey(keyID: id(3), boxID: box, role: .backup, number: 1, keyslots: []),
    ]
    /// A key that was revoked.
    public static let revoked: Set<KeyID> = [id(9)]

    public static func id(_ number: UInt64) -> KeyID { KeyID(raw: Bytes16(high: 0, low: number)) }

    /// The plan of this box for what was read from a stick.
    public static func plan(_ candidate: KeyCandidate) -> KeyPlan {
        KeyPlan.plan(candidate: candidate, enrolled: enrolled, revoked: revoked, boxID: box)
    }

    /// One block of 4,096 bytes with a record; `key` is the first byte of a key that counts up.
    public static func block(
        role: KeyRole = .unlock, number: UInt8 = 1, keyID: UInt64 = 1, box: BoxID = box, key first: UInt8 = 7,
        isWeak: Bool = false
    ) -> [UInt8] {
        var key = SecretBytes(count: KeyRecord.keyLength)
        key.withUnsafeMutableBytes { bytes in
            for index in bytes.indices { bytes[index] = isWeak ? first : first &+ UInt8(index) }
        }
        let identity = KeyIdentity(
            role: role, number: number, keyID: id(keyID), boxID: box, created: Instant(seconds: 1_795_000_000))
        var block = [UInt8](repeating: 0, count: KeyRecord.blockSize)
        do throws(FormatError) {
            let record = try KeyRecord(identity: identity, key: key)
            block.withUnsafeMutableBytes { record.write(to: $0) }
        } catch {
            preconditionFailure("a record that cannot be written")
        }
        return block
    }

    /// Makes the checksum of a record right, where its length field says it is.
    public static func seal(_ block: inout [UInt8]) {
        let length = Int(block[10]) | Int(block[11]) << 8
        guard length >= 64, length <= block.count else { return }
        let digest = block.withUnsafeBytes { SHA256Digest(of: UnsafeRawBufferPointer(rebasing: $0[..<(length - 32)])) }
        block.replaceSubrange((length - 32)..<length, with: digest.bytes)
    }
}
