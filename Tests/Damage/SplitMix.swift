/// Numbers that look random and are the same in each run.
public struct SplitMix: RandomNumberGenerator, Sendable {
    public var state: UInt64

    public init(state: UInt64) { self.state = state }

    /// The numbers of one of many cases.
    public init(seed: UInt64, number: Int) {
        self.init(state: seed)
        state ^= next() &* (UInt64(truncatingIfNeeded: number) &* 2 &+ 1)
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
        return word ^ word >> 31
    }

    /// One of them; the list is not empty.
    public mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

    /// 0 ..< count, without the generic ways that are slow in a debug build.
    public mutating func below(_ count: Int) -> Int { Int(truncatingIfNeeded: next() >> 1) % count }

    /// low ... high.
    public mutating func within(_ low: Int, _ high: Int) -> Int { low + below(high - low + 1) }

    public mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: next()) }

    public mutating func bytes(_ count: Int) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count + 8)
        while result.count < count {
            let word = next()
            for shift in 0..<8 { result.append(UInt8(truncatingIfNeeded: word >> (8 * UInt64(shift)))) }
        }
        return Array(result.prefix(count))
    }
}
