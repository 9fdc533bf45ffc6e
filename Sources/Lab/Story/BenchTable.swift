public import Guest

/// The table of a bench: Markdown that a person can also read in a terminal.
public struct BenchTable: Sendable, Equatable {
    /// In the order they are printed.
    public var rows: [BenchRow]

    /// A table of these rows.
    public init(rows: [BenchRow]) {
        self.rows = rows
    }

    /// True if every figure was measured.
    public var isWhole: Bool { rows.allSatisfy(\.isWhole) }

    private static let head = ["what", "Datasafe", "instead", "ratio", "unit", "beside it, remarks"]
    /// A reason for a missing figure may be long: it does not widen the column for the others.
    private static let widest = 52

    /// The lines of the table.
    public var lines: [String] {
        let cells = [Self.head] + rows.map(Self.cells)
        let widths = Self.head.indices.map { column in
            cells.map { $0[column].count }.filter { $0 <= Self.widest }.max() ?? 3
        }
        // Figures to the right, words to the left; the last column is not padded.
        let isRight = [false, true, true, true, false, false]
        let line = { (cells: [String]) in
            "| "
                + cells.enumerated().map { column, cell in
                    column == cells.count - 1 ? cell : Self.padded(cell, widths[column], isRight: isRight[column])
                }.joined(separator: " | ") + " |"
        }
        let rule = widths.indices.map { column in
            let dashes = String(repeating: "-", count: column == widths.count - 1 ? 3 : max(3, widths[column]))
            return isRight[column] ? dashes.dropLast() + ":" : dashes
        }
        return [line(Self.head), "| " + rule.joined(separator: " | ") + " |"] + cells.dropFirst().map(line)
    }

    private static func cells(_ row: BenchRow) -> [String] {
        [
            row.name, text(row.ours), row.instead.map(text) ?? "–", row.ratio.map { "\(text($0))×" } ?? "–", row.unit,
            row.remark,
        ].map(flat)
    }

    private static func text(_ figure: BenchFigure) -> String {
        switch figure {
        case .measured(let value): text(value)
        case .missed(let reason): "not measured: \(reason)"
        }
    }

    /// Whole numbers as they are, others with three digits that count and no exponent: "41234", "12.3", "0.00412".
    public static func text(_ value: Double) -> String {
        guard value.isFinite else { return "\(value)" }
        let size = value.magnitude
        if size < 1e15, value == value.rounded() { return "\(Int64(value))" }
        var places = 0
        // 99.96 shows as 100: what counts is the size after rounding to three digits.
        while places < 6, size * power(places) < 99.95 { places += 1 }
        let scaled = Int64((size * power(places)).rounded())
        let sign = value < 0 ? "-" : ""
        guard places > 0 else { return "\(sign)\(scaled)" }
        let digits = String(scaled)
        let filled = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return "\(sign)\(filled.dropLast(places)).\(filled.suffix(places))"
    }

    private static func power(_ places: Int) -> Double { (0..<places).reduce(1.0) { power, _ in power * 10 } }

    private static func padded(_ text: String, _ width: Int, isRight: Bool) -> String {
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        return isRight ? blanks + text : text + blanks
    }

    /// A cell holds no bar and no line end, and does not go on for ever.
    private static func flat(_ text: String) -> String {
        let words = text.split { $0.isWhitespace }.joined(separator: " ").replacing("|", with: "/")
        return words.count <= 300 ? words : words.prefix(299) + "…"
    }

    /// The same for programs.
    public var json: JSON {
        .array(
            rows.map { row in
                var object: [String: JSON] = [
                    "id": .string(row.id), "name": .string(row.name), "unit": .string(row.unit),
                    "datasafe": Self.json(row.ours), "remark": .string(row.remark),
                ]
                if let instead = row.instead { object["instead"] = Self.json(instead) }
                if let ratio = row.ratio { object["ratio"] = .number(ratio) }
                let missing = [row.ours, row.instead].compactMap { figure -> JSON? in
                    if case .missed(let reason)? = figure { .string(reason) } else { nil }
                }
                if !missing.isEmpty { object["notMeasured"] = .array(missing) }
                return .object(object)
            })
    }

    private static func json(_ figure: BenchFigure) -> JSON { figure.value.map { .number($0) } ?? .null }
}
