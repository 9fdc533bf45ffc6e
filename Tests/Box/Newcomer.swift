import FoundationEssentials
import Guest
import RealBrowser
import Story
import SystemPackage
import Testing

/// Somebody before a browser who has no manual; what is clicked is looked up in the one there is, and photographed.
struct Newcomer {
    let page: BrowserPage
    private let guide: String

    /// Opens a browser before the pages at `port`, in German, and closes it however that went.
    static func with(port: Int, _ body: (Newcomer) async throws -> Void) async throws {
        let guide = BoxLane.root.appending("docs").appending("replace-a-disk.md")
        let page = try await BrowserPage.open(try Chromium(), origin: "https://127.0.0.1:\(port)")
        let person = Newcomer(page: page, guide: String(decoding: try Files.read(guide), as: UTF8.self))
        try await page.size(width: 1280, height: 800)
        try await page.cookie("__Host-language", "de")
        try await page.go("/")
        try await body(person)
        try await page.close()
    }

    /// Logs in by the form on the start page.
    func logIn(_ account: Account) async throws {
        try await page.fill("Benutzername", account.user)
        try await page.fill("Passwort", account.password)
        try await page.click("Anmelden")
        try await page.see(account.name)
    }

    /// Clicks what carries these words, and looks whether the guide names it.
    func click(_ words: String) async throws {
        #expect(guide.contains("„\(words)“"), "the guide does not tell of it")
        try await page.click(words)
    }

    /// Types into the field under this label, and looks whether the guide names it.
    func fill(_ label: String, _ text: String) async throws {
        #expect(guide.contains("„\(label)“"), "the guide does not tell of it")
        try await page.fill(label, text)
    }

    /// What a desktop and a phone show of the page, with these words in the middle, into `.build-test/pictures`.
    func photograph(_ name: String, at words: String? = nil) async throws {
        let folder = BoxLane.root.appending(".build-test").appending("pictures")
        try Files.makeFolder(folder)
        for (device, width, height) in [("phone", 390, 844), ("desktop", 1280, 800)] {
            try await page.size(width: width, height: height)
            try await page.until("innerWidth === \(width)")
            try await page.roll(to: words)
            let picture = folder.appending("swap-\(name)-\(device).png")
            try Files.write(try await page.picture(onScreen: true), to: picture)
        }
    }
}
