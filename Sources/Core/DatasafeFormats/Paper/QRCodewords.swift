/// Data and error correction codewords of a QR code. Source: ISO/IEC 18004:2015, 7.4 to 7.6.
enum QRCodewords {
    /// All codewords in the order in which they are placed.
    static func interleaved(bytes: [UInt8], layout: QRLayout) -> [UInt8] {
        let data = data(bytes: bytes, layout: layout)
        var blocks: [[UInt8]] = []
        var start = 0
        for length in layout.blocks {
            blocks.append(Array(data[start..<start + length]))
            start += length
        }
        let generator = generator(degree: layout.correction)
        let corrections = blocks.map { remainder(of: $0, by: generator) }
        return column(blocks) + column(corrections)
    }

    /// Mode, length, bytes, terminator, padding.
    private static func data(bytes: [UInt8], layout: QRLayout) -> [UInt8] {
        var bits: [Bool] = []
        func append(_ value: Int, _ count: Int) {
            for shift in (0..<count).reversed() { bits.append(value >> shift & 1 == 1) }
        }
        append(0b0100, 4)
        append(bytes.count, layout.lengthBits)
        for byte in bytes { append(Int(byte), 8) }
        append(0, min(4, layout.dataCodewords * 8 - bits.count))
        append(0, (8 - bits.count % 8) % 8)
        var words = stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
        let padding: [UInt8] = [0xec, 0x11]
        for index in 0..<layout.dataCodewords - words.count { words.append(padding[index % 2]) }
        return words
    }

    /// First codewords of all blocks, then second ones; shorter blocks run out first.
    private static func column(_ blocks: [[UInt8]]) -> [UInt8] {
        let longest = blocks.map(\.count).max() ?? 0
        return (0..<longest).flatMap { index in blocks.compactMap { index < $0.count ? $0[index] : nil } }
    }

    // MARK: Reed-Solomon over GF(256), polynomial x^8 + x^4 + x^3 + x^2 + 1

    private static func times(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var product = 0
        for shift in (0..<8).reversed() {
            product = product << 1
            if product & 0x100 != 0 { product ^= 0x11d }
            if right >> UInt8(shift) & 1 == 1 { product ^= Int(left) }
        }
        return UInt8(product)
    }

    /// The coefficients of (x - 1)(x - 2)(x - 4) ... without the leading one, highest power first.
    private static func generator(degree: Int) -> [UInt8] {
        var coefficients = [UInt8](repeating: 0, count: degree)
        coefficients[degree - 1] = 1
        var root: UInt8 = 1
        for _ in 0..<degree {
            for index in 0..<degree {
                coefficients[index] = times(coefficients[index], root)
                if index + 1 < degree { coefficients[index] ^= coefficients[index + 1] }
            }
            root = times(root, 2)
        }
        return coefficients
    }

    private static func remainder(of data: [UInt8], by generator: [UInt8]) -> [UInt8] {
        var remainder = [UInt8](repeating: 0, count: generator.count)
        for byte in data {
            let factor = byte ^ remainder[0]
            remainder = Array(remainder.dropFirst()) + [0]
            for index in remainder.indices { remainder[index] ^= times(generator[index], factor) }
        }
        return remainder
    }
}
