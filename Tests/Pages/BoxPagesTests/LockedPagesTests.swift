import BoxPages
import DatasafeCore
import DatasafeTexts
import FoundationEssentials
import Hummingbird
import PageFrame
import PagesDoubles
import Testing

@Suite struct LockedPagesTests {
    /// A closed box in front of a browser that is not logged in: nobody can be.
    private func pages(
        _ box: ScriptedBox, hasCode: Bool = true,
        _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        try await PageClient.with(box, register: BoxPages.register) { client in
            var client = client
            client.isLoggedIn = false
            if hasCode {
                let answer = try await client.post("/disk-work/code", [("code", "482 913")])
                #expect(answer.location == "/disk-work" && answer.cookies.contains { $0.hasPrefix("__Host-screen=") })
                client.cookies = ["__Host-screen=\(PageClient.token)"]
            }
            try await body(client, box)
        }
    }

    private static let forms: [(String, [(String, String)])] = [
        ("replace", [("member", "2"), ("disk", "x"), ("confirm", "0PQR")]),
        ("restore-header", [("understood", "on")]), ("side", [("disk", "x"), ("confirm", "0PQR")]),
    ]

    @Test(arguments: [StorageState.locked, .failed])
    func `a closed box offers the work, and shows nothing of it without the code`(state: StorageState) async throws {
        let box = ScriptedBox()
        box.closed(state)
        box.spareDisk()
        try await pages(box, hasCode: false) { (client, _) async throws in
            #expect(try await client.get("/").text.contains("href=\"/disk-work\""))
            let text = try await client.get("/disk-work").text
            #expect(text.contains("action=\"/disk-work/code\""))
            for secret in ["0PQR", "7K2Q", "WD-WX", "482913", "id=\"array\""] {
                #expect(!text.contains(secret), "\(secret)")
                #expect(try await !client.get("/").text.contains(secret), "\(secret)")
            }
            for piece in ["array", "live"] {
                #expect(try await client.get("/disk-work/\(piece)").location == "/disk-work")
            }
        }
    }

    @Test(arguments: [StorageState.open, .openDegraded, .unlocking, .starting])
    func `a box that is not closed has no such pages, whatever is typed`(state: StorageState) async throws {
        let box = ScriptedBox()
        box.closed(.locked)
        try await pages(box) { (client, box) async throws in
            box.state(state)
            for path in ["/disk-work", "/disk-work/array", "/disk-work/live"] {
                #expect(try await client.get(path).location == "/", "\(path)")
            }
            #expect(try await client.post("/disk-work/code", [("code", "482913")]).location == "/")
            for (name, fields) in Self.forms {
                #expect(try await client.post("/disk-work/\(name)", fields).location == "/", "\(name)")
            }
            #expect(try await !client.get("/").text.contains("/disk-work"))
            #expect(!box.deeds.asked.contains { $0.method.hasPrefix("datasafe.Storage.") })
        }
    }

    @Test func `without a code on the screen nothing is offered`() async throws {
        let box = ScriptedBox()
        box.closed(.locked)
        box.facts.change(StorageFact()) { $0.screenCode = "" }
        try await pages(box, hasCode: false) { (client, _) async throws in
            #expect(try await client.get("/disk-work").location == "/")
            #expect(try await client.post("/disk-work/code", [("code", "")]).location == "/")
        }
    }

    @Test(arguments: forms.indices)
    func `each deed needs the code`(index: Int) async throws {
        let (name, fields) = Self.forms[index]
        let box = ScriptedBox()
        box.closed(.locked)
        try await pages(box, hasCode: false) { (client, box) async throws in
            var client = client
            for cookie in ["", PageClient.token, "x"] {
                client.cookies = ["__Host-screen=\(cookie)"]
                #expect(try await client.post("/disk-work/\(name)", fields).text.contains("data-code=\"BOX-CODE\""))
            }
            #expect(box.deeds.asked.isEmpty)
        }
    }

