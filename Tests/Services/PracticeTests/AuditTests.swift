import Database
import DatasafeCore
import FoundationEssentials
import Testing

@testable import Practice

@Suite struct AuditTests {
    let practice: TestPractice
    let chef: String

    init() async throws {
        practice = try TestPractice()
        chef = try await practice.found()
    }

    private func work() async throws {
        let anna = try await practice.add("anna", .assistant, by: chef)
        let folder = try await practice.folder(anna, "Röntgen")
        let row = try await practice.file(anna, "Zahn 17.png", [1], in: folder)
        _ = try await practice.read(chef, row.id)
        _ = await code { try await practice.audit(anna) }
        _ = await code { try await practice.logIn("anna", "falsch") }
        _ = await code { try await practice.logIn("geheimes-passwort", "x") }
        _ = try await practice.host.answer(PracticeDeeds.LogOut(session: anna))
    }

    @Test func `who did what when, changes and looks, done and refused`() async throws {
        try await work()
        let lines = try await practice.audit(chef).reversed().map {
            "\($0.user) \($0.action) \($0.subject) \($0.outcome) \($0.name)"
        }
        #expect(
            lines == [
                "chef practice.found user:1 done Dr. Eva Chef", "chef user.login client:10.0.0.5 done ",
                "chef user.create user:2 done Frau anna", "anna user.login client:10.0.0.5 done ",
                "anna folder.make folder:1 done Röntgen", "anna document.file document:1/1 done Zahn 17.png",
                "chef document.open document:1/1 done Zahn 17.png", "anna audit.read audit USR-RIGHTS ",
                "anna user.login client:10.0.0.5 USR-WRONG ", "- user.login client:10.0.0.5 USR-WRONG ",
                "anna user.logout user:2 done Frau anna",
            ])
        let again = try await practice.audit(chef)
        #expect(again.first?.action == "audit.read", "reading the log is a look as well")
        #expect(again.map(\.seq) == (1...again.count).reversed())
        #expect(await practice.auditFault() == nil)
    }

    @Test func `where no line can be written, who is refused hears the reason and not that`() async throws {
        let anna = try await practice.add("anna", .assistant, by: chef)
        let row = try await practice.file(anna, "a.txt", [1])
        let count = try await practice.audit(chef).count
        try await practice.host.pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA query_only = 1") }
        #expect(await code { try await practice.logIn("anna", "falsch") } == "USR-WRONG")
        #expect(await code { try await practice.logIn("niemand", "falsch") } == "USR-WRONG")
        #expect(await code { try await practice.audit(anna) } == "USR-RIGHTS")
        #expect(await code { try await practice.read(anna, 99) } == "DOC-GONE")
        // What goes well goes well here too; what changes something does not.
        #expect(try await practice.read(try await practice.logIn("anna"), row.id) == [1])
        #expect(await code { try await practice.folder(anna, "Ordner") } == "DOC-READ-ONLY")
        try await practice.host.pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA query_only = 0") }
        #expect(try await practice.audit(chef).count == count + 1, "nothing but the look before")
    }

    @Test(arguments: [
        ("anna", 7), ("röntgen", 1), ("zahn", 2), ("document.open", 1), ("USR-WRONG", 2), ("anna USR-", 2),
        ("\"Frau anna\"", 0), ("frau", 7), ("document:1", 2), ("nichts", 0), ("%", 0), ("' OR 1", 0),
    ])
    func `the filter`(words: String, count: Int) async throws {
        try await work()
        #expect(try await practice.audit(chef, words).count == count)
    }

    @Test func `pages go back without a gap`() async throws {
        try await practice.host.ledger.commit { page in
            for number in 0..<350 { try page.note(user: "x", "test.line", on: "\(number)", outcome: "done") }
        }
        var seqs: [Int] = []
        var before: Int?
        repeat {
            let page = try await practice.host.answer(
                PracticeDeeds.ReadAudit(session: chef, before: before, words: "test.line"))
            #expect(page.lines.count <= 100)
            seqs += page.lines.map(\.seq)
            before = page.next
        } while before != nil
        #expect(seqs == (3...352).reversed())
    }

    @Test func `other services add lines in their own areas only`() async throws {
        func record(_ user: String, _ action: String, _ outcome: String = "done") async -> String {
            await code {
                try await practice.host.answer(
                    PracticeDeeds.RecordAudit(user: user, action: action, subject: "Platte 2\nä", outcome: outcome))
            }
        }
        #expect(await record("chef", "backup.run") == "-")
        #expect(await record("chef", "document.open") == "AUD-LINE")
        #expect(await record("chef", "user.login") == "AUD-LINE")
        #expect(await record("chef", "backup") == "AUD-LINE")
        #expect(await record("", "backup.run") == "AUD-LINE")
        #expect(await record("chef", "backup.run", "") == "AUD-LINE")
        let line = try #require(try await practice.audit(chef, "backup.run").first)
        #expect(line.subject == "Platte 2???" && line.user == "chef")
    }

    /// What somebody with the file and SQLite could do.
    static let attacks: [(String, String)] = [
        ("change a user", "UPDATE audit SET user = 'bert' WHERE seq = 5"),
        ("change a moment", "UPDATE audit SET at = at + 1 WHERE seq = 5"),
        ("change an action", "UPDATE audit SET action = 'document.bin' WHERE seq = 5"),
        ("change a subject", "UPDATE audit SET subject = 'document:2/1' WHERE seq = 6"),
        ("change an outcome", "UPDATE audit SET outcome = 'done' WHERE seq = 8"),
        ("change a hash", "UPDATE audit SET hash = zeroblob(32) WHERE seq = 5"),
        ("remove a line", "DELETE FROM audit WHERE seq = 5"),
        ("remove and renumber", "DELETE FROM audit WHERE seq = 5; UPDATE audit SET seq = seq - 1 WHERE seq > 5"),
        (
            "swap two lines",
            "UPDATE audit SET seq = 99 WHERE seq = 5; UPDATE audit SET seq = 5 WHERE seq = 6; "
                + "UPDATE audit SET seq = 6 WHERE seq = 99"
        ),
        (
            "insert a line",
            "INSERT INTO audit(seq, at, user, action, subject, outcome, hash) SELECT max(seq) + 1, 0, 'x', 'x', '', "
                + "'done', zeroblob(32) FROM audit"
        ),
        ("cut the tail", "DELETE FROM audit WHERE seq > 8"),
        ("cut everything", "DELETE FROM audit"),
        ("forget the head", "UPDATE auditHead SET seq = 3"),
    ]

    @Test(arguments: attacks.indices)
    func `tampering is found`(index: Int) async throws {
        try await work()
        #expect(await practice.auditFault() == nil)
        try await practice.host.pool.write { db in
            try db.execute(sql: "DROP TRIGGER auditNoChange; DROP TRIGGER auditNoRemoval")
            try db.execute(sql: Self.attacks[index].1)
        }
        #expect(await practice.auditFault() != nil, "\(Self.attacks[index].0)")
    }

    @Test func `the service itself cannot change a line`() async throws {
        for sql in ["UPDATE audit SET user = 'x'", "DELETE FROM audit"] {
            await #expect(throws: DatabaseError.self) {
                try await practice.host.pool.write { db in try db.execute(sql: sql) }
            }
        }
    }

    @Test func `walking in pieces finds what walking at once finds`() async throws {
        try await work()
        var head = AuditHead.empty
        var steps = 0
        while true {
            let (next, complete) = try await practice.host.verifyAudit(after: head, lines: 3)
            head = next
            steps += 1
            if complete { break }
        }
        #expect(head.seq == 11 && steps == 4)
    }
}
