import Guest

/// Steps 1 and 2: a new box is switched on and set up.
extension Day {
    package func switchOnNewBox() async throws {
        // A machine without real files is told so now, not at step 6.
        _ = try documents()
        try await hand(.powerOn)
        voice.progress("die Box startet")
        try await readScreenAndOpenBrowser(limit: FirstDay.boot)
    }

    package func lookAtNewBox() async throws -> [String] {
        try await waitForPhase(.unsetUp, limit: FirstDay.boot)
        let page = try await browser().get(BoxRoutes.start).expecting(200)
        try claim(page.path == BoxRoutes.setup, "the start page leads to \(page.path)")
        try claim(step(of: page.page) == "code", "the set-up begins at \(step(of: page.page))")
        try await hand(.photograph)
        let fingerprint = reading.map { String($0.fingerprint.description.prefix(23)) } ?? ""
        return [
            "Zertifikat der Seite = Fingerabdruck auf dem Bildschirm (\(fingerprint):…)",
            "Einrichtungsseite: „\(page.page.elements("h2").first.map { page.page.text(in: $0) } ?? "")“",
        ]
    }

    /// Plays the wizard to its end; `telling` hears of each form before it is sent.
    package func setUp(telling: @Sendable (String) -> Void = { _ in }) async throws {
        let code = try await readCode()
        try await send(BoxRoutes.setupCode, ["code": [code]], reaching: "practice")
        var answers = names
        if let ticket = try await lab.hubTicket() {
            answers["hub"] = ["https://\(GuestPlan.hubAddress):\(GuestPlan.hubPort)"]
            answers["hubCode"] = [ticket]
        }
        try await send(BoxRoutes.setupPractice, answers, reaching: "disks")
        // The empty disks are ticked already, once the box has seen both.
        try await waitForPage(BoxRoutes.setup, "two disks", limit: FirstDay.moment) { page -> Void? in
            let ticked = (try? page.form(to: BoxRoutes.setupDisks))?.fields.count { $0.name == "disk" } ?? 0
            return ticked >= 2 ? () : nil
        }
        try await send(BoxRoutes.setupDisks, [:], reaching: "keys")
        for (key, stick) in [("unlock-1", "key1"), ("unlock-2", "key2"), ("backup-1", "backupkey")] {
            try await make(key, on: stick)
        }
        telling(BoxRoutes.setupForm)
        try await send(BoxRoutes.setupForm, [:], reaching: "paper", limit: FirstDay.forming)
        try await printAndFinish()
    }

    /// What a person does after a power cut on the first day, once the key has opened the disks: names the practice again
    /// and prints the key off its stick. False if nothing was left to do.
    package func goOnWithSetUp() async throws -> Bool {
        let browser = try browser()
        let isLeft = try await waiting(for: "set-up or log-in", limit: FirstDay.boot, every: .seconds(1)) {
            () -> Bool? in
            guard let reply = try? await browser.get(BoxRoutes.setup), reply.status == 200 else { return nil }
            if self.step(of: reply.page) == "code" { return true }
            guard reply.path != BoxRoutes.setup else { return nil }
            return (try? await self.logIn(.administrator)).map { false }
        }
        guard isLeft else { return false }
        let next = try await send(
            BoxRoutes.setupCode, ["code": [try await readCode()]], reaching: "practice", "paper")
        if next == "practice" { try await send(BoxRoutes.setupPractice, names, reaching: "paper") }
        try await hand(.plug("backupkey"))
        try await waitForPage(BoxRoutes.setupPaper, "the key off its stick", limit: FirstDay.moment) { page in
            page.element(id: "words").map { _ in () }
        }
        try await printAndFinish()
        try await hand(.unplug("backupkey"))
        return true
    }

    /// What is asked for the practice and its administrator, without a hub.
    private nonisolated var names: [String: [String]] {
        let administrator = Account.administrator
        return [
            "practice": [practice], "user": [administrator.user], "fullName": [administrator.name],
            "password": [administrator.password], "repeated": [administrator.password],
        ]
    }

    private func printAndFinish() async throws {
        seen = [try await lookAtPaper()]
        _ = try await browser().submit(on: BoxRoutes.setup, to: BoxRoutes.setupFinish, ["printed": ["on"]])
    }

    /// The six digits on the screen of the new box; once read they are known.
    @discardableResult
    package func readCode() async throws -> String {
        if let code { return code }
        let found = try await lab.guest.console.wait(for: "set-up code on the screen", limit: FirstDay.moment) {
            ConsoleReading(screen: $0.lines.suffix(200).map(\.text))?.code
        }
        code = found
        return found
    }

