/// Blind damage of bytes.
public enum Noise {
    /// A copy with one to eight places flipped, cut, doubled or replaced by extremes.
    public static func damaged(_ good: [UInt8], _ random: inout SplitMix) -> [UInt8] {
        var bytes = good
        for _ in 0..<random.within(1, 8) where !bytes.isEmpty {
            let place = random.below(bytes.count)
            switch random.below(7) {
            case 0: bytes[place] ^= 1 << UInt8(random.below(8))
            case 1: bytes[place] = random.byte()
            case 2: bytes.removeLast(random.within(0, bytes.count / 2))
            case 3: bytes.insert(contentsOf: Array(bytes[place...].prefix(16)), at: place)
            case 4: for index in place..<min(place + 8, bytes.count) { bytes[index] = 0xff }
            case 5: for index in place..<min(place + 4, bytes.count) { bytes[index] = 0 }
            default: bytes.remove(at: place)
            }
        }
        return bytes
    }

    /// So many inputs out of good ones, the same for the same seed.
    public static func inputs(_ good: [[UInt8]], count: Int, seed: UInt64) -> some Sequence<[UInt8]> {
        (0..<count).lazy.map { number in
            var random = SplitMix(seed: seed, number: number)
            return damaged(good[number % good.count], &random)
        }
    }
}
