import DatasafeCore
import DatasafeTexts
import Hummingbird
import PageFrame
import PagesDoubles
import SetupPages
import Testing

/// What is not as it should be on the first day, and after it.
@Suite struct SetupInterruptedTests {
    @Test func `after a power cut the wizard asks for the key`() async throws {
        try await SetupPagesTests.pages(.forming) { (client, box) async throws in
            box.facts.change(StorageFact()) { $0.state = .locked }
            #expect(try await client.get("/setup").text.contains("id=\"locked\""))
        }
    }

    @Test func `after a restart the key for the sheet is asked for, and its lack is said`() async throws {
        try await SetupPagesTests.pages(.paper) { (client, box) async throws in
            #expect(try await !client.get("/setup").text.contains("id=\"plug-backup-key\""))
            box.facts.change(StorageFact()) { $0.setup = nil }
            #expect(try await client.get("/setup").text.contains("id=\"plug-backup-key\""))
            box.deeds.refuse(SetupDeeds.PaperKey.self, BackupCode.keyMissing.code)
            #expect(try await client.get("/setup/paper").text.contains("BAK-KEY-MISSING"))
        }
    }

    @Test func `a hub that did not accept the box does not stop the day`() async throws {
        try await SetupPagesTests.pages(.disks) { (client, box) async throws in
            box.facts.change(SetupFact()) { $0.hubRefusal = Refusal(code: "SET-HUB") }
            let text = try await client.get("/setup").text
            #expect(text.contains("id=\"hub-refusal\" data-code=\"SET-HUB\"") && text.contains("id=\"disks-form\""))
        }
    }

    @Test func `after the first day nothing of it is left`() async throws {
        let box = ScriptedBox()
        try await PageClient.with(box, register: SetupPages.register) { (client) async throws in
            for path in ["/setup", "/setup/paper", "/setup/progress?step=keys&was="] {
                #expect(try await client.get(path).location == "/", "\(path)")
            }
            #expect(try await client.post("/setup/code", [("code", "482913")]).location == "/")
            #expect(try await client.post("/setup/form", []).location == "/")
        }
        #expect(box.deeds.asked.allSatisfy { $0.deed is PracticeDeeds.WhoIs })
    }

    @Test(arguments: [SetupStep.disks, .keys])
    func `what disks and sticks call themselves stays text`(step: SetupStep) async throws {
        let evil = "<script>alert(1)</script>\"'&"
        try await SetupPagesTests.pages(step) { (client, box) async throws in
            box.facts.change(StorageFact()) { fact in
                fact.setup = SetupProgress(stage: "keys-writing")
                fact.disks = [
                    DiskFact(id: evil, bay: "d1", model: evil, serial: evil, bytes: 1, content: evil),
                    DiskFact(id: evil + "2", bay: "d2", model: evil, serial: evil, bytes: 1, content: "empty"),
                ]
                fact.sticks = [StickFact(id: evil, model: evil, bytes: 1, role: "other")]
            }
            let text = try await client.get("/setup").text
            #expect(!text.contains("<script>alert") && !text.contains("\"'&"))
            #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"))
        }
    }
}
