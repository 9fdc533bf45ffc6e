import DatasafeCore
import Testing

@testable import Practice

@Suite struct UsersTests {
    let practice: TestPractice
    let chef: String

    init() async throws {
        practice = try TestPractice()
        chef = try await practice.found()
    }

    private func save(
        _ id: Int?, _ user: String, role: String = "doctor", active: Bool = true, fullName: String = "Frau X",
        password: String? = TestPractice.password
    ) async throws -> UserRow {
        try await practice.host.answer(
            PracticeDeeds.SaveUser(
                session: chef, id: id, user: user, fullName: fullName, role: role, active: active),
            secret: password.map { Secret(text: $0) }
        ).user
    }

    @Test func `a user is made, changed and switched off`() async throws {
        let anna = try await save(nil, " Anna ", fullName: "Dr. Anna Arzt")
        #expect(anna == UserRow(id: anna.id, user: "anna", fullName: "Dr. Anna Arzt", role: "doctor", active: true))
        let session = try await practice.logIn("anna")
        // A new full name alone does not throw anybody out.
        _ = try await save(anna.id, "anna", fullName: "Dr. Anna Neu", password: nil)
        #expect(await code { try await practice.list(session) } == "-")
        _ = try await save(anna.id, "anna", role: "assistant", fullName: "Dr. Anna Neu", password: "")
        #expect(await code { try await practice.list(session) } == "USR-SESSION")
        #expect(await code { try await practice.logIn("anna") } == "-")
        _ = try await save(anna.id, "anna", role: "assistant", active: false, password: nil)
        #expect(await code { try await practice.logIn("anna") } == "USR-WRONG")
        let users = try await practice.host.answer(PracticeDeeds.ListUsers(session: chef)).users
        #expect(users.map(\.user) == ["chef", "anna"])
        #expect(users.map(\.active) == [true, false])
    }

    @Test func `what cannot be a user is refused`() async throws {
        let anna = try await save(nil, "anna")
        #expect(await code { try await save(nil, "anna") } == "USR-TAKEN")
        #expect(await code { try await save(nil, "ANNA ") } == "USR-TAKEN")
        #expect(await code { try await save(anna.id, "chef", password: nil) } == "USR-TAKEN")
        #expect(await code { try await save(999, "bert", password: nil) } == "USR-UNKNOWN")
        #expect(await code { try await save(nil, "b/t") } == "USR-NAME")
        #expect(await code { try await save(nil, "bert", fullName: " ") } == "USR-FULL-NAME")
        #expect(await code { try await save(nil, "bert", role: "king") } == "USR-ROLE")
        #expect(await code { try await save(nil, "bert", password: nil) } == "USR-PASSWORD-SHORT")
        #expect(await code { try await save(nil, "bert", password: "kurz") } == "USR-PASSWORD-SHORT")
        #expect(await code { try await save(anna.id, "anna", password: "1234567890") } == "USR-PASSWORD-COMMON")
        // The name of the practice is the first thing a thief tries.
        #expect(await code { try await save(nil, "bert", password: "praxis am markt") } == "USR-PASSWORD-GUESSABLE")
    }

    @Test func `the last administrator stays`() async throws {
        #expect(await code { try await save(1, "chef", role: "doctor", password: nil) } == "USR-LAST-ADMIN")
        #expect(
            await code { try await save(1, "chef", role: "administrator", active: false, password: nil) }
                == "USR-LAST-ADMIN")
        _ = try await save(nil, "vize", role: "administrator")
        #expect(await code { try await save(1, "chef", role: "doctor", password: nil) } == "-")
        #expect(await code { try await practice.list(chef) } == "USR-SESSION")
    }

    @Test func `people change their own password and keep this session only`() async throws {
        let session = try await practice.add("anna", .assistant, by: chef)
        let other = try await practice.logIn("anna")
        func change(_ old: String, _ new: String) async -> String {
            await code {
                try await practice.host.answer(
                    PracticeDeeds.ChangePassword(session: session), secret: Secret(text: "\(old)\0\(new)"))
            }
        }
        #expect(await change("falsch", "Ein anderes Passwort") == "USR-OLD-PASSWORD")
        #expect(await change(TestPractice.password, "kurz") == "USR-PASSWORD-SHORT")
        #expect(await change("", "Ein anderes Passwort") == "USR-OLD-PASSWORD")
        #expect(await change(TestPractice.password, "Ein anderes Passwort") == "-")
        #expect(await code { try await practice.list(session) } == "-")
        #expect(await code { try await practice.list(other) } == "USR-SESSION")
        #expect(await code { try await practice.logIn("anna") } == "USR-WRONG")
        #expect(await code { try await practice.logIn("anna", "Ein anderes Passwort") } == "-")
        for _ in 0..<5 { #expect(await change("falsch", "x") == "USR-OLD-PASSWORD") }
        #expect(await change("Ein anderes Passwort", "Noch ein Passwort") == "USR-LOCKED")
    }
}

