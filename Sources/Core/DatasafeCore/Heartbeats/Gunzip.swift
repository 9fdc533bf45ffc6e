/// Decompresses one gzip member (RFC 1952, RFC 1951) and stops at a limit, so that a small body cannot become a large one.
/// Own and bounded, because these bytes come from anybody on the internet before a signature can be checked.
public struct Gunzip {
    public enum Fault: String, Error, Sendable {
        /// More than the limit comes out.
        case tooLarge
        /// No gzip, damaged, or bytes behind its end.
        case damaged
    }

    private let input: [UInt8]
    private let limit: Int
    private var position = 0
    private var bitBuffer: UInt32 = 0
    private var bitCount = 0
    private var output: [UInt8] = []

    /// The content, at most `limit` bytes.
    public static func bytes(of gzip: [UInt8], limit: Int) throws(Fault) -> [UInt8] {
        var reader = Gunzip(input: gzip, limit: limit)
        return try reader.run()
    }

    private init(input: [UInt8], limit: Int) {
        self.input = input
        self.limit = limit
    }

    private mutating func run() throws(Fault) -> [UInt8] {
        // Only the plain header that our own boxes write: no name, no comment, no extra field.
        guard input.count >= 18, input[0] == 0x1f, input[1] == 0x8b, input[2] == 8, input[3] == 0 else {
            throw .damaged
        }
        position = 10
        var isLast = false
        while !isLast {
            isLast = try bits(1) == 1
            switch try bits(2) {
            case 0: try stored()
            case 1: try block(literals: Self.fixedLiterals, distances: Self.fixedDistances)
            case 2: try dynamic()
            default: throw .damaged
            }
        }
        position -= bitCount / 8
        guard position + 8 == input.count else { throw .damaged }
        guard word(position) == CRC32.checksum(output), word(position + 4) == UInt32(truncatingIfNeeded: output.count)
        else {
            throw .damaged
        }
        return output
    }

    private func word(_ at: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(input[at + $1]) << (8 * UInt32($1)) }
    }

    private mutating func bits(_ count: Int) throws(Fault) -> Int {
        while bitCount < count {
            guard position < input.count else { throw .damaged }
            bitBuffer |= UInt32(input[position]) << UInt32(bitCount)
            position += 1
            bitCount += 8
        }
        let value = bitBuffer & ((1 << UInt32(count)) - 1)
        bitBuffer >>= UInt32(count)
        bitCount -= count
        return Int(value)
    }

    private mutating func emit(_ byte: UInt8) throws(Fault) {
        guard output.count < limit else { throw .tooLarge }
        output.append(byte)
    }

    private mutating func stored() throws(Fault) {
        position -= bitCount / 8
        bitBuffer = 0
        bitCount = 0
        guard position + 4 <= input.count else { throw .damaged }
        let length = Int(input[position]) | Int(input[position + 1]) << 8
        let inverse = Int(input[position + 2]) | Int(input[position + 3]) << 8
        guard length ^ 0xffff == inverse else { throw .damaged }
        position += 4
        guard position + length <= input.count else { throw .damaged }
        guard output.count + length <= limit else { throw .tooLarge }
        output += input[position..<position + length]
        position += length
    }

    private mutating func symbol(_ code: Huffman) throws(Fault) -> Int {
        var value = 0
        var first = 0
        var index = 0
        for count in code.counts {
            value |= try bits(1)
            if value - first < count { return code.symbols[index + value - first] }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        throw .damaged
    }

    private mutating func block(literals: Huffman, distances: Huffman) throws(Fault) {
        while true {
            let symbol = try symbol(literals)
            if symbol < 256 {
                try emit(UInt8(symbol))
                continue
            }
            if symbol == 256 { return }
            guard symbol - 257 < Deflate.lengths.count else { throw .damaged }
            let length = Deflate.lengths[symbol - 257]
            let count = length.base + (try bits(length.extra))
            let place = try self.symbol(distances)
            guard place < Deflate.distances.count else { throw .damaged }
            let distance = Deflate.distances[place]
            let back = distance.base + (try bits(distance.extra))
            guard back <= output.count else { throw .damaged }
            for _ in 0..<count { try emit(output[output.count - back]) }
        }
    }

    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    private mutating func dynamic() throws(Fault) {
        let literalCount = try bits(5) + 257
        let distanceCount = try bits(5) + 1
        let codeCount = try bits(4) + 4
        guard literalCount <= 286, distanceCount <= 30 else { throw .damaged }
        var codeLengths = [Int](repeating: 0, count: 19)
        for index in 0..<codeCount { codeLengths[Self.order[index]] = try bits(3) }
        guard let codes = Huffman(lengths: codeLengths) else { throw .damaged }
        var lengths: [Int] = []
        while lengths.count < literalCount + distanceCount {
            let symbol = try symbol(codes)
            var value = 0
            var count = 1
            switch symbol {
            case 0...15: value = symbol
            case 16:
                guard let last = lengths.last else { throw .damaged }
                value = last
                count = 3 + (try bits(2))
            case 17: count = 3 + (try bits(3))
            default: count = 11 + (try bits(7))
            }
            guard lengths.count + count <= literalCount + distanceCount else { throw .damaged }
            lengths += [Int](repeating: value, count: count)
        }
        guard lengths[256] > 0, let literals = Huffman(lengths: Array(lengths[..<literalCount])),
            let distances = Huffman(lengths: Array(lengths[literalCount...]))
        else { throw .damaged }
        try block(literals: literals, distances: distances)
    }

    private static let fixedLiterals = Huffman(fixed: Deflate.fixedLiteralLengths)
    private static let fixedDistances = Huffman(fixed: [Int](repeating: 5, count: 30))

    /// Canonical Huffman code: how many codes of each length, and the symbols in order.
    private struct Huffman {
        var counts: [Int]
        var symbols: [Int]

        /// Nil for more codes than fit (over-subscribed).
        init?(lengths: [Int]) {
            self.init(fixed: lengths)
            var left = 1
            for count in counts {
                left = left * 2 - count
                if left < 0 { return nil }
            }
        }

        init(fixed lengths: [Int]) {
            counts = (1...15).map { length in lengths.count { $0 == length } }
            symbols = (1...15).flatMap { length in lengths.indices.filter { lengths[$0] == length } }
        }
    }
}
