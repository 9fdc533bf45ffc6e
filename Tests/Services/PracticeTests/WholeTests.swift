import Database
import DatasafeCore
import FactFiles
import FoundationEssentials
import Logging
import Seal
import Staging
import Synchronization
import Testing

@testable import Practice

/// A practice becomes what it was in a night, on the same box and on another.
@Suite struct WholeTests {
    let practice: TestPractice
    let night: String
    let folder: Int

    init() async throws {
        practice = try TestPractice()
        var chef = try await practice.found()
        _ = try await practice.add("anna", .assistant, by: chef)
        folder = try await practice.folder(chef, "Röntgen")
        _ = try await practice.file(chef, "Brief.txt", [1], in: folder)
        _ = try await practice.file(chef, "Brief.txt", [2, 2], in: folder)
        _ = try await practice.file(chef, "oben.txt", [4])
        let binned = try await practice.file(chef, "weg.txt", [5])
        try await practice.change(chef, "document", binned.id, "bin")
        night = try RestoreTests.snapshot(practice)
        practice.wait(3600)
        chef = try await practice.logIn("chef")
        // And then a bad day.
        try await practice.change(chef, "folder", folder, "bin")
        try await practice.change(chef, "folder", folder, "erase")
        _ = try await practice.file(chef, "neu.txt", [9, 9])
        _ = try await practice.add("eve", .administrator, by: chef)
    }

    private func take(_ host: DataHost? = nil) async throws -> PracticeDeeds.TakeNight.Outcome {
        try await (host ?? practice.host).answer(PracticeDeeds.TakeNight(staged: night, user: "chef")) { _ in }
    }

    private func become(
        _ taken: PracticeDeeds.TakeNight.Outcome, after: Int? = nil, user: String = "chef", host: DataHost? = nil
    ) async throws -> PracticeDeeds.BecomeNight.Outcome {
        try await (host ?? practice.host).answer(
            PracticeDeeds.BecomeNight(
                staged: night, after: after ?? taken.head, damaged: taken.damaged, night: "1/1a2b3c4d", user: user))
    }

    @Test func `what came after the night is found in later nights, what the night brings back is gone no more`()
        async throws
    {
        var chef = try await practice.logIn("chef")
        let gone = try await practice.host.answer(PracticeDeeds.FindGone(session: chef, words: "brief"))
        #expect(gone.entries.map(\.name) == ["Brief.txt"])
        _ = try await become(take())
        chef = try await practice.logIn("chef")
        let now = try await practice.host.answer(PracticeDeeds.FindGone(session: chef, words: ""))
        #expect(now.entries.map(\.name) == ["neu.txt"])
        #expect(now.entries.first?.until == practice.now)
        let id = try #require(now.entries.first?.id)
        let read = try await practice.host.answer(PracticeDeeds.ReadGone(session: chef, kind: "document", id: id))
        #expect(read.versions.map(\.bytes) == [2])
    }

    @Test func `documents, bin, users and search are those of the night; the log goes on`() async throws {
        let lines = try await practice.host.counts().head.seq
        let taken = try await take()
        #expect(taken.damaged == 0 && taken.head == lines)
        let before = practice.blobs
        let outcome = try await become(taken)
        #expect(outcome.done && outcome.documents == 2 && outcome.users == 2 && outcome.head == lines + 1)
        let chef = try await practice.logIn("chef")
        #expect(try await practice.list(chef) == ["Röntgen/", "oben.txt"])
        #expect(try await practice.list(chef, bin: true) == ["weg.txt"])
        let found = try await practice.host.answer(PracticeDeeds.Search(session: chef, words: "brief")).documents
        let brief = try #require(found.first)
        #expect(brief.versions == 2)
        #expect(try await practice.read(chef, brief.id) == [2, 2])
        #expect(try await practice.read(chef, brief.id, version: 1) == [1])
        // Nobody who came later is known, and Anna has her password.
        #expect(await code { try await practice.logIn("eve") } == "USR-WRONG")
        _ = try await practice.logIn("anna")
        // No line of the bad day is gone, and one says what happened.
        #expect(await practice.auditFault() == nil)
        let log = try await practice.audit(chef)
        #expect(log.contains { $0.action == "user.create" && $0.outcome == "done" })
        let line = try #require(try await practice.audit(chef, "restore.practice").first)
        #expect(line.user == "chef" && line.subject == "night:1/1a2b3c4d" && line.outcome == "done")
        // The room of what the night does not know is given back, contents of the night are there.
        let gone = ContentDigest.sha256([9, 9]).lowercaseHex
        #expect(before.contains(gone) && !practice.blobs.contains(gone))
        #expect(!FileManager.default.fileExists(atPath: practice.places.whole))
    }