    @Test(arguments: forms.indices)
    func `with the code each deed carries it to storage, which compares again`(index: Int) async throws {
        let (name, fields) = Self.forms[index]
        let box = ScriptedBox()
        box.closed(.failed)
        try await pages(box) { (client, box) async throws in
            let answer = try await client.post("/disk-work/\(name)", fields)
            #expect(answer.location == "/disk-work?deed=\(PageClient.token)")
            let codes =
                box.deeds.asked(StorageDeeds.ReplaceMember.self).map(\.screen)
                + box.deeds.asked(StorageDeeds.RestoreHeader.self).map(\.screen)
                + box.deeds.asked(StorageDeeds.ChooseSide.self).map(\.screen)
            #expect(codes == [ScriptedBox.screenCode] && box.deeds.asked.count == 1)
            #expect(try await client.post("/disk-work/\(name)", fields, csrf: nil).text.contains("WEB-FORGED"))
            // A box that was started anew has another code: this browser has to go to the screen again.
            box.facts.change(StorageFact()) { $0.screenCode = "111111" }
            #expect(try await client.post("/disk-work/\(name)", fields).text.contains("data-code=\"BOX-CODE\""))
            #expect(try await client.get("/disk-work").text.contains("action=\"/disk-work/code\""))
            #expect(box.deeds.asked.count == 1)
        }
    }

    @Test func `a wrong code is refused, and after five the right one too for a minute`() async throws {
        let box = ScriptedBox()
        box.closed(.locked)
        try await pages(box, hasCode: false) { (client, _) async throws in
            for typed in ["", "48291", "482914", "4829130", "abcdef"] {
                let answer = try await client.post("/disk-work/code", [("code", typed)])
                #expect(answer.text.contains("data-code=\"BOX-CODE\"") && answer.cookies.isEmpty, "\(typed)")
            }
            let answer = try await client.post("/disk-work/code", [("code", "482913")])
            #expect(answer.text.contains("data-code=\"BOX-TRIES\"") && answer.cookies.isEmpty)
        }
    }

    @Test func `header and member are named in the form, or nothing is asked`() async throws {
        let box = ScriptedBox()
        box.closed(.locked)
        try await pages(box) { (client, box) async throws in
            for path in ["replace", "restore-header"] {
                #expect(try await client.post("/disk-work/\(path)", []).text.contains("WEB-FORM"), "\(path)")
            }
            #expect(box.deeds.asked.isEmpty)
        }
    }

    // MARK: What there is to do

