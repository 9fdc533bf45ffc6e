import BoxPages
import DatasafeCore
import DatasafeTexts
import Hummingbird
import PageFrame
import PagesDoubles
import Testing

/// What everybody sees of a box that leaves, and what only those before it do.
@Suite struct RetiredPagesTests {
    private static let good = [("understood", "on"), ("confirm", "3f9a02c1")]
    private static let first = ScriptedBox.erasure().began.seconds

    @Test(
        arguments: [
            (0, DeedProgress(step: "retire-keys"), "busy", "0 von 2 Platten gelöscht"),
            (1, DeedProgress(step: "erase", done: 62, of: 100, secondsLeft: 9_300), "busy", "1 von 2 Platten gelöscht"),
            (1, nil, "crit", "Eine Platte fehlt oder lässt sich nicht löschen"), (2, nil, "ok", "keine Daten mehr"),
        ] as [(Int, DeedProgress?, String, String)])
    func `everybody sees how far it is, nobody a serial`(
        erased: Int, step: DeedProgress?, level: String, words: String
    ) async throws {
        let box = ScriptedBox()
        box.retired(erased: erased, progress: step)
        try await RetireScene.pages(box, role: nil) { (client, _) async throws in
            let text = try await client.get("/").text
            #expect(text.contains("data-state=\"retired\"") && text.contains("hero level-\(level)"))
            #expect(text.contains(words) && text.contains("href=\"/disk-work\""))
            #expect(text.contains("<progress") == (step != nil))
            for secret in ["7K2Q", "9XAB", "WDC", "a.schoen", "482913"] { #expect(!text.contains(secret), "\(secret)") }
            #expect(try await client.get("/status.json").text.contains("\"phase\":\"retired\""))
            // The form to log in has nobody to let in.
            #expect(!text.contains("id=\"login"))
        }
    }

    @Test func `the page follows the erasing`() async throws {
        let box = ScriptedBox()
        box.retired(erased: 0, progress: DeedProgress(step: "erase", done: 1, of: 100))
        try await RetireScene.pages(box, role: nil) { (client, box) async throws in
            let page = try await client.get("/").text
            let poll = String(try #require(page.firstMatch(of: #/hx-get="(/fragment/state[^"]*)"/#)).1)
            #expect(try await client.get(poll).status == .noContent)
            box.retired(erased: 1, progress: DeedProgress(step: "erase", done: 1, of: 100))
            #expect(try await client.get(poll).text.contains("data-erased=\"1\""))
        }
    }

    @Test(arguments: ["", "/erasures.pdf", "/erasures/\(first)", "/erasures/\(first)/pdf", "/live"])
    func `serials are behind the code`(path: String) async throws {
        let box = ScriptedBox()
        box.retired(erased: 2)
        try await RetireScene.pages(box, role: nil) { (client, _) async throws in
            let answer = try await client.get("/disk-work\(path)")
            #expect(path.isEmpty ? answer.text.contains("id=\"code-form\"") : answer.location == "/disk-work")
            #expect(!answer.text.contains("7K2Q"))
        }
    }

    @Test func `behind the code is a certificate for each disk`() async throws {
        let box = ScriptedBox()
        box.retired(erased: 2)
        try await RetireScene.atTheScreen(box) { (client, _) async throws in
            let text = try await client.get("/disk-work").text
            #expect(text.matches(of: #/<tr data-erasure="/#).count == 2)
            #expect(text.contains("WD-WX11D7K2Q") && text.contains("WD-WX11D9XAB"))
            #expect(text.contains("href=\"/disk-work/erasures.pdf\"") && !text.contains("/retire\""))
            let certificate = try await client.get("/disk-work/erasures/\(Self.first)").text
            for words in [
                "Vernichten der Schlüssel, dann Überschreiben", "<dd>Clear</dd>", "1.024 Stellen, 0 mit Resten",
                "a.schoen",
                "href=\"/disk-work/erasures/\(Self.first)/pdf\"", "Praxis (bitte eintragen)", "Datasafe 3f9a02c1",
                "(kryptografisches Löschen)",
            ] {
                #expect(certificate.contains(words), "\(words)")
            }
            #expect(!certificate.contains("Der Schlüssel selbst wurde nicht vernichtet"))
            #expect(try await client.get("/disk-work/erasures/1").text.contains("WEB-NOT-FOUND"))
            #expect(try await client.get("/disk-work/erasures/\(Self.first)/pdf").text.hasPrefix("%PDF-1.4"))
        }
    }

    @Test func `one PDF holds a sheet about the box and a page for each disk`() async throws {
        let box = ScriptedBox()
        box.retired(erased: 2)
        try await RetireScene.atTheScreen(box) { (client, box) async throws in
            let answer = try await client.get("/disk-work/erasures.pdf")
            #expect(answer.headers[.contentType] == "application/pdf")
            #expect(
                answer.headers[.contentDisposition]
                    == "attachment; filename=\"Datasafe-Loeschnachweise-3f9a02c1.pdf\"")
            #expect(answer.text.contains("/Count 3 "))
            for serial in ["WD-WX11D7K2Q", "WD-WX11D9XAB"] { #expect(answer.text.contains("(\(serial)) Tj")) }
            #expect(answer.text.contains("(Alle Datenplatten, die eingesetzt waren, sind gel\\366scht.)"))
            box.retired(erased: 1, absent: 1)
            #expect(try await client.get("/disk-work/erasures.pdf").text.contains("(Nicht eingesetzt und deshalb"))
            box.retired(erased: 1)
            let half = try await client.get("/disk-work/erasures.pdf").text
            #expect(half.contains("/Count 2 ") && half.contains("Das ist kein Nachweis"))
        }
    }

    @Test func `no other work is done at disks that are being erased`() async throws {
        let box = ScriptedBox()
        box.retired(erased: 1)
        try await RetireScene.atTheScreen(box) { (client, box) async throws in
            #expect(try await client.get("/disk-work/retire").location == "/")
            for (name, fields) in [
                ("replace", [("member", "2"), ("disk", "x"), ("confirm", "0PQR")]),
                ("restore-header", [("understood", "on")]),
                ("side", [("disk", "x"), ("confirm", "0PQR")]), ("retire", Self.good),
            ] {
                #expect(try await client.post("/disk-work/\(name)", fields).location == "/", "\(name)")
            }
            #expect(!box.deeds.asked.contains { $0.method.hasPrefix("datasafe.Storage.") })
        }
    }
}
