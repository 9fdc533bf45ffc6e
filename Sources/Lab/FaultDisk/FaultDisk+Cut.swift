import Synchronization

/// What a power cut left of one disk.
public struct DiskCut: Sendable, Equatable {
    /// The chance of each unflushed sector that was drawn.
    public var chance: Double
    /// Unflushed sectors that are on the platter.
    public var kept = 0
    /// Unflushed sectors that are gone.
    public var lost = 0
}

extension FaultDisk {
    /// The mains plug is pulled: the platter keeps what was flushed, every FUA write, and each other unflushed sector with
    /// a chance drawn for this cut; reads see the platter. Nobody may be connected.
    public func cut(_ random: inout SeededRandom) throws(DiskFault) -> DiskCut {
        let chance = CutRule.chances.randomElement(using: &random) ?? 0
        return try cut(&random, chance: chance)
    }

    func cut(_ random: inout SeededRandom, chance: Double) throws(DiskFault) -> DiskCut {
        var random = random.branch(name)
        return try state.withLock { (state) throws(DiskFault) in
            var cut = DiskCut(chance: chance)
            let writes = state.cache.takeAll()
            for write in writes {
                let kept = CutRule.kept(of: write, chance: chance, random: &random)
                for range in kept {
                    try settle(write.bytes[range], at: write.offset + range.lowerBound, &state)
                    cut.kept += (range.count + CutRule.sector - 1) / CutRule.sector
                }
                let lost = write.bytes.count - kept.reduce(0) { $0 + $1.count }
                cut.lost += (lost + CutRule.sector - 1) / CutRule.sector
            }
            try showPlatter(RangeSet(writes.lazy.map(\.range)), &state)
            return cut
        }
    }

    /// Reads see the platter again in these ranges.
    private func showPlatter(_ ranges: RangeSet<Int>, _ state: inout State) throws(DiskFault) {
        for range in ranges.ranges {
            try host(&state) { () throws(FaultDiskError) in
                try seen.write(platter.read(at: range.lowerBound, count: range.count), at: range.lowerBound)
            }
        }
    }

    // MARK: A state to return to

    /// Bytes kept at once.
    private static let block = 64 << 10

    /// Remembers the disk as it is now: everything that was written is put on the platter, and `rewind` comes back to it.
    public func mark() throws(DiskFault) {
        try state.withLock { (state) throws(DiskFault) in
            try settle(state.cache.takeAll(), &state)
            state.kept = []
        }
    }

    /// The disk as it was at `mark`, without faults; what was written since is gone. The mark stays. Nobody may be connected.
    public func rewind() throws(DiskFault) {
        try state.withLock { (state) throws(DiskFault) in
            guard let kept = state.kept else { return }
            try showPlatter(RangeSet(state.cache.takeAll().lazy.map(\.range)), &state)
            for block in kept {
                let offset = block * Self.block
                try host(&state) { () throws(FaultDiskError) in
                    let old = try undo.read(at: offset, count: min(Self.block, bytes - offset))
                    try platter.write(old, at: offset)
                    try seen.write(old, at: offset)
                }
            }
            state.kept = []
            state.unreadable = RangeSet()
            state.flips = []
            state.metFlips = []
            state.isFull = false
            state.delay = nil
            state.isLying = false
        }
    }

    /// Keeps what the platter holds in `range` before it is written over, once since the mark.
    func keep(_ range: Range<Int>, _ state: inout State) throws(DiskFault) {
        guard var kept = state.kept, !range.isEmpty else { return }
        // Not two owners of one set: each change would copy it.
        state.kept = nil
        defer { state.kept = kept }
        for block in (range.lowerBound / Self.block)...((range.upperBound - 1) / Self.block) {
            guard kept.insert(block).inserted else { continue }
            let offset = block * Self.block
            try host(&state) { () throws(FaultDiskError) in
                try undo.write(platter.read(at: offset, count: min(Self.block, bytes - offset)), at: offset)
            }
        }
    }
}