    @Test func `a locked box with a lost member takes a new disk`() async throws {
        let box = ScriptedBox()
        box.lostDisk()
        box.closed(.locked)
        try await pages(box) { (client, box) async throws in
            let text = try await client.get("/disk-work").text
            #expect(text.contains("action=\"/disk-work/replace\"") && text.contains("<option value=\"2\">"))
            #expect(text.contains("Keine Platte darf mehr ausfallen"))
            // What needs somebody logged in is not offered, nor led to.
            for path in ["/box/", "call-off", "action=\"/box"] { #expect(!text.contains(path), "\(path)") }
            #expect(try await client.get("/").text.contains("id=\"closed-array\""))
            box.change("replace", oldAnswers: false)
            let changing = try await client.get("/disk-work").text
            #expect(changing.contains("id=\"change\"") && !changing.contains("action=\"/disk-work/replace\""))
            // Everybody may see that it goes on, nobody the ends of serials.
            let start = try await client.get("/").text
            #expect(start.contains("id=\"change\"") && !start.contains("0PQR") && !start.contains("9XAB"))
        }
    }

    @Test func `a locked box where all is well has nothing to do`() async throws {
        let box = ScriptedBox()
        box.closed(.locked)
        try await pages(box) { (client, _) async throws in
            #expect(try await client.get("/disk-work").text.contains("id=\"nothing\""))
        }
    }

    @Test func `a damaged key directory is restored only if there is a copy`() async throws {
        let box = ScriptedBox()
        box.closed(.failed, reason: Refusal(code: "VOL-HEADER-DEAD"))
        try await pages(box) { (client, box) async throws in
            #expect(try await !client.get("/disk-work").text.contains("restore-header"))
            box.facts.change(StorageFact()) { fact in
                fact.canRestoreHeader = true
                fact.headerCopied = ScriptedBox.now.adding(seconds: -86_400)
            }
            let text = try await client.get("/disk-work").text
            #expect(text.contains("action=\"/disk-work/restore-header\"") && text.contains("gestern 22:30"))
            #expect(text.contains("id=\"reason\" data-code=\"VOL-HEADER-DEAD\""))
            #expect(text.contains("Was jetzt dort steht, wird vorher aufgehoben."))
            let start = try await client.get("/").text
            #expect(start.contains("class=\"btn btn-primary\" href=\"/disk-work\""))
        }
    }

    @Test func `two states are explained, and each can be chosen by its disk`() async throws {
        let box = ScriptedBox()
        box.sides()
        try await pages(box) { (client, box) async throws in
            let text = try await client.get("/disk-work").text
            #expect(text.contains("Die Platten haben getrennt voneinander gearbeitet"))
            for (letter, disk) in [("A", "ata-WDC_WD40EFPX_WD-WX11D7K2Q"), ("B", "ata-WDC_WD40EFPX_WD-WX11D9XAB")] {
                #expect(text.contains("data-side=\"\(letter)\" data-disk=\"\(disk)\""))
                #expect(text.contains("name=\"disk\" value=\"\(disk)\""))
                #expect(text.contains("Mit Stand \(letter) weiterarbeiten"))
            }
            #expect(text.contains("19.11.2026 22:30:00") && text.contains("20.11.2026 22:30:00"))
            #expect(text.contains("Auf die anderen Platten wird nichts geschrieben."))
            // The newer one is marked, neither is recommended.
            let marked = text.matches(of: #/data-side="([AB])"(?:(?!<\/article>).)*?Zuletzt benutzt/#)
            #expect(marked.map { String($0.1) } == ["B"])
            box.facts.change(StorageFact()) { $0.sides[0].written = $0.sides[1].written }
            #expect(try await !client.get("/disk-work").text.contains("Zuletzt benutzt"))
            box.facts.change(StorageFact()) { $0.sides[0].written = nil }
            #expect(try await client.get("/disk-work").text.contains("<dd>nicht bekannt</dd>"))
        }
    }

    @Test func `disks with the same state are one side`() async throws {
        let box = ScriptedBox()
        box.threeDisks()
        box.sides(3)
        box.facts.change(StorageFact()) { fact in
            let pair = [fact.sides[0].disk, fact.sides[2].disk]
            fact.sides[0].group = pair
            fact.sides[2].group = pair
        }
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/disk-work").text
            #expect(text.matches(of: #/data-side="/#).count == 2)
            #expect(text.contains("Platte 1 (…7K2Q), Platte 3 (…0PQR)"))
        }
    }

    @Test func `one old state alone says what is missing then`() async throws {
        let box = ScriptedBox()
        box.sides(1)
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/disk-work").text
            #expect(text.contains("Ohne die neuere Platte weitermachen?"))
            #expect(text.contains("Alles, was nach dem hier genannten Zeitpunkt gespeichert wurde, fehlt dann."))
            #expect(!text.contains("Zuletzt benutzt"))
        }
    }

    @Test func `while a choice is carried out nothing else is offered`() async throws {
        let box = ScriptedBox()
        box.sides()
        box.facts.change(StorageFact()) {
            $0.deeds = [DeedFact(deed: "a", name: "ChooseSide", started: ScriptedBox.now)]
        }
        try await pages(box) { (client, box) async throws in
            let text = try await client.get("/disk-work").text
            #expect(text.contains("data-name=\"ChooseSide\" data-state=\"running\"") && !text.contains("<form method"))
            box.facts.change(StorageFact()) { $0.deeds[0].refusal = Refusal(code: "MEM-CONFIRM", subject: "x") }
            #expect(try await client.get("/disk-work?deed=a").text.contains("data-code=\"MEM-CONFIRM\""))
        }
    }

    @Test func `the page goes on by itself when the key opens the data`() async throws {
        let box = ScriptedBox()
        box.closed(.locked)
        try await pages(box) { (client, box) async throws in
            let page = try await client.get("/disk-work").text
            let poll = String(try #require(page.firstMatch(of: #/hx-get="(/disk-work/live[^"]*)"/#)).1)
            #expect(try await client.get(poll).status == .noContent)
            box.state(.unlocking)
            let answer = try await client.get(poll, headers: [.htmxRequest: "true"])
            #expect(answer.headers[.htmxRedirect] == "/")
        }
    }
}
