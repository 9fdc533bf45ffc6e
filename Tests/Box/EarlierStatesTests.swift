import Guest
import Testing

@testable import Story

extension BoxLane {
    /// A program deletes whatever a person's session reaches; an earlier state in the box brings it back.
    struct EarlierStatesTests {
        /// A minute after the data were opened the clock is two hours on: the next hourly snapshot is due. Nothing of it is
        /// in the image.
        private static let later = [
            "systemd.extra-unit.lab-later.service":
                "[Service]\nType=oneshot\nExecStart=/usr/bin/date --set=\"+2 hours\"\n",
            "systemd.extra-unit.lab-later.timer": "[Timer]\nOnActiveSec=60\nAccuracySec=1\n",
            "systemd.unit-dropin.datasafe-data.target": "[Unit]\nWants=lab-later.timer\n",
        ]

        @Test func `everything a session reaches is erased, and is back in minutes`() async throws {
            var plan = try BoxLane.plan()
            plan.hasJournal = true
            try await BoxLane.with(plan) { lab, day in
                try await day.makeBox()
                let documents = Array(try await day.documents().prefix(60))
                let folder = try await day.makeFolder("Patientenakten")
                for document in documents { try await day.store(document, in: folder) }
                try await day.hand(.powerOff)
                await lab.guest.say(Self.later)
                try await day.switchOnWithKey()
                let state = try await day.waitForSecondState()
                try await day.eraseEverything(in: folder)
                let clock = ContinuousClock()
                let start = clock.now
                try await day.bringBack("here/\(state)")
                day.voice.say("alles zurück nach \((clock.now - start).components.seconds) s")
                try await day.compareBroughtBack(documents)
                // Also over a start without the hour's snapshot being the newest.
                try await day.hand(.powerOff)
                await lab.guest.say([:])
                try await day.switchOnWithKey()
                try await day.logIn(.administrator)
                try await day.compare(documents)
            }
        }
    }
}

extension Day {
    /// The newest state, once there are two; the clock jumps meanwhile, which ends every session.
    func waitForSecondState() async throws -> String {
        try await waiting(for: "a second state", limit: .seconds(400), every: .seconds(10)) {
            try? await self.logIn(.administrator)
            guard let page = try? await self.look(at: "/backup/nights/here") else { return nil }
            let states = page.elements(with: "data-night").compactMap { $0["data-night"] }
            return states.count > 1 ? states[0] : nil
        }
    }

    /// Into the bin and out of it, all that there is.
    func eraseEverything(in folder: String) async throws {
        self.folder = folder
        try await changeFolder("bin", on: BoxRoutes.folder(folder))
        try await changeFolder("erase", on: BoxRoutes.bin)
        let left = try await list("")
        try claim(left.folders.isEmpty && left.documents.isEmpty, "not everything is gone: \(left)")
    }

    /// All of one state or night, by the button of its page; `here/20261121T180000Z`.
    func bringBack(_ state: String) async throws {
        let page = try await look(at: "/backup/night/\(state)")
        let form = page.forms.first { form in
            form.action == BoxRoutes.restore && form.fields.contains { $0 == ("kind", "everything") }
        }
        guard let form else { throw StoryError(.form, "the state \(state) cannot be brought back") }
        _ = try await browser().submit(form)
        try await waitForDeed("RestoreEntry", limit: FirstDay.backup)
    }

    /// Byte for byte, in the folder that was made for them.
    func compareBroughtBack(_ documents: [RealDocuments.Document]) async throws {
        guard let back = try await list("").folders.first(where: { $0.name.hasPrefix("Wiederhergestellt") }),
            let home = try await list(back.id).folders.first(where: { $0.name == "Patientenakten" })
        else { throw StoryError(.claim, "nothing came back") }
        let there = try await list(home.id).documents
        try claim(there.count == documents.count, "\(there.count) of \(documents.count) documents came back")
        for document in documents { stored[document.name] = there.first { $0.name == document.name }?.id }
        try await compare(documents)
    }
}
