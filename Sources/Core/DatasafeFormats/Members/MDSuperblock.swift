public import DatasafeCore

/// The md superblock of version 1.2: 256 bytes and two per device, little-endian, 4,096 bytes into the member.
/// Source: `struct mdp_superblock_1` in linux/raid/md_p.h.
public struct MDSuperblock: Hashable, Sendable {
    /// Where it stands in the member.
    public static let offset = 4096
    /// Bytes that must be read there: 256 and two for each of up to 1,920 devices.
    public static let length = 4096

    /// Features that change how a member must be read.
    public struct Features: OptionSet, Hashable, Sendable {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }
        /// There is an internal bitmap.
        public static let bitmap = Features(rawValue: 1)
        /// Recovery onto this member is not finished.
        public static let recoveryOffset = Features(rawValue: 2)
        /// The array is being reshaped.
        public static let reshape = Features(rawValue: 4)
        /// The list of bad blocks is not empty.
        public static let badBlocks = Features(rawValue: 8)
        /// The member is a replacement of an active one with the same role.
        public static let replacement = Features(rawValue: 16)
        /// The bitmap guides the recovery.
        public static let recoveryBitmap = Features(rawValue: 128)
    }

    /// What a superblock says about one device of the array.
    public enum Role: Hashable, Sendable {
        /// In the array at this place, counted from 0.
        case active(Int)
        /// A spare, or a number never used.
        case spare
        /// Called faulty.
        case faulty
        /// A journal device.
        case journal
    }

    /// Features, unknown ones too.
    public let features: Features
    /// The array.
    public let array: ArrayUUID
    /// Home host and name with a colon between, at most 32 characters.
    public let name: String
    /// When the array was made, seconds since 1970.
    public let created: UInt64
    /// Raid level; 1 and 10 are ours.
    public let level: Int
    /// Level 10: low byte near copies, next byte far copies.
    public let layout: UInt32
    /// Sectors of 512 bytes that each member gives to the array.
    public let size: UInt64
    /// Places of the array.
    public let raidDisks: Int
    /// Where the data starts in this member, sectors.
    public let dataOffset: UInt64
    /// Sectors of this member that can be used for data.
    public let dataSize: UInt64
    /// Sectors of this member that have been recovered, nil when all are.
    public let recovered: UInt64?
    /// md's number of this member: an index of `roles`.
    public let deviceNumber: Int
    /// Read errors that were corrected on this member by writing.
    public let correctedReads: UInt32
    /// md's id of this member.
    public let member: MemberUUID
    /// When it was last written, seconds since 1970.
    public let updated: UInt64
    /// Counts up with each change of the superblock; the highest is the newest.
    public let events: UInt64
    /// Sectors up to which the array is known to be in sync; `UInt64.max` when clean.
    public let resyncOffset: UInt64
    /// By device number.
    public let roles: [Role]

    /// Reads a superblock from the bytes at offset 4,096 of a member.
    ///
    /// - Throws: `.truncated`, `.badMagic` if there is none, `.badVersion`, `.tooMany`, `.badChecksum`, `.badValue`.
    public init(bytes: [UInt8]) throws(FormatError) {
        guard bytes.count >= 256 else { throw FormatError(.truncated, "md superblock") }
        guard bytes.little32(0) == 0xa92b_4efc else { throw FormatError(.badMagic, "md superblock") }
        guard bytes.little32(4) == 1 else { throw FormatError(.badVersion, "md superblock", at: 4) }
        let count = Int(bytes.little32(220))
        guard count <= 1920 else { throw FormatError(.tooMany, "md devices", at: 220) }
        guard bytes.count >= 256 + 2 * count else { throw FormatError(.truncated, "md roles") }
        guard Self.checksum(bytes, devices: count) == bytes.little32(216) else {
            throw FormatError(.badChecksum, "md superblock", at: 216)
        }
        guard bytes.little64(144) == UInt64(Self.offset / 512) else {
            throw FormatError(.badVersion, "md superblock offset", at: 144)
        }
        guard let array = ArrayUUID(bytes: bytes[16..<32]), let member = MemberUUID(bytes: bytes[168..<184]),
            let name = bytes.fixedText(32..<64), (1...64).contains(bytes.little32(92))
        else { throw FormatError(.badValue, "md superblock") }
        let feature = Features(rawValue: bytes.little32(8))
        features = feature
        self.array = array
        self.name = name
        created = bytes.little64(64) & 0xff_ffff_ffff
        level = Int(Int32(bitPattern: bytes.little32(72)))
        layout = bytes.little32(76)
        size = bytes.little64(80)
        raidDisks = Int(bytes.little32(92))
        dataOffset = bytes.little64(128)
        dataSize = bytes.little64(136)
        recovered = feature.contains(.recoveryOffset) ? bytes.little64(152) : nil
        deviceNumber = Int(bytes.little32(160))
        correctedReads = bytes.little32(164)
        self.member = member
        updated = bytes.little64(192) & 0xff_ffff_ffff
        events = bytes.little64(200)
        resyncOffset = bytes.little64(208)
        roles = (0..<count).map { Self.role(bytes.little16(256 + 2 * $0)) }
        guard dataOffset < 1 << 53, dataSize < 1 << 53, size <= dataSize else {
            throw FormatError(.badValue, "md sizes", at: 128)
        }
    }

    /// The sum over the superblock as the kernel makes it, with the field of the sum taken as 0.
    static func checksum(_ bytes: [UInt8], devices: Int) -> UInt32 {
        let end = 256 + 2 * devices
        var sum: UInt64 = 0
        var offset = 0
        while offset + 4 <= end {
            sum += offset == 216 ? 0 : UInt64(bytes.little32(offset))
            offset += 4
        }
        if offset + 2 <= end { sum += UInt64(bytes.little16(offset)) }
        return UInt32(truncatingIfNeeded: sum) &+ UInt32(truncatingIfNeeded: sum >> 32)
    }

    private static func role(_ raw: UInt16) -> Role {
        switch raw {
        case 0xffff: .spare
        case 0xfffe: .faulty
        case 0xfffd: .journal
        default: .active(Int(raw))
        }
    }
}
