import DatasafeCore
import DatasafeTexts
import Hummingbird
import PageFrame
import PagesDoubles
import SetupPages
import Testing

/// The first day, step by step, without a browser.
@Suite struct SetupPagesTests {
    /// Pages at one step; with `knowsCode` the browser has typed the code.
    static func pages(
        _ step: SetupStep, knowsCode: Bool = true, box: ScriptedBox = ScriptedBox(),
        _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        box.firstDay(step)
        try await PageClient.with(box, register: SetupPages.register) { (client) async throws in
            var client = client
            client.isLoggedIn = false
            if knowsCode {
                let answer = try await client.post("/setup/code", [("code", "482 913")])
                #expect(answer.location == "/setup")
                client.cookies = answer.cookies.map { String($0.prefix { $0 != ";" }) }
            }
            try await body(client, box)
        }
    }

    @Test(arguments: Language.allCases, SetupStep.allCases.filter { $0 != .done })
    func `each step has its page in both languages`(language: Language, step: SetupStep) async throws {
        try await Self.pages(step) { (client, _) async throws in
            var client = client
            client.language = language.rawValue
            let answer = try await client.get("/setup")
            #expect(answer.status == .ok)
            let shown = step == .code ? SetupStep.practice : step
            #expect(answer.text.contains("<div id=\"setup\" data-step=\"\(shown.rawValue)\">"))
            #expect(answer.text.contains("<html lang=\"\(language.rawValue)\""))
        }
    }

    @Test(arguments: SetupStep.allCases.filter { $0 != .done })
    func `without the code no step is shown and nothing is done`(step: SetupStep) async throws {
        let box = ScriptedBox()
        try await Self.pages(step, knowsCode: false, box: box) { (client, _) async throws in
            #expect(try await client.get("/setup").text.contains("data-step=\"code\""))
            #expect(try await client.get("/setup/paper").status == .forbidden)
            for path in ["practice", "disks", "key", "form", "finish"] {
                let answer = try await client.post("/setup/\(path)", [("printed", "on"), ("number", "1")])
                #expect(answer.status == .forbidden && answer.text.contains("WEB-SETUP-CODE"), "\(path)")
            }
            var forged = client
            forged.cookies = ["__Host-setup=ffffffffffffffffffffffffffffffff"]
            #expect(try await forged.get("/setup/paper").status == .forbidden)
        }
        #expect(box.deeds.asked.isEmpty)
    }

    @Test func `a wrong code is refused with its words and opens nothing`() async throws {
        try await Self.pages(.practice, knowsCode: false) { (client, _) async throws in
            let answer = try await client.post("/setup/code", [("code", "000000")])
            #expect(answer.status == .unprocessableContent && answer.cookies.isEmpty)
            #expect(answer.text.contains("data-code=\"SET-CODE\""))
            #expect(answer.text.contains("Das ist nicht der Code vom Bildschirm."))
        }
    }

    @Test func `the practice is named with the password as a secret`() async throws {
        try await Self.pages(.practice) { (client, box) async throws in
            let fields = [
                ("practice", "Praxis Dr. Schön"), ("fullName", "Anna Schön"), ("user", "a.schoen"),
                ("password", "lampe fluss zange"), ("repeated", "lampe fluss zange"), ("hub", "https://hub.example"),
                ("hubCode", "4711"),
            ]
            #expect(try await client.post("/setup/practice", fields).location == "/setup?after=practice")
            let deed = try #require(box.deeds.asked(SetupDeeds.NamePractice.self).first)
            #expect(deed.practice == "Praxis Dr. Schön" && deed.user == "a.schoen" && deed.hubCode == "4711")
            #expect(box.deeds.secret(of: SetupDeeds.NamePractice.self) == "lampe fluss zange")
        }
    }

    @Test(arguments: [
        ("lampe fluss zange", "lampe fluss zagne", "WEB-PASSWORDS-DIFFER"),
        ("kurz", "kurz", "USR-PASSWORD-SHORT"), ("a.schoen2026", "a.schoen2026", "USR-PASSWORD-GUESSABLE"),
    ])
    func `a bad password is refused before anybody is asked, what was typed stays, passwords do not`(
        password: String, repeated: String, code: String
    ) async throws {
        try await Self.pages(.practice) { (client, box) async throws in
            let answer = try await client.post(
                "/setup/practice",
                [
                    ("practice", "Praxis <b>Süd</b>"), ("fullName", "Anna"), ("user", "a.schoen"),
                    ("password", password), ("repeated", repeated),
                ])
            #expect(answer.text.contains("data-code=\"\(code)\""))
            #expect(answer.text.contains("value=\"Praxis &lt;b&gt;Süd&lt;/b&gt;\""))
            #expect(!answer.text.contains("value=\"\(password)\""))
            #expect(box.deeds.asked(SetupDeeds.NamePractice.self).isEmpty)
        }
    }

