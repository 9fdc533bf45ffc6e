import BoxPages
import DatasafeCore
import DatasafeTexts
import Hummingbird
import PageFrame
import PagesDoubles
import Testing

/// Deeds about disks and keys: asked once, by whom, and in the log.
@Suite struct StorageDeedsTests {
    private func pages(
        _ box: ScriptedBox = ScriptedBox(), role: String = "administrator",
        _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        box.logIn(role: role)
        try await PageClient.with(box, register: BoxPages.register) { try await body($0, box) }
    }

    private struct Asked: Sendable {
        var path: String
        var fields: [(String, String)]
        var method: String
        var action: String
        var subject: String
    }

    private static let forms: [Asked] = [
        Asked(
            path: "replace", fields: [("member", "2"), ("disk", "x"), ("confirm", "0PQR")],
            method: "datasafe.Storage.ReplaceMember", action: "disk.replace", subject: "disk:2 x"),
        Asked(
            path: "add", fields: [("disk", "x"), ("confirm", "0PQR")], method: "datasafe.Storage.AddMember",
            action: "disk.add", subject: "x"),
        Asked(
            path: "take-out", fields: [("member", "3"), ("confirm", "0PQR")],
            method: "datasafe.Storage.TakeOutMember", action: "disk.take-out", subject: "disk:3"),
        Asked(
            path: "erase", fields: [("disk", "x"), ("confirm", "0PQR")], method: "datasafe.Storage.EraseDisk",
            action: "disk.erase", subject: "x"),
        Asked(
            path: "scrub", fields: [("what", "start")], method: "datasafe.Storage.StartScrub", action: "disk.check",
            subject: "array"),
        Asked(
            path: "scrub", fields: [("what", "pause")], method: "datasafe.Storage.PauseScrub",
            action: "disk.check-stop", subject: "array"),
        Asked(
            path: "keys/issue", fields: [("stick", "s"), ("confirm", ""), ("replaces", "1")],
            method: "datasafe.Storage.IssueKey", action: "key.issue", subject: "key:1"),
        Asked(
            path: "keys/revoke", fields: [("number", "1"), ("confirm", "1")], method: "datasafe.Storage.RevokeKey",
            action: "key.revoke", subject: "key:1"),
        Asked(
            path: "keys/cancel", fields: [], method: "datasafe.Storage.CancelKeyChange", action: "key.call-off",
            subject: "key"),
        Asked(
            path: "keys/lock/cancel", fields: [], method: "datasafe.Storage.CancelKeyChange", action: "lock.call-off",
            subject: "lock"),
        Asked(
            path: "call-off", fields: [], method: "datasafe.Storage.CallOffChange", action: "disk.call-off", subject: ""
        ),
    ]

    @Test(arguments: forms.indices)
    func `each deed is asked once and stands in the log with who asked`(index: Int) async throws {
        let form = Self.forms[index]
        let box = ScriptedBox()
        box.facts.change(StorageFact()) { $0.array?.action = form.fields.first?.1 == "start" ? "check" : "idle" }
        try await pages(box) { (client, box) async throws in
            let answer = try await client.post("/box/\(form.path)", form.fields)
            #expect(answer.status == .seeOther)
            #expect(box.deeds.asked.filter { $0.method == form.method }.count == 1)
            let lines = box.deeds.asked(PracticeDeeds.RecordAudit.self)
            #expect(lines.map(\.action) == [form.action] && lines.map(\.outcome) == ["done"])
            #expect(lines.map(\.user) == ["a.schoen"] && lines.map(\.subject) == [form.subject])
            #expect(AuditAction.isForeign(form.action), "the practice service would refuse this line")
            #expect(AuditWord.of(form.action).de != form.action, "no words for it")
        }
    }

    @Test(arguments: forms.indices, ["doctor", "assistant"])
    func `each deed is for administrators`(index: Int, role: String) async throws {
        let form = Self.forms[index]
        try await pages(role: role) { (client, box) async throws in
            #expect(try await client.post("/box/\(form.path)", form.fields).status == .forbidden)
            #expect(!box.deeds.asked.contains { $0.method.hasPrefix("datasafe.Storage.") })
        }
    }

    @Test(arguments: forms.indices)
    func `each deed needs somebody logged in and a form of this box`(index: Int) async throws {
        let form = Self.forms[index]
        try await pages { (client, box) async throws in
            #expect(try await client.post("/box/\(form.path)", form.fields, csrf: nil).text.contains("WEB-FORGED"))
            var client = client
            client.isLoggedIn = false
            #expect(try await client.post("/box/\(form.path)", form.fields).location?.hasPrefix("/login") == true)
            #expect(!box.deeds.asked.contains { $0.method.hasPrefix("datasafe.Storage.") })
        }
    }

    @Test func `a refusal is shown and stands in the log, a log that is gone keeps nobody from working`() async throws {
        let box = ScriptedBox()
        box.deeds.refuse(StorageDeeds.AddMember.self, "MEM-NEW-TOO-SMALL", subject: "3")
        try await pages(box) { (client, box) async throws in
            let fields = [("disk", "x"), ("confirm", "0PQR")]
            #expect(try await client.post("/box/add", fields).text.contains("data-code=\"MEM-NEW-TOO-SMALL\""))
            #expect(box.deeds.asked(PracticeDeeds.RecordAudit.self).map(\.outcome) == ["MEM-NEW-TOO-SMALL"])
            box.deeds.forget(PracticeDeeds.RecordAudit.self)
            box.deeds.on(StorageDeeds.AddMember.self) { _, _ in Done() }
            #expect(try await client.post("/box/add", fields).location == "/box?deed=\(PageClient.token)")
        }
    }

    @Test func `a deed that goes on is noted as begun`() async throws {
        let box = ScriptedBox()
        box.deeds.on(StorageDeeds.EraseDisk.self) { _, _ in
            try await Task.sleep(for: .seconds(60))
            return Done()
        }
        try await pages(box) { (client, box) async throws in
            let answer = try await client.post("/box/erase", [("disk", "x"), ("confirm", "0PQR")])
            #expect(answer.location == "/box?deed=\(PageClient.token)")
            #expect(box.deeds.asked(PracticeDeeds.RecordAudit.self).map(\.outcome) == ["begun"])
        }
    }

    @Test(arguments: [("/box/scrub", [("what", "explode")]), ("/box/take-out", [("member", "x")])])
    func `a form that does not fit asks nobody`(path: String, fields: [(String, String)]) async throws {
        try await pages { (client, box) async throws in
            #expect(try await client.post(path, fields).text.contains("WEB-FORM"))
            #expect(!box.deeds.asked.contains { $0.method.hasPrefix("datasafe.Storage.") })
        }
    }
}
