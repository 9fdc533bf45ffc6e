import BoxPages
import DatasafeCore
import DatasafeTexts
import FoundationEssentials
import Hummingbird
import Markup
import PageFrame
import PagesDoubles
import Testing

@Suite struct BoxPagesTests {
    private func pages(
        _ box: ScriptedBox = ScriptedBox(), _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        try await PageClient.with(box, register: BoxPages.register) { try await body($0, box) }
    }

    @Test(arguments: [
        (StorageState.starting, "starting"), (.locked, "locked"), (.unlocking, "unlocking"), (.open, "open"),
        (.openDegraded, "open-degraded"), (.failed, "failed"),
    ])
    func `the start page shows the state to everybody`(state: StorageState, phase: String) async throws {
        let box = ScriptedBox()
        box.state(state)
        try await pages(box) { (client, _) async throws in
            var client = client
            client.isLoggedIn = false
            for language in Language.allCases {
                client.language = language.rawValue
                let answer = try await client.get("/")
                #expect(answer.status == .ok)
                #expect(answer.text.contains("<div id=\"state\" data-state=\"\(phase)\""))
                #expect(answer.text.contains("id=\"login\"") == (state == .open || state == .openDegraded))
            }
        }
    }

    @Test func `a new box leads to its first day`() async throws {
        let box = ScriptedBox()
        box.firstDay(.code)
        try await pages(box) { (client, _) async throws in #expect(try await client.get("/").location == "/setup") }
    }

    @Test(arguments: KeyRefusal.allCases, Language.allCases)
    func `each refused key is said with what to do, in both languages`(
        refused: KeyRefusal, language: Language
    ) async throws {
        let box = ScriptedBox()
        box.state(.locked)
        box.facts.change(StorageFact()) { $0.refusal = Refusal(code: refused.code, subject: "1") }
        try await pages(box) { (client, _) async throws in
            var client = client
            client.isLoggedIn = false
            client.language = language.rawValue
            let text = try await client.get("/").text
            let advice = refused.advice.filling(["number": "1"])
            #expect(text.contains("<div id=\"refusal\" data-code=\"\(refused.code)\">"))
            for words in [advice.sentence[language], advice.action[language]] {
                #expect(text.contains(">\(HTML(text: words).markup)<"), "\(words)")
            }
        }
    }

    @Test func `the key is to be unplugged once it has opened the data`() async throws {
        let box = ScriptedBox()
        box.facts.change(StorageFact()) { $0.keyPluggedSince = ScriptedBox.now }
        try await pages(box) { (client, _) async throws in
            #expect(try await client.get("/").text.contains("id=\"pull-key\""))
        }
    }

    @Test func `the state is polled quietly and a new state is a new page`() async throws {
        let box = ScriptedBox()
        box.state(.locked)
        try await pages(box) { (client, box) async throws in
            var client = client
            client.isLoggedIn = false
            let page = try await client.get("/").text
            let poll = String(try #require(page.firstMatch(of: #/hx-get="(/fragment/state[^"]*)"/#)).1)
            #expect(try await client.get(poll).status == .noContent)
            box.facts.change(StorageFact()) { $0.refusal = Refusal(code: "KEY-BLANK") }
            #expect(try await client.get(poll).text.contains("data-code=\"KEY-BLANK\""))
            box.state(.open)
            #expect(try await client.get(poll).headers[.htmxRefresh] == "true")
        }
    }

    @Test func `four tiles tell how it stands`() async throws {
        try await pages { (client, _) async throws in
            let text = try await client.get("/").text
            for tile in ["data", "protection", "backup", "alarms"] {
                #expect(text.contains("id=\"tile-\(tile)\" data-level=\"ok\""), "\(tile)")
            }
            #expect(text.contains("12.431 Dokumente"))
            #expect(text.contains("Eine Platte darf noch ausfallen"))
            #expect(text.contains("Letzte Sicherung heute 21:14 auf Platte 2, geprüft."))
            #expect(text.contains("Jetzt: Platte 2 abziehen, Platte 1 anstecken."))
            #expect(text.contains("Keine Alarme"))
        }
    }

    @Test func `a lost disk is the loudest thing on the page`() async throws {
        let box = ScriptedBox()
        box.lostDisk()
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/").text
            #expect(text.contains("id=\"tile-protection\" data-level=\"crit\""))
            #expect(text.contains("Keine Platte darf mehr ausfallen"))
            #expect(text.contains("id=\"reason\" data-code=\"MEM-MISSING\""))
            #expect(text.contains("2 Alarme, 1 Hinweis"))
        }
    }

    @Test func `whoever reads of a lost disk is one click away from what to do`() async throws {
        let box = ScriptedBox()
        box.lostDisk()
        try await pages(box) { (client, _) async throws in
            let start = try await client.get("/").text
            let reason = try #require(start.firstMatch(of: #/id="reason".*?<div class="tiles">/#)).0
            #expect(reason.contains("href=\"/box\"") && reason.contains("Zu den Platten"))
            #expect(start.contains("Was ist zu tun?") && !start.contains("Alle Prüfungen"))
            let alarms = try await client.get("/alarms").text.split(separator: "class=\"notice ")
            for check in ["raid.members", "raid.redundancy", "disk.smart:d1"] {
                let alarm = try #require(alarms.first { $0.contains("role=\"alert\" data-check=\"\(check)\"") })
                #expect(alarm.contains("href=\"/box\""), "\(check)")
            }
        }
    }

    @Test func `without a monitor nothing is called good`() async throws {
        let box = ScriptedBox()
        box.facts.remove(.monitor)
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/").text
            #expect(!text.contains("data-level=\"ok\""))
            #expect(text.contains("Die Überwachung meldet sich nicht."))
        }
    }

