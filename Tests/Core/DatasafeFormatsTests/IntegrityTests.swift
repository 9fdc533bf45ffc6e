import DatasafeCore
import DatasafeFormats
import Testing

@Suite struct IntegritySuperblockTests {
    // Written by integritysetup 2.6.1 and Linux 6.1: crc32c, tags of 4 bytes, sectors of 4,096, a disk of 180 MiB.
    static let fresh = fromHex(
        "696e746567727400050f040007000000c09305000000000018000000030c0000"
            + "00000000000000000000000000000000f520d84afe61daa8a1ee9ecf309c5a06")
    static let started = fromHex(
        "696e746567727400050f040007000000c0930500000000001a000000030c0000"
            + "0000000000000000000000000000000029773deb090871b9f31931852e1855a0")
    static let finished = fromHex(
        "696e746567727400050f040007000000c0930500000000001a000000030c0000"
            + "c0930500000000000000000000000000f520d84afe61daa8a1ee9ecf309c5a06")

    @Test(arguments: [(fresh, false), (started, true), (finished, false)])
    func `real superblocks`(bytes: [UInt8], isRecalculating: Bool) throws {
        let superblock = try IntegritySuperblock(bytes: bytes)
        #expect(superblock.version == 5 && superblock.tagSize == 4 && superblock.sectorsPerBlock == 8)
        #expect(superblock.providedSectors == 365_504 && superblock.providedBytes == 187_138_048)
        #expect(superblock.hasOurParameters && superblock.isRecalculating == isRecalculating)
        #expect(superblock.journalSections == 7)
    }

    @Test(arguments: [
        ("tag size 32", 10, 32), ("blocks of 512", 28, 0), ("no journal", 12, 0), ("bitmap", 24, 0x1c),
        ("journal MAC", 24, 0x19), ("unknown flag", 24, 0x58), ("inline", 24, 0x38), ("half a block", 16, 0xc1),
    ])
    func `other parameters are kept out`(what: String, offset: Int, value: UInt8) throws {
        var bytes = Self.fresh
        bytes[offset] = value
        #expect(try !IntegritySuperblock(bytes: bytes).hasOurParameters)
    }

    @Test(arguments: [
        (0, 0x49, FormatError.Code.badMagic), (7, 1, .badMagic), (8, 0, .badVersion), (8, 7, .badVersion),
        (28, 4, .badValue), (23, 0x80, .badValue),
    ])
    func `anything else is refused`(offset: Int, value: UInt8, code: FormatError.Code) {
        var bytes = Self.fresh
        bytes[offset] = value
        let error = #expect(throws: FormatError.self) { try IntegritySuperblock(bytes: bytes) }
        #expect(error?.code == code)
    }

    @Test func `no provided sectors and short input are refused`() {
        var bytes = Self.fresh
        bytes.replaceSubrange(16..<24, with: [UInt8](repeating: 0, count: 8))
        #expect(throws: FormatError.self) { try IntegritySuperblock(bytes: bytes) }
        for count in 0..<64 {
            #expect(throws: FormatError(.truncated, "integrity superblock")) {
                try IntegritySuperblock(bytes: Array(Self.fresh[..<count]))
            }
        }
    }
}

@Suite struct IntegrityStatusTests {
    @Test(
        arguments: [
            ("0 365504 integrity 0 365504 262144", 0, true), ("i-vdb: 0 365504 integrity 3 365504 365504\n", 3, false),
            ("0 365504 integrity 12 365504 -", 12, false),
        ] as [(String, UInt64, Bool)])
    func `status lines`(line: String, mismatches: UInt64, isRecalculating: Bool) throws {
        let status = try IntegrityStatus(line: line)
        #expect(status.mismatches == mismatches && status.providedSectors == 365_504)
        #expect(status.isRecalculating == isRecalculating)
    }

    @Test(arguments: [
        "", "0 1 crypt", "0 1 integrity", "0 1 integrity x 2 -", "0 1 integrity 0 2", "0 1 integrity 0 2 y",
        "0 1 integrity 99999999999999999999 2 -", String(repeating: "x", count: 600),
    ])
    func `anything else is refused`(line: String) {
        #expect(throws: FormatError.self) { try IntegrityStatus(line: line) }
    }
}
