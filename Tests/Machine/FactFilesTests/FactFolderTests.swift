import DatasafeCore
import FactFiles
import Glibc
import Testing

struct FactFolderTests {
    let folder: String
    let now = Instant(seconds: 1_795_000_000)

    init() throws {
        var template = Array("/tmp/facts-XXXXXX".utf8CString)
        folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    private func writer(at: Instant) -> FactWriter<WebFact> {
        FactWriter(folder: folder, version: "1.0.0", boot: "0badcafe", now: { at })
    }

    private func reading(at: Instant) -> FactReading<WebFact> {
        FactFolder(path: folder, now: { at }).read(WebFact.self)
    }

    @Test func `never written is missing`() {
        guard case .missing = reading(at: now) else {
            Issue.record("expected missing")
            return
        }
    }

    @Test func `reads what was written, with its sequence`() throws {
        let writer = writer(at: now)
        var fact = WebFact()
        fact.fingerprint = "AB:CD"
        try writer.write(fact)
        try writer.write(fact)
        guard case .fresh(let envelope) = reading(at: now.adding(seconds: 90)) else {
            Issue.record("expected fresh")
            return
        }
        #expect(envelope.fact == fact)
        #expect(envelope.seq == 2)
        #expect(envelope.boot == "0badcafe")
    }

    @Test func `older than three periods is stale and says its age`() throws {
        try writer(at: now).write(WebFact())
        guard case .stale(_, let age) = reading(at: now.adding(seconds: 91)) else {
            Issue.record("expected stale")
            return
        }
        #expect(age == 91)
    }

    @Test(arguments: [
        "", "{", "[]", "{\"schema\":99,\"service\":\"web\"}", "{\"schema\":1,\"service\":\"storage\"}",
        "{\"schema\":1,\"service\":\"web\",\"fact\":7}",
    ])
    func `rubbish is unreadable, never a fact`(text: String) throws {
        let file = try #require(fopen("\(folder)/web.json", "w"))
        fputs(text, file)
        fclose(file)
        guard case .unreadable = reading(at: now) else {
            Issue.record("expected unreadable")
            return
        }
    }

    @Test func `a file above 64 KiB is not read`() throws {
        let file = try #require(fopen("\(folder)/web.json", "w"))
        fputs(String(repeating: " ", count: 70_000), file)
        fclose(file)
        guard case .unreadable = reading(at: now) else {
            Issue.record("expected unreadable")
            return
        }
    }

    @Test func `a fact above 64 KiB is refused and the old one stays`() throws {
        let writer = writer(at: now)
        try writer.write(WebFact())
        var fact = WebFact()
        fact.fingerprint = String(repeating: "x", count: 70_000)
        #expect(throws: FactFilesError(code: .tooLarge, what: "web.json")) { try writer.write(fact) }
        #expect(reading(at: now).fact == WebFact())
    }

    @Test(.timeLimit(.minutes(1))) func `a change wakes the watcher`() async throws {
        let changes = FactFolder(path: folder, now: { Instant(seconds: 0) }).changes()
        let writer = writer(at: now)
        try writer.write(WebFact())
        var iterator = changes.makeAsyncIterator()
        #expect(await iterator.next() == .web)
    }
}
