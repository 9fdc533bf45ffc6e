/// What the journal of dm-integrity, behind its superblock, holds for one block: it is newer than what stands in the
/// block's place.
///
/// A block that was written and flushed lies here until the journal is half full or the mapping is closed. After a power
/// cut the next opening puts it in its place; who only looks, without writing, has to look here as well.
/// Source: drivers/md/dm-integrity.c (6.12: `replay_journal`, `do_journal_write`, `struct journal_sector`), without
/// encryption and MAC.
public struct IntegrityJournal: Sendable {
    /// Where it begins on the disk, bytes.
    public static let offset: Int64 = 4096
    /// Bytes of a section, a multiple of 4,096: 8 sectors with entries, then 48 blocks.
    public static let sectionBytes = 392 * 512
    /// The kernel makes journals of at most 64 MiB; twice that is taken.
    public static let mostSections = (128 << 20) / sectionBytes

    private static let headSectors = 8
    private static let sector = 512
    private static let block = 4096
    /// 6 entries of 80 bytes in each of the 8 sectors.
    private static let entryBytes = 80
    private static let entries = 48

    private struct Section: Sendable {
        /// The turns its sectors were written in: 0...3, one if it was written whole.
        var turns: Set<Int>
        var block: [UInt8]?
    }

    private let wanted: UInt64
    private var sections: [Section] = []
    /// False once a sector was no sector of a journal: the kernel refuses such a disk.
    private var isWhole = true

    /// A journal of which nothing is read yet; `place` is a byte of the mapping, a multiple of 4,096.
    public init(place: Int64) { wanted = UInt64(place) / UInt64(Self.sector) }

    /// Takes the next section; all of them, in their order.
    ///
    /// - Throws: `.truncated` for other than `sectionBytes`.
    public mutating func take(_ bytes: [UInt8]) throws(FormatError) {
        guard bytes.count == Self.sectionBytes else { throw FormatError(.truncated, "integrity journal") }
        var section = Section(turns: [])
        for sector in 0..<(Self.sectionBytes / Self.sector) {
            guard let turn = Self.turn(bytes, sections.count, sector) else {
                isWhole = false
                continue
            }
            section.turns.insert(turn)
        }
        for number in 0..<Self.entries {
            let entry = number % Self.headSectors * Self.sector + number / Self.headSectors * Self.entryBytes
            // All ones where the entry is unused.
            if bytes.little64(entry) == wanted { section.block = Self.block(bytes, number, entry) }
        }
        sections.append(section)
    }

    /// The 4,096 bytes that the next opening will write to the place; nil if it will not write there.
    public var newest: [UInt8]? { replayed().reversed().lazy.compactMap { sections[$0].block }.first }

    /// Numbers of the sections that were written whole, oldest first; none if the journal is empty.
    private func replayed() -> [Int] {
        let used = Set(sections.flatMap(\.turns))
        guard isWhole, let newest = Self.newest(of: used) else { return [] }
        var turn = (newest + 3) % 4
        if !used.contains(turn), used.contains((turn + 3) % 4) { return [] }
        var section = (sections.lastIndex { $0.turns.contains(newest) } ?? 0) + 1
        var whole: [Int] = []
        for _ in sections {
            if section >= sections.count {
                section = 0
                turn = (turn + 1) % 4
            }
            // Cut in the middle: neither this one nor what would come behind it.
            guard sections[section].turns == [turn] else { break }
            whole.append(section)
            section += 1
        }
        return whole
    }

    /// The turn written last: at least one of four is always unused.
    private static func newest(of used: Set<Int>) -> Int? {
        guard !used.isEmpty else { return nil }
        guard used.contains(3) else { return used.max() }
        return (0..<3).first { !used.contains($0) }.map { ($0 + 3) % 4 }
    }

    /// The turn in which a sector was written: its last eight bytes say so.
    private static func turn(_ bytes: [UInt8], _ section: Int, _ sector: Int) -> Int? {
        let mark = bytes.little64((sector + 1) * Self.sector - 8) ^ (UInt64(section) << 32 ^ UInt64(sector))
        switch mark {
        case 0x1111_1111_1111_1111: return 0
        case 0x2222_2222_2222_2222: return 1
        case 0x3333_3333_3333_3333: return 2
        case 0x4444_4444_4444_4444: return 3
        default: return nil
        }
    }

    /// The block of an entry: the last eight bytes of each of its sectors stand in the entry.
    private static func block(_ bytes: [UInt8], _ number: Int, _ entry: Int) -> [UInt8] {
        let first = headSectors * sector + number * block
        var found = Array(bytes[first..<(first + block)])
        for index in 0..<(block / sector) {
            let tail = (index + 1) * sector - 8
            found.replaceSubrange(tail..<(tail + 8), with: bytes[(entry + 8 + 8 * index)..<(entry + 16 + 8 * index)])
        }
        return found
    }
}
