/// A write that reads see and the platter does not have yet.
struct UnflushedWrite: Sendable, Equatable {
    /// Byte offset.
    var offset: Int
    var bytes: [UInt8]
    /// FUA: it was answered for and survives any cut.
    var isForced: Bool

    var range: Range<Int> { offset..<(offset + bytes.count) }
}

/// The volatile cache of a disk: writes in the order they came.
struct WriteCache: Sendable {
    private(set) var writes: [UnflushedWrite] = []
    /// Bytes of all of them together.
    private(set) var bytes = 0

    mutating func add(_ write: UnflushedWrite) {
        writes.append(write)
        bytes += write.bytes.count
    }

    /// All writes, oldest first; the cache is empty.
    mutating func takeAll() -> [UnflushedWrite] {
        defer {
            writes = []
            bytes = 0
        }
        return writes
    }

    /// The oldest writes, so many that at most `limit` bytes stay: a cache is finite, a disk writes back by itself.
    mutating func takeOldest(beyond limit: Int) -> [UnflushedWrite] {
        guard bytes > limit else { return [] }
        // Down to the half at once, not one write each time.
        var count = 0
        while bytes > limit / 2, count < writes.count {
            bytes -= writes[count].bytes.count
            count += 1
        }
        defer { writes.removeFirst(count) }
        return Array(writes.prefix(count))
    }
}

/// What a power cut leaves of a write. Source: reliability design 3.7.
enum CutRule {
    /// A disk writes this much at once or not at all, bytes.
    static let sector = 512
    /// The chance of a sector to survive; one of these is drawn for each disk and cut.
    static let chances = [0, 0.1, 0.5, 0.9, 1]

    /// The parts of `write` that are on the platter after the cut, as offsets inside its bytes: all of a forced one, of
    /// any other each sector with this chance by itself.
    static func kept(
        of write: UnflushedWrite, chance: Double, random: inout SeededRandom
    ) -> [Range<Int>] {
        let all = write.bytes.indices
        if write.isForced { return all.isEmpty ? [] : [all] }
        var kept: [Range<Int>] = []
        var start = 0
        while start < all.upperBound {
            // Sectors of the disk, not of the write.
            let end = min((write.offset + start) / sector * sector + sector - write.offset, all.upperBound)
            if random.happens(chance) {
                if let last = kept.last, last.upperBound == start {
                    kept[kept.count - 1] = last.lowerBound..<end
                } else {
                    kept.append(start..<end)
                }
            }
            start = end
        }
        return kept
    }
}
