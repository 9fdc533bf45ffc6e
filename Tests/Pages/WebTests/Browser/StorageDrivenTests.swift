import DatasafeCore
import FoundationEssentials
import PagesDoubles
import RealBrowser
import Testing

extension BrowserTests {
    @Suite struct StorageDrivenTests {}
}

/// Disks and keys by a person at a browser: by keyboard, with pages that go on by themselves.
extension BrowserTests.StorageDrivenTests {
    private func browse(
        _ box: ScriptedBox, loggedIn: Bool = true,
        _ body: @escaping @Sendable (BrowserPage, ScriptedBox) async throws -> Void
    ) async throws {
        let browser = try Chromium.running()
        try await BoxServer.with(box) { server in
            let page = try await BrowserPage.open(browser, origin: server.origin)
            try await page.size(width: 390, height: 844)
            try await page.cookie("__Host-language", "de")
            if loggedIn { try await page.cookie("__Host-session", ScriptedBox.session) }
            try await body(page, box)
            #expect(page.complaints().filter { !$0.contains("status of 4") } == [])
            try await page.close()
        }
    }

    /// Presses Tab until the focus is on the element with this id: as far as a keyboard has to go.
    private func tab(_ page: BrowserPage, to id: String) async throws {
        for _ in 0..<60 {
            if try await page.value("document.activeElement.id") == .text(id) { return }
            try await page.press("Tab")
        }
        throw Chromium.Failure(description: "no way to #\(id) by keyboard")
    }

