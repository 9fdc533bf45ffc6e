import BoxPages
import DatasafeCore
import DatasafeTexts
import Hummingbird
import PageFrame
import PagesDoubles
import Testing

@Suite struct KeyPagesTests {
    private func pages(
        _ box: ScriptedBox = ScriptedBox(), role: String = "administrator",
        _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        box.logIn(role: role)
        try await PageClient.with(box, register: BoxPages.register) { try await body($0, box) }
    }

    @Test func `keys by number, what is plugged in, when the header was copied`() async throws {
        let box = ScriptedBox()
        box.sticks(silver: 2)
        box.facts.change(StorageFact()) { $0.headerCopied = ScriptedBox.now.adding(seconds: -3600) }
        try await pages(box) { (client, _) async throws in
            #expect(try await client.get("/box").text.contains("href=\"/box/keys\""))
            let text = try await client.get("/box/keys").text
            #expect(text.contains("data-role=\"unlock\" data-number=\"1\" data-plugged=\"no\""))
            #expect(text.contains("data-role=\"unlock\" data-number=\"2\" data-plugged=\"yes\""))
            #expect(text.contains("data-role=\"backup\" data-number=\"1\" data-plugged=\"no\""))
            #expect(text.contains("id=\"header-copied\">heute 21:30<"))
        }
    }

    @Test func `one silver key alone is worth a warning`() async throws {
        let box = ScriptedBox()
        box.facts.change(StorageFact()) { $0.keys.removeFirst() }
        try await pages(box) { (client, _) async throws in
            for path in ["/box", "/box/keys"] {
                #expect(try await client.get(path).text.contains("Es gibt nur einen silbernen Schlüssel"), "\(path)")
            }
            let text = try await client.get("/box/keys").text
            #expect(!text.contains("action=\"/box/keys/revoke\"") && text.contains("Zuerst einen neuen ausstellen."))
        }
    }

    @Test(arguments: [
        (nil, nil, false), (1, nil, true), (2, nil, true), (1, "KEY-ONE-COPY", true), (1, "KEY-TABLE-LOST", true),
        (1, "KEY-COPIES-DIFFER", true), (1, "KEY-REVOKED", false), (1, "KEY-OTHER-BOX", false),
        (1, "KEY-UNKNOWN", false), (1, "KEY-NEW-CODE", false), (7, nil, false),
    ])
    func `only a good enrolled key that is plugged in opens the way`(
        silver: Int?, code: String?, isGood: Bool
    ) async throws {
        let box = ScriptedBox()
        box.sticks(silver: silver, code: code, other: "empty")
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box/keys").text
            #expect(text.contains("id=\"good-key\" data-number=\"\(isGood ? "\(silver ?? 0)" : "")\""))
            let issue = String(try #require(text.firstMatch(of: #/action="\/box\/keys\/issue".*?<\/form>/#)).0)
            #expect(issue.contains(" disabled") == !isGood)
        }
    }

