import Guest

/// Steps 1 and 2: a new box is switched on and set up.
extension Day {
    func switchOnNewBox() async throws {
        try await hand(.powerOn)
        voice.progress("die Box startet")
        _ = try await readScreenAndOpenBrowser(limit: FirstDay.boot)
    }

    func lookAtNewBox() async throws -> [String] {
        try await waitForPhase(.unsetUp, limit: FirstDay.boot)
        let code = try await lab.guest.console.wait(for: "set-up code on the screen", limit: .seconds(60)) {
            ConsoleReading(screen: $0.screen.lines)?.code
        }
        notes["code"] = .string(code)
        let page = try await browser().get(BoxRoutes.start).expecting(200)
        try claim(page.path.hasPrefix(BoxRoutes.setup), "the start page leads to \(page.path)")
        try await hand(.photograph)
        let fingerprint = reading.map { String($0.fingerprint.description.prefix(23)) } ?? ""
        return [
            "Fingerabdruck auf dem Bildschirm = Zertifikat der Seite (\(fingerprint)...)",
            "Einrichtungsseite: \(page.page.elements("h1").first.map { page.page.text(in: $0) } ?? page.path)",
        ]
    }

    func setUp() async throws {
        let browser = try browser()
        _ = try await browser.submit(
            on: BoxRoutes.setup, to: BoxRoutes.setupCode, ["code": [notes["code"]?.text ?? ""]])
    }

    func lookAtSetUp() async throws -> [String] {
        try await waitForPhase(.open, limit: .seconds(600))
        return []
    }
}
