import BoxPages
import DatasafeCore
import Hummingbird
import PageFrame
import PagesDoubles
import Testing

/// The key that is tried, the disk that leaves.
@Suite struct KeyDrillPagesTests {
    private func pages(
        role: String, _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        let box = ScriptedBox()
        box.logIn(role: role)
        try await PageClient.with(box, register: BoxPages.register) { try await body($0, box) }
    }

    @Test(arguments: [("administrator", true), ("doctor", true), ("assistant", false)])
    func `the backup key is tried by who may back up, with key and disk there`(role: String, may: Bool) async throws {
        try await pages(role: role) { (client, box) async throws in
            let before = try await client.get("/backup").text
            #expect(before.contains("id=\"drill-key\" disabled") == may)
            box.facts.change(StorageFact()) { fact in
                var stick = StickFact(id: "s", model: "Backup", bytes: 1, role: "backup")
                stick.number = 1
                fact.sticks = [stick]
            }
            let text = try await client.get("/backup").text
            #expect(text.contains("id=\"drill-key\"") == may && !text.contains("id=\"drill-key\" disabled"))
            #expect(try await client.post("/backup/drill-key", []).status == (may ? .seeOther : .forbidden))
            #expect(box.deeds.asked(BackupDeeds.DrillKey.self).count == (may ? 1 : 0))
        }
    }

    @Test(arguments: [("administrator", true), ("doctor", false), ("assistant", false)])
    func `a disk leaves the rotation by an administrator's hand, after a page that says what it means`(
        role: String, may: Bool
    ) async throws {
        try await pages(role: role) { (client, box) async throws in
            // Disk 1 is away, disk 2 is here.
            let text = try await client.get("/backup").text
            #expect(text.contains("href=\"/backup/drop/1\"") == may && !text.contains("/backup/drop/2"))
            let page = try await client.get("/backup/drop/1")
            #expect(page.status == (may ? .ok : .forbidden))
            #expect(page.text.contains("verloren, gestohlen oder kaputt") == may)
            #expect(try await client.post("/backup/drop", [("disk", "1")]).status == (may ? .seeOther : .forbidden))
            #expect(box.deeds.asked(BackupDeeds.DropDisk.self).map(\.disk) == (may ? [1] : []))
            guard may else { return }
            for disk in ["0", "9", "x", "%2e"] {
                #expect(try await client.get("/backup/drop/\(disk)").status == .notFound, "\(disk)")
            }
            for disk in ["0", "100", "x", ""] {
                #expect(try await client.post("/backup/drop", [("disk", disk)]).text.contains("WEB-FORM"), "\(disk)")
            }
        }
    }
}
