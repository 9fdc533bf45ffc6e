import BoxPages
import DatasafeCore
import Hummingbird
import PageFrame
import PagesDoubles
import Testing

/// The plan of backups, trial restores and their certificates.
@Suite struct DrillPagesTests {
    private func pages(
        role: String, _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        let box = ScriptedBox()
        box.logIn(role: role)
        try await PageClient.with(box, register: BoxPages.register) { try await body($0, box) }
    }

    @Test(arguments: [("administrator", true), ("doctor", false), ("assistant", false)])
    func `everybody sees the plan, an administrator chooses it`(role: String, may: Bool) async throws {
        try await pages(role: role) { (client, box) async throws in
            let text = try await client.get("/backup").text
            #expect(text.contains("täglich um 21:00 Uhr") && text.contains("14 Tage, 8 Wochen"))
            #expect(text.contains("id=\"plan-save\"") == may)
            #expect(text.contains("<option value=\"1260\" selected>") == may)
            box.deeds.on(BackupDeeds.ChoosePlan.self) { deed, _ in
                box.facts.change(BackupFact()) { $0.plan = BackupPlan(minute: deed.minute, keep: deed.keep) }
                return Done()
            }
            let chosen = try await client.post("/backup/plan", [("minute", "1140"), ("keep", "long")])
            #expect(chosen.status == (may ? .seeOther : .forbidden))
            #expect(box.deeds.asked(BackupDeeds.ChoosePlan.self).map(\.minute) == (may ? [1_140] : []))
            guard may else { return }
            #expect(try await client.get("/backup").text.contains("<option value=\"1140\" selected>"))
            for (minute, keep) in [("", "long"), ("x", "long"), ("1140", ""), ("1140", "forever")] {
                let said = try await client.post("/backup/plan", [("minute", minute), ("keep", keep)]).text
                #expect(said.contains("WEB-FORM"), "\(minute) \(keep)")
            }
        }
    }

    @Test(arguments: [("administrator", true), ("doctor", true), ("assistant", false)])
    func `a trial restore is begun by who may back up, from the disk that has the night`(
        role: String, may: Bool
    ) async throws {
        try await pages(role: role) { (client, box) async throws in
            let text = try await client.get("/backup").text
            #expect(text.contains("id=\"drill-now\"") == may && !text.contains("id=\"drill-now\" disabled"))
            #expect(try await client.post("/backup/drill", [("disk", "2")]).status == (may ? .seeOther : .forbidden))
            #expect(box.deeds.asked(BackupDeeds.DrillDisk.self).map(\.disk) == (may ? [2] : []))
            guard may else { return }
            for disk in ["0", "100", "x", ""] {
                #expect(try await client.post("/backup/drill", [("disk", disk)]).text.contains("WEB-FORM"), "\(disk)")
            }
            box.facts.change(BackupFact()) { $0.disks[1].state = "attached" }
            #expect(try await client.get("/backup").text.contains("id=\"drill-now\" disabled"))
        }
    }

    @Test func `each drill has a certificate, as a page and as a PDF`() async throws {
        try await pages(role: "assistant") { (client, _) async throws in
            let list = try await client.get("/backup").text
            for number in [61, 60, 44, 31] { #expect(list.contains("href=\"/backup/drills/\(number)\""), "\(number)") }
            let full = try await client.get("/backup/drills/60").text
            #expect(full.contains("12.431 = 12.431") && full.contains("kamen von der Platte zurück"))
            #expect(
                try await client.get("/backup/drills/44").text.contains("Der Backup-Schlüssel hat die Platte geöffnet"))
            let failed = try await client.get("/backup/drills/31").text
            #expect(failed.contains("BAK-DRILL") && !failed.contains("kamen von der Platte zurück"))
            for number in [61, 60, 44, 31] {
                let paper = try await client.get("/backup/drills/\(number)/pdf")
                #expect(paper.status == .ok && paper.text.hasPrefix("%PDF-"))
            }
            for number in ["0", "62", "x", "-1", "%2e"] {
                #expect(try await client.get("/backup/drills/\(number)").status == .notFound, "\(number)")
                #expect(try await client.get("/backup/drills/\(number)/pdf").status == .notFound, "\(number)")
            }
        }
    }
}
