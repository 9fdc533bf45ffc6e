import Database
import DatasafeCore
import Testing

@testable import Practice

/// What was erased for ever is found again by name, with where it lay and when.
@Suite struct GoneTests {
    let practice: TestPractice
    let chef: String

    init() async throws {
        practice = try TestPractice()
        chef = try await practice.found()
    }

    private func find(_ words: String, as session: String? = nil) async throws -> PracticeDeeds.FindGone.Outcome {
        try await practice.host.answer(PracticeDeeds.FindGone(session: session ?? chef, words: words))
    }

    private func read(_ kind: String, _ id: Int) async throws -> PracticeDeeds.ReadGone.Outcome {
        try await practice.host.answer(PracticeDeeds.ReadGone(session: chef, kind: kind, id: id))
    }

    private func erase(_ kind: String, _ id: Int) async throws {
        try await practice.change(chef, kind, id, "bin")
        practice.wait(60)
        try await practice.change(chef, kind, id, "erase")
    }

    @Test func `a document with its versions, from the day it came to the day it went into the bin`() async throws {
        let folder = try await practice.folder(chef, "Befunde")
        let inner = try await practice.folder(chef, "2026", in: folder)
        let came = practice.now
        let document = try await practice.file(chef, "Befund Müller.pdf", [1], in: inner)
        practice.wait(600)
        _ = try await practice.file(chef, "Befund Müller.pdf", [1, 2, 3], in: inner)
        let changed = practice.now
        practice.wait(600)
        let binned = practice.now
        #expect(try await find("müller").entries.isEmpty)
        try await practice.change(chef, "document", document.id, "bin")
        #expect(try await find("müller").inBin == 1)
        practice.wait(86)
        try await practice.change(chef, "document", document.id, "erase")

        let wanted = GoneEntry(
            kind: "document", id: document.id, name: "Befund Müller.pdf", path: "Befunde/2026", bytes: 3, since: came,
            until: binned)
        for words in ["müller", "mueller bef", "MÜLL", "", "  "] {
            let found = try await find(words)
            #expect(found.entries == [wanted] && found.inBin == 0, "\(words)")
        }
        for words in ["meier", "§", "\"", "müller meier"] { #expect(try await find(words).entries.isEmpty, "\(words)") }
        let gone = try await read("document", document.id)
        #expect(gone.entry == wanted)
        #expect(
            gone.versions == [
                GoneVersion(number: 2, at: changed, bytes: 3), GoneVersion(number: 1, at: came, bytes: 1),
            ])
        // Names of patients are not in the log.
        let log = try await practice.host.answer(PracticeDeeds.ReadAudit(session: chef, before: nil, words: ""))
        let lines = log.lines.filter { $0.action == "document.search-gone" }
        #expect(lines.contains { $0.subject == "search:1/d\(document.id)" })
        #expect(lines.contains { $0.subject == "document:\(document.id)" })
        #expect(!log.lines.contains { $0.subject.contains("ller") })
    }

    @Test func `a folder with all it held, each at its place`() async throws {
        let folder = try await practice.folder(chef, "Röntgen")
        let made = practice.now
        practice.wait(100)
        let inner = try await practice.folder(chef, "alt", in: folder)
        let one = try await practice.file(chef, "eins.png", [1], in: folder)
        let two = try await practice.file(chef, "zwei.png", [2], in: inner)
        let early = try await practice.file(chef, "drei.png", [3], in: inner)
        practice.wait(100)
        let away = practice.now
        try await practice.change(chef, "document", early.id, "bin")
        practice.wait(100)
        let binned = practice.now
        try await erase("folder", folder)
        let all = try await find("").entries
        #expect(
            Set(all.map { "\($0.kind) \($0.path)/\($0.name)" }) == [
                "folder /Röntgen", "folder Röntgen/alt", "document Röntgen/eins.png", "document Röntgen/alt/zwei.png",
                "document Röntgen/alt/drei.png",
            ])
        let root = try await read("folder", folder)
        #expect(root.entry.since == made && root.entry.until == binned && root.versions.isEmpty)
        #expect(try await read("document", one.id).entry.until == binned)
        #expect(try await read("document", two.id).versions.count == 1)
        // Thrown away before the folder was.
        #expect(try await read("document", early.id).entry.until == away)
        await #expect(throws: Refusal(DocumentCode.gone)) { _ = try await read("folder", inner + 1000) }
        await #expect(throws: Refusal(DocumentCode.request)) { _ = try await read("user", 1) }
    }

    @Test func `what no night can hold any more is forgotten by name`() async throws {
        let one = try await practice.file(chef, "eins.txt", [1])
        let two = try await practice.file(chef, "zwei.txt", [2])
        try await erase("document", one.id)
        practice.wait(500)
        try await erase("document", two.id)
        let between = practice.now.adding(seconds: -250)
        let head = try await practice.host.counts().head.seq
        for _ in 0..<2 {
            _ = try await practice.host.answer(PracticeDeeds.ForgetGone(before: between))
            #expect(try await find("").entries.map(\.name) == ["zwei.txt"])
        }
        #expect(try await find("eins").entries.isEmpty)
        await #expect(throws: Refusal(DocumentCode.gone)) { _ = try await read("document", one.id) }
        // Nobody did it: only the looks stand in the log.
        #expect(try await practice.host.counts().head.seq == head + 4)
        let left = try await practice.host.pool.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM goneVersion") ?? 0
        }
        #expect(left == 1)
    }

    @Test func `who may not bring anything back is not told names`() async throws {
        let document = try await practice.file(chef, "geheim.txt", [1])
        try await erase("document", document.id)
        for role in Role.allCases where role != .administrator {
            let session = try await practice.add("u\(role.rawValue)", role, by: chef)
            let may = Roles.may(role, .restore)
            let found = try? await find("geheim", as: session)
            #expect((found != nil) == may, "\(role)")
        }
        await #expect(throws: Refusal.self) { _ = try await find("geheim", as: "nobody") }
    }
}
