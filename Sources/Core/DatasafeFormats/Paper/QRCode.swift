/// A QR code in byte mode, error correction level M, version 1 to 15: a square of dark and light modules.
/// Source: ISO/IEC 18004:2015. Made here, so that the paper copy of the backup key can be printed without JavaScript.
public struct QRCode: Hashable, Sendable {
    /// Modules per side without the quiet zone, 21...77.
    public let size: Int
    /// Version, 1...15.
    public let version: Int
    /// Row by row from the top left, true = dark.
    private let modules: [Bool]

    /// The quiet zone that a reader needs on each side, modules.
    public static let quietZone = 4
    /// The most bytes that fit.
    public static let maxBytes = 412

    /// The smallest code that holds `bytes`; nil above 412 bytes.
    public init?(bytes: [UInt8]) {
        guard let layout = QRLayout.smallest(for: bytes.count) else { return nil }
        let codewords = QRCodewords.interleaved(bytes: bytes, layout: layout)
        var best: (penalty: Int, matrix: QRMatrix)?
        for mask in 0..<8 {
            var matrix = QRMatrix(layout: layout)
            matrix.place(codewords, mask: mask)
            matrix.drawFormat(mask: mask)
            let penalty = matrix.penalty
            if best.map({ penalty < $0.penalty }) ?? true { best = (penalty, matrix) }
        }
        guard let matrix = best?.matrix else { return nil }
        size = layout.size
        version = layout.version
        modules = matrix.dark
    }

    /// The smallest code that holds the UTF-8 bytes of `text`; nil above 412 bytes.
    public init?(text: String) {
        self.init(bytes: Array(text.utf8))
    }

    /// Whether the module is dark; everything outside is light.
    public subscript(column column: Int, row row: Int) -> Bool {
        guard (0..<size).contains(column), (0..<size).contains(row) else { return false }
        return modules[row * size + column]
    }

    /// One line of text per row, `#` dark, `.` light, without the quiet zone.
    public var lines: [String] {
        (0..<size).map { row in
            String((0..<size).map { column in self[column: column, row: row] ? "#" : "." })
        }
    }

    /// The `d` of an SVG path in a view box of `size + 8` modules, quiet zone included: one rectangle per run of dark
    /// modules. Digits and letters only.
    public var svgPath: String {
        var path = ""
        for row in 0..<size {
            var column = 0
            while column < size {
                let run = (column..<size).prefix { self[column: $0, row: row] }.count
                if run > 0 { path += "M\(column + Self.quietZone) \(row + Self.quietZone)h\(run)v1h-\(run)z" }
                column += max(run, 1)
            }
        }
        return path
    }
}