    @Test(arguments: [(1, [1], [2]), (2, [2], [1])])
    func `a key is revoked only in the presence of another one`(silver: Int, shut: [Int], open: [Int]) async throws {
        let box = ScriptedBox()
        box.sticks(silver: silver)
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box/keys").text
            for (numbers, isShut) in [(shut, true), (open, false)] {
                for number in numbers {
                    let form = try #require(
                        text.firstMatch(of: try Regex("id=\"revoke-\(number)\".*?</form>").dotMatchesNewlines()))
                    #expect(text[form.range].contains(" disabled") == isShut)
                    #expect(text[form.range].contains("Dazu muss ein anderer gültiger") == isShut)
                }
            }
            // What revoking cannot do stands above the forms, not in them.
            #expect(text.contains("öffnet damit weiterhin jene alte Kopie"))
        }
    }

    @Test(arguments: [
        ([("number", "1"), ("confirm", "1")], true), ([("number", "1"), ("confirm", "2")], false),
        ([("number", "1"), ("confirm", "")], false), ([("number", ""), ("confirm", "")], false),
        ([("number", "x"), ("confirm", "x")], false),
    ])
    func `the number is typed once more before a key is revoked`(
        fields: [(String, String)], isAsked: Bool
    ) async throws {
        try await pages { (client, box) async throws in
            let answer = try await client.post("/box/keys/revoke", fields)
            #expect(answer.text.contains("WEB-FORM") == !isAsked)
            #expect(box.deeds.asked(StorageDeeds.RevokeKey.self).map(\.number) == (isAsked ? [1] : []))
        }
    }

    @Test(arguments: [("empty", false), ("blank", false), ("other", true)])
    func `a stick becomes a key, and one that holds something is asked for twice`(
        role: String, loses: Bool
    ) async throws {
        let box = ScriptedBox()
        box.sticks(silver: 1, other: role)
        try await pages(box) { (client, box) async throws in
            let text = try await client.get("/box/keys").text
            let form = String(try #require(text.firstMatch(of: #/action="\/box\/keys\/issue".*?<\/form>/#)).0)
            #expect(form.contains("Alles auf diesem Stick geht verloren.") == loses)
            #expect(form.contains("name=\"confirm\" type=\"text\"") == loses)
            // The only one that is plugged in cannot be the one that is replaced.
            #expect(form.matches(of: #/<option value="(\d)">/#).map { String($0.1) } == ["0", "2"])
            let answer = try await client.post(
                "/box/keys/issue", [("stick", "Kingston_50E549C6"), ("confirm", "49C6"), ("replaces", "2")])
            #expect(answer.location == "/box/keys?deed=\(PageClient.token)")
            let deed = try #require(box.deeds.asked(StorageDeeds.IssueKey.self).first)
            #expect(deed.stick == "Kingston_50E549C6" && deed.confirm == "49C6" && deed.replaces == 2)
            #expect(try await client.post("/box/keys/issue", [("replaces", "-1")]).text.contains("WEB-FORM"))
        }
    }

    @Test(arguments: [
        ("KEY-REVOKED", true), ("KEY-UNKNOWN", true), ("KEY-ONE-COPY", false), ("KEY-OTHER-BOX", false), (nil, false),
    ])
    func `a key of ours that opens nothing may be written over, a good one never`(
        code: String?, isUsable: Bool
    ) async throws {
        let box = ScriptedBox()
        box.sticks(silver: 2, code: code)
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box/keys").text
            #expect(text.contains("action=\"/box/keys/issue\"") == isUsable)
            #expect(text.contains("Alles auf diesem Stick geht verloren.") == isUsable)
        }
    }

    @Test func `a full box says to revoke one first`() async throws {
        let box = ScriptedBox()
        box.sticks(silver: 1, other: "empty")
        box.facts.change(StorageFact()) { fact in
            fact.keys = (1...KeyChangeRule.mostKeys).map { KeyFact(role: "unlock", number: $0, id: "a") }
        }
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box/keys").text
            #expect(text.contains("Zuerst einen sperren") && !text.contains("action=\"/box/keys/issue\""))
        }
    }

    @Test(
        arguments: [
            ("write-key", 0, ["now", "later", "later", "later"], false),
            ("pull-and-plug", 0, ["passed", "now", "later", "later"], true),
            ("pull-and-plug", 1, ["passed", "now", "later", "later", "later"], true),
            ("enrol", 1, ["passed", "passed", "now", "later", "later"], false),
            ("revoke", 1, ["passed", "passed", "passed", "now", "later"], false),
            ("copy-header", 0, ["passed", "passed", "passed", "now"], false),
        ])
    func `each step of issuing is seen, and it can be called off while hands are needed`(
        step: String, replaces: Int, states: [String], mayCancel: Bool
    ) async throws {
        let box = ScriptedBox()
        box.sticks(silver: 1)
        box.facts.change(StorageFact()) {
            $0.keyChange = KeyChangeFact(step: step, number: 3, replaces: replaces, stick: "s")
        }
        box.deeds.on(StorageDeeds.CancelKeyChange.self) { _, _ in
            box.facts.change(StorageFact()) { $0.keyChange = nil }
            return Done()
        }
        try await pages(box) { (client, box) async throws in
            let text = try await client.get("/box/keys").text
            #expect(text.contains("id=\"keys-live\" data-step=\"\(step)\""))
            #expect(text.matches(of: #/<li data-step="[a-z-]+" data-state="([a-z]+)"/#).map { String($0.1) } == states)
            #expect(text.contains("Silberner Schlüssel 3 wird ausgestellt"))
            #expect(text.contains("id=\"replug\"") == (step == "pull-and-plug"))
            #expect(text.contains("Er ersetzt Schlüssel 1.") == (replaces == 1))
            #expect(text.contains("action=\"/box/keys/cancel\"") == mayCancel)
            // Nothing else is begun meanwhile, and nobody is told to take the good key out.
            #expect(!text.contains("action=\"/box/keys/issue\"") && !text.contains("action=\"/box/keys/revoke\""))
            for path in ["/", "/box/keys"] {
                #expect(try await !client.get(path).text.contains("id=\"pull-key\""), "\(path)")
            }
            #expect(try await client.post("/box/keys/cancel", []).location == "/box/keys?note=called-off")
        }
    }

    @Test func `the page notices sticks by itself and is left alone otherwise`() async throws {
        let box = ScriptedBox()
        try await pages(box) { (client, box) async throws in
            let page = try await client.get("/box/keys").text
            let poll = String(try #require(page.firstMatch(of: #/hx-get="(/fragment/keys[^"]*)"/#)).1)
            #expect(try await client.get(poll).status == .noContent)
            box.sticks(silver: 1)
            #expect(try await client.get(poll).text.contains("id=\"good-key\" data-number=\"1\""))
            box.facts.change(StorageFact()) {
                $0.keyChange = KeyChangeFact(step: "pull-and-plug", number: 3, replaces: 0, stick: "s")
            }
            #expect(try await client.get(poll).text.contains("id=\"replug\""))
        }
    }

    @Test func `how a deed ended is told to whoever began it, and then to take the key out`() async throws {
        let box = ScriptedBox()
        box.sticks(silver: 1)
        let id = String(repeating: "a", count: 32)
        box.facts.change(StorageFact()) { fact in
            var deed = DeedFact(deed: id, name: "IssueKey", started: ScriptedBox.now)
            deed.refusal = Refusal(KeyChangeRefusal.notRead)
            fact.deeds = [deed]
        }
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box/keys?deed=\(id)").text
            #expect(text.contains("data-code=\"KEY-CHANGE-NOT-READ\"") && text.contains("id=\"pull-key\""))
            #expect(try await !client.get("/box/keys").text.contains("KEY-CHANGE-NOT-READ"))
        }
    }

    @Test(arguments: ["doctor", "assistant"])
    func `others see the keys and change nothing`(role: String) async throws {
        let box = ScriptedBox()
        box.sticks(silver: 1, other: "empty")
        try await pages(box, role: role) { (client, box) async throws in
            #expect(try await !client.get("/box/keys").text.contains("<form method=\"post\" action=\"/box"))
            box.facts.change(StorageFact()) {
                $0.keyChange = KeyChangeFact(step: "pull-and-plug", number: 3, replaces: 0, stick: "s")
            }
            let text = try await client.get("/box/keys").text
            #expect(text.contains("id=\"replug\"") && !text.contains("action=\"/box/keys/cancel\""))
        }
    }
}
