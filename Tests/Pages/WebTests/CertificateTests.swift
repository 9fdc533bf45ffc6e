import DatasafeCore
import DatasafeTexts
import FoundationEssentials
import Hummingbird
import PageFrame
import PagesDoubles
import Spawn
import Testing
import Web

/// The PDF of an erased disk, opened by somebody else's program (poppler).
@Suite struct CertificateTests {
    /// The file as the box hands it out.
    private func pdf(_ erasure: ErasureFact, _ language: Language, _ file: String) async throws {
        let box = ScriptedBox()
        box.facts.change(StorageFact()) { $0.erasures = [erasure] }
        var settings = WebSettings()
        settings.assets = TestPaths.assets
        settings.libraries = try TestPaths.libraries()
        let frame = Frame(
            facts: box.facts, deeds: box.deeds, now: { ScriptedBox.now }, version: "0.0.0",
            token: { PageClient.token })
        try await PageClient.with(WebPages.router(frame: frame, settings: settings)) { client in
            var client = client
            client.language = language.rawValue
            let answer = try await client.get("/box/erasures/\(erasure.began.seconds)/pdf")
            #expect(answer.status == .ok)
            try #require(FileManager.default.createFile(atPath: file, contents: Data(answer.text.utf8)))
        }
    }

    private func run(_ program: String, _ arguments: [String]) async throws -> String {
        let ended = try await Spawn.run(Program(path: "/usr/bin/\(program)", arguments: arguments))
        #expect(ended.succeeded && ended.stderr.isEmpty, "\(program): \(ended.lastWords)")
        return ended.text
    }

    @Test(arguments: Language.allCases)
    func `a foreign reader finds every word, umlauts too, on one page`(language: Language) async throws {
        let file = FileManager.default.temporaryDirectory.path + "/certificate-\(UUID().uuidString).pdf"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try await pdf(ScriptedBox.erasure(), language, file)
        let facts = try await run("pdfinfo", [file])
        let title = Text.erasureTitle[language]
        #expect(facts.contains("\(title) WD-WX11D9XAB\n"))
        #expect(facts.contains(#/Pages: +1\n/#) && facts.contains("(A4)") && facts.contains(#/PDF version: +1.4/#))
        let text = try await run("pdftotext", ["-layout", "-enc", "UTF-8", file, "-"])
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for part in [
            title, "WDC WD40EFPX", "WD-WX11D9XAB", Text.methodOverwrite[language], "a.schoen", "Clear",
            "Zahnarztpraxis Dr. Schön & Partner", Text.meaningOverwrite[language], Text.meaningEncrypted[language],
            Text.erasureSigned[language],
        ] {
            #expect(words.contains(part), "\(part)\n\(text)")
        }
    }

    @Test func `the longest names a disk may give itself stay on the paper`() async throws {
        let file = FileManager.default.temporaryDirectory.path + "/certificate-\(UUID().uuidString).pdf"
        defer { try? FileManager.default.removeItem(atPath: file) }
        var erasure = ScriptedBox.erasure("sanitize-block", checked: 10, wrong: 3)
        erasure.model = String(repeating: "W)(\\", count: 16)
        erasure.serial = String(repeating: "Ä", count: 64)
        erasure.user = "数😀"
        try await pdf(erasure, .de, file)
        let text = try await run("pdftotext", ["-layout", "-enc", "UTF-8", file, "-"])
        #expect(text.filter { $0 == "Ä" }.count == 64 && text.filter { $0 == "\\" }.count == 16)
        #expect(text.contains("??") && text.contains("Das ist kein Nachweis einer Löschung."))
        #expect(try await run("pdfinfo", [file]).contains(#/Pages: +1\n/#))
    }
}
