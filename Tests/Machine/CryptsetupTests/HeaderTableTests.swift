import Cryptsetup
import Damage
import DatasafeCore
import DatasafeFormats
import Glibc
import Testing

/// The table of damaged headers and keys (storage design 3.9) on a plain file with the real library: what the service
/// says, and whether the library mends it.
@Suite(.timeLimit(.minutes(2))) struct HeaderTableTests {
    static let length = HeaderImage.copyLength
    static let zeros = [UInt8](repeating: 0, count: 2 * length)

    /// FAT32 as mkfs writes it over the first sectors of a disk: boot sector, information sector, reserved, tables.
    static var fat: [UInt8] {
        var bytes = zeros
        bytes.replaceSubrange(0..<11, with: [0xeb, 0x58, 0x90] + Array("mkfs.fat".utf8))
        bytes.replaceSubrange(11..<24, with: [0, 2, 8, 32, 0, 2, 0, 0, 0, 0, 0xf8, 0, 0])
        bytes.replaceSubrange(82..<90, with: Array("FAT32   ".utf8))
        bytes.replaceSubrange(510..<512, with: [0x55, 0xaa])
        return bytes
    }

    @Test(arguments: [0, 1], ["zeros", "random", "JSON random", "one bit"])
    func `one header copy broken: it opens, and both are whole afterwards`(copy: Int, how: String) throws {
        let file = try ContainerFile()
        var random = SplitMix(state: 4)
        var bytes = file.header
        let start = copy * Self.length
        switch how {
        case "zeros": bytes.replaceSubrange(start..<start + Self.length, with: Self.zeros.prefix(Self.length))
        case "random": bytes.replaceSubrange(start..<start + Self.length, with: random.bytes(Self.length))
        case "JSON random": bytes.replaceSubrange(start + 4096..<start + Self.length, with: random.bytes(12_288))
        default: bytes[start + 5000] ^= 4
        }
        try file.write(bytes)
        #expect(try file.start() == "VOL-HEADER-HEALED")
        let healed = LUKS2Reading(bytes: try file.current())
        #expect(healed.validCopies == [true, true] && healed.findings.isEmpty)
        #expect(healed.header == LUKS2Reading(bytes: file.header).header)
        #expect(try file.start() == "opens" && file.start(slot: 1) == "opens")
    }

    @Test(arguments: [
        ("both zero", "VOL-NOT-LUKS"), ("FAT32", "VOL-NOT-LUKS"), ("both with one bad bit", "VOL-HEADER-DEAD"),
        ("MBR", "VOL-FOREIGN-SIGNATURE"), ("GPT", "VOL-FOREIGN-SIGNATURE"), ("ext4", "VOL-FOREIGN-SIGNATURE"),
    ])
    func `no header left, or a foreign one over it: a code, and the kept copy puts it back`(
        how: String, code: String
    ) throws {
        let file = try ContainerFile()
        let copy = file.path + ".copy"
        defer { unlink(copy) }
        try LUKSContainer.backUpHeader(device: file.path, file: copy)
        var bytes = file.header
        switch how {
        case "both zero": bytes = Self.zeros
        case "FAT32": bytes = Self.fat
        case "both with one bad bit":
            bytes[5000] ^= 4
            bytes[Self.length + 5000] ^= 4
        case "MBR": bytes.replaceSubrange(510..<512, with: [0x55, 0xaa])
        case "GPT":
            bytes.replaceSubrange(510..<512, with: [0x55, 0xaa])
            bytes.replaceSubrange(512..<520, with: Array("EFI PART".utf8))
        default:
            // A superblock with a plausible size, so that it is taken for one.
            bytes.replaceSubrange(1024..<1032, with: [0, 16, 0, 0, 0, 64, 0, 0])
            bytes.replaceSubrange(1080..<1082, with: [0x53, 0xef])
            bytes.replaceSubrange(1100..<1104, with: [1, 0, 0, 0])
            bytes.replaceSubrange(1112..<1114, with: [0, 1])
        }
        try file.write(bytes)
        #expect(try file.start() == code)
        #expect(VolumeCode(rawValue: code)?.isMendedByKeptHeader == true)
        try LUKSContainer.restoreHeader(device: file.path, file: copy)
        #expect(try file.start() == "opens" && file.start(slot: 1) == "opens")
    }

    @Test(arguments: [true, false], ["zeros", "random", "one block"])
    func `keyslot area destroyed: the key is not blamed, the second one opens`(isKept: Bool, how: String) throws {
        let file = try ContainerFile()
        let kept = isKept ? try ContainerFile.read(file.path, 0, LUKS2Header.dataOffset) : nil
        var random = SplitMix(state: 5)
        let length = LUKS2Header.keyslotLength
        switch how {
        case "zeros": try file.write([UInt8](repeating: 0, count: length), at: LUKS2Header.keyslotStart)
        case "random": try file.write(random.bytes(length), at: LUKS2Header.keyslotStart)
        default: try file.write(random.bytes(4096), at: LUKS2Header.keyslotStart + 40_960)
        }
        // Random bytes look like a keyslot: without a copy to compare with nobody can tell.
        #expect(try file.start(kept: kept) == (isKept || how == "zeros" ? "VOL-KEYSLOT" : "KEY-NO-MATCH"))
        #expect(try file.start(slot: 1, kept: kept) == "opens")
    }

    /// libcryptsetup says "No key available with this passphrase" to each of them; none of them is a destroyed keyslot.
    @Test(arguments: ["wrong", "63 of 64 bytes", "one bit", "empty", "newline behind", "of the other keyslot"])
    func `a key that does not fit opens nothing and is named`(how: String) throws {
        let file = try ContainerFile()
        let kept = try ContainerFile.read(file.path, 0, LUKS2Header.dataOffset)
        let good = Array(UInt8(0)..<64)
        let key: [UInt8] =
            switch how {
            case "wrong": [UInt8](repeating: 0x5a, count: 64)
            case "63 of 64 bytes": Array(good.dropLast())
            case "one bit": [1] + good.dropFirst()
            case "empty": []
            case "newline behind": good + [0x0a]
            default: good.reversed()
            }
        #expect(try file.start(key: Secret(bytes: key), kept: kept) == "KEY-NO-MATCH")
        #expect(try file.start(kept: kept) == "opens")
    }

    @Test func `a copy of another container is not this one`() throws {
        let file = try ContainerFile()
        let mine = try #require(LUKS2Reading(bytes: file.header).header)
        let other = try #require(LUKS2Reading(bytes: try ContainerFile().header).header)
        #expect(mine.isContainer(of: mine) && !mine.isContainer(of: other) && !other.isContainer(of: mine))
    }
}
