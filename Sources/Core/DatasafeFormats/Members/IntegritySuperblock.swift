/// The superblock of dm-integrity, 64 bytes at the start of the disk, little-endian.
/// Source: `struct superblock` in the kernel's drivers/md/dm-integrity.c (6.12).
public struct IntegritySuperblock: Hashable, Sendable {
    /// Bytes that must be read.
    public static let length = 4096

    /// Flags of the superblock.
    public struct Flags: OptionSet, Hashable, Sendable {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }
        /// The journal carries a MAC.
        public static let journalMAC = Flags(rawValue: 0x01)
        /// Tags are still being calculated; `recalculated` says how far.
        public static let recalculating = Flags(rawValue: 0x02)
        /// Bitmap mode.
        public static let dirtyBitmap = Flags(rawValue: 0x04)
        /// Corrected padding of the tags.
        public static let fixedPadding = Flags(rawValue: 0x08)
        /// Corrected MAC of the superblock.
        public static let fixedHMAC = Flags(rawValue: 0x10)
        /// Tags in the sectors of a disk with room for them.
        public static let inline = Flags(rawValue: 0x20)
    }

    /// 1...6
    public let version: UInt8
    /// Bytes of a tag.
    public let tagSize: UInt16
    /// Sections of the journal.
    public let journalSections: UInt32
    /// Sectors of 512 bytes that the mapping offers.
    public let providedSectors: UInt64
    /// Flags, unknown ones too.
    public let flags: Flags
    /// Sectors of 512 bytes per block, a power of two, 1...8.
    public let sectorsPerBlock: Int
    /// Sectors up to which tags have been calculated, while `.recalculating` is set.
    public let recalculated: UInt64

    /// Reads a superblock from the first bytes of a disk.
    ///
    /// - Throws: `.truncated` under 64 bytes, `.badMagic` if there is none, `.badVersion`, `.badValue`.
    public init(bytes: [UInt8]) throws(FormatError) {
        guard bytes.count >= 64 else { throw FormatError(.truncated, "integrity superblock") }
        guard Array(bytes[0..<8]) == Array("integrt\0".utf8) else {
            throw FormatError(.badMagic, "integrity superblock")
        }
        guard (1...6).contains(bytes[8]) else { throw FormatError(.badVersion, "integrity superblock", at: 8) }
        guard bytes[28] <= 3 else { throw FormatError(.badValue, "integrity sectors per block", at: 28) }
        version = bytes[8]
        tagSize = bytes.little16(10)
        journalSections = bytes.little32(12)
        providedSectors = bytes.little64(16)
        flags = Flags(rawValue: bytes.little32(24))
        sectorsPerBlock = 1 << Int(bytes[28])
        recalculated = bytes.little64(32)
        guard providedSectors > 0, providedSectors < 1 << 53 else {
            throw FormatError(.badValue, "integrity provided sectors", at: 16)
        }
    }

    /// Whether it has the parameters that a box gives to its disks: tags of 4 bytes (crc32c), blocks of 4,096 bytes,
    /// journal mode, no flag that we do not know or never set.
    public var hasOurParameters: Bool {
        let known: Flags = [.recalculating, .fixedPadding, .fixedHMAC]
        return tagSize == 4 && sectorsPerBlock == 8 && journalSections > 0 && flags.isSubset(of: known)
            && providedSectors % 8 == 0
    }

    /// Whether tags are still missing. The kernel leaves the flag set when it is done and counts up to the end.
    public var isRecalculating: Bool { flags.contains(.recalculating) && recalculated < providedSectors }

    /// Bytes that the mapping offers.
    public var providedBytes: Int64 { Int64(providedSectors) * 512 }
}
