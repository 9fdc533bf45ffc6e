import Synchronization

extension FaultDisk {
    /// What it was asked so far.
    public var counters: DiskCounters { state.withLock { $0.counters } }

    /// Sectors that touch `range` answer EIO until they are written over.
    public func makeUnreadable(_ range: Range<Int>) {
        let first = range.lowerBound / CutRule.sector * CutRule.sector
        let last = (range.upperBound + CutRule.sector - 1) / CutRule.sector * CutRule.sector
        state.withLock { $0.unreadable.insert(contentsOf: first..<min(last, bytes)) }
    }

    /// Every sector can be read again.
    public func makeReadable() { state.withLock { $0.unreadable = RangeSet() } }

    /// Bytes that cannot be read now.
    public var unreadableBytes: Int { state.withLock { $0.unreadable.ranges.reduce(0) { $0 + $1.count } } }

    /// Turns `count` bits over, each in a byte of its own in one of `ranges`, spread evenly by chance. What the cache held
    /// is put on the platter first: rot is on the platter. Returns the new flips.
    @discardableResult
    public func rot(
        _ count: Int, in ranges: [Range<Int>], _ random: inout SeededRandom
    ) throws(DiskFault) -> Set<DiskFlip> {
        let room = ranges.reduce(0) { $0 + $1.count }
        precondition(count >= 0 && count <= room / 2, "more flips than room for them")
        return try state.withLock { (state) throws(DiskFault) in
            try settle(state.cache.takeAll(), &state)
            var made: Set<DiskFlip> = []
            var touched = Set(state.flips.map(\.offset))
            while made.count < count {
                var place = Int.random(in: 0..<room, using: &random)
                var offset = 0
                for range in ranges {
                    offset = range.lowerBound + place
                    guard place >= range.count else { break }
                    place -= range.count
                }
                let flip = DiskFlip(offset: offset, bit: Int.random(in: 0..<8, using: &random))
                guard touched.insert(offset).inserted else { continue }
                try turn(flip, &state)
                made.insert(flip)
            }
            state.flips.formUnion(made)
            return made
        }
    }

    private func turn(_ flip: DiskFlip, _ state: inout State) throws(DiskFault) {
        try keep(flip.offset..<(flip.offset + 1), &state)
        try host(&state) { () throws(FaultDiskError) in
            let byte = try platter.read(at: flip.offset, count: 1)[0] ^ (1 << UInt8(flip.bit))
            try platter.write([byte], at: flip.offset)
            try seen.write([byte], at: flip.offset)
        }
    }

    /// Flips whose byte was not written over since.
    public var flips: Set<DiskFlip> { state.withLock { $0.flips } }

    /// Flips that were read before anything was written over them: whoever checks what it reads has met an error.
    public var metFlips: Set<DiskFlip> { state.withLock { $0.metFlips } }

    /// True: FLUSH and FUA are answered and ignored.
    public var isLying: Bool {
        get { state.withLock { $0.isLying } }
        set { state.withLock { $0.isLying = newValue } }
    }

    /// True: every write is refused with ENOSPC.
    public var isFull: Bool {
        get { state.withLock { $0.isFull } }
        set { state.withLock { $0.isFull = newValue } }
    }

    /// How long each answer is kept back; nil = not at all.
    public var delay: Duration? {
        get { state.withLock { $0.delay } }
        set { state.withLock { $0.delay = newValue } }
    }
}
