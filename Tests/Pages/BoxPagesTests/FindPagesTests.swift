import BoxPages
import DatasafeCore
import Hummingbird
import PageFrame
import PagesDoubles
import Testing

/// What was erased is found in all nights at once, and comes back from the nearest.
@Suite struct FindPagesTests {
    private static func at(_ hours: Int64) -> Instant { ScriptedBox.now.adding(seconds: hours * 3600) }

    private func pages(
        role: String = "administrator", _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        let box = ScriptedBox()
        box.logIn(role: role)
        box.gone()
        try await PageClient.with(box, register: BoxPages.register) { try await body($0, box) }
    }

    @Test(arguments: ["administrator", "doctor", "assistant"])
    func `found by name, or the last that were deleted`(role: String) async throws {
        try await pages(role: role) { (client, box) async throws in
            let may = Role(rawValue: role).map { Roles.may($0, .restore) } == true
            let page = try await client.get("/backup/find?q=m%C3%BCller%20%3Cb%3E")
            #expect(page.status == (may ? .ok : .forbidden))
            #expect(try await client.get("/backup").text.contains("id=\"bring-back\"") == may)
            guard may else { return }
            #expect(box.deeds.asked(PracticeDeeds.FindGone.self).last?.words == "müller <b>")
            #expect(page.text.contains("value=\"müller &lt;b&gt;\"") && page.text.contains("Befunde / 2026"))
            #expect(page.text.contains("noch passende Einträge: 2.") && page.text.contains("/files/bin"))
            #expect(page.text.contains("href=\"/backup/find/document/41\""))
            #expect(try await client.get("/backup/find").text.contains("Zuletzt gelöscht"))
        }
    }

    @Test func `each version comes back from the nearest night that holds it`() async throws {
        try await pages { (client, box) async throws in
            let page = try await client.get("/backup/find/document/41").text
            // The newest lies in the box, the one before on a disk that is away, the first nowhere any more.
            #expect(page.contains("data-state=\"here\" data-place=\"here\""))
            #expect(page.contains("data-state=\"away\" data-place=\"3\""))
            #expect(page.contains("Zum Zurückholen anstecken: Platte 3."))
            #expect(page.contains("data-state=\"none\"") && page.contains("in keiner Sicherung"))
            #expect(page.contains("Platte 3 (nicht angesteckt): eine Nacht"))
            #expect(page.split(separator: "action=\"/backup/restore\"").count == 2)
            for path in ["/backup/find/user/1", "/backup/find/document/x", "/backup/find/folder"] {
                #expect(try await client.get(path).status == .notFound, "\(path)")
            }
            box.deeds.on(PracticeDeeds.ReadGone.self) { _, _ in throw Refusal(DocumentCode.gone) }
            #expect(try await client.get("/backup/find/document/9").status == .notFound)
        }
    }

    @Test func `all nights by their day; those of a disk that is away cannot be opened`() async throws {
        try await pages { (client, box) async throws in
            let page = try await client.get("/backup/all").text
            #expect(page.contains("href=\"/backup/night/2/2b3c4d5e?at="))
            #expect(page.contains("data-place=\"3\">") && !page.contains("/backup/night/3/"))
            box.deeds.on(BackupDeeds.ListPlaces.self) { _, _ in .init(places: []) }
            #expect(try await client.get("/backup/all").text.contains("class=\"empty\""))
        }
    }
}
