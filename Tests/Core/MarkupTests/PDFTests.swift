import Markup
import Testing

@Suite struct PDFTests {
    @Test(arguments: [
        ("Löschnachweis", [0x4C, 0xF6, 0x73, 0x63, 0x68]), ("„§€“", [0x84, 0xA7, 0x80, 0x93]), ("–…", [0x96, 0x85]),
        ("数😀", [0x3F, 0x3F]), ("a\u{1b}\n", [0x61, 0x20, 0x20]), ("", []),
    ])
    func `letters become one byte each`(text: String, bytes: [UInt8]) {
        #expect(WinAnsi.bytes(text).prefix(bytes.count).elementsEqual(bytes))
    }

    @Test(arguments: [
        ("eins zwei drei", 50.0, ["eins zwei", "drei"]), ("eins", 50, ["eins"]), ("", 50, []), ("  \n ", 50, []),
        ("Donaudampfschiff", 50, ["Donaudam", "pfschiff"]),
        ("a Donaudampfschiff b", 60, ["a", "Donaudampf", "schiff b"]),
    ])
    func `words are put into lines`(text: String, width: Double, lines: [String]) {
        #expect(WinAnsi.lines(text, size: 10, width: width) == lines)
        for line in WinAnsi.lines(text, size: 10, width: width) {
            #expect(WinAnsi.width(line, size: 10) <= width)
        }
    }

    @Test func `widths are those of the font`() {
        // Adobe's Helvetica: i 222, W 944, space 278, Ä 667.
        #expect(WinAnsi.width("iW Ä", size: 1000) == 222 + 944 + 278 + 667)
    }

    private func sample(_ count: Int = 1) -> String {
        var page = PDFDocument(title: "Prüfung (1)", language: "de")
        page.heading("Löschnachweis")
        for index in 0..<count { page.fact("Nummer \(index)", "a\\b(c)") }
        page.line(for: "Unterschrift")
        return String(decoding: page.bytes, as: UTF8.self)
    }

    @Test func `the file is plain, and its table points at its objects`() throws {
        let file = sample()
        #expect(file.hasPrefix("%PDF-1.4\n") && file.hasSuffix("%%EOF\n") && file.utf8.allSatisfy { $0 < 0x7F })
        let bytes = Array(file.utf8)
        let table = try #require(file.firstMatch(of: #/startxref\n(\d+)\n/#).flatMap { Int($0.1) })
        #expect(String(decoding: bytes[table...].prefix(5), as: UTF8.self) == "xref\n")
        let offsets = file.matches(of: #/(\d{10}) 00000 n /#).compactMap { Int($0.1) }
        #expect(offsets.count == 7)
        for (index, offset) in offsets.enumerated() {
            #expect(String(decoding: bytes[offset...].prefix(7), as: UTF8.self) == "\(index + 1) 0 obj")
        }
        let length = try #require(file.firstMatch(of: #/Length (\d+)/#).flatMap { Int($0.1) })
        let stream = try #require(file.firstRange(of: "stream\n")).upperBound
        let end = try #require(file.firstRange(of: "endstream")).lowerBound
        #expect(file.utf8.distance(from: stream, to: end) == length)
    }

    @Test func `a new page begins where it is asked for`() {
        var document = PDFDocument(title: "x", language: "de")
        document.heading("Eins")
        document.newPage()
        document.heading("Zwei")
        let file = String(decoding: document.bytes, as: UTF8.self)
        #expect(file.contains("/Count 2 "))
        let places = file.matches(of: #/Td \((Eins|Zwei)\)/#).map { String($0.1) }
        #expect(places == ["Eins", "Zwei"] && file.matches(of: #/Tf 64 751 Td/#).count == 2)
    }

    @Test func `brackets and letters beyond ASCII are escaped`() {
        let file = sample()
        #expect(file.contains("(L\\366schnachweis) Tj") && file.contains("(a\\134b\\050c\\051) Tj"))
        // The title in UTF-16: P r ü f ...
        #expect(file.contains("/Title <FEFF0050007200FC0066"))
    }

    @Test(arguments: [(1, 1), (34, 1), (35, 2), (60, 2), (120, 4)])
    // 714 points between the margins: 33 for the heading, 18.175 for a fact, 50.15 for the line to sign on, which 35 facts
    // leave no room for.
    func `what does not fit on a page goes on the next`(facts: Int, pages: Int) {
        let file = sample(facts)
        #expect(file.contains("/Count \(pages) "))
        #expect(file.matches(of: #/Nummer/#).count == facts)
        // Nothing is set outside of the page.
        for match in file.matches(of: #/Tf ([0-9.]+) ([0-9.]+) Td/#) {
            #expect((64.0...780).contains(Double(match.2) ?? 0))
        }
    }
}
