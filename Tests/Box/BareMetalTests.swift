import Guest
import SystemPackage
import Testing

@testable import Story

extension BoxLane {
    /// The box burned down: what is left is one backup disk and the backup key.
    struct BareMetalTests {
        @Test func `new hardware, a backup disk and its key: the practice works again, and goes on`() async throws {
            let drawer = root.appending(".build-test").appending("rescued")
            try Files.makeFolder(drawer)
            // The key comes as another stick: the new box makes a backup key of its own, and has a disk 1 of its own.
            let saved = [("disk1", "disk2"), ("backupkey", "key9")]
            var documents: [RealDocuments.Document] = []
            try await BoxLane.with(try BoxLane.plan()) { lab, day in
                try await day.makeBox()
                for account in [Account.doctor, .assistant] { try await day.create(account) }
                documents = Array(try await day.documents().prefix(40))
                let folder = try await day.makeFolder("Patientenakten")
                for document in documents { try await day.store(document, in: folder) }
                try await day.beginFirstNight()
                try await day.waitForDeed("InitialiseDisk", limit: FirstDay.backup)
                try await day.hand(.powerOff)
                for (from, to) in saved {
                    try Files.copy(try lab.drawer.part(from).file, to: drawer.appending("\(to).img"))
                }
            }
            // Everything of that box is gone: a new lab begins with an empty drawer, empty disks and no memory.
            var plan = try BoxLane.plan()
            plan.hasJournal = true
            try await BoxLane.with(plan) { lab, day in
                try await day.makeBox()
                try await day.beginFirstNight()
                try await day.waitForDeed("InitialiseDisk", limit: FirstDay.backup)
                for part in ["disk1", "backupkey"] { try await day.hand(.unplug(part)) }
                for (_, name) in saved {
                    try Files.copy(drawer.appending("\(name).img"), to: lab.drawer.folder.appending("\(name).img"))
                }
                // Its number is taken: it becomes disk 2, on its label and in its table.
                try await day.adopt("disk2", key: "key9")
                let night = try await day.look(at: BoxRoutes.nights(2)).elements(with: "data-night").first
                try await day.becomeNight("2/\(try #require(night?["data-night"]))")
                // The people of before, with their passwords, and whoever set the new box up.
                try await day.logIn(.doctor)
                try await day.logIn(.administrator)
                try await day.compareWhole(documents)
                // It goes on: a document of today, a night onto the old disk, and a start with the new key.
                let more = try await day.documents()[documents.count]
                try await day.store(more, in: day.folder)
                _ = try await day.browser().submit(on: BoxRoutes.backup, to: BoxRoutes.backupRun)
                try await day.waitForDeed("RunNow", limit: FirstDay.backup)
                try await day.hand(.unplug("disk2"))
                try await day.hand(.powerOff)
                try await day.switchOnWithKey()
                try await day.logIn(.administrator)
                try await day.compareWhole(documents + [more])
                // Known by the number in its table, which no service remembers for it.
                try await day.hand(.plug("disk2"))
                try await day.waitForStatus("disk 2", limit: FirstDay.moment) { status -> Void? in
                    let disks = status.at("backup", "disks")?.elements ?? []
                    let state = disks.first { $0["number"]?.whole == 2 }?["state"]?.text
                    return state == "attached" || state == "done" ? () : nil
                }
            }
        }

        @Test(.enabled(if: Files.exists(BoxLane.vaultEngine)))
        func `new hardware, the key and the store at the vendor's: the practice works again, and goes on`() async throws
        {
            let drawer = root.appending(".build-test").appending("rescued")
            let hub = root.appending(".build-test").appending("vendor")
            try Files.makeFolder(drawer)
            try Files.remove(hub)
            var plan = try BoxLane.plan()
            plan.hasJournal = true
            plan.hubProgram = BoxLane.root.appending(".build-image/programs/datasafe-hub")
            plan.hubFolder = hub
            var documents: [RealDocuments.Document] = []
            var old: [String] = []
            try await BoxLane.with(plan) { lab, day in
                try await day.makeBox()
                try await day.create(.doctor)
                documents = Array(try await day.documents().prefix(30))
                let folder = try await day.makeFolder("Patientenakten")
                for document in documents { try await day.store(document, in: folder) }
                try await lab.startVault(engine: BoxLane.vaultEngine)
                try await lab.bookVault(gigabytes: 1)
                try await day.addOnline()
                try await day.waitForNights(1)
                old = try await lab.hubBoxes()
                try await day.hand(.powerOff)
                try Files.copy(try lab.drawer.part("backupkey").file, to: drawer.appending("key9.img"))
            }
            let (lost, kept) = (try #require(old.first), documents)
            try await BoxLane.with(plan) { lab, day in
                try await day.makeBox()
                let fresh = try #require(try await lab.hubBoxes().first { $0 != lost })
                try await lab.startVault(engine: BoxLane.vaultEngine)
                // The vendor's part: the lost box goes out of service, its store goes to the new one.
                let desk = try await HubReader(lab: lab)
                try await desk.revoke(lost)
                await desk.close()
                try await lab.inheritVault(to: fresh, from: lost)
                // The practice's part: both keys, one button, one night.
                try Files.copy(drawer.appending("key9.img"), to: lab.drawer.folder.appending("key9.img"))
                try await day.hand(.plug("key9"))
                try await day.addOnline()
                try await day.hand(.unplug("key9"))
                let night = try await day.newestOnline()
                try await day.becomeNight("online/\(night)")
                try await day.logIn(.doctor)
                try await day.logIn(.administrator)
                try await day.compareWhole(kept)
                _ = try await day.browser().submit(on: BoxRoutes.backup, to: BoxRoutes.onlineRun)
                try await day.waitForNights(1)
            }
        }
    }
}

extension Day {
    /// A disk of another box and that box's backup key in, the page followed; the sticks come out again.
    func adopt(_ disk: String, key: String) async throws {
        let sticks = [key, "backupkey"]
        for part in [disk] + sticks { try await hand(.plug(part)) }
        let address = try await waitForPage(BoxRoutes.backup, "a disk to take over", limit: FirstDay.moment) { page in
            page.elements("a").first { $0["data-adopt"] != nil }?["href"]
        }
        try await waitForPage(address, "the key of the other box", limit: FirstDay.moment) { page -> Void? in
            page.element(id: "adopt-key")?["data-strange"] == "yes" ? () : nil
        }
        try await hand(.photograph)
        _ = try await browser().submit(on: address, to: BoxRoutes.adopt)
        try await waitForDeed("AdoptDisk", limit: FirstDay.backup)
        for stick in sticks { try await hand(.unplug(stick)) }
    }

    /// The whole practice becomes a night, `1/1a2b3c4d`; everybody is logged out.
    func becomeNight(_ night: String) async throws {
        let page = try await look(at: "/backup/whole/\(night)")
        _ = try await browser().submit(try page.form(to: BoxRoutes.whole), ["sure": ["yes"]])
        try await waitForDeed("RestorePractice", limit: FirstDay.backup)
    }

    /// Byte for byte, where they were.
    func compareWhole(_ documents: [RealDocuments.Document]) async throws {
        guard let home = try await list("").folders.first(where: { $0.name == "Patientenakten" }) else {
            throw StoryError(.claim, "the folder is not there")
        }
        folder = home.id
        let there = try await list(home.id).documents
        try claim(there.count == documents.count, "\(there.count) of \(documents.count) documents are there")
        for document in documents { stored[document.name] = there.first { $0.name == document.name }?.id }
        try await compare(documents)
    }
}
