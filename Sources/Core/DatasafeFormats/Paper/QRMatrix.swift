/// The modules of a QR code while it is drawn. Source: ISO/IEC 18004:2015, 6.3, 7.7 to 7.10.
struct QRMatrix {
    let size: Int
    private(set) var dark: [Bool]
    private var isFunction: [Bool]

    /// The function patterns of a layout, with the places of format and version kept free.
    init(layout: QRLayout) {
        size = layout.size
        dark = Array(repeating: false, count: size * size)
        isFunction = dark
        for index in 0..<size {
            set(6, index, index % 2 == 0)
            set(index, 6, index % 2 == 0)
        }
        for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] { drawFinder(x, y) }
        drawAlignments(layout.alignment)
        drawFormat(mask: 0)
        if layout.version >= 7 { drawVersion(layout.version) }
    }

    private mutating func set(_ column: Int, _ row: Int, _ isDark: Bool) {
        dark[row * size + column] = isDark
        isFunction[row * size + column] = true
    }

    /// Rings around a centre, with the light border of the finder.
    private mutating func drawFinder(_ x: Int, _ y: Int) {
        for row in y - 4...y + 4 {
            for column in x - 4...x + 4 where (0..<size).contains(column) && (0..<size).contains(row) {
                let ring = max(abs(column - x), abs(row - y))
                set(column, row, ring != 2 && ring != 4)
            }
        }
    }

    private mutating func drawAlignments(_ centres: [Int]) {
        guard let last = centres.last else { return }
        for x in centres {
            for y in centres where ![(6, 6), (6, last), (last, 6)].contains(where: { $0 == (x, y) }) {
                for row in y - 2...y + 2 {
                    for column in x - 2...x + 2 { set(column, row, max(abs(column - x), abs(row - y)) != 1) }
                }
            }
        }
    }

    /// Level M (00) and mask with their BCH code, twice, and the one module that is always dark.
    mutating func drawFormat(mask: Int) {
        let data = mask
        let bits = (data << 10 | Self.bch(data, generator: 0x537, degree: 10)) ^ 0x5412
        let bit = { (index: Int) in bits >> index & 1 == 1 }
        for index in 0..<6 { set(8, index, bit(index)) }
        set(8, 7, bit(6))
        set(8, 8, bit(7))
        set(7, 8, bit(8))
        for index in 9..<15 { set(14 - index, 8, bit(index)) }
        for index in 0..<8 { set(size - 1 - index, 8, bit(index)) }
        for index in 8..<15 { set(8, size - 15 + index, bit(index)) }
        set(8, size - 8, true)
    }

    private mutating func drawVersion(_ version: Int) {
        let bits = version << 12 | Self.bch(version, generator: 0x1f25, degree: 12)
        for index in 0..<18 {
            let isDark = bits >> index & 1 == 1
            set(size - 11 + index % 3, index / 3, isDark)
            set(index / 3, size - 11 + index % 3, isDark)
        }
    }

    private static func bch(_ data: Int, generator: Int, degree: Int) -> Int {
        (0..<degree).reduce(data) { rest, _ in rest << 1 ^ (rest >> (degree - 1) & 1) * generator }
    }

    /// Places the codewords in pairs of columns from the right, up and down in turn, and masks them.
    mutating func place(_ codewords: [UInt8], mask: Int) {
        var next = 0
        var right = size - 1
        while right > 0 {
            // The column of the timing pattern is left out.
            if right == 6 { right = 5 }
            let isUpward = (right + 1) & 2 == 0
            for step in 0..<size {
                let row = isUpward ? size - 1 - step : step
                for column in [right, right - 1] where !isFunction[row * size + column] {
                    let bit = next < codewords.count * 8 && codewords[next / 8] >> UInt8(7 - next % 8) & 1 == 1
                    dark[row * size + column] = bit != Self.isMasked(mask, column, row)
                    next += 1
                }
            }
            right -= 2
        }
    }

    private static func isMasked(_ mask: Int, _ x: Int, _ y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }

    // MARK: Choice of the mask

    /// How hard the matrix is to read: runs, blocks, patterns like a finder, imbalance.
    var penalty: Int {
        let rows = (0..<size).map { row in Array(dark[row * size..<(row + 1) * size]) }
        let columns = (0..<size).map { column in (0..<size).map { dark[$0 * size + column] } }
        let lines = (rows + columns).reduce(0) { $0 + Self.runs($1) + Self.finderLike($1) }
        let share = dark.count { $0 } * 20
        let imbalance = abs(share - 10 * dark.count) / dark.count
        return lines + blocks + 10 * imbalance
    }

    private static func runs(_ line: [Bool]) -> Int {
        var penalty = 0
        var length = 0
        for (index, isDark) in line.enumerated() {
            length = index > 0 && line[index - 1] == isDark ? length + 1 : 1
            if length == 5 { penalty += 3 } else if length > 5 { penalty += 1 }
        }
        return penalty
    }

    private static func finderLike(_ line: [Bool]) -> Int {
        let core = [true, false, true, true, true, false, true]
        let light = [false, false, false, false]
        let patterns = [core + light, light + core]
        return (0...line.count - 11).reduce(0) { sum, start in
            sum + (patterns.contains { line[start..<start + 11].elementsEqual($0) } ? 40 : 0)
        }
    }

    private var blocks: Int {
        var penalty = 0
        for row in 0..<size - 1 {
            for column in 0..<size - 1 {
                let first = dark[row * size + column]
                let rest = [row * size + column + 1, (row + 1) * size + column, (row + 1) * size + column + 1]
                if rest.allSatisfy({ dark[$0] == first }) { penalty += 3 }
            }
        }
        return penalty
    }
}