    /// The six digits that stand on the screen of a closed box.
    package func readScreenCode() async throws -> String {
        try await lab.guest.console.wait(for: "code on the screen", limit: FirstDay.moment) { log in
            log.lines.suffix(200).reversed().lazy.compactMap { ConsoleReading.code(in: $0.text) }.first
        }
    }

    /// Which step the wizard shows.
    private nonisolated func step(of page: HTMLPage) -> String { page.element(id: "setup")?["data-step"] ?? "" }

    /// Sends one form of the wizard and waits until it shows one of the next steps; returns which.
    ///
    /// What a reply of 422 says is about this form. What else stands there may be from before a power cut, so it counts only
    /// as long as none of the steps is reached.
    @discardableResult
    private func send(
        _ action: String, _ values: [String: [String]], reaching next: String..., limit: Duration = FirstDay.moment
    ) async throws -> String {
        voice.progress("Einrichtung: \(next[0])")
        let browser = try browser()
        let form = try await waitForPage(BoxRoutes.setup, "form \(action)", limit: FirstDay.moment) {
            try? $0.form(to: action)
        }
        let reply = try await browser.submit(form, values)
        if reply.status == 422, let code = reply.page.element(id: "refusal")?["data-code"] {
            throw StoryError(.page, "\(action) was refused: \(code): \(reply.page.text.prefix(300))")
        }
        return try await waitForPage(BoxRoutes.setup, "step \(next[0])", limit: limit) { page in
            let step = self.step(of: page)
            if next.contains(step) { return step }
            if let code = page.element(id: "refusal")?["data-code"] {
                throw StoryError(.page, "after \(action): \(code): \(page.text.prefix(300))")
            }
            return nil
        }
    }

    /// One stick: in, written, out, in again, read back, out.
    private func make(_ key: String, on stick: String) async throws {
        voice.progress("Schlüssel \(key)")
        try await hand(.plug(stick))
        let form = try await waitForPage(BoxRoutes.setup, "stick for \(key)", limit: FirstDay.moment) {
            try? $0.form(to: BoxRoutes.setupKey)
        }
        try await browser().submit(form).expecting(200)
        try await waitForStatus("\(key) written", limit: FirstDay.moment) {
            $0.at("setup", "waitingFor")?.text == key ? () : nil
        }
        try await hand(.unplug(stick))
        try await Task.sleep(for: .seconds(2))
        try await hand(.plug(stick))
        try await waitForStatus("\(key) read back", limit: FirstDay.moment) { status in
            status.at("setup", "verifiedKeys")?.elements.contains(.string(key)) == true ? () : nil
        }
        try await hand(.unplug(stick))
    }

    /// The printed page must carry the very key that is on the stick.
    private func lookAtPaper() async throws -> String {
        let page = try await look(at: BoxRoutes.setupPaper)
        let words = page.element(id: "words").map { page.elements("li", in: $0).count } ?? 0
        let digits = page.element(id: "hex").map { page.text(in: $0) } ?? ""
        let printed = digits.lowercased().filter { $0.isHexDigit }
        let stick = try Files.read(lab.drawer.part("backupkey").file)
        let key = hex(Array(stick[(KeyStickImage.copies[0] + 64)..<(KeyStickImage.copies[0] + 128)]))
        try claim(words == 48, "the paper copy has \(words) words")
        try claim(printed == key, "the paper copy does not carry the key of the stick")
        try claim(!page.elements("svg").filter { $0["class"] == "qr" }.isEmpty, "the paper copy has no QR code")
        return "Papierkopie des Backup-Schlüssels: \(words) Wörter, QR-Code, gleich dem Stick"
    }

    package func lookAtSetUp() async throws -> [String] {
        try await waitForPhase(.open, .openDegraded, limit: FirstDay.keyToData)
        for stick in ["key1", "key2", "backupkey"] {
            try claim(
                KeyStickImage.holdsKey(try Files.read(lab.drawer.part(stick).file)), "\(stick) holds no key")
        }
        try await logIn(.administrator)
        let status = try await status()
        try claim(status.at("array", "members")?.whole == 2, "the mirror has not two members: \(status)")
        return seen + [
            "drei Sticks tragen geprüfte Schlüssel, der Spiegel hat zwei Platten",
            "die Administratorin ist angemeldet",
        ]
    }
}
