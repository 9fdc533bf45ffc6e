import FaultDisk

/// Where on a member's disk the blocks of the array lie, and where their checksums.
///
/// Source: drivers/md/dm-integrity.c (6.12: `get_data_sector`, `get_metadata_sector_and_offset`,
/// `calculate_device_limits`), include/uapi/linux/raid/md_p.h (superblock 1.2).
struct MemberMap: Sendable, Equatable {
    /// Bytes on the disk with data of the array.
    let data: [Range<Int>]
    /// Bytes on the disk with the checksums of these.
    let tags: [Range<Int>]
    /// First sector of the array in each of these stretches, counted from the first of all.
    private let sectors: [Int]

    /// Sectors that a check of all copies reads at once: RESYNC_BLOCK_SIZE of drivers/md/raid1-10.c.
    private static let window = (64 << 10) / 512

    /// How many reads at the least fail when a check meets these wrong bytes. The kernel ends a read at its first wrong
    /// block and md writes all of it anew, so what else was wrong in it is healed and never counted.
    func reads(meeting offsets: some Sequence<Int>) -> Int {
        Set(
            offsets.compactMap { offset -> Int? in
                // In the order of the disk.
                var (low, high) = (0, data.count)
                while low < high {
                    let middle = (low + high) / 2
                    if data[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
                }
                guard low < data.count, data[low].contains(offset) else { return nil }
                return (sectors[low] + (offset - data[low].lowerBound) / 512) / Self.window
            }
        ).count
    }

    /// Reads both superblocks of a member. Throws `.harness` if this is none, or not the kind this map knows.
    init(reading disk: FaultDisk) throws {
        try self.init(name: disk.name) { try disk.read(at: $0, count: $1) }
    }

    init(name: String, read: (Int, Int) throws -> [UInt8]) throws {
        let layout = try Layout(name: name, head: try read(0, 4096))
        let super1 = try read(layout.place(ofData: 8) * 512, 4096)
        guard Self.number(super1, 0, 4) == 0xa92b_4efc else {
            throw TortureError(.harness, "\(name): no array where its superblock should be")
        }
        let first = Self.number(super1, 128, 8)
        let end = first + Self.number(super1, 80, 8)
        var data: [Range<Int>] = []
        var tags: [Range<Int>] = []
        var sectors: [Int] = []
        var sector = first
        while sector < end {
            // To the end of this stretch of data, at most.
            let stop = min(end, (sector / layout.interleave + 1) * layout.interleave)
            let place = layout.place(ofData: sector) * 512
            sectors.append(sector - first)
            data.append(place..<(place + (stop - sector) * 512))
            let tag = layout.place(ofTag: sector)
            tags.append(tag..<(tag + (stop - sector) / 8 * 4))
            sector = stop
        }
        self.data = data
        self.tags = tags
        self.sectors = sectors
    }

    /// Makes the disk a member of another box: another array of another name, everything else as it is. Only for who looks
    /// without comparing checksums; in order only on a disk whose journal is empty.
    static func estrange(_ disk: FaultDisk, box: String) throws {
        let layout = try Layout(name: disk.name, head: try disk.read(at: 0, count: 4096))
        let place = layout.place(ofData: 8) * 512
        var block = try disk.read(at: place, count: 4096)
        for index in 16..<32 { block[index] ^= 0x5a }
        let name = Array("\(box):data".utf8)
        block.replaceSubrange(32..<64, with: name + [UInt8](repeating: 0, count: 32 - name.count))
        block.replaceSubrange(216..<220, with: [0, 0, 0, 0])
        let words = (256 + 2 * number(block, 220, 4)) / 4
        let sum = (0..<words).reduce(0) { $0 + number(block, 4 * $1, 4) }
        let folded = (sum & 0xffff_ffff) + (sum >> 32)
        for index in 0..<4 { block[216 + index] = UInt8(truncatingIfNeeded: folded >> (8 * index)) }
        try disk.write(block, at: place)
        try disk.flush()
    }

    /// Stretches of data with their checksums before each of them. Sectors of 512 bytes.
    private struct Layout {
        /// First sector behind superblock and journal.
        let start: Int
        /// Sectors of data in a stretch.
        let interleave: Int
        /// Checksums of a stretch fill up to a multiple of this many bytes.
        let padding: Int

        init(name: String, head: [UInt8]) throws {
            guard head.starts(with: Array("integrt\0".utf8)), MemberMap.number(head, 10, 2) == 4, head[28] == 3 else {
                throw TortureError(.harness, "\(name) is no member as the box makes them")
            }
            // 6 entries of 80 bytes in each of 8 sectors, for each a block of 8 sectors, and these 8.
            start = 8 + MemberMap.number(head, 12, 4) * (6 * 8 * 8 + 8)
            interleave = 1 << Int(head[9])
            padding = MemberMap.number(head, 24, 4) & 8 != 0 ? 4096 : 512 << 8
        }

        private var run: Int { (4 * interleave / 8 + padding - 1) / padding * padding / 512 }

        func place(ofData sector: Int) -> Int {
            let area = sector / interleave
            return start + area * interleave + (area + 1) * run + sector % interleave
        }

        /// A byte, not a sector.
        func place(ofTag sector: Int) -> Int {
            let area = sector / interleave
            return (start + area * (interleave + run)) * 512 + sector % interleave / 8 * 4
        }
    }

    private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
        (0..<count).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
    }
}
