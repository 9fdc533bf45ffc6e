/// What a person would see on a terminal that shows these bytes.
///
/// A grid of 80 by 25 (or as given); understands cursor moves, erasing and line ends, ignores colours. Enough for a
/// status screen, not for an editor. Source: ECMA-48, console_codes(4).
public struct TerminalScreen: Sendable {
    /// Columns, at least 1.
    public let columns: Int
    /// Rows, at least 1.
    public let rows: Int
    private var grid: [[Character]]
    private var row = 0
    private var column = 0
    private var state = State.text
    private var pendingUTF8: [UInt8] = []

    private enum State {
        case text, escape, control([UInt8]), ignoredOne, title
    }

    /// An empty screen.
    public init(columns: Int = 80, rows: Int = 25) {
        self.columns = max(1, columns)
        self.rows = max(1, rows)
        grid = Self.blank(columns: self.columns, rows: self.rows)
    }

    private static func blank(columns: Int, rows: Int) -> [[Character]] {
        Array(repeating: Array(repeating: " ", count: columns), count: rows)
    }

    /// The rows as text, spaces at their ends removed.
    public var lines: [String] {
        grid.map { row in
            String(row.prefix((row.lastIndex { $0 != " " } ?? -1) + 1))
        }
    }

    /// All rows, joined by line ends.
    public var text: String { lines.joined(separator: "\n") }

    /// Takes the next bytes, however they were cut.
    public mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { feed(byte) }
    }

    private mutating func feed(_ byte: UInt8) {
        switch state {
        case .text: feedText(byte)
        case .escape:
            switch byte {
            case UInt8(ascii: "["): state = .control([])
            case UInt8(ascii: "]"): state = .title
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "#"), UInt8(ascii: "%"): state = .ignoredOne
            case UInt8(ascii: "c"):
                self = TerminalScreen(columns: columns, rows: rows)
            default: state = .text
            }
        case .ignoredOne: state = .text
        case .title:
            if byte == 7 || byte == 0x5c { state = .text }
        case .control(let sofar):
            if byte >= 0x40 && byte <= 0x7e {
                state = .text
                control(byte, sofar)
            } else {
                state = sofar.count < 32 ? .control(sofar + [byte]) : .text
            }
        }
    }

    private mutating func feedText(_ byte: UInt8) {
        switch byte {
        case 0x1b: state = .escape
        case 10:
            newLine()
        case 13: column = 0
        case 8: column = max(0, column - 1)
        case 9: column = min(columns - 1, (column / 8 + 1) * 8)
        case 0..<32: break
        default:
            pendingUTF8.append(byte)
            guard let character = completed() else { return }
            put(character)
        }
    }

    /// The character the pending bytes make, nil while more must come; broken ones become U+FFFD.
    private mutating func completed() -> Character? {
        let need: Int
        switch pendingUTF8[0] {
        case 0..<0x80: need = 1
        case 0xc0..<0xe0: need = 2
        case 0xe0..<0xf0: need = 3
        case 0xf0..<0xf8: need = 4
        default: need = 1
        }
        guard pendingUTF8.count >= need else { return nil }
        defer { pendingUTF8 = [] }
        return String(decoding: pendingUTF8, as: UTF8.self).first
    }

    private mutating func put(_ character: Character) {
        if column >= columns {
            column = 0
            newLine()
        }
        grid[row][column] = character
        column += 1
    }

    private mutating func newLine() {
        if row + 1 < rows {
            row += 1
        } else {
            grid.removeFirst()
            grid.append(Array(repeating: " ", count: columns))
        }
    }

    private mutating func control(_ final: UInt8, _ bytes: [UInt8]) {
        let numbers = bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
        let first = numbers.first ?? 0
        let steps = min(max(1, first), 1000)
        switch final {
        case UInt8(ascii: "H"), UInt8(ascii: "f"):
            row = min(rows, max(1, first)) - 1
            column = min(columns, max(1, numbers.count > 1 ? numbers[1] : 1)) - 1
        case UInt8(ascii: "A"): row = max(0, row - steps)
        case UInt8(ascii: "B"): row = min(rows - 1, row + steps)
        case UInt8(ascii: "C"): column = min(columns - 1, column + steps)
        case UInt8(ascii: "D"): column = max(0, min(column, columns) - steps)
        case UInt8(ascii: "G"): column = min(columns, max(1, first)) - 1
        case UInt8(ascii: "d"): row = min(rows, max(1, first)) - 1
        case UInt8(ascii: "J"): erase(rowsFrom: first)
        case UInt8(ascii: "K"): eraseLine(first)
        default: break
        }
    }

    private mutating func erase(rowsFrom mode: Int) {
        switch mode {
        case 0:
            eraseLine(0)
            for below in (row + 1)..<max(row + 1, rows) { clear(below, 0..<columns) }
        case 1:
            eraseLine(1)
            for above in 0..<row { clear(above, 0..<columns) }
        default:
            grid = Self.blank(columns: columns, rows: rows)
        }
    }

    private mutating func eraseLine(_ mode: Int) {
        let here = min(column, columns - 1)
        switch mode {
        case 0: clear(row, min(column, columns)..<columns)
        case 1: clear(row, 0..<(here + 1))
        default: clear(row, 0..<columns)
        }
    }

    private mutating func clear(_ row: Int, _ range: Range<Int>) {
        for column in range { grid[row][column] = " " }
    }
}
