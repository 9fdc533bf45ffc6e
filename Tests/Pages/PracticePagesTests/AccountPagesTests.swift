import DatasafeCore
import DatasafeTexts
import FoundationEssentials
import Hummingbird
import Markup
import PageFrame
import PagesDoubles
import PracticePages
import Testing

/// Users, the own account, the log.
@Suite struct AccountPagesTests {
    @Test func `a user is made with a password and changed without one`() async throws {
        try await PracticePagesTests.pages { (client, box, _) async throws in
            let new = [("user", "n.neu"), ("fullName", "Nina Neu"), ("role", "assistant")]
            let words = [("password", "wolke birne schiene"), ("repeated", "wolke birne schiene")]
            #expect(try await client.post("/users/save", new + words).location == "/users?note=created")
            #expect(box.deeds.secret(of: PracticeDeeds.SaveUser.self) == "wolke birne schiene")
            let known = [("id", "3"), ("user", "l.braun"), ("fullName", "Lena"), ("role", "doctor")]
            #expect(try await client.post("/users/save", known).location == "/users?note=saved")
            #expect(box.deeds.secret(of: PracticeDeeds.SaveUser.self) == nil)
            let asked = box.deeds.asked(PracticeDeeds.SaveUser.self)
            #expect(asked.map(\.id) == [nil, 3] && asked.map(\.active) == [true, false])
            // Without a password there is no new user.
            #expect(try await client.post("/users/save", new).text.contains("data-code=\"USR-PASSWORD-SHORT\""))
        }
    }

    @Test func `a refused user keeps what was typed`() async throws {
        try await PracticePagesTests.pages { (client, box, _) async throws in
            box.deeds.refuse(PracticeDeeds.SaveUser.self, "USR-TAKEN", subject: "l.braun")
            let answer = try await client.post(
                "/users/save",
                [
                    ("user", "l.braun"), ("fullName", "Lena \"B\""), ("role", "doctor"),
                    ("password", "wolke birne schiene"), ("repeated", "wolke birne schiene"),
                ])
            #expect(
                answer.text.contains("data-code=\"USR-TAKEN\"") && answer.text.contains("value=\"Lena &quot;B&quot;\""))
            #expect(answer.text.contains("<details open>") && !answer.text.contains("wolke birne"))
        }
    }

    @Test(arguments: ["doctor", "assistant"])
    func `users and log are for administrators`(role: String) async throws {
        try await PracticePagesTests.pages(role: role) { (client, box, _) async throws in
            for path in ["/users", "/audit"] { #expect(try await client.get(path).status == .forbidden) }
            #expect(try await client.post("/users/save", [("user", "x")]).status == .forbidden)
            #expect(try await !client.get("/me").text.contains("href=\"/users\""))
            #expect(box.deeds.asked(PracticeDeeds.ListUsers.self).isEmpty)
            #expect(box.deeds.asked(PracticeDeeds.ReadAudit.self).isEmpty)
        }
    }

    @Test func `the own password is changed with the old one`() async throws {
        try await PracticePagesTests.pages(role: "assistant") { (client, box, _) async throws in
            let new = [("password", "wolke birne schiene"), ("repeated", "wolke birne schiene")]
            let right = [("old", "lampe fluss zange")] + new
            #expect(try await client.post("/me/password", right).location == "/me?note=password-changed")
            #expect(
                box.deeds.secret(of: PracticeDeeds.ChangePassword.self) == "lampe fluss zange\u{0}wolke birne schiene")
            let wrong = try await client.post("/me/password", [("old", "falsch")] + new)
            #expect(wrong.text.contains("data-code=\"USR-OLD-PASSWORD\""))
            let differing = try await client.post("/me/password", [("old", "x"), ("password", "a"), ("repeated", "b")])
            #expect(differing.text.contains("data-code=\"WEB-PASSWORDS-DIFFER\""))
        }
    }

    @Test func `the log is read in pages and filtered`() async throws {
        try await PracticePagesTests.pages { (client, box, _) async throws in
            let text = try await client.get("/audit?words=l.braun%26x").text
            #expect(text.contains("data-seq=\"412\" data-action=\"document.file\""))
            #expect(text.contains("Dokument abgelegt") || text.contains("Dokument"))
            #expect(text.contains("/audit?before=400&amp;words=l.braun%26x"))
            _ = try await client.get("/audit?before=400")
            let asked = box.deeds.asked(PracticeDeeds.ReadAudit.self)
            #expect(asked.map(\.words) == ["l.braun&x", ""] && asked.map(\.before) == [nil, 400])
            box.facts.change(PracticeFact()) { $0.auditWhole = false }
            #expect(try await client.get("/audit").text.contains("Das Protokoll passt nicht zu seinen Prüfsummen."))
        }
    }
}