    @Test func `everybody is logged out; numbers are never used twice; writing and searching go on`() async throws {
        let before = try await practice.logIn("chef")
        let newest = try await practice.file(before, "letztes.txt", [7])
        _ = try await become(try await take())
        #expect(await code { try await practice.list(before) } == "USR-SESSION")
        let chef = try await practice.logIn("chef")
        let fresh = try await practice.file(chef, "Überweisung.txt", [8])
        #expect(fresh.id > newest.id)
        let found = try await practice.host.answer(PracticeDeeds.Search(session: chef, words: "ueberweisung"))
        #expect(found.documents.map(\.id) == [fresh.id])
        try await practice.change(chef, "document", fresh.id, "bin")
        #expect(try await practice.list(chef) == ["Röntgen/", "oben.txt"])
        // What came back can be thrown away like everything else.
        try await practice.change(chef, "folder", folder, "bin")
        try await practice.change(chef, "folder", folder, "erase")
        #expect(try await practice.list(chef) == ["oben.txt"])
        let durable = try await practice.host.pool.writeWithoutTransaction { db in
            try (Int.fetchOne(db, sql: "PRAGMA synchronous"), String.fetchOne(db, sql: "PRAGMA journal_mode"))
        }
        #expect(durable.0 == 2 && durable.1 == "wal")
    }

    @Test func `somebody writes meanwhile: nothing happens, and the next try knows the line`() async throws {
        let taken = try await take()
        let chef = try await practice.logIn("chef")
        _ = try await practice.file(chef, "spät.txt", [3])
        let refused = try await become(taken)
        #expect(!refused.done && refused.head > taken.head)
        #expect(try await practice.list(chef).contains("spät.txt"))
        let head = try await practice.host.counts().head.seq
        #expect(try await become(taken, after: head).done)
    }

    @Test func `on another box: the log is the night's, who set it up gets in`() async throws {
        let other = try TestPractice()
        _ = try await other.host.answer(
            PracticeDeeds.CreateFirstAdministrator(practice: "Praxis neu", user: "chef", fullName: "Dr. Eva Neu"),
            secret: Secret(text: "Ein ganz anderes Kennwort"))
        try FileManager.default.copyItem(
            atPath: "\(practice.places.staging)/\(night)", toPath: "\(other.places.staging)/\(night)")
        let own = try await other.host.counts().head
        let outcome = try await become(try await take(other.host), host: other.host)
        #expect(outcome.done && outcome.documents == 2 && outcome.users == 2)
        // The name is known in the night: that account, with the password that was chosen here.
        #expect(await code { try await other.logIn("chef") } == "USR-WRONG")
        let chef = try await other.logIn("chef", "Ein ganz anderes Kennwort")
        let who = try await other.host.answer(PracticeDeeds.WhoIs(session: chef, touch: false))
        #expect(who.practice == "Praxis am Markt" && who.user.fullName == "Dr. Eva Chef")
        _ = try await other.logIn("anna")
        #expect(try await other.list(chef) == ["Röntgen/", "oben.txt"])
        let letter = try await other.host.answer(PracticeDeeds.Search(session: chef, words: "brief")).documents
        #expect(try await other.read(chef, try #require(letter.first).id) == [2, 2])
        #expect(await other.auditFault() == nil)
        let line = try #require(try await other.audit(chef, "restore.practice").first)
        #expect(line.subject.hasSuffix("instead of \(own.seq)/\(own.hash.lowercaseHex.prefix(16))"))
        let founded = try await other.audit(chef, "practice.found")
        #expect(founded.count == 1)
    }