    @Test func `each chosen disk travels with its confirmation, in order`() async throws {
        try await Self.pages(.disks) { (client, box) async throws in
            let first = ScriptedBox.disk("d1", "WD-WX11D7K2Q").id
            let third = ScriptedBox.disk("d3", "WD-WX11D0PQR").id
            let page = try await client.get("/setup")
            #expect(page.text.contains("name=\"confirm:\(third)\""))
            #expect(page.text.contains("data-content=\"ntfs\""))
            let answer = try await client.post(
                "/setup/disks", [("disk", first), ("disk", third), ("confirm:\(third)", " 0PQR "), ("confirm:x", "y")])
            #expect(answer.location == "/setup?after=disks")
            let deed = try #require(box.deeds.asked(SetupDeeds.ChooseDisks.self).first)
            #expect(deed.disks == [first, third] && deed.confirms == ["", "0PQR"])
        }
    }

    @Test func `disks of another box cannot be chosen`() async throws {
        let box = ScriptedBox()
        try await Self.pages(.disks, box: box) { (client, box) async throws in
            box.facts.change(StorageFact()) { $0.disks[2].content = "other-box" }
            let text = try await client.get("/setup").text
            #expect(text.contains("id=\"disk-d3\" disabled>"))
            #expect(!text.contains("id=\"confirm-d3\""))
        }
    }

