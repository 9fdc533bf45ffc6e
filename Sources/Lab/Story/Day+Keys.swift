import Guest
import SystemPackage

/// Steps 3 to 5: locked, wrong sticks, the right key.
extension Day {
    func restartWithoutKey() async throws {
        try await hand(.powerOff)
        try await switchOn()
    }

    /// A box that was set up is switched on, its screen compared with its page; it asks for its key.
    func switchOn() async throws {
        try await hand(.powerOn)
        voice.progress("die Box startet")
        try await readScreenAndOpenBrowser(limit: FirstDay.boot)
        try await waitForPhase(.locked, limit: FirstDay.boot)
    }

    func lookAtLockedBox() async throws -> [String] {
        let files = try await browser().get(BoxRoutes.files)
        try claim(files.path == BoxRoutes.start, "the locked box shows \(files.path)")
        let page = files.page
        try claim(page.element(id: "state")?["data-state"] == "locked", "the start page is not locked")
        try claim(
            !page.forms.contains { $0.action == BoxRoutes.login }, "the locked box offers a log-in")
        let sentence = page.elements("h1").first.map { page.text(in: $0) } ?? ""
        // Whoever takes the disks out reads noise: no word of the practice on any of them, the system disk included.
        for name in ["data1", "data2"] { try claimAbsent(in: try lab.drawer.part(name).file.string, name) }
        try claimAbsent(in: lab.folder.systemDisk.string, "system disk")
        return [
            "Startseite: „\(sentence)“, keine Anmeldung, keine Dokumente",
            "auf Datenplatten und Systemplatte steht kein Wort der Praxis",
            try await hubSays("Box wartet auf ihren Schlüssel") { $0.isWaitingForKey },
        ]
    }

    private func claimAbsent(in file: String, _ name: String) throws {
        for word in [practice, Account.administrator.name] {
            try claim(try !Needle(word).isIn(file), "\"\(word)\" is readable on \(name)")
        }
    }

    func tryWrongSticks() async throws {
        seen = []
        for (stick, code) in [("foreign", "KEY-OTHER-BOX"), ("damaged", "KEY-DAMAGED"), ("empty", "KEY-NOT-A-KEY")] {
            voice.progress(stick)
            try await hand(.plug(stick))
            try await waitForStatus(code, limit: FirstDay.moment) { $0["code"]?.text == code ? () : nil }
            let page = try await look(at: BoxRoutes.start)
            guard let refusal = page.element(id: "refusal"), refusal["data-code"] == code else {
                throw StoryError(.page, "the start page does not show \(code): \(page.text.prefix(300))")
            }
            seen.append("\(code): „\(page.text(in: refusal).prefix(90))…“")
            try await hand(.unplug(stick))
        }
    }

    func lookAtRefusals() async throws -> [String] {
        try claim(Set(seen).count == 3, "the refusals are not three different ones: \(seen)")
        let phase = try await status()["phase"]?.text
        try claim(phase == "locked", "after wrong sticks the box is \(phase ?? "silent")")
        return seen + ["die Box ist weiter gesperrt"]
    }

    func useKey() async throws {
        let clock = ContinuousClock()
        let start = clock.now
        try await hand(.plug("key1"))
        try await waitForPhase(.open, .openDegraded, limit: FirstDay.keyToData)
        seen = ["vom Einstecken bis zu offenen Daten: \(Voice.time(clock.now - start))"]
        try await waitForStatus("key noticed", limit: FirstDay.moment) { $0["keyPlugged"]?.truth == true ? () : nil }
        let page = try await look(at: BoxRoutes.start)
        try claim(page.element(id: "pull-key") != nil, "nobody asks for the key to be pulled: \(page.text.prefix(300))")
        try await hand(.unplug("key1"))
    }

    func lookAtOpenBox() async throws -> [String] {
        try await waitForStatus("key gone", limit: FirstDay.moment) { $0["keyPlugged"]?.truth == false ? () : nil }
        try await waitForPhase(.open, .openDegraded, limit: FirstDay.moment)
        try await waitForLogIn()
        return seen + ["„Schlüssel abziehen“ stand da; ohne Schlüssel bleibt offen, die Anmeldung geht"]
    }
}