/// Every deed a person can ask for, by the right it needs.
private let deeds: [(RoleAction, @Sendable (TestPractice, String) async throws -> Void)] = [
    (.browse, { _ = try await $0.list($1) }),
    (.browse, { _ = try await $0.host.answer(PracticeDeeds.Search(session: $1, words: "x")) }),
    (.browse, { _ = try await $0.host.answer(PracticeDeeds.ListVersions(session: $1, document: 1)) }),
    (.open, { _ = try await $0.host.answer(PracticeDeeds.OpenDocument(session: $1, document: 1, version: nil)) }),
    (.file, { _ = try await $0.file($1, "neu.txt", [9]) }),
    (.makeFolder, { _ = try await $0.folder($1, "Neu") }),
    (.rename, { try await $0.change($1, "document", 1, "rename", name: "anders.txt") }),
    (.move, { try await $0.change($1, "document", 1, "move", parent: 1) }),
    (.bin, { try await $0.change($1, "document", 1, "bin") }),
    (.unbin, { try await $0.change($1, "document", 2, "unbin") }),
    (.erase, { try await $0.change($1, "document", 2, "erase") }),
    (.listUsers, { _ = try await $0.host.answer(PracticeDeeds.ListUsers(session: $1)) }),
    (
        .saveUser,
        {
            let deed = PracticeDeeds.SaveUser(
                session: $1, id: nil, user: "neu", fullName: "Neu", role: "doctor", active: true)
            _ = try await $0.host.answer(deed, secret: Secret(text: TestPractice.password))
        }
    ),
    (.readAudit, { _ = try await $0.audit($1) }),
]

@Suite struct RightsTests {
    @Test(arguments: Role.allCases, deeds.indices)
    func `each deed asks the table, and a refusal stands in the log`(role: Role, index: Int) async throws {
        let practice = try TestPractice()
        let chef = try await practice.found()
        let session = role == .administrator ? chef : try await practice.add("anna", role, by: chef)
        _ = try await practice.folder(chef, "Ordner")
        _ = try await practice.file(chef, "a.txt", [1])
        let binned = try await practice.file(chef, "b.txt", [2])
        try await practice.change(chef, "document", binned.id, "bin")
        let (action, deed) = deeds[index]
        let got = await code { try await deed(practice, session) }
        #expect(got == (Roles.may(role, action) ? "-" : "USR-RIGHTS"), "\(action)")
        let line = try #require(
            try await practice.audit(chef).first { $0.action != "audit.read" || role != .administrator })
        #expect(line.outcome == (got == "-" ? "done" : "USR-RIGHTS"))
        #expect(await practice.auditFault() == nil)
    }

    @Test func `the table above has every right the service decides`() {
        let box: Set<RoleAction> = [
            .seeState, .backUpNow, .restore, .restorePractice, .initialiseBackupDisk, .changeBox, .acknowledge,
            .changeOwnPassword,
        ]
        #expect(Set(deeds.map(\.0)) == Set(RoleAction.allCases).subtracting(box))
    }

    @Test(arguments: deeds.indices)
    func `nothing works without a session`(index: Int) async throws {
        let practice = try TestPractice()
        _ = try await practice.found()
        #expect(await code { try await deeds[index].1(practice, "nobody") } == "USR-SESSION")
    }
}
