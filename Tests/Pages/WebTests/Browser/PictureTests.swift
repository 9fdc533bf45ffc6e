import DatasafeCore
import FoundationEssentials
import PagesDoubles
import RealBrowser
import Testing

extension BrowserTests {
    @Suite struct PictureTests {}
}

/// Every page in a real browser, German and English, desktop and phone: nothing blocked, nothing cut off, nothing nameless.
/// With `PAGE_PICTURES=folder` the pictures are kept to be looked at.
extension BrowserTests.PictureTests {
    /// Every wait in it has its own, short limit; this one is for a machine that builds an image beside it.
    @Test(.timeLimit(.minutes(10)), arguments: ["de", "en"])
    func `every page is whole on a desktop and on a phone`(language: String) async throws {
        let browser = try Chromium.running()
        let only = ProcessInfo.processInfo.environment["PAGE_ONLY"]
        let box = ScriptedBox()
        // One server and one tab for all: what costs here is a new tab and an empty cache, not the pages.
        try await BoxServer.with(box) { server in
            let page = try await BrowserPage.open(browser, origin: server.origin)
            for scene in Scene.all where only.map({ scene.name.hasPrefix($0) }) ?? true {
                box.reset()
                scene.arrange(box)
                if let role = scene.role {
                    box.logIn(role: role)
                    try await page.cookie("__Host-session", ScriptedBox.session)
                }
                if scene.isSetUp { try await page.typeSetUpCode() }
                if scene.isAtScreen { try await page.typeScreenCode() }
                try await look(page, scene, language)
                try await page.leave()
            }
            try await page.close()
        }
    }

    /// Opens the page as a desktop does and turns the same page into that of a phone.
    private func look(_ page: BrowserPage, _ scene: Scene, _ language: String) async throws {
        try await page.cookie("__Host-language", language)
        try await page.size(width: 1280, height: 800)
        try await page.go(scene.path)
        for width in [1280, 390] {
            if width < 600 { try await page.size(width: width, height: 844) }
            try await page.until("innerWidth === \(width) && [...document.images].every((i) => i.complete)")
            // Curves are drawn anew a moment after their frame became narrower.
            try await page.until(Self.drawn)
            try await judge(page, scene, language, "\(scene.name)-\(language)-\(width)")
        }
    }

    private func judge(_ page: BrowserPage, _ scene: Scene, _ language: String, _ name: String) async throws {
        let complaints = page.complaints().filter { !(scene.expectsFailure && $0.contains("status of 4")) }
        #expect(complaints.isEmpty, "\(name): \(complaints)")
        #expect(try await page.value("document.documentElement.lang") == .text(language), "\(name)")
        #expect(try await page.value("document.querySelectorAll('h1').length") == 1, "\(name): headings")
        try await expectNothing(page, Self.overflow, "\(name): wider than the screen")
        try await expectNothing(page, Self.nameless, "\(name): without a name")
        try await expectNothing(page, Self.unfilled, "\(name): places not filled")
        try await expectNothing(page, Self.doubled, "\(name): the same id twice")
        if !TestPaths.pictures.isEmpty {
            try FileManager.default.createDirectory(atPath: TestPaths.pictures, withIntermediateDirectories: true)
            let file = "\(TestPaths.pictures)/\(name).png"
            _ = FileManager.default.createFile(atPath: file, contents: try await page.picture())
        }
    }

    private func expectNothing(_ page: BrowserPage, _ expression: String, _ words: String) async throws {
        let found = try await page.value(expression)
        #expect(found == .list([]), "\(words): \(found)")
    }

    /// Each curve fills its frame.
    private static let drawn = """
        [...document.querySelectorAll('.plot canvas')].every((c) => \
        Math.abs(c.getBoundingClientRect().width - c.parentElement.clientWidth) <= 1)
        """

    /// Elements that reach beyond the right edge of the screen.
    private static let overflow = """
        [...document.body.querySelectorAll('*')].filter((e) => { const r = e.getBoundingClientRect(); return r.width > 0 \
        && r.right > document.documentElement.clientWidth + 1 && !e.closest('svg') && getComputedStyle(e).visibility !== 'hidden' }) \
        .map((e) => e.tagName + '.' + e.className + ':' + Math.round(e.getBoundingClientRect().right)).slice(0, 5)
        """

    /// Links, buttons and fields a person who cannot see would not understand.
    private static let nameless = """
        [...document.querySelectorAll('a, button, input:not([type=hidden]), select, img')].filter((e) => { \
        if (e.tagName === 'IMG') return !e.hasAttribute('alt'); \
        if (e.tagName === 'INPUT' || e.tagName === 'SELECT') return !e.hidden && !e.labels.length && !e.ariaLabel; \
        return !(e.textContent.trim() || e.ariaLabel || e.title) }).map((e) => e.outerHTML.slice(0, 120))
        """

    private static let unfilled = "(document.body.innerText.match(/\\\\{[a-z]+\\\\}/g) || [])"

    private static let doubled = """
        [...document.querySelectorAll('[id]')].map((e) => e.id).filter((id, i, all) => all.indexOf(id) !== i)
        """
}

extension Scene {
    /// The page itself answers with a status of 4xx.
    var expectsFailure: Bool { name == "forbidden" || name == "not-found" }
}

extension BrowserPage {
    /// Types the code of the screen of a closed box, as whoever stands before it does.
    func typeScreenCode() async throws {
        try await go("/disk-work")
        try await value("document.getElementById('code').focus()")
        try await type("482913")
        try await press("Enter")
        try await until("!!document.getElementById('work')")
    }

    /// Types the code of the console screen, as a person does on the first day.
    func typeSetUpCode() async throws {
        try await go("/setup")
        try await value("document.getElementById('code').focus()")
        try await type("482913")
        try await press("Enter")
        try await until("document.getElementById('setup').dataset.step !== 'code'")
    }
}
