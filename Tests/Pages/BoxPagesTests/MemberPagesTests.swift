import BoxPages
import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame
import PagesDoubles
import Testing

@Suite struct MemberPagesTests {
    private func pages(
        _ box: ScriptedBox = ScriptedBox(), role: String = "administrator",
        _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        box.logIn(role: role)
        try await PageClient.with(box, register: BoxPages.register) { try await body($0, box) }
    }

    @Test(arguments: [
        (0, "Keine Platte darf mehr ausfallen", "No more disk may fail"),
        (1, "Eine Platte darf noch ausfallen", "One more disk may fail"),
        (2, "Zwei Platten dürfen noch ausfallen", "Two more disks may fail"),
    ])
    func `how many may fail is always there, as a sentence and as a number`(
        left: Int, german: String, english: String
    ) async throws {
        let box = ScriptedBox()
        box.facts.change(StorageFact()) { $0.array?.redundancyLeft = left }
        try await pages(box) { (client, _) async throws in
            var client = client
            for (language, words) in [("de", german), ("en", english)] {
                client.language = language
                let text = try await client.get("/box").text
                #expect(text.contains("<span>\(words)</span>") && text.contains("data-redundancy=\"\(left)\""))
                #expect(text.contains("id=\"redundancy\">\(left) "))
                // The monitor has not looked yet: it is not called good all the same.
                #expect(text.contains("class=\"tile-state level-\(left == 0 ? "warn" : "ok")\""))
            }
        }
    }

    @Test func `a member tells bay, model, size, serial, state and all counts of errors`() async throws {
        let box = ScriptedBox()
        box.facts.change(StorageFact()) { fact in
            fact.array?.members[1].correctedErrors = 1_234
            fact.array?.members[1].refusedReads = 95
            fact.array?.members[1].integrityErrors = 7
        }
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box").text
            let card = String(try #require(text.firstMatch(of: #/data-member="2".*?<\/article>/#)).0)
            for words in [
                "<dd>2</dd>", "WDC WD40EFPX", "4,0 TB", "WD-WX11D9XAB", "In Ordnung", "<dd>1.234</dd>", "<dd>7</dd>",
                "<dd>95</dd>",
                "href=\"/box/disk/d2\"",
            ] {
                #expect(card.contains(words), "\(words)")
            }
        }
    }

    @Test func `what the monitor has against a disk stands at the disk`() async throws {
        let box = ScriptedBox()
        box.facts.set(
            ScriptedBox.monitor(raised: [
                CheckFact(id: "disk.smart:d1", state: 1, value: 4, since: ScriptedBox.now, reason: "SMART-REALLOCATED")
            ]))
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box").text
            let one = String(try #require(text.firstMatch(of: #/data-member="1".*?<\/article>/#)).0)
            let two = String(try #require(text.firstMatch(of: #/data-member="2".*?<\/article>/#)).0)
            #expect(one.contains("data-level=\"warn\"") && !two.contains("data-level=\"warn\""))
        }
    }

    // MARK: A change under way

    @Test(
        arguments: [
            ("replace", true, "Platte 2 (…9XAB) wird durch die neue Platte (…0PQR) ersetzt"),
            ("replace", false, "Platte 2 wird durch die neue Platte (…0PQR) ersetzt"),
            ("add", false, "Die neue Platte (…0PQR) wird zusätzlich aufgenommen"),
            ("take-out", true, "Platte 2 (…9XAB) wird aus dem Verbund genommen"),
        ])
    func `a change is shown although no deed runs any more`(kind: String, old: Bool, words: String) async throws {
        let box = ScriptedBox()
        box.change(kind, oldAnswers: old)
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box").text
            #expect(text.contains("id=\"change\"") && text.contains("data-kind=\"\(kind)\" data-number=\"2\""))
            #expect(text.contains(words))
            #expect(text.contains("<progress max=\"100\" value=\"23\">") == (kind != "take-out"))
            #expect(text.contains("noch etwa 90 Minuten") == (kind != "take-out"))
            #expect(text.contains("Nach einem Stromausfall geht es von selbst weiter."))
        }
    }

    @Test func `a change is told once, not again as the deed that began it`() async throws {
        let box = ScriptedBox()
        box.change("replace")
        box.facts.change(StorageFact()) { fact in
            var deed = DeedFact(deed: "a", name: "ReplaceMember", started: ScriptedBox.now)
            deed.progress = DeedProgress(step: "recover", done: 23, of: 100)
            fact.deeds = [deed]
        }
        try await pages(box) { (client, box) async throws in
            #expect(try await client.get("/box").text.matches(of: #/<progress /#).count == 1)
            box.facts.change(StorageFact()) { $0.array?.change = nil }
            #expect(try await client.get("/box").text.contains("data-name=\"ReplaceMember\" data-state=\"running\""))
        }
    }

