/// The beginning of a btrfs superblock, 4,096 bytes at 65,536: whose device it is and of which file system.
///
/// A device that a replacement has left has its magic overwritten; one that is being filled has number 0.
/// Source: btrfs on-disk format, `btrfs_super_block`, `BTRFS_DEV_REPLACE_DEVID`.
public struct BtrfsSuperblock: Hashable, Sendable {
    /// Where it stands, bytes.
    public static let offset = 65_536
    /// Its length, bytes.
    public static let length = 4096

    /// Hexadecimal id of the file system, 32 digits.
    public let fileSystem: String
    /// btrfs's number of the device, 0 = the target of a replacement that is not at its end.
    public let device: UInt64
    /// Counts up with each commit.
    public let generation: UInt64

    /// Reads it. Throws `.truncated`, and `.badMagic` where there is none.
    public init(bytes: [UInt8]) throws(FormatError) {
        guard bytes.count >= Self.length else { throw FormatError(.truncated, "btrfs superblock") }
        guard Array(bytes[64..<72]) == Array("_BHRfS_M".utf8) else { throw FormatError(.badMagic, "btrfs superblock") }
        fileSystem = bytes[32..<48].hexText
        generation = bytes.little64(72)
        device = bytes.little64(201)
    }

    /// The device of a whole file system.
    public var isWhole: Bool { device > 0 }

    /// Whether a replacement of one device by the other was at its end: only the new one is whole, or, where a cut came
    /// between the last commit and the overwriting of the old superblock, it knows a later commit.
    public static func hasMoved(from old: BtrfsSuperblock?, to new: BtrfsSuperblock?) -> Bool {
        guard let new, new.isWhole else { return false }
        return old.map { $0.fileSystem == new.fileSystem && $0.generation < new.generation } ?? true
    }
}
