import Guest

/// Steps 7 and 10: the backup disk, and what it is for.
extension Day {
    /// Disk 1 and the backup key in, initialise it: the box takes it and begins its first night.
    func beginFirstNight() async throws {
        try await logIn(.administrator)
        try await hand(.plug("disk1"))
        try await hand(.plug("backupkey"))
        let form = try await waitForPage(BoxRoutes.backup, "new disk and backup key", limit: FirstDay.moment) { page in
            guard let form = try? page.form(to: BoxRoutes.initialise),
                let element = page.elements("form").first(where: { $0["action"] == BoxRoutes.initialise }),
                page.elements("button", in: element).contains(where: { $0["disabled"] == nil })
            else { return HTMLForm?.none }
            return form
        }
        try await browser().submit(form, ["number": ["1"]]).expecting(200)
    }

    /// Disk 1 is a backup disk with one night, and still in.
    func makeBackupDisk() async throws {
        try await beginFirstNight()
        try await waitForDeed("InitialiseDisk", limit: FirstDay.backup)
        try await hand(.unplug("backupkey"))
        try await waitForDisk(1, ["done", "attached"], limit: FirstDay.backup)
    }

    /// One more night onto disk 1, by the button, as a person would in the evening.
    func nightNow() async throws {
        let before = try await nights(1)
        _ = try await browser().submit(on: BoxRoutes.backup, to: BoxRoutes.backupRun)
        try await waitForStatus("second night", limit: FirstDay.backup) { status in
            let disk = status.at("backup", "disks")?.elements.first { $0["number"]?.whole == 1 }
            if let code = disk?["code"]?.text { throw StoryError(.claim, "disk 1 is disturbed: \(code)") }
            return (disk?["nights"]?.whole ?? 0) > before && disk?["state"]?.text == "done" ? () : nil
        }
    }

    func backUp() async throws {
        try await makeBackupDisk()
        try await nightNow()
        // What comes by itself once a month: all of it back, for trial.
        _ = try await browser().submit(on: BoxRoutes.backup, to: BoxRoutes.drill)
        try await waitForDeed("DrillDisk", limit: FirstDay.backup)
        try await waitForDisk(1, ["done"], limit: FirstDay.moment)
    }

    /// The certificate of the trial restore: everything was there.
    private func lookAtCertificate() async throws -> String {
        let drill = try await look(at: BoxRoutes.backup).elements(with: "data-kind", "full").first
        guard let number = drill?["data-drill"] else { throw StoryError(.page, "no certificate of a trial restore") }
        let page = try await look(at: BoxRoutes.certificate(number))
        let paper = page.element(id: "drill")
        let text = paper.map { page.text(in: $0) } ?? page.text
        try claim(paper?["data-level"] == "ok", "the trial restore is not good: \(text)")
        let count = FirstDay.documents
        try claim(text.contains("\(count) = \(count)"), "other counts than \(count): \(text)")
        return "alles zur Probe zurückgeholt und verglichen, Bescheinigung \(number): \(count) = \(count) Dokumente"
    }

    private func nights(_ disk: Int64) async throws -> Int64 {
        try await status().at("backup", "disks")?.elements.first { $0["number"]?.whole == disk }?["nights"]?.whole ?? 0
    }

    func waitForDisk(_ number: Int64, _ states: [String], limit: Duration) async throws {
        try await waitForStatus("disk \(number) \(states.joined(separator: " or "))", limit: limit) { status in
            let disk = status.at("backup", "disks")?.elements.first { $0["number"]?.whole == number }
            if let code = disk?["code"]?.text { throw StoryError(.claim, "disk \(number) is disturbed: \(code)") }
            return disk?["state"]?.text.map { states.contains($0) } == true ? () : nil
        }
    }

    func lookAtBackup() async throws -> [String] {
        let page = try await look(at: BoxRoutes.backup)
        guard let disk = page.elements(with: "data-disk", "1").first, disk["data-state"] == "done" else {
            throw StoryError(.page, "disk 1 is not done: \(page.text.prefix(400))")
        }
        let words = page.text(in: disk)
        let state = page.element(id: "backup-state").map { page.text(in: $0) } ?? ""
        try claim(state.contains("abgezogen") || words.contains("abgezogen"), "nobody says it can be pulled: \(state)")
        let count = try await nights(1)
        let certificate = try await lookAtCertificate()
        try await hand(.unplug("disk1"))
        try await waitForDisk(1, ["away"], limit: FirstDay.moment)
        return [
            "Platte 1: „\(words.prefix(60))…“", certificate, "\(count) Sicherungen geprüft, Platte 1 abgezogen",
        ]
    }

    /// Bins or erases the folder of the day by the form of this page.
    func changeFolder(_ change: String, on path: String) async throws {
        let form = try await look(at: path).forms.first { form in
            form.action == BoxRoutes.change && form.fields.contains { $0 == ("change", change) }
                && form.fields.contains { $0 == ("id", self.folder) }
        }
        guard let form else { throw StoryError(.form, "\(path) offers no way to \(change) the folder \(folder)") }
        _ = try await browser().submit(form)
    }

    func loseFolder() async throws {
        try await logIn(.doctor)
        try await changeFolder("bin", on: BoxRoutes.folder(folder))
        // Gone for good: not even the bin has it.
        try await logIn(.administrator)
        try await changeFolder("erase", on: BoxRoutes.bin)
        try claim(try await !list("").folders.contains { $0.id == folder }, "the folder is still there")
        try claim(
            try await !look(at: BoxRoutes.bin).elements(with: "data-id", folder).contains {
                $0["data-kind"] == "folder"
            },
            "the folder is still in the bin")
        try await hand(.plug("disk1"))
        try await waitForDisk(1, ["attached", "done"], limit: FirstDay.moment)
        let nights = try await waitForPage(BoxRoutes.nights(1), "nights", limit: FirstDay.moment) { page in
            let nights = page.elements(with: "data-night").compactMap { $0["data-night"] }
            return nights.isEmpty ? nil : nights
        }
        let night = try await look(at: BoxRoutes.night(1, nights[0]))
        let restore = night.forms.first { form in
            form.action == BoxRoutes.restore && form.fields.contains { $0 == ("kind", "folder") }
                && form.fields.contains { $0 == ("id", self.folder) }
        }
        guard let restore else { throw StoryError(.form, "night \(nights[0]) has no folder \(folder)") }
        _ = try await browser().submit(restore)
        try await waitForDeed("RestoreEntry", limit: FirstDay.backup)
    }

    func lookAtRestoredFolder() async throws -> [String] {
        // The 200 of step 6: those of step 8 came after the last backup.
        let wanted = Array(try documents().prefix(FirstDay.documents))
        guard let back = try await list("").folders.first(where: { $0.name.hasPrefix("Wiederhergestellt") }) else {
            throw StoryError(.claim, "no restored folder in \(try await list("").folders.map(\.name))")
        }
        let inside = try await list(back.id)
        let home = inside.folders.first { $0.name == "Patientenakten" }?.id ?? back.id
        let documents = try await list(home).documents
        for document in wanted {
            stored[document.name] = documents.first { $0.name == document.name }?.id
        }
        try await compare(wanted)
        return [
            "Ordner gelöscht, auch aus dem Papierkorb",
            "„\(back.name)“: \(wanted.count) Dokumente, Byte für Byte gleich",
        ]
    }
}