    @Test func `where the data are is said before somebody pulls a disk`() async throws {
        let box = ScriptedBox()
        box.lostDisk()
        box.facts.change(StorageFact()) { $0.disks.removeAll { $0.content == "empty" } }
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box").text
            let keep = try #require(text.firstMatch(of: #/<p id="keep">.*?<\/p>/#)).0
            #expect(keep.contains("Platte 1 in Einschub 1 (…7K2Q)") && !keep.contains("Platte 2"))
        }
    }

    @Test func `a new disk that is whole says what that means to whoever put it in`() async throws {
        let box = ScriptedBox()
        box.facts.change(StorageFact()) { fact in
            var deed = DeedFact(deed: "a", name: "ReplaceMember", started: ScriptedBox.now)
            deed.outcome = "done"
            fact.deeds = [deed]
        }
        try await pages(box) { (client, _) async throws in
            let words = "Fertig: Die neue Platte hält jetzt alle Daten.</p><p>Eine Platte darf noch ausfallen."
            #expect(try await client.get("/box?deed=a").text.contains(words))
            #expect(try await !client.get("/box").text.contains(words))
        }
    }

    @Test func `a new disk that is missing is asked for`() async throws {
        let box = ScriptedBox()
        box.change("replace", isWaiting: true)
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box").text
            #expect(text.contains("data-waiting=\"yes\"") && text.contains("Die Platte fest einsetzen"))
            #expect(!text.contains("<progress"))
        }
    }

    @Test(
        arguments: [
            ("replace", true, "Was auf die neue Platte (…0PQR) kopiert wurde, geht verloren.", false),
            ("replace", false, "Was auf die neue Platte (…0PQR) kopiert wurde, geht verloren.", true),
            ("add", false, "Was auf die neue Platte (…0PQR) kopiert wurde, geht verloren.", false),
            ("take-out", true, "Platte 2 (…9XAB) bleibt dann im Verbund.", false),
        ])
    func `calling off says what is lost by it`(
        kind: String, old: Bool, words: String, isStillMissing: Bool
    ) async throws {
        let box = ScriptedBox()
        box.change(kind, oldAnswers: old)
        box.deeds.on(StorageDeeds.CallOffChange.self) { _, _ in
            box.facts.change(StorageFact()) { $0.array?.change = nil }
            return Done()
        }
        try await pages(box) { (client, box) async throws in
            let text = try await client.get("/box").text
            #expect(text.contains("action=\"/box/call-off\"") && text.contains(words))
            #expect(text.contains("Platte 2 fehlt danach weiterhin.") == isStillMissing)
            #expect(try await client.post("/box/call-off", []).location == "/box?note=called-off")
            #expect(box.deeds.asked(StorageDeeds.CallOffChange.self).map(\.user) == ["a.schoen"])
        }
    }

    @Test func `a replacement that holds everything can no longer be called off`() async throws {
        let box = ScriptedBox()
        box.change("replace")
        box.facts.change(StorageFact()) { $0.array?.change?.newSerialTail = "" }
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box").text
            #expect(text.contains("Die neue Platte 2 ist befüllt") && !text.contains("id=\"call-off\""))
        }
    }

    @Test func `while one change runs no other one is offered`() async throws {
        let box = ScriptedBox()
        box.threeDisks()
        box.facts.change(StorageFact()) { $0.disks.append(ScriptedBox.disk("d4", "X4", content: "empty")) }
        box.change("replace")
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box").text
            #expect(text.contains("id=\"loose-d4\""))
            for form in ["replace", "add", "take-out", "erase"] { #expect(!text.contains("action=\"/box/\(form)\"")) }
        }
    }

    // MARK: A disk that belongs to nobody

    @Test(
        arguments: [
            ("empty", 2, ["add", "replace"]), ("ntfs", 2, ["add", "erase", "replace"]), ("other-box", 2, ["erase"]),
            ("empty", 3, ["add", "replace", "take-out"]), ("empty", 4, ["replace", "take-out"]),
            ("empty", 10, ["replace"]),
        ])
    func `what can be done with a disk depends on what it is and how many there are`(
        content: String, members: Int, forms: [String]
    ) async throws {
        let box = ScriptedBox()
        box.facts.change(StorageFact()) { fact in
            let count = members == 10 ? 4 : members
            fact.array?.level = members == 10 ? 10 : 1
            fact.array?.memberCount = count
            fact.array?.members = (1...count).map { ScriptedBox.member($0, "d\($0)", "000\($0)") }
            fact.disks = (1...count).map { ScriptedBox.disk("d\($0)", "S000\($0)") }
            fact.disks.append(ScriptedBox.disk("d5", "WD-WX11D0PQR", content: content))
        }
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box").text
            #expect(text.contains("id=\"loose-d5\""))
            let found = Set(text.matches(of: #/action="\/box\/(replace|add|erase|take-out)"/#).map { String($0.1) })
            #expect(found.sorted() == forms)
            // Nothing is done without the end of the serial, and what will be lost stands above it.
            let confirms = text.matches(of: #/name="confirm" type="text"/#).count
            #expect(confirms == text.matches(of: #/action="\/box\/(replace|add|erase|take-out)"/#).count)
            #expect(text.contains("class=\"loses\"") == (content != "empty" || forms.contains("take-out")))
        }
    }

    @Test func `adding says how many may fail then`() async throws {
        let box = ScriptedBox()
        box.spareDisk()
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box").text
            #expect(text.contains("Danach halten 3 Platten dieselben Daten, 2 davon dürfen ausfallen."))
        }
    }

    @Test func `the forms are left alone until something changes`() async throws {
        let box = ScriptedBox()
        box.spareDisk()
        try await pages(box) { (client, box) async throws in
            let page = try await client.get("/box").text
            let poll = String(try #require(page.firstMatch(of: #/hx-get="(/fragment/members[^"]*)"/#)).1)
            #expect(try await client.get(poll).status == .noContent)
            box.change("add", number: 3)
            #expect(try await client.get(poll).text.contains("id=\"call-off\""))
        }
    }
}
