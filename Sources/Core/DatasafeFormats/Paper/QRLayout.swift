/// Size, blocks and alignment patterns of the QR versions 1 to 15 at level M. Source: ISO/IEC 18004:2015, tables 1, 9 and
/// E.1.
struct QRLayout {
    let version: Int
    /// Error correction codewords of each block.
    let correction: Int
    /// Data codewords of each block, in order.
    let blocks: [Int]
    /// Centres of the alignment patterns, on both axes.
    let alignment: [Int]

    /// Modules per side.
    var size: Int { 17 + 4 * version }
    /// Data codewords of all blocks.
    var dataCodewords: Int { blocks.reduce(0, +) }
    /// Bits of the length field in byte mode.
    var lengthBits: Int { version < 10 ? 8 : 16 }
    /// Bytes that fit in byte mode: mode and length go off.
    var capacity: Int { (dataCodewords * 8 - 4 - lengthBits) / 8 }

    static func smallest(for bytes: Int) -> QRLayout? {
        (1...15).lazy.map(QRLayout.init(version:)).first { $0.capacity >= bytes }
    }

    private init(version: Int) {
        let row = Self.table[version - 1]
        self.version = version
        correction = row.correction
        blocks =
            Array(repeating: row.short, count: row.shortCount) + Array(repeating: row.short + 1, count: row.longCount)
        alignment = row.alignment
    }

    private typealias Row = (correction: Int, shortCount: Int, short: Int, longCount: Int, alignment: [Int])

    private static let table: [Row] = [
        (10, 1, 16, 0, []),
        (16, 1, 28, 0, [6, 18]),
        (26, 1, 44, 0, [6, 22]),
        (18, 2, 32, 0, [6, 26]),
        (24, 2, 43, 0, [6, 30]),
        (16, 4, 27, 0, [6, 34]),
        (18, 4, 31, 0, [6, 22, 38]),
        (22, 2, 38, 2, [6, 24, 42]),
        (22, 3, 36, 2, [6, 26, 46]),
        (26, 4, 43, 1, [6, 28, 50]),
        (30, 1, 50, 4, [6, 30, 54]),
        (22, 6, 36, 2, [6, 32, 58]),
        (22, 8, 37, 1, [6, 34, 62]),
        (24, 4, 40, 5, [6, 26, 46, 66]),
        (24, 5, 41, 5, [6, 26, 48, 70]),
    ]
}
