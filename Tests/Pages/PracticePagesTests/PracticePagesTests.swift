import DatasafeCore
import DatasafeTexts
import FoundationEssentials
import Hummingbird
import Markup
import PageFrame
import PagesDoubles
import PracticePages
import Testing

@Suite struct PracticePagesTests {
    static let json: HTTPFields = [.accept: "application/json"]

    /// Pages of a box, with folders of their own for uploads and documents.
    static func pages(
        _ box: ScriptedBox = ScriptedBox(), role: String = "administrator",
        _ body: @escaping @Sendable (PageClient, ScriptedBox, String) async throws -> Void
    ) async throws {
        box.logIn(role: role)
        let folder = FileManager.default.temporaryDirectory.path + "/pages-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let register: (PageRoutes) -> Void = { PracticePages.register($0, staging: folder, blobs: folder) }
        try await PageClient.with(box, register: register) { try await body($0, box, folder) }
    }

    // MARK: Log-in

    @Test func `the right password opens a session and leads where one wanted to go`() async throws {
        try await Self.pages { (client, box, _) async throws in
            var client = client
            client.isLoggedIn = false
            let form = [("user", " a.schoen "), ("password", "lampe fluss zange"), ("next", "/files/folder/2")]
            let answer = try await client.post("/login", form)
            #expect(answer.location == "/files/folder/2")
            let cookie = try #require(answer.cookies.first)
            #expect(
                cookie.hasPrefix("__Host-session=\(ScriptedBox.session); Path=/; Secure; HttpOnly; SameSite=Strict"))
            #expect(box.deeds.secret(of: PracticeDeeds.LogIn.self) == "lampe fluss zange")
            #expect(try await client.post("/login", form.dropLast() + [("next", "//evil.example")]).location == "/")
        }
    }

    @Test(arguments: ["USR-WRONG", "USR-LOCKED", "USR-BUSY"], Language.allCases)
    func `a refused log-in says why, keeps the name and never the password`(
        code: String, language: Language
    ) async throws {
        let box = ScriptedBox()
        try await Self.pages(box) { (client, box, _) async throws in
            var client = client
            client.isLoggedIn = false
            client.language = language.rawValue
            box.deeds.refuse(PracticeDeeds.LogIn.self, code, subject: "22:45")
            let answer = try await client.post("/login", [("user", "a.\"<b>"), ("password", "geheim-geheim")])
            #expect(answer.status == .unprocessableContent && answer.cookies.isEmpty)
            #expect(answer.text.contains("<div id=\"refusal\" data-code=\"\(code)\">"))
            #expect(answer.text.contains("value=\"a.&quot;&lt;b&gt;\"") && !answer.text.contains("geheim-geheim"))
            let advice = AdviceBook.adviceOrPlain(for: code).filling(["subject": "22:45"])
            #expect(answer.text.contains(">\(HTML(text: advice.sentence[language]).markup)<"))
        }
    }

    @Test func `logging out ends the session on both sides`() async throws {
        try await Self.pages { (client, box, _) async throws in
            let answer = try await client.post("/logout", [])
            #expect(answer.location == "/login?because=out")
            #expect(answer.cookies.contains { $0.hasPrefix("__Host-session=;") })
            #expect(box.deeds.asked(PracticeDeeds.LogOut.self).map(\.session) == [ScriptedBox.session])
            box.deeds.forget(PracticeDeeds.LogOut.self)
            #expect(try await client.post("/logout", []).cookies.contains { $0.hasPrefix("__Host-session=;") })
        }
    }

    @Test(
        arguments: [
            ("", nil), ("kurz", "crit"), ("aaaaaaaaaaaa", "crit"), ("a.schoen.a.schoen", "crit"),
            ("lampe fluss zange wolke", "ok"),
        ] as [(String, String?)])
    func `the meter shows what Core thinks of a password`(password: String, level: String?) async throws {
        try await Self.pages { (client, _, _) async throws in
            let answer = try await client.post("/fragment/strength", [("password", password), ("user", "a.schoen")])
            #expect(answer.text.firstMatch(of: #/data-level="([a-z]+)"/#).map { String($0.1) } == level)
            #expect(password.isEmpty || !answer.text.contains(password))
        }
    }

    // MARK: Files

    @Test func `folders and documents with what one needs to see`() async throws {
        try await Self.pages { (client, box, _) async throws in
            let text = try await client.get("/files").text
            #expect(text.contains("data-kind=\"folder\" data-id=\"2\"") && text.contains("Röntgenbilder 2026"))
            #expect(text.contains("data-kind=\"document\" data-id=\"9\"") && text.contains("84 kB"))
            #expect(text.contains("id=\"drop\"") && text.contains("webkitdirectory"))
            let folder = try await client.get("/files/folder/2").text
            #expect(folder.contains("id=\"change-folder\"") && folder.contains("data-folder=\"2\""))
            #expect(try await client.get("/files/folder/99").text.contains("data-code=\"DOC-GONE\""))
            #expect(try await client.get("/files/folder/x").status == .notFound)
            #expect(box.deeds.asked(PracticeDeeds.ListFolder.self).map(\.folder) == [nil, 2, 99])
        }
    }

    @Test func `a long folder goes on`() async throws {
        let box = ScriptedBox()
        try await Self.pages(box) { (client, box, _) async throws in
            box.deeds.on(PracticeDeeds.ListFolder.self) { deed, _ in
                .init(path: [], folders: [], documents: [], next: deed.offset == 0 ? 200 : nil)
            }
            #expect(try await client.get("/files").text.contains("/files?offset=200"))
            #expect(try await !client.get("/files?offset=200").text.contains("offset=400"))
            _ = try await client.get("/files?offset=-5")
            #expect(box.deeds.asked(PracticeDeeds.ListFolder.self).map(\.offset) == [0, 200, 0])
        }
    }

    @Test func `names stay text wherever they stand`() async throws {
        let evil = "\"><script>alert('x')</script>&\u{202E}fdp"
        let box = ScriptedBox()
        let folder = FolderRow(id: 1, name: evil, parent: nil, changed: ScriptedBox.now)
        var document = DocumentRow(
            id: 9, name: evil + ".pdf", folder: nil, bytes: 1, sha256: String(repeating: "a", count: 64), versions: 1,
            changed: ScriptedBox.now, by: evil)
        document.binned = ScriptedBox.now
        let row = document
        try await Self.pages(box) { (client, box, _) async throws in
            box.deeds.on(PracticeDeeds.ListFolder.self) { _, _ in
                .init(path: [folder], folders: [folder], documents: [row], next: nil)
            }
            box.deeds.on(PracticeDeeds.Search.self) { _, _ in .init(folders: [folder], documents: [row]) }
            box.deeds.on(PracticeDeeds.ListVersions.self) { _, _ in
                .init(
                    document: row,
                    versions: [VersionRow(number: 1, bytes: 1, sha256: row.sha256, at: ScriptedBox.now, by: evil)])
            }
            box.deeds.on(PracticeDeeds.ListUsers.self) { _, _ in
                .init(users: [UserRow(id: 1, user: evil, fullName: evil, role: evil, active: false)])
            }
            box.deeds.on(PracticeDeeds.ReadAudit.self) { _, _ in
                .init(
                    lines: [
                        AuditRow(
                            seq: 1, at: ScriptedBox.now, user: evil, action: evil, subject: evil, outcome: evil,
                            name: evil)
                    ], next: nil)
            }
            let paths = [
                "/files", "/files/folder/1", "/files/bin", "/files/versions/9", "/files/move?kind=document&id=9",
                "/files/search?q=%22%3E%3Cscript%3Ealert('x')%3C/script%3E", "/users", "/audit",
                "/audit?words=%22%3E%3Cscript%3Ealert('x')%3C/script%3E",
            ]
            for path in paths {
                let text = try await client.get(path).text
                #expect(!text.contains("<script>alert"), "\(path)")
                #expect(!text.contains("\u{202E}"), "\(path)")
                #expect(text.contains("&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"), "\(path)")
            }
            box.deeds.on(PracticeDeeds.WhoIs.self) { _, _ in
                .init(
                    user: UserRow(id: 1, user: evil, fullName: evil, role: "assistant", active: true), practice: evil,
                    secondsLeft: 900)
            }
            #expect(try await !client.get("/me").text.contains("<script>alert"))
        }
    }

    @Test func `a folder is made, renamed, moved, put away, brought back, erased`() async throws {
        try await Self.pages { (client, box, _) async throws in
            #expect(
                try await client.post("/files/folder", [("name", "Neu"), ("parent", "2")]).location
                    == "/files/folder/7?note=created")
            #expect(box.deeds.asked(PracticeDeeds.MakeFolder.self).map(\.parent) == [2])
            let cases: [(String, String, [(String, String)], String)] = [
                ("folder", "rename", [("name", "Alt")], "/files/folder/3?note=renamed"),
                ("document", "rename", [("name", "Alt.pdf")], "/files/versions/3?note=renamed"),
                ("document", "move", [("parent", "2")], "/files/folder/2?note=moved"),
                ("document", "move", [("parent", "")], "/files?note=moved"),
                ("folder", "bin", [], "/files?note=binned"), ("document", "unbin", [], "/files/bin?note=unbinned"),
                ("document", "erase", [], "/files/bin?note=erased"),
            ]
            for (kind, change, more, location) in cases {
                let answer = try await client.post(
                    "/files/change", [("kind", kind), ("id", "3"), ("change", change)] + more)
                #expect(answer.location == location, "\(kind) \(change)")
            }
            let asked = box.deeds.asked(PracticeDeeds.ChangeEntry.self)
            #expect(asked.map(\.change) == cases.map(\.1))
            #expect(asked.map(\.parent) == [nil, nil, 2, nil, nil, nil, nil])
            for bad in [("kind", "disk"), ("id", "x"), ("change", "format")] {
                let fields = [("kind", "folder"), ("id", "3"), ("change", "bin")].filter { $0.0 != bad.0 } + [bad]
                #expect(try await client.post("/files/change", fields).text.contains("WEB-FORM"))
            }
        }
    }

    @Test func `erasing is for administrators, on the page and behind it`() async throws {
        try await Self.pages(role: "assistant") { (client, box, _) async throws in
            let text = try await client.get("/files/bin").text
            #expect(text.contains("class=\"unbin\"") && !text.contains("class=\"erase\""))
            let fields = [("kind", "document"), ("id", "3"), ("change", "erase")]
            #expect(try await client.post("/files/change", fields).status == .forbidden)
            #expect(box.deeds.asked(PracticeDeeds.ChangeEntry.self).isEmpty)
        }
    }

    @Test func `a folder that is uploaded again is filled, not refused`() async throws {
        let box = ScriptedBox()
        try await Self.pages(box) { (client, box, _) async throws in
            box.deeds.refuse(PracticeDeeds.MakeFolder.self, "DOC-TAKEN", subject: "Befunde")
            let fields = [("name", "Befunde"), ("parent", "")]
            let again = try await client.post("/files/folder", fields + [("reuse", "1")], headers: Self.json)
            #expect(again.status == .created && again.text.contains("\"id\":1"))
            let refused = try await client.post("/files/folder", fields, headers: Self.json)
            #expect(refused.status == .unprocessableContent && refused.text.contains("\"code\":\"DOC-TAKEN\""))
        }
    }

    @Test func `moving walks through folders and never into itself`() async throws {
        try await Self.pages { (client, _, _) async throws in
            let text = try await client.get("/files/move?kind=folder&id=2").text
            #expect(text.contains("data-id=\"1\"") && !text.contains("data-id=\"2\""))
            #expect(text.contains("name=\"parent\" value=\"\""))
            #expect(
                try await client.get("/files/move?kind=folder&id=2&to=1").text.contains("name=\"parent\" value=\"1\""))
            #expect(try await client.get("/files/move?kind=disk&id=2").text.contains("WEB-FORM"))
        }
    }

    @Test func `searching asks for the words as typed`() async throws {
        try await Self.pages { (client, box, _) async throws in
            let text = try await client.get("/files/search?q=R%C3%B6ntgen+2026").text
            #expect(text.contains("Gefunden zu „Röntgen 2026“"))
            #expect(box.deeds.asked(PracticeDeeds.Search.self).map(\.words) == ["Röntgen 2026"])
            #expect(try await client.get("/files/search?q=+").location == "/files")
        }
    }
}
