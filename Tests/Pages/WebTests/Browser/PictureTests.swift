import DatasafeCore
import FoundationEssentials
import PagesDoubles
import Testing

/// Every page in a real browser, German and English, desktop and phone: nothing blocked, nothing cut off, nothing nameless.
/// With `PAGE_PICTURES=folder` the pictures are kept to be looked at.
@Suite(.serialized) struct PictureTests {
    private static let widths = [1280, 390]

    @Test(.timeLimit(.minutes(5)))
    func `every page is whole in both languages and both widths`() async throws {
        let browser = try Chromium()
        let only = ProcessInfo.processInfo.environment["PAGE_ONLY"]
        for scene in Scene.all where only.map({ scene.name.hasPrefix($0) }) ?? true {
            let box = ScriptedBox()
            scene.arrange(box)
            if let role = scene.role { box.logIn(role: role) }
            try await BoxServer.with(box) { server in
                for language in ["de", "en"] {
                    for width in Self.widths {
                        try await look(browser, server, scene, language, width)
                    }
                }
            }
        }
    }

    private func look(
        _ browser: Chromium, _ server: BoxServer, _ scene: Scene, _ language: String, _ width: Int
    ) async throws {
        let page = try await BrowserPage.open(browser, origin: server.origin)
        try await page.size(width: width, height: width < 600 ? 844 : 800)
        try await page.cookie("__Host-language", language)
        if scene.role != nil { try await page.cookie("__Host-session", ScriptedBox.session) }
        if scene.isSetUp { try await page.typeSetUpCode() }
        try await page.go(scene.path)
        let name = "\(scene.name)-\(language)-\(width)"
        try await page.until("[...document.images].every((i) => i.complete)")
        let complaints = page.complaints().filter { !(scene.expectsFailure && $0.contains("status of 4")) }
        #expect(complaints.isEmpty, "\(name): \(complaints)")
        #expect(try await page.value("document.documentElement.lang") == .text(language), "\(name)")
        #expect(try await page.value("document.querySelectorAll('h1').length") == 1, "\(name): headings")
        #expect(try await page.value(Self.overflow) == .list([]), "\(name): wider than the screen")
        #expect(try await page.value(Self.nameless) == .list([]), "\(name): without a name")
        #expect(try await page.value(Self.unfilled) == .list([]), "\(name): places not filled")
        #expect(try await page.value(Self.doubled) == .list([]), "\(name): the same id twice")
        if !TestPaths.pictures.isEmpty {
            try FileManager.default.createDirectory(atPath: TestPaths.pictures, withIntermediateDirectories: true)
            let file = "\(TestPaths.pictures)/\(name).png"
            _ = FileManager.default.createFile(atPath: file, contents: try await page.picture())
        }
    }

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
    /// Types the code of the console screen, as a person does on the first day.
    func typeSetUpCode() async throws {
        try await go("/setup")
        try await value("document.getElementById('code').focus()")
        try await type("482913")
        try await press("Enter")
        try await until("document.getElementById('setup').dataset.step !== 'code'")
    }
}
