import DatasafeCore
import Testing

@testable import Practice

@Suite struct SearchTests {
    @Test func `words, beginnings and umlauts both ways; best first`() async throws {
        let practice = try TestPractice()
        let chef = try await practice.found()
        let names = [
            "Müller Befund 2026.pdf", "Mueller, Hans.txt", "Möller.txt", "Befund_Schmidt.pdf", "Größe.txt",
            "Rechnung \"Müller\".pdf", "Mu\u{308}ller NFD.txt",
        ]
        for (number, name) in names.enumerated() { _ = try await practice.file(chef, name, [UInt8(number)]) }
        _ = try await practice.folder(chef, "Müller GmbH")
        func search(_ words: String) async throws -> Set<String> {
            let found = try await practice.host.answer(PracticeDeeds.Search(session: chef, words: words))
            return Set(found.folders.map { "\($0.name)/" } + found.documents.map(\.name))
        }
        let all: Set<String> = [
            "Müller Befund 2026.pdf", "Mueller, Hans.txt", "Rechnung \"Müller\".pdf", "Müller NFD.txt", "Müller GmbH/",
        ]
        #expect(try await search("Müller") == all)
        #expect(try await search("mueller") == all)
        #expect(try await search("MÜLL") == all)
        #expect(try await search("muller") == all.subtracting(["Mueller, Hans.txt"]))
        #expect(try await search("befund") == ["Müller Befund 2026.pdf", "Befund_Schmidt.pdf"])
        #expect(try await search("müller bef") == ["Müller Befund 2026.pdf"])
        #expect(try await search("groesse") == ["Größe.txt"])
        #expect(try await search("2026") == ["Müller Befund 2026.pdf"])
        for nothing in ["", "*", "\"", "xyz", "' OR 1=1 --", "name:befund NOT"] {
            #expect(try await search(nothing) == [], "\(nothing)")
        }
        let first = try await practice.host.answer(PracticeDeeds.Search(session: chef, words: "möller")).documents
        #expect(first.map(\.name) == ["Möller.txt"])
    }

    @Test func `at most a hundred, and the words are not in the log`() async throws {
        let practice = try TestPractice()
        let chef = try await practice.found()
        try await practice.host.ledger.commit { page in
            for number in 0..<120 {
                _ = try page.makeFolder(try #require(EntryName("Geheim \(number)")), in: nil, changed: page.now)
            }
        }
        for number in 0..<70 { _ = try await practice.file(chef, "geheim \(number).txt", [UInt8(number)]) }
        let found = try await practice.host.answer(PracticeDeeds.Search(session: chef, words: "geheim"))
        #expect(found.folders.count == 50 && found.documents.count == 50)
        let line = try #require(try await practice.audit(chef, "document.search").first)
        #expect(line.subject.hasPrefix("search:100/f"))
        #expect(!line.subject.lowercased().contains("geheim"))
    }
}
