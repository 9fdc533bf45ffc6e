import BoxPages
import DatasafeCore
import Hummingbird
import PageFrame
import PagesDoubles
import Testing

/// The online backup: who sets it up, chooses its plan, starts and ends it.
@Suite struct OnlinePagesTests {
    private func pages(
        role: String, _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        let box = ScriptedBox()
        box.logIn(role: role)
        try await PageClient.with(box, register: BoxPages.register) { try await body($0, box) }
    }

    @Test(arguments: [("administrator", true), ("doctor", false), ("assistant", false)])
    func `an administrator sets it up, with the backup key plugged in`(role: String, may: Bool) async throws {
        try await pages(role: role) { (client, box) async throws in
            let before = try await client.get("/backup").text
            #expect(before.contains("Lesen kann sie dort niemand"))
            #expect(before.contains("id=\"online-add\" disabled") == may)
            box.facts.change(StorageFact()) { fact in
                var stick = StickFact(id: "s", model: "Backup", bytes: 1, role: "backup")
                stick.number = 1
                fact.sticks = [stick]
            }
            let text = try await client.get("/backup").text
            #expect(text.contains("id=\"online-add\"") == may && !text.contains("id=\"online-add\" disabled"))
            #expect(try await client.post("/backup/online", []).status == (may ? .seeOther : .forbidden))
            #expect(box.deeds.asked(BackupDeeds.AddOnline.self).count == (may ? 1 : 0))
        }
    }

    @Test func `programs read from the status how the online backup stands`() async throws {
        try await pages(role: "assistant") { (client, box) async throws in
            #expect(try await client.get("/status.json").text.contains("\"remotes\":[]"))
            box.online(running: {
                $0.step = "backup"
                $0.progress = DeedProgress(step: "backup", done: 1, of: 4)
            })
            let text = try await client.get("/status.json").text
            #expect(
                text.contains("\"nights\":99,\"running\":{\"percent\":25,\"step\":\"backup\"},\"target\":\"online\""))
        }
    }

    @Test(arguments: [("administrator", true, true), ("doctor", true, false), ("assistant", false, false)])
    func `who may back up starts it, who may change the box chooses its plan`(
        role: String, mayRun: Bool, mayPlan: Bool
    ) async throws {
        try await pages(role: role) { (client, box) async throws in
            box.online()
            let text = try await client.get("/backup").text
            #expect(text.contains("id=\"online-now\"") == mayRun && text.contains("id=\"online-plan\"") == mayPlan)
            #expect(text.contains("Online-Sicherung gestern"))
            #expect(text.contains("href=\"/backup/nights/online\"") == mayRun)
            #expect(
                try await client.post("/backup/online/run", []).status == (mayRun ? .seeOther : .forbidden))
            #expect(box.deeds.asked(BackupDeeds.RunRemote.self).map(\.target) == (mayRun ? [.online] : []))
            let plan = [("minute", "1380"), ("day", "1000000"), ("night", "all")]
            let answer = try await client.post("/backup/online/plan", plan)
            #expect(answer.status == (mayPlan ? .seeOther : .forbidden))
            let asked = box.deeds.asked(BackupDeeds.ChooseRemotePlan.self)
            #expect(asked.map(\.minute) == (mayPlan ? [1_380] : []))
            #expect(asked.map(\.dayLimit) == (mayPlan ? [1_000_000] : []) && asked.allSatisfy { $0.nightLimit == nil })
            guard mayPlan else { return }
            for bad in [("x", "all", "all"), ("1380", "", "all"), ("1380", "all", "much")] {
                let form = [("minute", bad.0), ("day", bad.1), ("night", bad.2)]
                #expect(try await client.post("/backup/online/plan", form).text.contains("WEB-FORM"), "\(bad)")
            }
        }
    }

    @Test func `trouble is said with what to do, a first night with its time left`() async throws {
        try await pages(role: "administrator") { (client, box) async throws in
            box.online { target in (target.code, target.failures) = (.lineAway, 3) }
            let away = try await client.get("/backup").text
            #expect(away.contains("data-code=\"BAK-AWAY\"") && away.contains("war nicht zu erreichen"))
            #expect(away.contains("versucht es von selbst wieder"))
            box.online { target in
                (target.lastSuccess, target.nights) = (nil, 0)
            } running: { run in
                run.step = "backup"
                run.progress = DeedProgress(step: "backup", done: 1_000, of: 4_000, secondsLeft: 7_200)
            }
            let first = try await client.get("/backup").text
            #expect(first.contains("id=\"online-progress\"") && first.contains("noch nicht fertig"))
            #expect(!first.contains("id=\"online-now\""))
        }
    }

    @Test(arguments: [("administrator", true), ("doctor", false)])
    func `its end is an administrator's, after a page that says what it means`(role: String, may: Bool) async throws {
        try await pages(role: role) { (client, box) async throws in
            if may { #expect(try await client.get("/backup/online/end").status == .notFound) }
            box.online()
            let page = try await client.get("/backup/online/end")
            #expect(page.status == (may ? .ok : .forbidden))
            #expect(page.text.contains("bleibt verschlüsselt dort") == may)
            #expect(try await client.post("/backup/online/end", []).status == (may ? .seeOther : .forbidden))
            #expect(box.deeds.asked(BackupDeeds.DropRemote.self).count == (may ? 1 : 0))
        }
    }
}
