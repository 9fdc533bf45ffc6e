/// Numbers that look random and repeat for a seed, so that a run can be played again.
///
/// Source: SplitMix64 (Steele, Lea, Flood 2014).
public struct SeededRandom: RandomNumberGenerator, Sendable, Equatable {
    private var state: UInt64

    /// Numbers that follow from `seed`.
    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// Numbers of their own for `name`: what one part of a run draws does not shift what another draws.
    public func branch(_ name: String) -> SeededRandom {
        var mark = state
        for byte in name.utf8 { mark = (mark ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        var random = SeededRandom(seed: mark)
        return SeededRandom(seed: random.next())
    }

    /// True with this chance, 0...1.
    public mutating func happens(_ chance: Double) -> Bool {
        // 53 bits: as many as a Double holds, so that 1 is always and 0 never.
        Double(next() >> 11) * 0x1p-53 < chance
    }

    /// `count` bytes.
    public mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count {
            let word = next()
            for place in 0..<UInt64(8) { bytes.append(UInt8(truncatingIfNeeded: word >> (place * 8))) }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}
