import DatasafeCore
import DatasafeTexts
import FoundationEssentials
import Hummingbird
import Markup
import PageFrame
import PagesDoubles
import Testing
import Web

/// All pages on one router, as the box has them.
@Suite struct WebPagesTests {
    private func pages(
        _ box: ScriptedBox, _ body: @escaping @Sendable (PageClient) async throws -> Void
    ) async throws {
        var settings = WebSettings()
        settings.assets = TestPaths.assets
        settings.libraries = try TestPaths.libraries()
        let frame = Frame(
            facts: box.facts, deeds: box.deeds, now: { ScriptedBox.now }, version: "0.0.0",
            token: { PageClient.token })
        try await PageClient.with(WebPages.router(frame: frame, settings: settings), body)
    }

    /// Every refusal a service can send, on a page of the practice, in both languages.
    @Test(arguments: AdviceBook.chapters.flatMap { $0 })
    func `each code is shown with its sentence and its one action`(advice: Advice) async throws {
        let box = ScriptedBox()
        box.deeds.refuse(PracticeDeeds.MakeFolder.self, advice.code, subject: "<7>")
        try await pages(box) { (client) async throws in
            var client = client
            for language in Language.allCases {
                client.language = language.rawValue
                let answer = try await client.post("/files/folder", [("name", "x")])
                guard advice.code != UserCode.session.code else {
                    #expect(answer.location?.hasPrefix("/login") == true)
                    continue
                }
                let places = Set(advice.sentence.places(in: language) + advice.action.places(in: language))
                let filled = advice.filling(Dictionary(uniqueKeysWithValues: places.map { ($0, "<7>") }))
                #expect(answer.status.code >= 400)
                #expect(answer.text.contains("data-code=\"\(advice.code)\""))
                for words in [filled.sentence[language], filled.action[language]] {
                    #expect(answer.text.contains(">\(HTML(text: words).markup)<"), "\(words)")
                }
            }
        }
    }

    @Test(arguments: [
        ("/assets/bootstrap.min.css", "text/css; charset=utf-8"), ("/assets/datasafe.css", "text/css; charset=utf-8"),
        ("/assets/htmx.min.js", "text/javascript; charset=utf-8"),
        ("/assets/datasafe.js", "text/javascript; charset=utf-8"), ("/assets/icons.svg", "image/svg+xml"),
        ("/assets/disk.js", "text/javascript; charset=utf-8"),
        ("/assets/chart.min.js", "text/javascript; charset=utf-8"),
        ("/assets/logo.svg", "image/svg+xml"), ("/assets/plug-key.svg", "image/svg+xml"),
    ])
    func `style, script and pictures are there`(path: String, type: String) async throws {
        try await pages(ScriptedBox()) { (client) async throws in
            let answer = try await client.get("\(path)?v=0.0.0")
            #expect(answer.status == .ok && !answer.text.isEmpty && answer.headers[.contentType] == type)
            #expect(answer.headers[.cacheControl]?.contains("immutable") == true)
            let again = try await client.get(path, headers: [.ifNoneMatch: "\"0.0.0\""])
            #expect(again.status == .notModified && again.text.isEmpty)
        }
    }

    @Test(arguments: [
        "/assets/", "/assets/../Web.swift", "/assets/%2e%2e/Package.swift", "/assets/bootstrap.css", "/x",
    ])
    func `nothing else is`(path: String) async throws {
        try await pages(ScriptedBox()) { (client) async throws in
            let answer = try await client.get(path)
            #expect(answer.status == .notFound && answer.text.contains("data-code=\"WEB-NOT-FOUND\""))
        }
    }

    @Test func `every icon is drawn`() throws {
        let file = try #require(FileManager.default.contents(atPath: "\(TestPaths.assets)/icons.svg"))
        let drawn = String(decoding: file, as: UTF8.self)
        for icon in Icon.allCases { #expect(drawn.contains("<symbol id=\"\(icon.rawValue)\""), "\(icon)") }
    }

    @Test func `our own style and script stay small and ask nobody else`() throws {
        var bytes = 0
        for name in ["datasafe.css", "datasafe.js", "disk.js", "icons.svg", "logo.svg", "plug-key.svg"] {
            let file = try #require(FileManager.default.contents(atPath: "\(TestPaths.assets)/\(name)"))
            bytes += file.count
            let text = String(decoding: file, as: UTF8.self).replacing("http://www.w3.org/2000/svg", with: "")
            #expect(!text.contains("http://") && !text.contains("https://") && !text.contains("//cdn"), "\(name)")
            #expect(!text.contains("eval(") && !text.contains("@import"), "\(name)")
        }
        #expect(bytes < 40_000)
    }

    /// Pages whose HTML is kept, so that a change of the frame is seen as a change. `BLESS=1` writes them anew.
    @Test(
        arguments: [
            ("locked", "/", "de"), ("start", "/", "de"), ("files", "/files", "en"), ("backup", "/backup", "de"),
            ("setup-code", "/setup", "de"),
        ])
    func `kept pages are as they were`(name: String, path: String, language: String) async throws {
        let box = ScriptedBox()
        if name == "locked" { box.state(.locked) }
        if name == "setup-code" { box.firstDay(.code) }
        try await pages(box) { (client) async throws in
            var client = client
            client.language = language
            let text = try await client.get(path).text
            let file = "\(TestPaths.golden)/\(name).html"
            if ProcessInfo.processInfo.environment["BLESS"] == "1" {
                _ = FileManager.default.createFile(atPath: file, contents: Data(text.utf8))
            }
            let kept = try #require(FileManager.default.contents(atPath: file), "\(file) is missing: BLESS=1")
            #expect(text == String(decoding: kept, as: UTF8.self), "\(name): look at the page, then BLESS=1")
        }
    }

    @Test func `two languages never mix`() async throws {
        let box = ScriptedBox()
        box.watchedDisks()
        try await pages(box) { (client) async throws in
            var client = client
            for path in [
                "/", "/files", "/backup", "/box", "/box/keys", "/box/disk/d1", "/box/disk/b2", "/alarms", "/users",
                "/me",
                "/audit", "/files/bin",
            ] {
                client.language = "en"
                let text = try await client.get(path).text
                for word in [
                    "Abmelden", "Sicherung", "Einrichtung", "Schlüssel", "Platte ", "Benutzer", "heute", "gestern",
                ] {
                    #expect(!text.contains(word), "\(path): \(word)")
                }
            }
        }
    }
}
