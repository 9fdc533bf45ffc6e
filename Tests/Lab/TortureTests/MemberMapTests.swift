import Testing

@testable import Torture

@Suite("Where the blocks of a member lie") struct MemberMapTests {
    /// A disk with the two superblocks: journal of one section, stretches of 32,768 sectors; the array begins at sector
    /// 2,048 of the mapping and is 70,000 sectors long.
    private func read(offset: Int, count: Int, flags: UInt8, place: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        func put(_ value: Int, at index: Int) {
            for shift in 0..<4 { bytes[index + shift] = UInt8(truncatingIfNeeded: value >> (8 * shift)) }
        }
        if offset == 0 {
            bytes.replaceSubrange(0..<8, with: Array("integrt\0".utf8))
            bytes[9] = 15
            bytes[10] = 4
            put(1, at: 12)
            bytes[24] = flags
            bytes[28] = 3
        } else if offset == place {
            put(0xa92b_4efc, at: 0)
            put(2048, at: 128)
            put(70_000, at: 80)
        }
        return bytes
    }

    @Test("Stretches of data, their checksums before them", arguments: [(UInt8(8), 32), (0, 256)])
    func ranges(flags: UInt8, run: Int) throws {
        let start = 8 + 392
        let place = (start + run + 8) * 512
        let map = try MemberMap(name: "d") { read(offset: $0, count: $1, flags: flags, place: place) }
        let stretch = 32_768 + run
        func data(_ area: Int, _ from: Int, _ to: Int) -> Range<Int> {
            let base = start + area * stretch + run
            return ((base + from) * 512)..<((base + to) * 512)
        }
        #expect(map.data == [data(0, 2048, 32_768), data(1, 0, 32_768), data(2, 0, 6512)])
        func tags(_ area: Int, _ from: Int, _ to: Int) -> Range<Int> {
            let base = (start + area * stretch) * 512
            return (base + from / 2)..<(base + to / 2)
        }
        #expect(map.tags == [tags(0, 2048, 32_768), tags(1, 0, 32_768), tags(2, 0, 6512)])
    }

    @Test("Wrong blocks in one read of a check are one error at the least") func reads() throws {
        let place = (8 + 392 + 32 + 8) * 512
        let map = try MemberMap(name: "d") { read(offset: $0, count: $1, flags: 8, place: place) }
        let (first, second) = (map.data[0].lowerBound, map.data[1].lowerBound)
        let window = 64 << 10
        #expect(map.reads(meeting: [first, first + 4096, first + window - 1]) == 1)
        #expect(map.reads(meeting: [first, first + window, map.data[2].upperBound - 1]) == 3)
        // 30,720 sectors of the array stand before the second stretch: 240 reads.
        #expect(map.reads(meeting: [second, second + window - 1, map.data[0].upperBound - 1]) == 2)
        // What lies between them is none of the array's data.
        #expect(map.reads(meeting: [map.tags[0].lowerBound, map.data[0].upperBound, 0]) == 0)
    }

    @Test("What is no member of a box is none") func refused() {
        #expect(throws: TortureError(.harness, "d is no member as the box makes them")) {
            try MemberMap(name: "d") { _, count in [UInt8](repeating: 0, count: count) }
        }
        #expect(throws: TortureError(.harness, "d: no array where its superblock should be")) {
            try MemberMap(name: "d") { read(offset: $0, count: $1, flags: 8, place: 0) }
        }
    }
}
