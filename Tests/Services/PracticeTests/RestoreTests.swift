import Database
import DatasafeCore
import FoundationEssentials
import Seal
import Staging
import Synchronization
import Testing

@testable import Practice

/// A practice, a night of it in staging as the backup service leaves it, and the practice after that night.
@Suite struct RestoreTests {
    let practice: TestPractice
    let chef: String
    let night: String
    let folder: Int
    let deep: Int
    let letter: DocumentRow

    init() async throws {
        practice = try TestPractice()
        let before = try await practice.found()
        folder = try await practice.folder(before, "Röntgen")
        deep = try await practice.folder(before, "2026", in: folder)
        letter = try await practice.file(before, "Brief.txt", [1], in: folder)
        _ = try await practice.file(before, "Brief.txt", [2, 2], in: folder)
        _ = try await practice.file(before, "Bild.png", [3, 3, 3], in: deep)
        _ = try await practice.file(before, "oben.txt", [4])
        let binned = try await practice.file(before, "weg.txt", [5])
        try await practice.change(before, "document", binned.id, "bin")
        night = try Self.snapshot(practice)
        practice.wait(3600)
        chef = try await practice.logIn("chef")
    }

    /// Copies database (with its log, as a snapshot finds it) and blobs to staging.
    static func snapshot(_ practice: TestPractice) throws -> String {
        let name = StagedName().text
        let target = "\(practice.places.staging)/\(name)"
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: false)
        try FileManager.default.copyItem(atPath: practice.places.home, toPath: "\(target)/practice")
        for extra in ["practice.sqlite-shm", "nights"] {
            try? FileManager.default.removeItem(atPath: "\(target)/practice/\(extra)")
        }
        return name
    }

    private func take(_ kind: String, _ id: Int = 0, night: String? = nil) async throws
        -> PracticeDeeds.TakeRestored.Outcome
    {
        try await practice.host.answer(
            PracticeDeeds.TakeRestored(staged: night ?? self.night, kind: kind, id: id, user: "chef")
        ) { _ in }
    }

    private func eraseAll() async throws {
        let page = try await practice.host.answer(
            PracticeDeeds.ListFolder(session: chef, folder: nil, bin: false, offset: 0))
        let entries = page.folders.map { ("folder", $0.id) } + page.documents.map { ("document", $0.id) }
        for (kind, id) in entries {
            try await practice.change(chef, kind, id, "bin")
            try await practice.change(chef, kind, id, "erase")
        }
    }

    /// Path and bytes of everything below a folder, newest version.
    private func tree(_ folder: Int?) async throws -> [String: [UInt8]] {
        let page = try await practice.host.answer(
            PracticeDeeds.ListFolder(session: chef, folder: folder, bin: false, offset: 0))
        var tree: [String: [UInt8]] = [:]
        for document in page.documents { tree[document.name] = try await practice.read(chef, document.id) }
        for child in page.folders {
            for (path, bytes) in try await self.tree(child.id) { tree["\(child.name)/\(path)"] = bytes }
        }
        return tree
    }

    private static let whole: [String: [UInt8]] = [
        "Röntgen/Brief.txt": [2, 2], "Röntgen/2026/Bild.png": [3, 3, 3], "oben.txt": [4],
    ]

    @Test func `a night is listed as it was, and says what is gone today`() async throws {
        func read(_ folder: Int?) async throws -> [String] {
            try await practice.host.answer(
                PracticeDeeds.ReadNight(staged: night, folder: folder, offset: 0)
            ).entries.map { "\($0.kind) \($0.name) \($0.bytes) \($0.gone)" }
        }
        #expect(try await read(nil) == ["folder Röntgen 0 false", "document oben.txt 1 false"])
        try await practice.change(chef, "folder", folder, "bin")
        #expect(try await read(nil) == ["folder Röntgen 0 true", "document oben.txt 1 false"])
        #expect(try await read(folder) == ["folder 2026 0 true", "document Brief.txt 2 true"])
        #expect(try await read(999) == [])
    }

    @Test func `the contents of one part`() async throws {
        func list(_ kind: String, _ id: Int) async throws -> [NightBlob] {
            try await practice.host.answer(
                PracticeDeeds.ListNightBlobs(staged: night, kind: kind, id: id, after: "")
            ).blobs
        }
        func hex(_ bytes: [UInt8]) -> String { ContentDigest.sha256(bytes).lowercaseHex }
        #expect(Set(try await list("everything", 0).map(\.sha256)) == Set([[1], [2, 2], [3, 3, 3], [4]].map(hex)))
        #expect(Set(try await list("folder", folder).map(\.sha256)) == Set([[1], [2, 2], [3, 3, 3]].map(hex)))
        #expect(try await list("document", letter.id).map(\.bytes).sorted() == [1, 2])
        #expect(try await list("folder", deep).map(\.stored) == [true])
        try await eraseAll()
        #expect(try await list("folder", deep).map(\.stored) == [false])
        #expect(
            await code {
                try await practice.host.answer(
                    PracticeDeeds.ListNightBlobs(staged: night, kind: "all", id: 0, after: ""))
            } == "DOC-REQUEST")
    }

    @Test func `everything comes back beside what is there, with versions, times and people`() async throws {
        try await eraseAll()
        _ = try await practice.file(chef, "neu.txt", [9])
        let steps = Mutex<[DeedProgress]>([])
        let outcome = try await practice.host.answer(
            PracticeDeeds.TakeRestored(staged: night, kind: "everything", id: 0, user: "chef")
        ) { step in steps.withLock { $0.append(step) } }
        #expect(outcome.documents == 3 && outcome.bytes == 7 && outcome.damaged == 0)
        #expect(steps.withLock { $0.last } == DeedProgress(step: "restore", done: 7))
        let root = try await practice.list(chef)
        #expect(root == ["Wiederhergestellt vom 18.11.2026, 12:06/", "neu.txt"])
        #expect(try await tree(outcome.folder) == Self.whole)
        let found = try await practice.host.answer(PracticeDeeds.Search(session: chef, words: "brief")).documents
        let brief = try #require(found.first)
        #expect(brief.versions == 2 && brief.by == "Dr. Eva Chef" && brief.changed == letter.changed)
        #expect(try await practice.read(chef, brief.id, version: 1) == [1])
        let lines = try await practice.audit(chef, "restore.take").map { "\($0.user) \($0.outcome)" }
        #expect(lines == ["chef done", "chef begun"])
        #expect(await practice.auditFault() == nil)
        // A second time: another folder, nothing overwritten, no content twice.
        let before = practice.blobs
        let again = try await take("everything")
        #expect(again.folder != outcome.folder && practice.blobs == before)
        #expect(try await practice.list(chef).contains("Wiederhergestellt vom 18.11.2026, 12:06 (2)/"))
        #expect(try await tree(again.folder) == Self.whole)
    }

    @Test func `a folder, a document`() async throws {
        try await eraseAll()
        let part = try await take("folder", folder)
        #expect(
            try await tree(part.folder) == ["Röntgen/Brief.txt": [2, 2], "Röntgen/2026/Bild.png": [3, 3, 3]])
        let one = try await take("document", letter.id)
        #expect(one.documents == 1 && one.bytes == 3)
        #expect(try await tree(one.folder) == ["Brief.txt": [2, 2]])
        #expect(await code { try await take("document", 999) } == "DOC-GONE")
        #expect(await code { try await take("folder", 999) } == "DOC-GONE")
        #expect(await code { try await take("sonst", 1) } == "DOC-REQUEST")
        #expect(try await practice.list(chef).count == 2, "a refused restore leaves no folder")
    }

    @Test func `without the blobs of the night, from the living store`() async throws {
        try FileManager.default.removeItem(
            atPath: "\(practice.places.staging)/\(night)/practice/blobs")
        try await practice.change(chef, "folder", folder, "bin")
        let outcome = try await take("folder", folder)
        #expect(outcome.documents == 2 && outcome.damaged == 0)
    }

    private func blob(_ bytes: [UInt8]) -> String {
        let hex = ContentDigest.sha256(bytes).lowercaseHex
        return "\(practice.places.staging)/\(night)/practice/blobs/\(hex.prefix(2))/\(hex)"
    }

    @Test func `wrong and missing contents are left out and counted, never believed`() async throws {
        try await eraseAll()
        let wrong = blob([3, 3, 3])
        try FileManager.default.removeItem(atPath: wrong)
        try Data([3, 3, 4]).write(to: URL(filePath: wrong))
        try FileManager.default.removeItem(atPath: blob([1]))
        let outcome = try await take("everything")
        #expect(outcome.documents == 2 && outcome.damaged == 2)
        #expect(try await tree(outcome.folder) == ["Röntgen/Brief.txt": [2, 2], "oben.txt": [4]])
        #expect(await code { try await take("document", 2) } == "DOC-DAMAGED")
    }

    @Test func `a link in the night's blobs leads nowhere`() async throws {
        try await eraseAll()
        let path = blob([4])
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/etc/passwd")
        #expect(try await take("everything").damaged == 1)
    }

    /// What a thief or a broken disk may have put in the night's place.
    static let evils: [(String, @Sendable (String) throws -> Void)] = [
        ("no folder", { try FileManager.default.removeItem(atPath: $0) }),
        ("no database", { try FileManager.default.removeItem(atPath: "\($0)/practice/practice.sqlite") }),
        (
            "noise",
            {
                let noise = Data((0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 7919) })
                try noise.write(to: URL(filePath: "\($0)/practice/practice.sqlite"))
                // The log alone would heal the file: it holds every page still.
                try? FileManager.default.removeItem(atPath: "\($0)/practice/practice.sqlite-wal")
            }
        ),
        (
            "a link",
            {
                let file = "\($0)/practice/practice.sqlite"
                try FileManager.default.moveItem(atPath: file, toPath: "\($0)/real")
                try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "\($0)/real")
            }
        ),
        ("another database", { try rewrite($0, "DROP TABLE document; DROP TABLE title") }),
        ("a view", { try rewrite($0, "ALTER TABLE folder RENAME TO f; CREATE VIEW folder AS SELECT * FROM f") }),
        ("newer software", { try rewrite($0, "INSERT INTO grdb_migrations VALUES ('9-future')") }),
        (
            "texts for numbers",
            {
                try rewrite(
                    $0,
                    """
                    DROP TABLE version; CREATE TABLE version(document, number, at, by, bytes, sha256);
                    INSERT INTO version VALUES (1, 'x', 'x', 'x', 'x', 'x')
                    """)
            }
        ),
        (
            "an address that is a path",
            { try rewrite($0, "UPDATE version SET sha256 = '../../../../../../etc/passwd'") }
        ),
        ("a column less", { try rewrite($0, "ALTER TABLE version RENAME COLUMN sha256 TO other") }),
    ]

    private static func rewrite(_ night: String, _ sql: String) throws {
        let queue = try DatabaseQueue(path: "\(night)/practice/practice.sqlite")
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA journal_mode = DELETE")
            try db.execute(sql: sql)
        }
        try queue.close()
    }

    @Test(arguments: evils.indices)
    func `an evil night is refused and changes nothing`(index: Int) async throws {
        try Self.evils[index].1("\(practice.places.staging)/\(night)")
        let before = try await practice.list(chef)
        #expect(await code { try await take("everything") } == "DOC-NIGHT", "\(Self.evils[index].0)")
        #expect(try await practice.list(chef) == before)
        let line = try #require(try await practice.audit(chef, "restore.take").first)
        #expect(line.outcome == "DOC-NIGHT")
        let left = try FileManager.default.contentsOfDirectory(atPath: practice.places.nights)
        #expect(left.count <= 1)
    }

    @Test func `a night in a circle ends`() async throws {
        try Self.rewrite(
            "\(practice.places.staging)/\(night)", "UPDATE folder SET parent = \(deep) WHERE id = \(folder)")
        let outcome = try await take("folder", folder)
        #expect(outcome.documents == 2)
    }

    @Test func `a restore that a cut ended gets its outcome at the next start`() async throws {
        try await practice.host.ledger.commit { page in
            try page.note(user: "chef", "restore.take", on: "night:abc", outcome: "begun")
        }
        _ = try await practice.host.settle()
        _ = try await practice.host.settle()
        let lines = try await practice.audit(chef, "night:abc").map(\.outcome)
        #expect(lines == ["not-done", "begun"])
    }

    @Test func `one night is kept open and tidied away`() async throws {
        let deed = PracticeDeeds.ReadNight(staged: night, folder: nil, offset: 0)
        _ = try await practice.host.answer(deed)
        _ = try await practice.host.answer(deed)
        #expect(try FileManager.default.contentsOfDirectory(atPath: practice.places.nights) == [night])
        practice.host.nights.tidy(now: practice.now.adding(seconds: 601))
        #expect(try FileManager.default.contentsOfDirectory(atPath: practice.places.nights) == [])
        #expect(
            await code {
                try await practice.host.answer(PracticeDeeds.ReadNight(staged: "../x", folder: nil, offset: 0))
            } == "DOC-REQUEST")
    }
}
