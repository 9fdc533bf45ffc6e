import DatasafeCore
import Testing

@Suite struct EntryNameTests {
    @Test(arguments: [
        ("Befund.pdf", "Befund.pdf"), ("  Röntgen 2026  ", "Röntgen 2026"), ("a", "a"), ("...", "..."),
        ("Mu\u{308}ller", "M\u{FC}ller"), ("e\u{301}", "\u{E9}"), ("Vie\u{302}\u{323}t", "Vi\u{1EC7}t"),
        ("日本", "日本"), ("👩‍⚕️.jpg", "👩‍⚕️.jpg"), ("C:\\x", "C:\\x"),
        (String(repeating: "ä", count: 200), String(repeating: "ä", count: 200)),
    ])
    func `is taken, composed and trimmed`(raw: String, text: String) throws {
        let name = try #require(EntryName(raw))
        // Swift's own == would hide the difference this test is about.
        #expect(Array(name.text.unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test(arguments: [
        "", "   ", ".", "..", "a/b", "/", "a\nb", "a\0", "a\tb", "a\u{7F}", "a\u{85}b", "a\u{2028}b",
        "exe\u{202E}gpj.txt", "a\u{2066}b", "a\u{200F}", "a\u{FEFF}b", String(repeating: "a", count: 201),
        "a" + String(repeating: "\u{301}", count: 500), String(repeating: "👩‍⚕️", count: 100),
    ])
    func `is refused`(raw: String) { #expect(EntryName(raw) == nil) }

    @Test func `numbered steps aside, and knows when it gets too long`() {
        #expect(EntryName("a")?.numbered(1)?.text == "a")
        #expect(EntryName("a")?.numbered(2)?.text == "a (2)")
        #expect(EntryName(String(repeating: "a", count: 198))?.numbered(2) == nil)
    }
}

@Suite struct SortKeyTests {
    @Test func `orders as a person looks for it`() throws {
        let sorted = [
            "01 Alt", "2 Neu", "10 Neu", "Ärger", "Arzt", "Befund 2", "Befund 10", "befund 011", "Müller", "Mulm",
            "Straße", "Strasse 2", "Über", "Zahn",
        ]
        let keys = try sorted.map { SortKey.of(try #require(EntryName($0))) }
        #expect(keys == keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, "\(keys)")
    }

    @Test func `taken apart and composed letters have one key, and no key is long`() throws {
        #expect(SortKey.of(try #require(EntryName("ÄRGER"))) == "arger")
        let long = try #require(EntryName(String(repeating: "ﬁ1", count: 100)))
        #expect(SortKey.of(long).utf8.count <= 1002)
    }
}

@Suite struct AddressTests {
    @Test(arguments: [
        "", "0", String(repeating: "A", count: 64), String(repeating: "0", count: 63) + "/",
        String(repeating: "0", count: 65), "../" + String(repeating: "0", count: 61), String(repeating: "ä", count: 32),
    ])
    func `no content address`(hex: String) { #expect(ContentAddress(hex) == nil) }

    @Test func `content address`() throws {
        let address = try #require(ContentAddress(digest: Array(0..<32)))
        #expect(address.hex == "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
        #expect(address.fan == "00")
        #expect(ContentAddress(address.hex) == address)
        #expect(ContentAddress(digest: [1]) == nil)
    }

    @Test(arguments: ["", "..", String(repeating: "A", count: 32), String(repeating: "0", count: 31) + "."])
    func `no staged name`(text: String) { #expect(StagedName(text) == nil) }

    @Test func `staged names are drawn by lot`() {
        #expect(StagedName() != StagedName())
        #expect(StagedName(StagedName().text) != nil)
    }
}
