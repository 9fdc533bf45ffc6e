import BoxPages
import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame
import PagesDoubles
import Testing

@Suite struct DevicePagesTests {
    private func pages(
        _ box: ScriptedBox = ScriptedBox(), role: String = "administrator",
        _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        box.logIn(role: role)
        try await PageClient.with(box, register: BoxPages.register) { try await body($0, box) }
    }

    @Test func `the disks as a picture`() async throws {
        try await pages { (client, _) async throws in
            let text = try await client.get("/box").text
            #expect(text.contains("data-redundancy=\"1\" data-action=\"idle\""))
            for number in 1...2 {
                #expect(text.contains("data-member=\"\(number)\" data-state=\"insync\" data-bay=\"d\(number)\""))
            }
            // Nothing is lost and no disk is free: nothing to replace.
            #expect(!text.contains("id=\"replace\""))
            #expect(text.contains("id=\"fingerprint\"") && text.contains("data-role=\"backup\" data-number=\"1\""))
        }
    }

    @Test(arguments: [("insync", "ok"), ("rebuilding", "busy"), ("lost", "crit"), ("stale", "crit"), ("split", "crit")])
    func `each state of a member has its own sign`(state: String, level: String) async throws {
        let box = ScriptedBox()
        box.facts.change(StorageFact()) { $0.array?.members[1].state = state }
        try await pages(box) { (client, _) async throws in
            #expect(try await client.get("/box").text.contains("class=\"bay level-\(level)\" data-member=\"2\""))
        }
    }

    @Test func `a lost member and a new disk make the way to replace it`() async throws {
        let box = ScriptedBox()
        box.lostDisk()
        try await pages(box) { (client, box) async throws in
            let text = try await client.get("/box").text
            #expect(text.contains("class=\"replace\"") && text.contains("<option value=\"2\">"))
            // The lost one is offered first.
            #expect(
                try #require(text.firstRange(of: "value=\"2\">")).lowerBound
                    < #require(text.firstRange(of: "value=\"1\">")).lowerBound)
            let fields = [("member", "2"), ("disk", "ata-x"), ("confirm", "0PQR")]
            #expect(try await client.post("/box/replace", fields).location == "/box?deed=\(PageClient.token)")
            let deed = try #require(box.deeds.asked(StorageDeeds.ReplaceMember.self).first)
            #expect(deed.member == 2 && deed.disk == "ata-x" && deed.confirm == "0PQR" && deed.user == "a.schoen")
            box.deeds.refuse(StorageDeeds.ReplaceMember.self, "MEM-TOO-SMALL", subject: "2")
            #expect(try await client.post("/box/replace", fields).text.contains("data-code=\"MEM-TOO-SMALL\""))
        }
    }

