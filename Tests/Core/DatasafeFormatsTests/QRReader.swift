import DatasafeFormats

/// Reads a QR code back from its modules, by the standard and not by the encoder's code: the place of the function
/// patterns is taken from the drawn finders, timing and alignment centres of ISO/IEC 18004, the error correction must fit.
struct QRReader {
    let code: QRCode
    private var size: Int { code.size }
    private var version: Int { (size - 17) / 4 }

    /// Error correction codewords per block and data codewords of each block at level M.
    private static let blocks: [Int: (Int, [Int])] = [
        1: (10, [16]), 2: (16, [28]), 3: (26, [44]), 4: (18, [32, 32]), 5: (24, [43, 43]), 6: (16, [27, 27, 27, 27]),
        7: (18, [31, 31, 31, 31]), 8: (22, [38, 38, 39, 39]), 9: (22, [36, 36, 36, 37, 37]),
        10: (26, [43, 43, 43, 43, 44]), 11: (30, [50, 51, 51, 51, 51]),
        12: (22, [36, 36, 36, 36, 36, 36, 37, 37]), 13: (22, [37, 37, 37, 37, 37, 37, 37, 37, 38]),
        14: (24, [40, 40, 40, 40, 41, 41, 41, 41, 41]), 15: (24, [41, 41, 41, 41, 41, 42, 42, 42, 42, 42]),
    ]

    private static let centres: [Int: [Int]] = [
        2: [6, 18], 3: [6, 22], 4: [6, 26], 5: [6, 30], 6: [6, 34], 7: [6, 22, 38], 8: [6, 24, 42], 9: [6, 26, 46],
        10: [6, 28, 50], 11: [6, 30, 54], 12: [6, 32, 58], 13: [6, 34, 62], 14: [6, 26, 46, 66], 15: [6, 26, 48, 70],
    ]

    /// The mask, nil if the format bits are not a valid level M format in both places.
    var mask: Int? {
        let first = [
            (0, 8), (1, 8), (2, 8), (3, 8), (4, 8), (5, 8), (7, 8), (8, 8), (8, 7), (8, 5), (8, 4), (8, 3), (8, 2),
            (8, 1), (8, 0),
        ]
        let second = (0..<7).map { (8, size - 1 - $0) } + (0..<8).map { (size - 8 + $0, 8) }
        let read = { (places: [(Int, Int)]) in
            places.reduce(0) { $0 << 1 | (code[column: $1.0, row: $1.1] ? 1 : 0) }
        }
        // Level M formats with masks 0 to 7, from annex C of the standard.
        let known = [0x5412, 0x5125, 0x5e7c, 0x5b4b, 0x45f9, 0x40ce, 0x4f97, 0x4aa0]
        guard read(first) == read(second) else { return nil }
        return known.firstIndex(of: read(first))
    }

    /// The bytes, nil if anything does not fit.
    func bytes() -> [UInt8]? {
        guard let mask, let (correction, lengths) = Self.blocks[version] else { return nil }
        let words = codewords(mask: mask)
        let total = lengths.reduce(0) { $0 + $1 + correction }
        guard words.count >= total else { return nil }
        var blocks: [[UInt8]] = lengths.map { _ in [] }
        var next = 0
        for index in 0..<(lengths.max() ?? 0) {
            for block in lengths.indices where index < lengths[block] {
                blocks[block].append(words[next])
                next += 1
            }
        }
        let data = blocks
        for _ in 0..<correction {
            for block in lengths.indices {
                blocks[block].append(words[next])
                next += 1
            }
        }
        guard blocks.allSatisfy({ Self.hasNoError($0, correction) }) else { return nil }
        return Self.content(data.flatMap { $0 }, lengthBits: version < 10 ? 8 : 16)
    }

    private func isFunction(_ x: Int, _ y: Int) -> Bool {
        if x == 6 || y == 6 { return true }
        if (x < 9 && y < 9) || (x >= size - 8 && y < 9) || (x < 9 && y >= size - 8) { return true }
        if version >= 7, (x >= size - 11 && y < 6) || (x < 6 && y >= size - 11) { return true }
        let centres = Self.centres[version] ?? []
        let last = centres.last ?? 0
        return centres.contains { cx in
            centres.contains { cy in
                let isCorner = [(6, 6), (6, last), (last, 6)].contains { $0 == (cx, cy) }
                return !isCorner && abs(cx - x) <= 2 && abs(cy - y) <= 2
            }
        }
    }

    private func codewords(mask: Int) -> [UInt8] {
        var bits: [Bool] = []
        var right = size - 1
        var isUp = true
        while right > 0 {
            if right == 6 { right -= 1 }
            for y in isUp ? Array((0..<size).reversed()) : Array(0..<size) {
                for x in [right, right - 1] where !isFunction(x, y) {
                    bits.append(code[column: x, row: y] != Self.isInverted(mask, i: y, j: x))
                }
            }
            isUp.toggle()
            right -= 2
        }
        return stride(from: 0, to: bits.count - 7, by: 8).map { start in
            (0..<8).reduce(UInt8(0)) { $0 << 1 | (bits[start + $1] ? 1 : 0) }
        }
    }

    private static func isInverted(_ mask: Int, i: Int, j: Int) -> Bool {
        switch mask {
        case 0: (i + j) % 2 == 0
        case 1: i % 2 == 0
        case 2: j % 3 == 0
        case 3: (i + j) % 3 == 0
        case 4: (i / 2 + j / 3) % 2 == 0
        case 5: (i * j) % 2 + (i * j) % 3 == 0
        case 6: ((i * j) % 2 + (i * j) % 3) % 2 == 0
        default: ((i * j) % 3 + (i + j) % 2) % 2 == 0
        }
    }

    /// All syndromes are zero: the block as a polynomial vanishes at the powers of 2.
    private static func hasNoError(_ block: [UInt8], _ correction: Int) -> Bool {
        var root = 1
        for _ in 0..<correction {
            let value = block.reduce(0) { times($0, root) ^ Int($1) }
            if value != 0 { return false }
            root = times(root, 2)
        }
        return true
    }

    private static func times(_ left: Int, _ right: Int) -> Int {
        var (a, b, product) = (left, right, 0)
        while b > 0 {
            if b & 1 == 1 { product ^= a }
            a <<= 1
            if a & 0x100 != 0 { a ^= 0x11d }
            b >>= 1
        }
        return product
    }

    private static func content(_ data: [UInt8], lengthBits: Int) -> [UInt8]? {
        let bits = data.flatMap { byte in (0..<8).map { Int(byte >> UInt8(7 - $0) & 1) } }
        let number = { (start: Int, count: Int) in bits[start..<start + count].reduce(0) { $0 << 1 | $1 } }
        guard number(0, 4) == 4 else { return nil }
        let length = number(4, lengthBits)
        let start = 4 + lengthBits
        guard start + 8 * length <= bits.count else { return nil }
        return (0..<length).map { UInt8(number(start + 8 * $0, 8)) }
    }
}
