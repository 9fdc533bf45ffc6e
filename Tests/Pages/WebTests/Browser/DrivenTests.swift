import DatasafeCore
import FoundationEssentials
import PagesDoubles
import RealBrowser
import Testing

extension BrowserTests {
    @Suite struct DrivenTests {}
}

/// What a person does, done by a browser: keyboard only, log-in, uploads, a key that is plugged in.
extension BrowserTests.DrivenTests {
    private func browse(
        _ box: ScriptedBox = ScriptedBox(), loggedIn: Bool = true,
        _ body: @escaping @Sendable (BrowserPage, BoxServer) async throws -> Void
    ) async throws {
        let browser = try Chromium.running()
        try await BoxServer.with(box) { server in
            let page = try await BrowserPage.open(browser, origin: server.origin)
            try await page.size(width: 1280, height: 800)
            try await page.cookie("__Host-language", "de")
            if loggedIn { try await page.cookie("__Host-session", ScriptedBox.session) }
            try await body(page, server)
            #expect(page.complaints().filter { !$0.contains("status of 4") } == [])
            try await page.close()
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `a whole log-in with the keyboard alone`() async throws {
        try await browse(loggedIn: false) { page, _ in
            try await page.go("/files")
            try await page.until("location.pathname === '/login'")
            // The first key leads past the frame to the content.
            #expect(try await page.value("document.activeElement.id") == "user")
            try await page.type("a.schoen")
            try await page.press("Tab")
            try await page.type("falsch")
            try await page.press("Enter")
            try await page.until("!!document.getElementById('refusal')")
            #expect(try await page.value("document.getElementById('refusal').dataset.code") == "USR-WRONG")
            #expect(try await page.value("document.getElementById('user').value") == "a.schoen")
            try await page.value("document.getElementById('password').focus()")
            try await page.type("lampe fluss zange")
            try await page.press("Enter")
            try await page.until("location.pathname === '/files'")
            #expect(try await page.value("document.cookie") == "")
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `the skip link is the first stop and works`() async throws {
        try await browse { page, _ in
            try await page.go("/backup")
            try await page.press("Tab")
            #expect(try await page.value("document.activeElement.className") == "skip")
            try await page.press("Enter")
            try await page.press("Tab")
            #expect(try await page.value("!!document.activeElement.closest('main')") == true)
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `a key that is plugged in opens the page by itself`() async throws {
        let box = ScriptedBox()
        box.state(.locked)
        try await browse(box, loggedIn: false) { page, server in
            try await page.go("/")
            #expect(try await page.value("document.getElementById('state').dataset.state") == "locked")
            server.box.facts.change(StorageFact()) { $0.refusal = Refusal(code: "KEY-BLANK") }
            try await page.until("document.getElementById('state').dataset.code === 'KEY-BLANK'")
            server.box.state(.unlocking)
            try await page.until("document.getElementById('state').dataset.state === 'unlocking'")
            server.box.facts.change(StorageFact()) { fact in
                fact.state = .open
                fact.refusal = nil
                fact.keyPluggedSince = ScriptedBox.now
            }
            try await page.until("!!document.getElementById('login') && !!document.getElementById('pull-key')")
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `several files are uploaded with progress and arrive whole`() async throws {
        let box = ScriptedBox()
        let folder = FileManager.default.temporaryDirectory.path + "/uploads-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var contents: [String: Data] = [:]
        for (name, count) in [
            ("klein & fein.txt", 5), ("leer.txt", 0), ("Röntgen #1.png", 3_000_001), ("b.bin", 70_000),
        ] {
            let data = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 9) })
            contents[name] = data
            #expect(FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: data))
        }
        let expected = contents
        let box2 = box
        try await browse(box) { page, server in
            box2.deeds.on(PracticeDeeds.FileDocument.self) { deed, _ in
                #expect(
                    FileManager.default.contents(atPath: "\(server.staging)/\(deed.staged)") == expected[deed.name],
                    "\(deed.name)")
                if deed.name == "b.bin" { throw Refusal(code: "DOC-STORE") }
                return .init(
                    document: DocumentRow(
                        id: 1, name: deed.name, folder: nil, bytes: deed.bytes, sha256: "", versions: 1,
                        changed: ScriptedBox.now, by: ""))
            }
            try await page.go("/files")
            try await page.choose(expected.keys.sorted().map { "\(folder)/\($0)" }, in: "#pick-files")
            try await page.until("document.querySelectorAll('#uploads .stored').length === 3")
            // What failed stays to be read, with its reason and what to do.
            try await page.until("document.querySelectorAll('#uploads .failed').length === 1")
            let failed = try await page.value("document.querySelector('#uploads .failed').innerText").text ?? ""
            #expect(failed.contains("b.bin") && failed.contains("."))
            #expect(Set(box2.deeds.asked(PracticeDeeds.FileDocument.self).map(\.name)) == Set(expected.keys))
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `the meter follows what is typed`() async throws {
        try await browse { page, _ in
            try await page.go("/me")
            try await page.value("document.getElementById('new-password').focus()")
            try await page.type("kurz")
            try await page.until("document.querySelector('.strength')?.dataset.level === 'crit'")
            try await page.type(" lampe fluss zange wolke")
            try await page.until("document.querySelector('.strength')?.dataset.level === 'ok'")
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `the menu of the phone opens and closes`() async throws {
        try await browse { page, _ in
            try await page.size(width: 390, height: 844)
            try await page.go("/")
            let shown = "getComputedStyle(document.getElementById('nav')).display !== 'none'"
            #expect(try await page.value(shown) == false)
            try await page.value("document.querySelector('.menu-button').click()")
            #expect(try await page.value(shown) == true)
            #expect(try await page.value("document.querySelector('.menu-button').ariaExpanded") == "true")
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `the sheet with the backup key fits one page of paper`() async throws {
        let box = ScriptedBox()
        box.firstDay(.paper)
        try await browse(box, loggedIn: false) { page, _ in
            try await page.typeSetUpCode()
            try await page.go("/setup/paper")
            let printed = try await page.call("Page.printToPDF", ["preferCSSPageSize": true])
            let pdf = try #require(Data(base64Encoded: printed["data"].text ?? ""))
            let text = String(decoding: pdf, as: UTF8.self)
            #expect(text.matches(of: #/\/Type \/Page\b(?!s)/#).count == 1)
            if !TestPaths.pictures.isEmpty {
                _ = FileManager.default.createFile(atPath: "\(TestPaths.pictures)/sheet.pdf", contents: pdf)
            }
        }
    }
}