    // MARK: status.json

    @Test func `the status tells programs the state without a name or serial`() async throws {
        let box = ScriptedBox()
        box.lostDisk()
        box.facts.change(StorageFact()) { fact in
            fact.refusal = Refusal(code: "KEY-OTHER-BOX", subject: "Stick von Lena")
            fact.refusedUSB = ["keyboard", "network"].map { kind in
                RefusedUSBFact(kind: kind, name: "Samsung von Lena S6XNN", at: ScriptedBox.now)
            }
        }
        try await pages(box) { (client, _) async throws in
            var client = client
            client.isLoggedIn = false
            let answer = try await client.get("/status.json")
            #expect(answer.headers[.contentType] == "application/json")
            for secret in ["7K2Q", "9XAB", "0PQR", "WDC", "Samsung", "S6XNN", "Lena", "Schön", "192.168", "a1b2c3d4"] {
                #expect(!answer.text.contains(secret), "\(secret)")
            }
            let fields = try #require(
                try JSONDecoder().decode([String: Anything].self, from: Data(answer.text.utf8)) as [String: Anything]?)
            #expect(
                Set(fields.keys) == [
                    "phase", "level", "code", "box", "version", "stale", "keyPlugged", "array", "backup", "alarms",
                    "deeds", "usbRefused", "volume",
                ])
            #expect(answer.text.contains("\"usbRefused\":[\"keyboard\",\"network\"]"))
            #expect(answer.text.contains("\"phase\":\"open-degraded\""))
            #expect(answer.text.contains("\"code\":\"KEY-OTHER-BOX\""))
            #expect(answer.text.contains("\"alarms\":{\"crit\":2,\"warn\":1}"))
            #expect(answer.text.contains("\"inSync\":1") && answer.text.contains("\"redundancyLeft\":0"))
        }
    }

    private struct Anything: Decodable {}

    @Test func `the status follows the first day`() async throws {
        let box = ScriptedBox()
        box.firstDay(.keys)
        box.facts.change(StorageFact()) { fact in
            fact.setup = SetupProgress(stage: "keys-writing", verifiedKeys: ["unlock-1"], waitingFor: "unlock-2")
            fact.step = DeedProgress(step: "format", done: 1, of: 4)
        }
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/status.json").text
            #expect(
                text.contains(
                    "\"setup\":{\"stage\":\"keys-writing\",\"step\":\"keys\",\"verifiedKeys\":[\"unlock-1\"],"
                        + "\"waitingFor\":\"unlock-2\"}"))
            #expect(text.contains("\"progress\":{\"percent\":25,\"step\":\"format\"}"))
            #expect(!text.contains("482913"))
        }
    }

    @Test func `the status answers when nobody has spoken yet`() async throws {
        let box = ScriptedBox()
        for service in ServiceName.allCases { box.facts.remove(service) }
        try await pages(box) { (client, _) async throws in
            let answer = try await client.get("/status.json")
            #expect(answer.status == .ok && answer.text.contains("\"phase\":\"unknown\""))
            #expect(try await client.get("/").text.contains("data-state=\"unknown\""))
        }
    }
}
