import FoundationEssentials
import Guest
import SystemPackage
import Testing

@testable import Story

extension BoxLane {
    /// restic's REST server of Debian 13, which `Scripts/test` names, else the installed one.
    static let vaultEngine = FilePath(
        ProcessInfo.processInfo.environment["DATASAFE_VAULT_ENGINE"] ?? "/usr/bin/restic-rest-server")

    /// A night goes to the vendor over the heartbeat's line, and comes back from there.
    @Suite(.enabled(if: Files.exists(vaultEngine))) struct OnlineNightTests {
        @Test func `a night goes to the vendor's vault and comes back, also after the line was away`() async throws {
            var plan = try BoxLane.plan()
            plan.hasJournal = true
            plan.hubProgram = BoxLane.root.appending(".build-image/programs/datasafe-hub")
            try await BoxLane.with(plan) { lab, day in
                try await day.makeBox()
                let documents = Array(try await day.documents().prefix(30))
                let folder = try await day.makeFolder("Patientenakten")
                for document in documents { try await day.store(document, in: folder) }
                // Nobody there; there, but nothing is booked.
                try await day.refuseOnline("BAK-AWAY")
                try await lab.startVault(engine: vaultEngine)
                try await day.refuseOnline("BAK-REFUSED")
                try await lab.bookVault(gigabytes: 1)
                try await day.addOnline()
                try await day.waitForNights(1)
                // The line breaks: said on the page, and the next one is whole.
                await lab.stopVault()
                _ = try await day.browser().submit(on: BoxRoutes.backup, to: BoxRoutes.onlineRun)
                try await day.waitForOnline("BAK-AWAY")
                try await lab.startVault(engine: vaultEngine)
                _ = try await day.browser().submit(on: BoxRoutes.backup, to: BoxRoutes.onlineRun)
                try await day.waitForNights(2)
                try await day.eraseEverything(in: folder)
                let night = try await day.newestOnline()
                try await day.bringBack("online/\(night)")
                try await day.compareBroughtBack(documents)
            }
        }

        @Test func `the vendor's disk rots: the vendor is told, the box heals, and its next night comes back`()
            async throws
        {
            var plan = try BoxLane.plan()
            plan.hasJournal = true
            plan.hubProgram = BoxLane.root.appending(".build-image/programs/datasafe-hub")
            let stores = plan.folder.hub.appending("vault")
            try await BoxLane.with(plan) { lab, day in
                let (folder, documents) = try await day.boxWithDocuments()
                try await lab.startVault(engine: vaultEngine)
                try await lab.bookVault(gigabytes: 1)
                try await day.addOnline()
                try await day.waitForNights(1)
                try Self.rot(below: stores)
                try await lab.scrubVault()
                let desk = try await HubReader(lab: lab)
                try await waiting(for: "the vendor's alarm", limit: .seconds(120), every: .seconds(2)) { () -> Void? in
                    try await desk.checks()["hub.vault"] == 1 ? () : nil
                }
                // The vault has opened a window for it, and lets it in as soon as nobody is connected: the night that
                // misses the pack says so if it was earlier, the next one heals.
                var code = try await day.runOnline()
                if code == "BAK-REMOTE-DAMAGED" {
                    try await Task.sleep(for: .seconds(20))
                    code = try await day.runOnline()
                }
                #expect(code == "")
                #expect(try await day.onlineCode() == nil)
                try await lab.scrubVault()
                try await waiting(for: "the alarm's end", limit: .seconds(120), every: .seconds(2)) { () -> Void? in
                    try await desk.checks()["hub.vault"] ?? 0 == 0 ? () : nil
                }
                await desk.close()
                // The night before has lost what of the database was written over since: no live data hold it.
                let night = try await day.newestOnline()
                try await day.eraseEverything(in: folder)
                try await day.bringBack("online/\(night)")
                try await day.compareBroughtBack(documents)
            }
        }

        /// Turns one bit of the largest pack of the only store over.
        private static func rot(below stores: FilePath) throws {
            let device = try #require(Files.names(in: stores).first { !$0.hasPrefix(".") })
            let data = stores.appending(device).appending("repo").appending("data")
            let packs = Files.names(in: data).flatMap { shelf in
                Files.names(in: data.appending(shelf)).map { data.appending(shelf).appending($0) }
            }
            var largest: (path: FilePath, bytes: [UInt8])?
            for path in packs {
                let bytes = try Files.read(path)
                if bytes.count > largest?.bytes.count ?? 0 { largest = (path, bytes) }
            }
            var pack = try #require(largest)
            pack.bytes[pack.bytes.count / 2] ^= 1
            // The engine makes its files read-only.
            try Files.remove(pack.path)
            try Files.write(pack.bytes, to: pack.path)
        }
    }
}

extension Day {
    /// The backup key is in, the button is pressed, and the deed ends with `code`.
    func refuseOnline(_ code: String) async throws {
        #expect(try await pressOnline() == code)
    }

    func addOnline() async throws {
        #expect(try await pressOnline() == "")
        try await hand(.unplug("backupkey"))
    }

    /// Code of the refusal; empty = done.
    private func pressOnline() async throws -> String {
        if await !lab.guest.parts.contains("backupkey") { try await hand(.plug("backupkey")) }
        let form = try await waitForPage(BoxRoutes.backup, "the backup key", limit: FirstDay.moment) { page in
            guard let form = try? page.form(to: BoxRoutes.online),
                page.element(id: "online-add").map({ $0["disabled"] == nil }) == true
            else { return HTMLForm?.none }
            return form
        }
        return try await endOfDeed("AddOnline") { _ = try await browser().submit(form) }
    }

    /// A night at once; code of what went wrong, empty = done.
    func runOnline() async throws -> String {
        try await endOfDeed("RunRemote") {
            _ = try await browser().submit(on: BoxRoutes.backup, to: BoxRoutes.onlineRun)
        }
    }

    func waitForNights(_ count: Int) async throws {
        let limit = FirstDay.backup
        try await waitForPage(BoxRoutes.backup, "\(count) nights online", limit: limit) { page -> Void? in
            let done = page.elements(with: "data-target", "online").count { $0["data-step"] == "done" }
            return done >= count ? () : nil
        }
    }

    func waitForOnline(_ code: String) async throws {
        try await waitForPage(BoxRoutes.backup, code, limit: FirstDay.alarm) { page -> Void? in
            page.elements(with: "data-online", "idle").first?["data-code"] == code ? () : nil
        }
    }

    /// What the page says is wrong there.
    func onlineCode() async throws -> String? {
        try await look(at: BoxRoutes.backup).elements(with: "data-online").first?["data-code"]
    }

    /// Id of the newest night there.
    func newestOnline() async throws -> String {
        let nights = try await look(at: "/backup/nights/online").elements(with: "data-night")
        guard let night = nights.compactMap({ $0["data-night"] }).first else {
            throw StoryError(.page, "no night at the online service")
        }
        return night
    }
}
