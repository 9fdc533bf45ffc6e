import Testing

@testable import Guest

@Suite("Partition table") struct GPTDiskTests {
    let disk = GPTDisk(
        identity: Array(1...16),
        partitions: [
            .init(identity: Array(17...32), first: 2048, last: 4095, label: "datasafe-key"),
            .init(identity: Array(33...48), first: 4096, last: 8191, label: "ä-Müller"),
        ])

    func image() -> [UInt8] {
        var image = [UInt8](repeating: 0, count: 8 << 20)
        disk.write(into: &image)
        return image
    }

    @Test("What is written is read back") func roundTrip() throws {
        #expect(try GPTDisk(reading: image()) == disk)
    }

    @Test("CRC-32 of the standard check text") func check() {
        #expect(CRC32.of(Array("123456789".utf8)) == 0xcbf4_3926)
    }

    @Test("A broken first copy leaves the second", arguments: [512, 512 + 16, 512 + 90, 1024, 1024 + 60])
    func secondCopy(flipped: Int) throws {
        var broken = image()
        broken[flipped] ^= 1
        let found = try GPTDisk(reading: broken)
        #expect(found.fromBackup)
        #expect(found.partitions == disk.partitions)
    }

    @Test("Both copies broken is no table") func noCopy() {
        var broken = image()
        broken[512] ^= 1
        broken[broken.count - 512] ^= 1
        #expect(throws: GuestError(.malformed, "GPT")) { try GPTDisk(reading: broken) }
        #expect(throws: GuestError(.malformed, "GPT")) { try GPTDisk(reading: []) }
    }
}