    @Test func `a refused disk keeps the page and the choice`() async throws {
        try await Self.pages(.disks) { (client, box) async throws in
            box.deeds.refuse(SetupDeeds.ChooseDisks.self, "SET-CONFIRM", subject: "d3")
            let third = ScriptedBox.disk("d3", "WD-WX11D0PQR").id
            let answer = try await client.post("/setup/disks", [("disk", third)])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("data-code=\"SET-CONFIRM\""))
            #expect(answer.text.contains("id=\"disk-d3\" checked>") && !answer.text.contains("id=\"disk-d1\" checked>"))
        }
    }

    @Test(
        arguments: [
            ([], nil, "plug-in", "unlock-1"), (["unlock-1"], "unlock-2", "replug", "unlock-2"),
            (["unlock-1", "unlock-2"], nil, "plug-in", "backup-1"),
        ] as [([String], String?, String, String)])
    func `the page says what to do with the sticks`(
        verified: [String], waiting: String?, id: String, key: String
    ) async throws {
        try await Self.pages(.keys) { (client, box) async throws in
            box.facts.change(StorageFact()) { fact in
                fact.setup = SetupProgress(stage: "keys-writing", verifiedKeys: verified, waitingFor: waiting)
            }
            let text = try await client.get("/setup").text
            #expect(text.contains("id=\"\(id)\" data-key=\"\(key)\""))
            #expect(!text.contains("id=\"form-form\""))
            for name in verified { #expect(text.contains("data-key=\"\(name)\" data-state=\"verified\"")) }
        }
    }

    @Test func `a stick that is not empty must be confirmed, a blank one not`() async throws {
        try await Self.pages(.keys) { (client, box) async throws in
            for (role, isAsked) in [("other", true), ("blank", false), ("empty", false)] {
                box.facts.change(StorageFact()) { fact in
                    fact.setup = SetupProgress(stage: "keys-writing")
                    fact.sticks = [StickFact(id: "usb-50E549C6", model: "Stick", bytes: 8_000_000_000, role: role)]
                }
                let text = try await client.get("/setup").text
                #expect(text.contains("id=\"confirm-stick\"") == isAsked, "\(role)")
            }
            let fields = [("role", "unlock"), ("number", "1"), ("stick", "usb-50E549C6"), ("confirm", "49C6")]
            #expect(try await client.post("/setup/key", fields).location == "/setup")
            let deed = try #require(box.deeds.asked(SetupDeeds.WriteStick.self).first)
            #expect(deed.role == "unlock" && deed.number == 1 && deed.confirm == "49C6")
        }
    }

    @Test func `three verified keys offer the forming, once`() async throws {
        try await Self.pages(.keys) { (client, box) async throws in
            box.facts.change(StorageFact()) { fact in
                fact.setup = SetupProgress(stage: "keys-writing", verifiedKeys: ["unlock-1", "unlock-2", "backup-1"])
            }
            #expect(try await client.get("/setup").text.contains("id=\"form-form\""))
            #expect(try await client.post("/setup/form", []).location == "/setup?after=keys")
            #expect(box.deeds.asked(SetupDeeds.FormBox.self).count == 1)
        }
    }

    @Test func `polls change nothing while nothing changed, and lead on when the step did`() async throws {
        try await Self.pages(.keys) { (client, box) async throws in
            let page = try await client.get("/setup").text
            let poll = try #require(page.firstMatch(of: #/hx-get="(/setup/progress[^"]*)"/#)).1
            let path = String(poll).replacing("&amp;", with: "&")
            #expect(try await client.get(path).status == .noContent)
            box.facts.change(StorageFact()) { fact in
                fact.sticks = [StickFact(id: "s", model: "Stick", bytes: 1, role: "blank")]
            }
            #expect(try await client.get(path).text.contains("class=\"choice key-form\""))
            box.facts.change(SetupFact()) { $0.step = .forming }
            let htmx: HTTPFields = [.htmxRequest: "true"]
            #expect(try await client.get(path, headers: htmx).headers[.htmxRedirect] == "/setup")
        }
    }

    @Test func `a disk that is pushed in later is offered without asking`() async throws {
        try await Self.pages(.disks) { (client, box) async throws in
            let page = try await client.get("/setup").text
            let poll = try #require(page.firstMatch(of: #/hx-get="(/setup/progress[^"]*)"/#)).1
            let path = String(poll).replacing("&amp;", with: "&")
            #expect(try await client.get(path).status == .noContent)
            box.facts.change(StorageFact()) { $0.disks.append(ScriptedBox.disk("d4", "WD-NEW", content: "empty")) }
            #expect(try await client.get(path).text.contains("data-bay=\"d4\""))
        }
    }

    @Test func `a step that is sent but not taken yet waits instead of asking again`() async throws {
        try await Self.pages(.practice) { (client, box) async throws in
            let text = try await client.get("/setup?after=practice").text
            #expect(!text.contains("id=\"practice-form\"") && text.contains("hx-trigger=\"every 1s\""))
            box.facts.change(SetupFact()) { $0.refusal = Refusal(code: "SET-HUB") }
            let refused = try await client.get("/setup?after=practice").text
            #expect(refused.contains("data-code=\"SET-HUB\"") && refused.contains("id=\"practice-form\""))
        }
    }

    @Test func `a failed forming is told and can be repeated`() async throws {
        try await Self.pages(.forming) { (client, box) async throws in
            #expect(try await client.get("/setup").text.contains("id=\"forming\""))
            box.facts.change(SetupFact()) { $0.refusal = Refusal(code: "SET-DISK-GONE", subject: "d2") }
            let text = try await client.get("/setup").text
            #expect(text.contains("data-code=\"SET-DISK-GONE\"") && text.contains("id=\"form-again\""))
        }
    }

    @Test(arguments: Language.allCases)
    func `the sheet holds the key three times and is never stored`(language: Language) async throws {
        try await Self.pages(.paper) { (client, _) async throws in
            var client = client
            client.language = language.rawValue
            let answer = try await client.get("/setup/paper")
            #expect(answer.status == .ok && answer.headers[.cacheControl] == "no-store")
            #expect(answer.text.contains("0104 070a 0d10 1316 191c 1f22 2528 2b2e<br>"))
            let words = try #require(answer.text.firstMatch(of: #/<ol class="words" id="words">(.*?)</ol>/#)).1
            #expect(words.matches(of: #/<li>[a-z]{4}</li>/#).count == 48)
            #expect(answer.text.contains("<svg class=\"qr\""))
            #expect(!answer.text.contains("<script>") && !answer.text.contains("style="))
        }
    }

    @Test func `a key of another length is not printed`() async throws {
        try await Self.pages(.paper) { (client, box) async throws in
            box.deeds.giveBack(SetupDeeds.PaperKey.self, [1, 2, 3])
            #expect(try await client.get("/setup/paper").text.contains("WEB-NO-ANSWER"))
        }
    }

    @Test func `the first day ends only with the sheet printed, and takes the browser's right with it`() async throws {
        try await Self.pages(.paper) { (client, box) async throws in
            #expect(try await client.post("/setup/finish", []).text.contains("WEB-FORM"))
            #expect(box.deeds.asked(SetupDeeds.Finish.self).isEmpty)
            box.deeds.on(SetupDeeds.Finish.self) { _, _ in
                box.facts.change(SetupFact()) { $0.step = .done }
                return Done()
            }
            let answer = try await client.post("/setup/finish", [("printed", "on")])
            #expect(answer.location == "/?note=ready")
            #expect(answer.cookies.contains { $0.hasPrefix("__Host-setup=;") })
            box.facts.change(SetupFact()) { $0.step = .paper }
            #expect(try await client.get("/setup/paper").status == .forbidden)
        }
    }
}
