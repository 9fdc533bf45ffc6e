import FoundationEssentials
import Guest
import Testing

@testable import Story

extension BoxLane {
    /// Somebody misses a document that was erased: found by its name, and each of its versions in the night that has it.
    struct FindTests {
        @Test func `what was erased is found by its name, and each version comes back from the disk that has it`()
            async throws
        {
            var plan = try BoxLane.plan()
            plan.hasJournal = true
            try await BoxLane.with(plan) { lab, day in
                // Five past a full hour: no state in the box comes between.
                let tomorrow = Date().addingTimeInterval(86_400).formatted(.iso8601).prefix(10)
                await lab.guest.setClock("\(tomorrow)T12:05:00")
                let (folder, documents) = try await day.boxWithDocuments()
                let (first, name) = (documents[3], documents[3].name)
                var second = try #require(try await day.documents().last)
                second.name = name
                // What came less than a minute before a night is not promised to be in it.
                try await Task.sleep(for: .seconds(61))
                try await day.makeBackupDisk()
                try await day.store(second, in: folder)
                try await Task.sleep(for: .seconds(61))
                try await day.nightNow()
                try await day.hand(.unplug("disk1"))
                try await day.waitForDisk(1, ["away"], limit: FirstDay.moment)
                try await day.eraseEverything(in: folder)

                #expect(try await day.gone("ein Name, den es nie gab").isEmpty)
                #expect(try await day.gone("Patientenakten").contains { $0.kind == "folder" })
                let found = try #require(try await day.gone(name).first { $0.kind == "document" })
                // The disk lies in the safe: it says which one to plug in.
                let away = try await day.statesOfGone(found.id)
                #expect(away.count == 2 && away.allSatisfy { $0.form == nil && $0.words.contains("Platte 1") })
                try await day.hand(.plug("disk1"))
                try await day.waitForDisk(1, ["attached", "done"], limit: FirstDay.moment)
                let here = try await waiting(for: "both versions here", limit: FirstDay.moment, every: .seconds(1)) {
                    let states = try await day.statesOfGone(found.id)
                    return states.allSatisfy { $0.form != nil } ? states : nil
                }
                // The newest first, as on the page of the disk.
                #expect(here.map(\.night) == away.map(\.night) && here[0].night != here[1].night)
                for state in here { try await day.bringBack(state) }
                let back = try await day.everythingBroughtBack().filter { $0.name.contains(name.prefix(3)) }
                #expect(Set(back.map(\.sha256)) == [hex(first.sha256), hex(second.sha256)])
                #expect(back.count == 2)
            }
        }
    }
}

/// One version of what was erased, as its page shows it.
private struct GoneState: Sendable {
    var night: String
    var words: String
    /// Brings it back; nil = the disk is away.
    var form: HTMLForm?
}

extension Day {
    /// What the page finds by `words`.
    fileprivate func gone(_ words: String) async throws -> [(kind: String, id: String)] {
        let page = try await look(at: "/backup/find?q=\(Browser.encoded(words))")
        return page.elements("tr").compactMap { row in
            guard let kind = row["data-kind"], let id = row["data-id"] else { return nil }
            return (kind, id)
        }
    }

    fileprivate func statesOfGone(_ id: String) async throws -> [GoneState] {
        let page = try await look(at: "/backup/find/document/\(id)")
        return page.elements(with: "data-state").compactMap { element in
            guard let night = element["data-night"], let state = element["data-state"] else { return nil }
            let form = page.forms.first { form in
                form.action == BoxRoutes.restore && form.fields.contains { $0 == ("night", night) }
            }
            return GoneState(night: night, words: page.text(in: element), form: state == "here" ? form : nil)
        }
    }

    fileprivate func bringBack(_ state: GoneState) async throws {
        let form = try #require(state.form)
        let code = try await endOfDeed("RestoreEntry") { _ = try await browser().submit(form) }
        #expect(code == "")
    }

    /// Every document in the folders that bringing back has made.
    fileprivate func everythingBroughtBack() async throws -> [FrontDesk.Entry] {
        var folders = try await list("").folders.filter { $0.name.hasPrefix("Wiederhergestellt") }
        var documents: [FrontDesk.Entry] = []
        while let folder = folders.popLast() {
            let inside = try await list(folder.id)
            folders += inside.folders
            documents += inside.documents
        }
        return documents
    }
}
