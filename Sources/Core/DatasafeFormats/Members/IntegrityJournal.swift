/// The journal of dm-integrity, behind its superblock: what stands in it is newer than what stands in its place.
///
/// A block that was written and flushed lies here until the journal is half full or the mapping is closed. After a power
/// cut the next opening puts it in its place; who only looks, without writing, has to look here as well.
/// Source: drivers/md/dm-integrity.c (6.12: `replay_journal`, `do_journal_write`, `struct journal_sector`), without
/// encryption and MAC.
public struct IntegrityJournal: Sendable {
    /// Where it begins on the disk, bytes.
    public static let offset = 4096
    /// Sectors of a section with entries; as many bytes follow for each block.
    private static let headSectors = 8
    private static let sector = 512
    private static let block = 4096
    /// 6 entries of 80 bytes fit into a sector of 504.
    private static let entryBytes = 80
    private static let entriesPerSector = 6
    private static let entries = 48
    private static let sectionSectors = headSectors + entries * block / sector

    private let bytes: [UInt8]
    private let sections: Int

    /// Bytes of the journal of a disk of ours; multiples of 4,096.
    public static func length(_ superblock: IntegritySuperblock) -> Int {
        Int(superblock.journalSections) * sectionSectors * sector
    }

    /// Takes the bytes of the whole journal.
    ///
    /// - Throws: `.truncated` if they are fewer than whole sections.
    public init(bytes: [UInt8]) throws(FormatError) {
        let section = Self.sectionSectors * Self.sector
        guard !bytes.isEmpty, bytes.count % section == 0 else { throw FormatError(.truncated, "integrity journal") }
        self.bytes = bytes
        sections = bytes.count / section
    }

    /// The 4,096 bytes that the next opening will write at byte `place` of the mapping; nil if it will not write there.
    public func block(at place: Int64) -> [UInt8]? {
        let wanted = UInt64(place) / UInt64(Self.sector)
        var found: (section: Int, entry: Int)?
        for section in replayed() {
            for entry in 0..<Self.entries where number(section, entry) == wanted { found = (section, entry) }
        }
        return found.map { block($0.section, $0.entry) }
    }

    // MARK: Which sections count

    /// Numbers of the sections that were written whole, oldest first; none if the journal is empty.
    private func replayed() -> [Int] {
        var used = [Bool](repeating: false, count: 4)
        var last = [Int](repeating: 0, count: 4)
        for section in 0..<sections {
            for sector in 0..<Self.sectionSectors {
                // What is no number of a turn at all: the kernel refuses such a disk.
                guard let turn = turn(section, sector) else { return [] }
                used[turn] = true
                last[turn] = section
            }
        }
        guard let newest = newestTurn(used) else { return [] }
        var wanted = (newest + 3) % 4
        if !used[wanted], used[(wanted + 3) % 4] { return [] }
        var section = last[newest] + 1
        if section >= sections {
            wanted = (wanted + 1) % 4
            section = 0
        }
        var whole: [Int] = []
        while whole.count < sections {
            guard (0..<Self.sectionSectors).allSatisfy({ turn(section, $0) == wanted }) else { break }
            whole.append(section)
            section += 1
            if section == sections {
                section = 0
                wanted = (wanted + 1) % 4
            }
        }
        return whole
    }

    /// The turn written last: at least one of four is always unused.
    private func newestTurn(_ used: [Bool]) -> Int? {
        var free = 3
        if used[3] {
            guard let first = used.firstIndex(of: false) else { return nil }
            free = first
        } else {
            while free > 0, !used[free - 1] { free -= 1 }
        }
        return (free + 3) % 4
    }

    /// The turn in which a sector was written: its last eight bytes say so.
    private func turn(_ section: Int, _ sector: Int) -> Int? {
        let mark = bytes.little64(start(section, sector) + Self.sector - 8) ^ (UInt64(section) << 32 ^ UInt64(sector))
        switch mark {
        case 0x1111_1111_1111_1111: return 0
        case 0x2222_2222_2222_2222: return 1
        case 0x3333_3333_3333_3333: return 2
        case 0x4444_4444_4444_4444: return 3
        default: return nil
        }
    }

    // MARK: Entries

    private func start(_ section: Int, _ sector: Int) -> Int { (section * Self.sectionSectors + sector) * Self.sector }

    private func entry(_ section: Int, _ entry: Int) -> Int {
        start(section, entry % Self.headSectors) + entry / Self.headSectors * Self.entryBytes
    }

    /// Sector of the mapping; all ones where the entry is unused.
    private func number(_ section: Int, _ entry: Int) -> UInt64 { bytes.little64(self.entry(section, entry)) }

    /// The block of an entry: the last eight bytes of each of its sectors stand in the entry.
    private func block(_ section: Int, _ number: Int) -> [UInt8] {
        let first = start(section, Self.headSectors + number * (Self.block / Self.sector))
        let entry = entry(section, number)
        var block = Array(bytes[first..<(first + Self.block)])
        for sector in 0..<(Self.block / Self.sector) {
            let tail = (sector + 1) * Self.sector - 8
            block.replaceSubrange(tail..<(tail + 8), with: bytes[(entry + 8 + 8 * sector)..<(entry + 16 + 8 * sector)])
        }
        return block
    }
}
