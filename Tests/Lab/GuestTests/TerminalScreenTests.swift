import Testing

@testable import Guest

@Suite("Screen of the serial line") struct TerminalScreenTests {
    static let cases: [(String, [String])] = [
        ("Guten Tag\r\nzwei", ["Guten Tag", "zwei", "", ""]),
        ("alt\u{1b}[2J\u{1b}[HDatasafe", ["Datasafe", "", "", ""]),
        ("\u{1b}[2;3Hx\u{1b}[1;1Hy", ["y", "  x", "", ""]),
        ("\u{1b}[1;31mrot\u{1b}[0m", ["rot", "", "", ""]),
        ("abcdef\u{1b}[3D\u{1b}[K", ["abc", "", "", ""]),
        ("Schlüssel – ß", ["Schlüssel – ß", "", "", ""]),
        ("1\r\n2\r\n3\r\n4\r\n5", ["2", "3", "4", "5"]),
        ("abcdefghijklmnopqrstuvwxyz", ["abcdefghijklmnop", "qrstuvwxyz", "", ""]),
        ("\u{1b}[999;999Hz", ["", "", "", "               z"]),
        ("weg\u{1b}]0;Titel\u{7}da\u{1b}(B.", ["wegda.", "", "", ""]),
        ("zeile\rZ", ["Zeile", "", "", ""]),
        ("a\u{1b}[2;1Hb\u{1b}[1;2H\u{1b}[Jc", ["ac", "", "", ""]),
    ]

    @Test("What a person would see", arguments: cases) func shows(bytes: String, rows: [String]) {
        var screen = TerminalScreen(columns: 16, rows: 4)
        screen.feed(bytes.utf8)
        #expect(screen.lines == rows)
        // The same, cut into single bytes.
        var cut = TerminalScreen(columns: 16, rows: 4)
        for byte in bytes.utf8 { cut.feed([byte]) }
        #expect(cut.lines == rows)
    }

    @Test("Any bytes at all leave a screen of the same size") func anything() {
        var random = SystemRandomNumberGenerator()
        var screen = TerminalScreen(columns: 7, rows: 3)
        for _ in 0..<20_000 {
            screen.feed([UInt8.random(in: 0...255, using: &random)])
            if UInt8.random(in: 0...7) == 0 {
                screen.feed("\u{1b}[\(Int.random(in: 0...40));\(Int.random(in: 0...40))H".utf8)
            }
        }
        #expect(screen.lines.count == 3)
        #expect(screen.lines.allSatisfy { $0.count <= 7 })
    }

    @Test("Lines carry the time their end came and no control sequences") func log() {
        var log = SerialLog()
        log.take("DS:1\u{1b}[0m:lo".utf8, at: .seconds(1))
        #expect(log.lines.isEmpty)
        #expect(log.unfinished == "DS:1:lo")
        #expect(log.take("cked\r\nnext".utf8, at: .seconds(2)).map(\.text) == ["DS:1:locked"])
        #expect(log.first(containing: "locked")?.at == .seconds(2))
        #expect(log.unfinished == "next")
    }
}
