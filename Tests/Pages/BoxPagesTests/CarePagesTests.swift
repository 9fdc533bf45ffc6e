import BoxPages
import DatasafeCore
import DatasafeTexts
import Hummingbird
import Markup
import PageFrame
import PagesDoubles
import Testing

/// The check of the disks, devices that were not let in, disks that were erased.
@Suite struct CarePagesTests {
    private func pages(
        _ box: ScriptedBox = ScriptedBox(), role: String = "administrator",
        _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        box.logIn(role: role)
        try await PageClient.with(box, register: BoxPages.register) { try await body($0, box) }
    }

    @Test(arguments: [
        ("idle", nil, false, "start", false), ("check", "check", false, "pause", false),
        ("idle", "scrub", false, "pause", false), ("recover", "recover", true, "start", true),
        ("resync", "resync", false, "start", true),
    ])
    func `the check is started and stopped`(
        action: String, step: String?, isChanging: Bool, what: String, isWaiting: Bool
    ) async throws {
        let box = ScriptedBox()
        if isChanging { box.change("replace") }
        box.facts.change(StorageFact()) { fact in
            fact.array?.action = action
            fact.array?.progress = step.map { DeedProgress(step: $0, done: 40, of: 100, secondsLeft: 600) }
        }
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/fragment/scrub").text
            #expect(text.contains("name=\"what\" value=\"\(what)\""))
            #expect(text.contains("id=\"scrub-go\" disabled") == isWaiting)
            #expect(text.contains("data-running=\"\(what == "pause" ? "yes" : "no")\""))
            #expect(text.contains("noch etwa 10 Minuten") == (what == "pause"))
            #expect(text.contains("17.11.2026"))
        }
    }

    @Test func `differences between the disks are said`() async throws {
        let box = ScriptedBox()
        try await pages(box) { (client, box) async throws in
            #expect(try await !client.get("/box").text.contains("Unterschiede zwischen den Platten"))
            box.facts.change(StorageFact()) { $0.array?.mismatches = 128 }
            #expect(try await client.get("/box").text.contains("Unterschiede zwischen den Platten"))
        }
    }

    @Test(arguments: [
        ("keyboard", "Eine Tastatur wurde nicht zugelassen"), ("network", "Ein Netzwerkgerät wurde nicht zugelassen"),
        ("composite", "Ein Stick, der zugleich ein anderes Gerät ist"), ("media", "Ein Telefon"),
        ("serial", "Ein serieller Adapter"), ("hub", "Ein USB-Verteiler"), ("other", "Ein USB-Gerät"),
        ("new-kind", "Ein USB-Gerät"),
    ])
    func `a device that was not let in is a calm note`(kind: String, words: String) async throws {
        let box = ScriptedBox()
        box.facts.change(StorageFact()) { fact in
            fact.refusedUSB = [
                RefusedUSBFact(kind: kind, name: "<b>Evil</b>", at: ScriptedBox.now.adding(seconds: -60)),
                RefusedUSBFact(kind: "hub", name: "", at: ScriptedBox.now.adding(seconds: -7200)),
            ]
        }
        try await pages(box) { (client, box) async throws in
            let device = try await client.get("/box").text
            #expect(device.contains(words) && device.contains("&lt;b&gt;Evil&lt;/b&gt;"))
            #expect(device.matches(of: #/<tr data-kind=/#).count == 2)
            // On the start page for everybody: the new one only, and not its name.
            let start = try await client.get("/").text
            #expect(start.contains("id=\"refused-usb-note\" data-kind=\"\(kind)\"") && start.contains(words))
            #expect(!start.contains("Evil"))
            box.facts.change(StorageFact()) { $0.refusedUSB.removeFirst() }
            #expect(try await !client.get("/").text.contains("refused-usb-note"))
        }
    }

    // MARK: Certificates

    private static let id = ScriptedBox.erasure().began.seconds

    @Test(arguments: [
        ("overwrite", 4096, 0, "ok", "Überschreiben aller Sektoren", "Clear"),
        ("secure-erase", 4096, 0, "ok", "ATA Security Erase der Platte", "Clear"),
        ("sanitize-crypto", 4096, 0, "ok", "Sanitize: Crypto Scramble der Platte", "Purge"),
        ("sanitize-block", 10, 0, "ok", "Sanitize: Block Erase der Platte", "Purge"),
        ("sanitize-block", 10, 1, "crit", "Sanitize: Block Erase der Platte", "keine"),
        ("overwrite", 0, 0, "warn", "Überschreiben aller Sektoren", "Clear"), ("magnet", 5, 0, "ok", "magnet", "keine"),
    ])
    func `a certificate claims what the method can, and nothing that failed`(
        method: String, checked: Int, wrong: Int, level: String, words: String, category: String
    ) async throws {
        let box = ScriptedBox()
        box.facts.change(StorageFact()) {
            $0.erasures = [ScriptedBox.erasure(method, checked: checked, wrong: wrong)]
        }
        try await pages(box) { (client, _) async throws in
            #expect(try await client.get("/box").text.contains("href=\"/box/erasures/\(Self.id)\""))
            let text = try await client.get("/box/erasures/\(Self.id)").text
            #expect(text.contains("id=\"erasure\" data-erasure=\"\(Self.id)\" data-level=\"\(level)\""))
            for part in [
                "WDC WD40EFPX", "WD-WX11D9XAB", "4,0 TB (4.000.787.030.016 Bytes)", "21.11.2026 11:23:20",
                "21.11.2026 21:40:00", "a.schoen", "Zahnarztpraxis Dr. Schön &amp; Partner", "Datasafe 3f9a02c1", words,
                "<dd>\(category)</dd>",
            ] {
                #expect(text.contains(part), "\(part)")
            }
            #expect(text.contains("Das ist kein Nachweis einer Löschung.") == (wrong > 0))
            #expect(text.contains("nicht nachgelesen") == (checked == 0))
        }
    }

    @Test func `the PDF is a file with the same content`() async throws {
        let box = ScriptedBox()
        box.facts.change(StorageFact()) { $0.erasures = [ScriptedBox.erasure()] }
        try await pages(box) { (client, _) async throws in
            let answer = try await client.get("/box/erasures/\(Self.id)/pdf")
            #expect(answer.status == .ok && answer.headers[.contentType] == "application/pdf")
            #expect(
                answer.headers[.contentDisposition]
                    == "attachment; filename=\"Datasafe-Loeschnachweis-WD_WX11D9XAB.pdf\"")
            #expect(answer.text.hasPrefix("%PDF-1.4"))
            #expect(
                answer.text.contains("(WD-WX11D9XAB) Tj") && answer.text.contains("(\\334berschreiben aller Sektoren)"))
        }
    }

    @Test(arguments: ["", "/pdf"])
    func `a certificate is for administrators, and only if there is one`(end: String) async throws {
        let box = ScriptedBox()
        box.facts.change(StorageFact()) { $0.erasures = [ScriptedBox.erasure()] }
        try await pages(box) { (client, _) async throws in
            for id in ["1", "x", "-1"] {
                #expect(try await client.get("/box/erasures/\(id)\(end)").text.contains("WEB-NOT-FOUND"))
            }
        }
        try await pages(box, role: "doctor") { (client, _) async throws in
            #expect(try await client.get("/box/erasures/\(Self.id)\(end)").status == .forbidden)
            #expect(try await !client.get("/box").text.contains("id=\"erasures\""))
        }
    }
}
