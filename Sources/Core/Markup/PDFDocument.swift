/// A printed document: headings, paragraphs and facts from top to bottom on A4 pages, set in Helvetica. No images, no
/// links, no script, nothing from outside; the same content gives the same bytes.
///
/// Source: ISO 32000-1 (PDF 1.4). The fonts are two of the fourteen every reader has, so none is inside.
public struct PDFDocument: Sendable {
    /// A4 in points.
    static let size = (width: 595.0, height: 842.0)
    static let margin = 64.0
    /// Where the value of a fact begins.
    static let valueAt = 220.0

    private let title: String
    private let language: String
    private var pages: [String] = [""]
    /// Upper edge of what comes next, points from below.
    private var top = PDFDocument.size.height - PDFDocument.margin

    /// An empty page.
    ///
    /// - Parameters:
    ///   - title: shown by the reader in its window.
    ///   - language: of the texts, `de` or `en`, for whoever has them read aloud.
    public init(title: String, language: String) {
        self.title = title
        self.language = language
    }

    /// A large line.
    public mutating func heading(_ text: String) {
        write(text, size: 20, font: "F2")
        gap(6)
    }

    /// A line over what belongs together.
    public mutating func subheading(_ text: String) {
        gap(10)
        write(text, size: 12.5, font: "F2")
        gap(2)
    }

    /// A sentence or more, broken between words.
    public mutating func paragraph(_ text: String, isStrong: Bool = false) {
        write(text, size: 10.5, font: isStrong ? "F2" : "F1")
        gap(5)
    }

    /// A name and beside it its value.
    public mutating func fact(_ name: String, _ value: String) {
        let size = 10.5
        let right = PDFDocument.size.width - PDFDocument.margin
        let names = WinAnsi.lines(name, size: size, width: PDFDocument.valueAt - PDFDocument.margin - 12)
        let values = WinAnsi.lines(value, size: size, width: right - PDFDocument.valueAt)
        for index in 0..<max(names.count, values.count) {
            nextLine(size)
            if index < names.count { put(names[index], size: size, font: "F1", at: PDFDocument.margin) }
            if index < values.count { put(values[index], size: size, font: "F2", at: PDFDocument.valueAt) }
        }
        gap(4)
    }

    /// A line to write on by hand, with what belongs there below it.
    public mutating func line(for text: String) {
        gap(38)
        nextLine(9)
        let x = number(PDFDocument.margin)
        let y = number(top + 12)
        pages[pages.count - 1] += "0.6 w \(x) \(y) m \(number(PDFDocument.margin + 300)) \(y) l S\n"
        put(text, size: 9, font: "F1", at: PDFDocument.margin)
    }

    /// What comes next stands on a page of its own.
    public mutating func newPage() {
        pages.append("")
        top = PDFDocument.size.height - PDFDocument.margin
    }

    /// Space between.
    public mutating func gap(_ points: Double) { top -= points }

    private mutating func write(_ text: String, size: Double, font: String) {
        // Bold letters are wider than the table's.
        let width = (PDFDocument.size.width - 2 * PDFDocument.margin) * (font == "F2" ? 0.9 : 1)
        for line in WinAnsi.lines(text, size: size, width: width) {
            nextLine(size)
            put(line, size: size, font: font, at: PDFDocument.margin)
        }
    }

    private mutating func nextLine(_ size: Double) {
        top -= size * 1.35
        guard top < PDFDocument.margin else { return }
        pages.append("")
        top = PDFDocument.size.height - PDFDocument.margin - size * 1.35
    }

    private mutating func put(_ text: String, size: Double, font: String, at x: Double) {
        pages[pages.count - 1] +=
            "BT /\(font) \(number(size)) Tf \(number(x)) \(number(top)) Td (\(escaped(text))) Tj ET\n"
    }

    // MARK: Bytes

    /// The whole file, plain ASCII.
    public var bytes: [UInt8] {
        let kids = pages.indices.map { "\(6 + 2 * $0) 0 R" }.joined(separator: " ")
        var objects = [
            "<< /Type /Catalog /Pages 2 0 R /Lang (\(escaped(language))) "
                + "/ViewerPreferences << /DisplayDocTitle true >> >>",
            "<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>",
            font("Helvetica"), font("Helvetica-Bold"),
            "<< /Title \(wide(title)) /Producer (Datasafe) >>",
        ]
        for (index, page) in pages.enumerated() {
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(number(PDFDocument.size.width)) "
                    + "\(number(PDFDocument.size.height))] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> "
                    + "/Contents \(7 + 2 * index) 0 R >>")
            objects.append("<< /Length \(page.utf8.count) >>\nstream\n\(page)endstream")
        }
        var file = "%PDF-1.4\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(file.utf8.count)
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let table = file.utf8.count
        file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets { file += "\(tenDigits(offset)) 00000 n \n" }
        file += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R /Info 5 0 R >>\nstartxref\n\(table)\n%%EOF\n"
        return Array(file.utf8)
    }

    private func font(_ name: String) -> String {
        "<< /Type /Font /Subtype /Type1 /BaseFont /\(name) /Encoding /WinAnsiEncoding >>"
    }

    /// One byte a letter between brackets; whatever is no plain letter as three octal digits.
    private func escaped(_ text: String) -> String {
        WinAnsi.bytes(text).map { byte in
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"), 0x7F...0xFF:
                "\\" + String(repeating: "0", count: byte < 64 ? 1 : 0) + String(byte, radix: 8)
            default: String(UnicodeScalar(byte))
            }
        }.joined()
    }

    /// UTF-16 with its mark, as hex digits: a title may hold any letter.
    private func wide(_ text: String) -> String {
        let digits = text.utf16.map { unit in
            let digits = String(unit, radix: 16, uppercase: true)
            return String(repeating: "0", count: 4 - digits.count) + digits
        }
        return "<FEFF\(digits.joined())>"
    }

    private func tenDigits(_ value: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: 10 - digits.count) + digits
    }

    /// At most two decimals, no exponent.
    private func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        guard hundredths % 100 != 0 else { return "\(hundredths / 100)" }
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
