import DatasafeFormats
import Testing

/// A journal of three sections as the kernel writes one, turn by turn.
private struct JournalBytes {
    var bytes: [UInt8]
    static let section = 392 * 512

    /// Never written: turn 0, no entry.
    init(sections: Int = 3) {
        bytes = [UInt8](repeating: 0, count: sections * Self.section)
        for section in 0..<sections { write(section, turn: 0, []) }
    }

    /// Writes a section; each block is filled with one byte.
    mutating func write(_ section: Int, turn: Int, _ blocks: [(place: UInt64, fill: UInt8)]) {
        let start = section * Self.section
        bytes.replaceSubrange(start..<(start + Self.section), with: [UInt8](repeating: 0, count: Self.section))
        for number in 0..<48 {
            let entry = start + number % 8 * 512 + number / 8 * 80
            guard number < blocks.count else {
                put(.max, at: entry)
                continue
            }
            put(blocks[number].place / 512, at: entry)
            let fill = [UInt8](repeating: blocks[number].fill, count: 4096)
            bytes.replaceSubrange((entry + 8)..<(entry + 72), with: fill.prefix(64))
            let data = start + (8 + number * 8) * 512
            bytes.replaceSubrange(data..<(data + 4096), with: fill)
        }
        for sector in 0..<392 { mark(section, sector, turn: turn) }
    }

    mutating func mark(_ section: Int, _ sector: Int, turn: Int) {
        let sign = UInt64(turn + 1) * 0x1111_1111_1111_1111
        put(sign ^ (UInt64(section) << 32 | UInt64(sector)), at: section * Self.section + sector * 512 + 504)
    }

    private mutating func put(_ value: UInt64, at offset: Int) {
        for index in 0..<8 { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index)) }
    }
}

@Suite struct IntegrityJournalTests {
    private func found(_ change: (inout JournalBytes) -> Void) throws -> UInt8? {
        var journal = JournalBytes()
        change(&journal)
        var read = IntegrityJournal(place: 4096)
        for start in stride(from: 0, to: journal.bytes.count, by: JournalBytes.section) {
            try read.take(Array(journal.bytes[start..<(start + JournalBytes.section)]))
        }
        let block = read.newest
        if let block { #expect(block == [UInt8](repeating: block[0], count: 4096)) }
        return block?[0]
    }

    @Test func `what was written last and whole is what comes next`() throws {
        #expect(try found { _ in } == nil)
        #expect(try found { $0.write(0, turn: 1, [(8192, 3), (4096, 7)]) } == 7)
        #expect(try found { $0.write(0, turn: 1, [(8192, 3)]) } == nil)
        #expect(
            try found {
                $0.write(0, turn: 1, [(4096, 7)])
                $0.write(1, turn: 1, [(4096, 8), (0, 1)])
            } == 8)
        // Round once: the first section is the newest.
        #expect(
            try found {
                for section in 0..<3 { $0.write(section, turn: 1, [(4096, UInt8(section))]) }
                $0.write(0, turn: 2, [(4096, 9)])
            } == 9)
        #expect(try found { for section in 0..<3 { $0.write(section, turn: 1, [(4096, UInt8(section))]) } } == 2)
        // Four turns, then the first again.
        #expect(
            try found {
                for section in 0..<3 { $0.write(section, turn: 3, [(4096, UInt8(section))]) }
                $0.write(0, turn: 0, [(4096, 5)])
            } == 5)
    }

    @Test func `a section cut in the middle does not count, nor does a mark that is none`() throws {
        #expect(
            try found {
                $0.write(0, turn: 1, [(4096, 7)])
                $0.write(1, turn: 1, [(4096, 8)])
                $0.mark(1, 200, turn: 0)
            } == 7)
        #expect(
            try found {
                $0.write(0, turn: 1, [(4096, 7)])
                $0.bytes[JournalBytes.section + 510] ^= 1
            } == nil)
    }

    @Test func `only whole sections are a journal`() throws {
        var journal = IntegrityJournal(place: 4096)
        #expect(journal.newest == nil)
        for count in [0, 512, JournalBytes.section - 1, JournalBytes.section + 1] {
            #expect(throws: FormatError(.truncated, "integrity journal")) {
                try journal.take([UInt8](repeating: 0, count: count))
            }
        }
        // Bytes that are no journal at all.
        try journal.take([UInt8](repeating: 7, count: JournalBytes.section))
        #expect(journal.newest == nil)
    }
}
