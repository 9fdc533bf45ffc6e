import Synchronization
public import SystemPackage

/// A disk with a volatile write cache, whose faults are made on purpose.
///
/// Three things are kept apart: what reads see, what is on the platter, and the writes between them in the order they
/// came. FLUSH puts them on the platter; a cut throws a random part of them away. All calls block for as long as this
/// machine's page cache takes. Source: reliability design 3.7.
public final class FaultDisk: Sendable {
    /// The export's name.
    public let name: String
    /// Size, bytes, a multiple of 512.
    public let bytes: Int
    /// What the cache holds before the disk writes back by itself, bytes.
    public let cacheBytes: Int
    let seen: DiskFile
    let platter: DiskFile
    let undo: DiskFile
    let state = Mutex(State())

    struct State: Sendable {
        var cache = WriteCache()
        var counters = DiskCounters()
        var unreadable = RangeSet<Int>()
        var flips: Set<DiskFlip> = []
        var metFlips: Set<DiskFlip> = []
        var isLying = false
        var isFull = false
        var delay: Duration?
        /// Blocks of the platter kept in `undo`; nil = there is nothing to return to.
        var kept: Set<Int>?
    }

    /// An empty disk of `bytes` in `folder` (files `name.seen`, `name.platter`, `name.undo`), in place of what was there.
    public init(_ name: String, bytes: Int, in folder: FilePath, cacheBytes: Int = 128 << 20) throws {
        precondition(bytes > 0 && bytes % CutRule.sector == 0)
        self.name = name
        self.bytes = bytes
        self.cacheBytes = cacheBytes
        seen = try DiskFile(making: folder.appending("\(name).seen"), bytes: bytes)
        platter = try DiskFile(making: folder.appending("\(name).platter"), bytes: bytes)
        undo = try DiskFile(making: folder.appending("\(name).undo"), bytes: bytes)
    }

    /// A disk with the content of the raw image `image`, which stays as it is, and at least `bytes` large.
    public convenience init(_ name: String, copying image: FilePath, bytes: Int = 0, in folder: FilePath) throws {
        let source = try DiskFile(reading: image)
        defer { source.close() }
        let length = max(bytes, try source.length())
        try self.init(name, bytes: (length + CutRule.sector - 1) / CutRule.sector * CutRule.sector, in: folder)
        try seen.copy(source)
        try platter.copy(source)
    }

    // MARK: What a computer asks

    /// Reads `count` bytes from `offset`.
    public func read(at offset: Int, count: Int) throws(DiskFault) -> [UInt8] {
        try answer { (state) throws(DiskFault) in
            state.counters.reads += 1
            let range = try inside(offset, count)
            guard state.unreadable.intersection(RangeSet(range)).isEmpty else { throw .unreadable }
            if !state.flips.isEmpty { state.metFlips.formUnion(state.flips.filter { range.contains($0.offset) }) }
            return try host(&state) { () throws(FaultDiskError) in try seen.read(at: offset, count: count) }
        }
    }

    /// Writes `bytes` at `offset`; `isForced` = FUA. Sectors written whole can be read again.
    public func write(_ bytes: [UInt8], at offset: Int, isForced: Bool = false) throws(DiskFault) {
        try answer { (state) throws(DiskFault) in
            state.counters.writes += 1
            if isForced { state.counters.forced += 1 }
            let range = try inside(offset, bytes.count)
            guard !state.isFull else { throw .full }
            state.counters.bytesWritten += bytes.count
            state.unreadable.remove(contentsOf: wholeSectors(of: range))
            // Zeros where nothing ever was, as who partitions a disk writes by the gigabyte: they change nothing, whether
            // they survive a cut or not.
            if bytes.count >= Self.page, Self.isZero(bytes), seen.isHole(range) { return }
            try host(&state) { () throws(FaultDiskError) in try seen.write(bytes, at: offset) }
            if !state.flips.isEmpty { state.flips = state.flips.filter { !range.contains($0.offset) } }
            state.cache.add(UnflushedWrite(offset: offset, bytes: bytes, isForced: isForced && !state.isLying))
            let oldest = state.cache.takeOldest(beyond: cacheBytes)
            try settle(oldest, &state)
        }
    }

    /// Puts every write so far on the platter; a lying disk says so and does nothing.
    public func flush() throws(DiskFault) {
        try answer { (state) throws(DiskFault) in
            state.counters.flushes += 1
            guard !state.isLying else { return }
            try settle(state.cache.takeAll(), &state)
        }
    }

    /// Counts a refusal where it is made.
    private func answer<Result>(
        _ body: (inout State) throws(DiskFault) -> Result
    ) throws(DiskFault) -> Result {
        try state.withLock { (state) throws(DiskFault) in
            do throws(DiskFault) {
                return try body(&state)
            } catch {
                switch error {
                case .unreadable: state.counters.unreadable += 1
                case .full: state.counters.full += 1
                case .outside, .host: break
                }
                throw error
            }
        }
    }

    private static let page = 4096

    private static func isZero(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { bytes in
            let words = bytes.count / 8
            for word in 0..<words where bytes.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self) != 0 {
                return false
            }
            return bytes[(words * 8)...].allSatisfy { $0 == 0 }
        }
    }

    private func inside(_ offset: Int, _ count: Int) throws(DiskFault) -> Range<Int> {
        guard offset >= 0, count >= 0, offset <= bytes, count <= bytes - offset else { throw .outside }
        return offset..<(offset + count)
    }

    private func wholeSectors(of range: Range<Int>) -> Range<Int> {
        let first = (range.lowerBound + CutRule.sector - 1) / CutRule.sector * CutRule.sector
        let last = range.upperBound / CutRule.sector * CutRule.sector
        return first..<max(first, last)
    }

    // MARK: The platter

    func host<Result>(
        _ state: inout State, _ body: () throws(FaultDiskError) -> Result
    ) throws(DiskFault) -> Result {
        do { return try body() } catch {
            state.counters.hostFaults += 1
            throw .host
        }
    }

    func settle(_ writes: [UnflushedWrite], _ state: inout State) throws(DiskFault) {
        for write in writes { try settle(write.bytes[...], at: write.offset, &state) }
    }

    func settle(_ bytes: ArraySlice<UInt8>, at offset: Int, _ state: inout State) throws(DiskFault) {
        try keep(offset..<(offset + bytes.count), &state)
        try host(&state) { () throws(FaultDiskError) in try platter.write(bytes, at: offset) }
    }

    /// Copies what is on the platter to the raw image `image`, holes stay holes. Replaces what was there.
    public func save(to image: FilePath) throws {
        let file = try DiskFile(making: image, bytes: bytes)
        defer { file.close() }
        try state.withLock { _ in try file.copy(platter) }
    }

    /// Closes its files; they stay.
    public func close() {
        seen.close()
        platter.close()
        undo.close()
    }
}