    @Test func `a name that the night does not know is added`() async throws {
        let taken = try await take()
        _ = try await become(taken, user: "eve")
        let eve = try await practice.logIn("eve")
        #expect(
            try await practice.host.answer(PracticeDeeds.WhoIs(session: eve, touch: false)).user.role == "administrator"
        )
        // And nobody at all for a name that nobody has.
        let again = try await take()
        #expect(try await become(again, user: "niemand").users == 2)
    }

    @Test func `the watch walks the other log from its beginning and sees nothing wrong`() async throws {
        let other = try TestPractice()
        _ = try await other.found()
        try FileManager.default.copyItem(
            atPath: "\(practice.places.staging)/\(night)", toPath: "\(other.places.staging)/\(night)")
        let now = other.now
        let pulse = Pulse(
            host: other.host,
            facts: FactWriter(folder: other.folder, version: "1", boot: "00000000", now: { now }),
            clock: ContinuousClock())
        var (fact, walk) = (PracticeFact(), AuditWalk())
        await pulse.beat(&fact, &walk)
        // In the middle of its round.
        walk.head = try await other.host.verifyAudit(after: .empty, lines: 1).head
        _ = try await become(try await take(other.host), host: other.host)
        await pulse.beat(&fact, &walk)
        await pulse.beat(&fact, &walk)
        #expect(fact.auditWhole && fact.documents == 2)
    }

    @Test func `gaps are counted, accepted when said, and shown as missing`() async throws {
        let hex = ContentDigest.sha256([2, 2]).lowercaseHex
        try FileManager.default.removeItem(
            atPath: "\(practice.places.staging)/\(night)/practice/blobs/\(hex.prefix(2))/\(hex)")
        let taken = try await take()
        #expect(taken.damaged == 1)
        let silent = PracticeDeeds.TakeNight.Outcome(damaged: 0, head: taken.head)
        #expect(await code { try await become(silent) } == "DOC-NIGHT")
        // Nothing is left of what was refused.
        #expect(await code { try await become(taken) } == "DOC-NIGHT")
        #expect(try await become(try await take()).done)
        #expect(try await practice.host.settle() == 1)
        let chef = try await practice.logIn("chef")
        let brief = try #require(
            try await practice.host.answer(PracticeDeeds.Search(session: chef, words: "brief")).documents.first)
        #expect(
            await code {
                try await practice.host.answer(
                    PracticeDeeds.OpenDocument(session: chef, document: brief.id, version: nil))
            } == "DOC-DAMAGED")
    }

    @Test func `the contents of everything, the bin too`() async throws {
        let all = try await practice.host.answer(
            PracticeDeeds.ListNightBlobs(staged: night, kind: "practice", id: 0, after: "")
        ).blobs
        #expect(Set(all.map(\.bytes)) == [1, 2] && all.count == 4)
        #expect(all.count { !$0.stored } == 2)
    }

    @Test(arguments: RestoreTests.evils.indices)
    func `an evil night is refused and changes nothing`(index: Int) async throws {
        let head = try await practice.host.counts().head
        try RestoreTests.evils[index].1("\(practice.places.staging)/\(night)")
        #expect(await code { try await take() } == "DOC-NIGHT", "\(RestoreTests.evils[index].0)")
        #expect(try await practice.host.counts().head == head)
        let never = PracticeDeeds.TakeNight.Outcome(damaged: 0, head: head.seq)
        #expect(await code { try await become(never) } == "DOC-NIGHT")
    }

    private func rewrite(_ sql: String) throws {
        let queue = try DatabaseQueue(path: "\(practice.places.staging)/\(night)/practice/practice.sqlite")
        try queue.writeWithoutTransaction { db in try db.execute(sql: sql) }
        try queue.close()
    }

    @Test func `triggers of the file do not come along`() async throws {
        try rewrite("CREATE TRIGGER evil AFTER INSERT ON audit BEGIN DELETE FROM document; END")
        #expect(try await become(try await take()).documents == 2)
        let triggers = try await practice.host.pool.read { db in
            try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")
        }
        #expect(triggers == ["auditNoChange", "auditNoRemoval"])
    }

    @Test func `a log that somebody changed is no night`() async throws {
        try rewrite("DROP TRIGGER auditNoChange; UPDATE audit SET user = 'anna' WHERE seq = 2")
        #expect(await code { try await take() } == "DOC-NIGHT")
    }
}