    @Test func `without a new disk the page says to insert one`() async throws {
        let box = ScriptedBox()
        box.lostDisk()
        box.facts.change(StorageFact()) { $0.disks.removeLast() }
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box").text
            #expect(text.contains("id=\"replace\"") && !text.contains("class=\"replace\""))
        }
    }

    @Test(arguments: ["doctor", "assistant"])
    func `changing the box is for administrators`(role: String) async throws {
        let box = ScriptedBox()
        box.lostDisk()
        try await pages(box, role: role) { (client, box) async throws in
            let text = try await client.get("/box").text
            #expect(!text.contains("class=\"replace\"") && !text.contains("id=\"power\""))
            for path in ["replace", "power", "enrol"] {
                let answer = try await client.post("/box/\(path)", [("member", "2"), ("key", "on"), ("what", "off")])
                #expect(answer.status == .forbidden)
            }
            #expect(box.deeds.asked(StorageDeeds.PowerOff.self).isEmpty)
        }
    }

    @Test(arguments: [("off", false), ("restart", true)])
    func `power goes only with the key at hand`(what: String, restart: Bool) async throws {
        try await pages { (client, box) async throws in
            #expect(try await client.post("/box/power", [("what", what)]).text.contains("WEB-FORM"))
            #expect(
                try await client.post("/box/power", [("key", "on"), ("what", "explode")]).text.contains("WEB-FORM"))
            #expect(
                try await client.post("/box/power", [("key", "on"), ("what", what)]).location?.hasPrefix("/?note=")
                    == true)
            #expect(box.deeds.asked(StorageDeeds.PowerOff.self).map(\.restart) == [restart])
        }
    }

    @Test func `the hub is offered until it knows the box`() async throws {
        try await pages { (client, box) async throws in
            #expect(try await !client.get("/box").text.contains("id=\"enrol-form\""))
            box.facts.set(BeatFact())
            #expect(try await client.get("/box").text.contains("id=\"enrol-form\""))
            _ = try await client.post("/box/enrol", [("hub", "https://hub.example"), ("hubCode", "4711")])
            #expect(box.deeds.asked(BeatDeeds.Enrol.self).map(\.code) == ["4711"])
        }
    }

    // MARK: Alarms

    @Test(arguments: CheckReason.allCases.filter { !$0.code.hasPrefix("CHK-") }, Language.allCases)
    func `each reason of a check is said with what to do`(reason: CheckReason, language: Language) async throws {
        let box = ScriptedBox()
        let check = CheckFact(
            id: "disk.smart:d1", state: 2, value: 7, since: ScriptedBox.now.adding(seconds: -100), reason: reason.code)
        box.facts.set(ScriptedBox.monitor(raised: [check]))
        try await pages(box) { (client, _) async throws in
            var client = client
            client.language = language.rawValue
            let text = try await client.get("/alarms").text
            let advice = try #require(check.advice)
            #expect(text.contains("data-check=\"disk.smart:d1\" data-state=\"2\" data-code=\"\(reason.code)\""))
            for words in [advice.sentence[language], advice.action[language]] {
                #expect(text.contains(">\(HTML(text: words).markup)<"), "\(words)")
            }
            #expect(text.firstMatch(of: #/\{[a-z]+\}/#) == nil, "a place is not filled")
        }
    }

    @Test func `a latched alarm is acknowledged and stands in the log`() async throws {
        let box = ScriptedBox()
        box.lostDisk()
        try await pages(box) { (client, box) async throws in
            let text = try await client.get("/alarms").text
            // Only what waits for a person can be acknowledged.
            #expect(text.matches(of: #/name="check"/#).count == 1)
            let answer = try await client.post("/alarms/acknowledge", [("check", "disk.smart:d1")])
            #expect(answer.location == "/alarms?note=acknowledged")
            #expect(box.deeds.asked(MonitorDeeds.Acknowledge.self).map(\.check) == ["disk.smart:d1"])
            let line = try #require(box.deeds.asked(PracticeDeeds.RecordAudit.self).first)
            #expect(line.action == "alarm.acknowledge" && line.user == "a.schoen" && line.subject == "disk.smart:d1")
            #expect(try await client.post("/alarms/acknowledge", [("check", "no.such")]).text.contains("WEB-FORM"))
        }
    }

    @Test func `an assistant sees alarms and may not acknowledge`() async throws {
        let box = ScriptedBox()
        box.lostDisk()
        try await pages(box, role: "assistant") { (client, box) async throws in
            let text = try await client.get("/alarms").text
            #expect(text.contains("data-code=\"MEM-MISSING\"") && !text.contains("name=\"check\""))
            #expect(try await client.post("/alarms/acknowledge", [("check", "disk.smart:d1")]).status == .forbidden)
            #expect(box.deeds.asked(MonitorDeeds.Acknowledge.self).isEmpty)
        }
    }

    @Test func `all well is said as well`() async throws {
        try await pages { (client, _) async throws in
            #expect(try await client.get("/alarms").text.contains("15 Prüfungen laufen, keine hat etwas gefunden."))
        }
    }

    @Test func `what disks call themselves stays text`() async throws {
        let evil = "<svg onload=alert(1)>\"'"
        let box = ScriptedBox()
        box.lostDisk()
        box.facts.change(StorageFact()) { fact in
            fact.disks = fact.disks.map { disk in
                var disk = disk
                (disk.id, disk.model, disk.serial) = (evil, evil, evil)
                return disk
            }
            fact.array?.members[0].serialTail = evil
            fact.reason = Refusal(code: "MEM-MISSING", subject: evil)
        }
        try await pages(box) { (client, _) async throws in
            for path in ["/box", "/"] {
                let text = try await client.get(path).text
                #expect(
                    !text.contains("<svg onload") && text.contains("&lt;svg onload=alert(1)&gt;&quot;&#39;"), "\(path)")
            }
        }
    }
}