    @Test(.timeLimit(.minutes(2)))
    func `a disk is added by keyboard, and the polls leave what is typed`() async throws {
        let box = ScriptedBox()
        box.spareDisk()
        try await browse(box) { page, box in
            try await page.go("/box")
            try await page.value("document.querySelector('#add-d3 > summary').focus()")
            try await page.press("Enter")
            try await page.until("document.getElementById('add-d3').open")
            try await tab(page, to: "confirm-add-d3")
            try await page.type("0P")
            // Two polls of everything that is polled.
            try await page.value("document.body.dataset.polls = '0'")
            try await page.value(
                """
                document.addEventListener('htmx:afterRequest', () => { \
                document.body.dataset.polls = String(Number(document.body.dataset.polls) + 1) }), 0
                """)
            try await page.until("Number(document.body.dataset.polls) >= 6")
            #expect(try await page.value("document.activeElement.id") == "confirm-add-d3")
            try await page.type("QR")
            #expect(try await page.value("document.getElementById('confirm-add-d3').value") == "0PQR")
            box.deeds.on(StorageDeeds.AddMember.self) { _, _ in
                box.threeDisks()
                box.change("add", number: 3)
                return Done()
            }
            try await page.press("Enter")
            try await page.until("document.querySelector('#change')?.dataset.kind === 'add'")
            #expect(box.deeds.asked(StorageDeeds.AddMember.self).map(\.confirm) == ["0PQR"])
            // Called off by keyboard as well.
            box.deeds.on(StorageDeeds.CallOffChange.self) { _, _ in
                box.facts.change(StorageFact()) { $0.array?.change = nil }
                return Done()
            }
            try await page.value("document.querySelector('#call-off > summary').focus()")
            try await page.press("Enter")
            try await tab(page, to: "call-off-go")
            try await page.press("Enter")
            try await page.until("location.search === '?note=called-off'")
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `a key is issued while the page follows the hands`() async throws {
        let box = ScriptedBox()
        try await browse(box) { page, box in
            try await page.go("/box/keys")
            #expect(try await page.value("document.getElementById('good-key').dataset.number") == "")
            box.sticks(silver: 1)
            try await page.until("document.getElementById('good-key').dataset.number === '1'")
            box.sticks(silver: 1, other: "other")
            try await page.until("!!document.getElementById('confirm-stick-0')")
            box.deeds.on(StorageDeeds.IssueKey.self) { _, _ in
                box.facts.change(StorageFact()) {
                    $0.keyChange = KeyChangeFact(step: "write-key", number: 3, replaces: 0, stick: "s")
                }
                return Done()
            }
            try await page.value("document.getElementById('confirm-stick-0').focus()")
            try await page.type("49C6")
            try await page.press("Enter")
            let step = "document.getElementById('keys-live')?.dataset.step"
            for name in ["write-key", "pull-and-plug", "enrol", "copy-header"] {
                box.facts.change(StorageFact()) { $0.keyChange?.step = name }
                try await page.until("\(step) === '\(name)'")
                #expect(
                    try await page.value("document.querySelector('[aria-current=step]').dataset.step") == .text(name))
            }
            box.facts.change(StorageFact()) { fact in
                fact.keyChange = nil
                fact.keys.append(KeyFact(role: "unlock", number: 3, id: "d4e5f6a7"))
            }
            try await page.until("!!document.querySelector('[data-role=unlock][data-number=\"3\"]')")
            #expect(try await page.value("!!document.getElementById('pull-key')") == true)
            #expect(box.deeds.asked(StorageDeeds.IssueKey.self).map(\.confirm) == ["49C6"])
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `a side is chosen at a failed box, and the page goes on to the locked one`() async throws {
        let box = ScriptedBox()
        box.sides()
        try await browse(box, loggedIn: false) { page, box in
            try await page.go("/")
            try await tab(page, to: "to-disk-work")
            try await page.press("Enter")
            try await page.until("document.activeElement?.id === 'code'")
            try await page.type("482914")
            try await page.press("Enter")
            try await page.until("document.getElementById('refusal')?.dataset.code === 'BOX-CODE'")
            try await page.value("document.getElementById('code').focus()")
            try await page.type("482 913")
            try await page.press("Enter")
            try await page.until("!!document.getElementById('sides')")
            box.deeds.on(StorageDeeds.ChooseSide.self) { _, _ in
                box.facts.change(ScriptedBox.storage()) { fact in
                    fact.state = .locked
                    fact.sides = []
                    fact.reason = nil
                }
                return Done()
            }
            try await tab(page, to: "confirm-side-B")
            try await page.type("9XAB")
            try await page.press("Enter")
            try await page.until("!!document.getElementById('nothing')")
            let deed = try #require(box.deeds.asked(StorageDeeds.ChooseSide.self).first)
            #expect(deed.disk.hasSuffix("9XAB") && deed.confirm == "9XAB" && deed.screen == ScriptedBox.screenCode)
            box.state(.open)
            try await page.until("location.pathname === '/' && !!document.getElementById('login')")
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `the whole box leaves by keyboard, and the certificates are behind the code of its screen`() async throws {
        let box = ScriptedBox()
        box.deeds.on(StorageDeeds.RetireBox.self) { _, _ in
            box.retired(erased: 0, progress: DeedProgress(step: "retire-keys"))
            return Done()
        }
        try await browse(box) { page, box in
            try await page.go("/box")
            try await page.value("document.querySelector('#retire summary').focus()")
            try await page.press("Enter")
            try await tab(page, to: "to-retire")
            try await page.press("Enter")
            try await page.until("!!document.getElementById('retire-form')")
            try await tab(page, to: "confirm")
            try await page.type("3f9a02c1")
            // Without the tick the browser itself holds the form back.
            try await page.press("Enter")
            #expect(try await page.value("location.pathname") == "/box/retire")
            try await page.value("document.getElementById('understood').click()")
            try await tab(page, to: "retire-go")
            try await page.press("Enter")
            try await page.until("document.getElementById('state')?.dataset.state === 'retired'")
            #expect(box.deeds.asked(StorageDeeds.RetireBox.self).map(\.confirm) == ["3f9a02c1"])
            box.retired(erased: 1, progress: DeedProgress(step: "erase", done: 62, of: 100))
            try await page.until("document.getElementById('erased')?.dataset.erased === '1'")
            try await tab(page, to: "to-disk-work")
            try await page.press("Enter")
            try await page.until("document.activeElement?.id === 'code'")
            try await page.type("482913")
            try await page.press("Enter")
            try await page.until("document.querySelectorAll('tr[data-erasure]').length === 1")
            box.retired(erased: 2)
            try await page.until("document.querySelectorAll('tr[data-erasure]').length === 2")
            let link = "document.querySelector('tr[data-erasure] a')"
            try await page.value("\(link).click()")
            try await page.until("!!document.getElementById('erasure-pdf')")
        }
    }

    @Test(.timeLimit(.minutes(2)), arguments: [false, true])
    func `the certificate fits one page of paper`(isRetired: Bool) async throws {
        let box = ScriptedBox()
        box.facts.change(StorageFact()) { $0.erasures = [ScriptedBox.erasure()] }
        if isRetired { box.retired(erased: 2) }
        try await browse(box, loggedIn: !isRetired) { page, _ in
            if isRetired { try await page.typeScreenCode() }
            try await page.go(
                "\(isRetired ? "/disk-work" : "/box")/erasures/\(ScriptedBox.erasure().began.seconds)")
            let printed = try await page.call("Page.printToPDF", ["preferCSSPageSize": true])
            let pdf = try #require(Data(base64Encoded: printed["data"].text ?? ""))
            #expect(String(decoding: pdf, as: UTF8.self).matches(of: #/\/Type \/Page\b(?!s)/#).count == 1)
            guard !TestPaths.pictures.isEmpty else { return }
            let name = isRetired ? "retired-certificate.pdf" : "certificate.pdf"
            _ = FileManager.default.createFile(atPath: "\(TestPaths.pictures)/\(name)", contents: pdf)
            guard isRetired else { return }
            // The file with all of them, to be looked at.
            try await page.value(
                """
                fetch('/disk-work/erasures.pdf').then((r) => r.text()).then((t) => { document.body.dataset.file = t }), 0
                """)
            try await page.until("!!document.body.dataset.file")
            let file = try await page.value("document.body.dataset.file").text ?? ""
            _ = FileManager.default.createFile(
                atPath: "\(TestPaths.pictures)/erasures.pdf", contents: Data(file.utf8))
        }
    }
}
