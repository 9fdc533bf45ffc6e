import DatasafeCore
import Testing

@Suite struct SearchWordsTests {
    @Test(arguments: [
        ("Müller", "(\"müller\"* OR \"mueller\"*)"), ("mueller", "(\"mueller\"*)"),
        ("Bef 2026", "(\"bef\"*) AND (\"2026\"*)"), ("Mu\u{308}ller", "(\"müller\"* OR \"mueller\"*)"),
        ("a\" OR name:*", "(\"a\"*) AND (\"or\"*) AND (\"name\"*)"), ("Straße", "(\"straße\"* OR \"strasse\"*)"),
        ("x NOT (y)", "(\"x\"*) AND (\"not\"*) AND (\"y\"*)"),
    ])
    func `becomes a query without operators of its own`(typed: String, match: String) {
        #expect(SearchWords(typed)?.match == match)
    }

    @Test(arguments: ["", "   ", "\"*", "--", "\0", "()"])
    func `nothing to search for`(typed: String) { #expect(SearchWords(typed) == nil) }

    @Test func `is bounded`() throws {
        let words = try #require(SearchWords(String(repeating: "wort ", count: 1000)))
        #expect(words.words.count == SearchWords.maximum)
        #expect(
            try #require(SearchWords(String(repeating: "a", count: 5000))).words == [String(repeating: "a", count: 40)])
    }

    @Test(arguments: [("Müller Größe.pdf", "mueller groesse.pdf"), ("Befund", "")])
    func `second column of the index`(name: String, german: String) throws {
        #expect(SearchWords.german(try #require(EntryName(name))) == german)
    }
}

@Suite struct FolderRuleTests {
    @Test(
        arguments: [
            (5, 1, [], nil), (5, 1, [1, 2, 3], nil), (5, 1, [5], .cycle), (5, 3, [1, 5, 7], .cycle),
            (5, 1, Array(100..<131), nil), (5, 2, Array(100..<131), .depth), (5, 32, [], nil), (5, 33, [], .depth),
        ] as [(Int, Int, [Int], DocumentCode?)])
    func `where a folder may stand`(folder: Int, height: Int, ancestors: [Int], code: DocumentCode?) {
        #expect(FolderRule.refusal(moving: folder, height: height, under: ancestors) == code)
    }
}

@Suite struct SpaceRuleTests {
    private static let gib: Int64 = 1 << 30

    @Test(
        arguments: [
            (4000 * gib, 10 * gib), (100 * gib, 5 * gib), (2 * gib, gib / 10), (0, 64 << 20), (500 << 20, 64 << 20),
        ] as [(Int64, Int64)])
    func `reserve`(total: Int64, reserve: Int64) {
        #expect(abs(SpaceRule.reserve(total: total) - reserve) < 1 << 20)
    }

    @Test(
        arguments: [
            (1, 10, 100, true), (0, 5, 100, true), (1, 5, 100, false), (0, 4, 100, false), (5, 10, 100, true),
            (6, 10, 100, false), (-1, 50, 100, false),
        ] as [(Int64, Int64, Int64, Bool)])
    func `may store, in GiB`(bytes: Int64, free: Int64, total: Int64, may: Bool) {
        #expect(SpaceRule.mayStore(bytes * Self.gib, free: free * Self.gib, total: total * Self.gib) == may)
    }
}
