/// Compresses a heartbeat as gzip (RFC 1952) with the fixed code of RFC 1951: a full beat shrinks to about a third.
public enum Deflate {
    /// `bytes` as one gzip member without name and time.
    public static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var writer = BitWriter()
        writer.bytes = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
        writer.put(0b011, count: 3)
        var chains = [Int: Int](minimumCapacity: bytes.count)
        var position = 0
        while position < bytes.count {
            guard let key = key(bytes, position) else {
                writer.literal(Int(bytes[position]))
                position += 1
                continue
            }
            let length = chains[key].map { match(bytes, $0, position) } ?? 0
            let back = position - (chains[key] ?? 0)
            chains[key] = position
            if length >= 4, back <= 32768 {
                writer.pair(length: length, distance: back)
                for next in position + 1..<position + length {
                    if let key = self.key(bytes, next) { chains[key] = next }
                }
                position += length
            } else {
                writer.literal(Int(bytes[position]))
                position += 1
            }
        }
        writer.literal(256)
        writer.flush()
        for value in [CRC32.checksum(bytes), UInt32(truncatingIfNeeded: bytes.count)] {
            for shift in [0, 8, 16, 24] as [UInt32] { writer.bytes.append(UInt8(value >> shift & 255)) }
        }
        return writer.bytes
    }

    private static func key(_ bytes: [UInt8], _ at: Int) -> Int? {
        guard at + 4 <= bytes.count else { return nil }
        return Int(bytes[at]) | Int(bytes[at + 1]) << 8 | Int(bytes[at + 2]) << 16 | Int(bytes[at + 3]) << 24
    }

    private static func match(_ bytes: [UInt8], _ earlier: Int, _ now: Int) -> Int {
        var length = 0
        while length < 258, now + length < bytes.count, bytes[earlier + length] == bytes[now + length] { length += 1 }
        return length
    }

    struct Span {
        var base: Int
        var extra: Int
    }

    /// Lengths of the symbols 257...285.
    static let lengths: [Span] = {
        let extras = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5]
        return spans(extras, from: 3) + [Span(base: 258, extra: 0)]
    }()

    /// Distances of the symbols 0...29.
    static let distances: [Span] = spans([0, 0, 0, 0] + (1...13).flatMap { [$0, $0] }, from: 1)

    static let fixedLiteralLengths =
        [Int](repeating: 8, count: 144) + [Int](repeating: 9, count: 112) + [Int](repeating: 7, count: 24)
        + [Int](repeating: 8, count: 8)

    private static func spans(_ extras: [Int], from first: Int) -> [Span] {
        var base = first
        return extras.map { extra in
            defer { base += 1 << extra }
            return Span(base: base, extra: extra)
        }
    }

    private struct BitWriter {
        var bytes: [UInt8] = []
        private var buffer: UInt32 = 0
        private var filled = 0

        mutating func put(_ value: Int, count: Int) {
            buffer |= UInt32(value) << UInt32(filled)
            filled += count
            while filled >= 8 {
                bytes.append(UInt8(buffer & 255))
                buffer >>= 8
                filled -= 8
            }
        }

        /// Huffman codes stand with their first bit first.
        mutating func code(_ value: Int, count: Int) {
            for bit in stride(from: count - 1, through: 0, by: -1) { put(value >> bit & 1, count: 1) }
        }

        mutating func literal(_ symbol: Int) {
            switch symbol {
            case ..<144: code(0x30 + symbol, count: 8)
            case ..<256: code(0x190 + symbol - 144, count: 9)
            case ..<280: code(symbol - 256, count: 7)
            default: code(0xc0 + symbol - 280, count: 8)
            }
        }

        mutating func pair(length: Int, distance: Int) {
            let lengthIndex = Deflate.lengths.lastIndex { $0.base <= length } ?? 0
            literal(257 + lengthIndex)
            put(length - Deflate.lengths[lengthIndex].base, count: Deflate.lengths[lengthIndex].extra)
            let distanceIndex = Deflate.distances.lastIndex { $0.base <= distance } ?? 0
            code(distanceIndex, count: 5)
            put(distance - Deflate.distances[distanceIndex].base, count: Deflate.distances[distanceIndex].extra)
        }

        mutating func flush() { if filled > 0 { put(0, count: 8 - filled) } }
    }
}

/// The checksum of gzip: CRC-32 of ISO 3309, reflected, polynomial 0xEDB88320.
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
    }

    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { $0 >> 8 ^ table[Int(($0 ^ UInt32($1)) & 255)] }
    }
}
