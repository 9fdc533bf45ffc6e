import FoundationEssentials

/// Somebody before a browser who has only the guide: what is clicked must be named in it, and each step is photographed.
package struct Newcomer: Sendable {
    package let page: BrowserPage
    private let guide: String
    private let pictures: String

    /// Opens the start page at `origin` in German, on a desktop. `guide`: text of the guide; `pictures`: folder for what is
    /// seen, made if it is not there; empty = no pictures.
    package static func open(
        _ browser: Chromium, origin: String, guide: String, pictures: String
    ) async throws -> Newcomer {
        let page = try await BrowserPage.open(browser, origin: origin)
        if !pictures.isEmpty {
            try FileManager.default.createDirectory(atPath: pictures, withIntermediateDirectories: true)
        }
        try await page.size(width: 1280, height: 800)
        try await page.cookie("__Host-language", "de")
        try await page.go("/")
        return Newcomer(page: page, guide: guide, pictures: pictures)
    }

    /// Logs in by the form on the start page; `name` is shown then.
    package func logIn(user: String, password: String, name: String) async throws {
        try await page.fill("Benutzername", user)
        try await page.fill("Passwort", password)
        try await page.click("Anmelden")
        try await page.see(name)
    }

    /// Clicks what carries these words. Throws if the guide does not name it.
    package func click(_ words: String) async throws {
        try checkGuide(words)
        try await page.click(words)
    }

    /// Types into the field under this label. Throws if the guide does not name it.
    package func fill(_ label: String, _ text: String) async throws {
        try checkGuide(label)
        try await page.fill(label, text)
    }

    private func checkGuide(_ words: String) throws {
        guard guide.contains("„\(words)“") else {
            throw Chromium.Failure(description: "the guide does not name „\(words)“: who has only the guide stops here")
        }
    }

    /// What a phone and a desktop show of the page, with these words in the middle.
    package func photograph(_ name: String, at words: String? = nil) async throws {
        guard !pictures.isEmpty else { return }
        for (device, width, height) in [("phone", 390, 844), ("desktop", 1280, 800)] {
            try await page.size(width: width, height: height)
            try await page.until("innerWidth === \(width)")
            try await page.roll(to: words)
            let picture = try await page.picture(onScreen: true)
            try picture.write(to: URL(filePath: "\(pictures)/\(name)-\(device).png"))
        }
    }
}
