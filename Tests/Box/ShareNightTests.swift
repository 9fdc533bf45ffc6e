import FoundationEssentials
import Guest
import SystemPackage
import Testing

@testable import Story

extension BoxLane {
    /// Nights to a file server of the practice, by the kernel's own clients.
    @Suite struct ShareNightTests {
        static func missing(_ kind: FileServer.Kind) -> [String] { FileServer.missing(kind) }

        @Test(.enabled(if: missing(.smb).isEmpty))
        func `nights go to a Windows share and come back; what is wrong with the server is told apart`() async throws {
            var plan = try BoxLane.plan()
            plan.hasJournal = true
            try await BoxLane.with(plan) { lab, day in
                let (folder, documents) = try await day.boxWithDocuments()
                let server = try lab.fileServer(.smb)
                try await server.setPassword("ge,heim \\ 1")
                try await day.hand(.plug("backupkey"))
                var entry = ShareWords(server.address(), password: "ge,heim \\ 1")
                #expect(try await day.tryShare(entry) == "BAK-SHARE-AWAY")
                try await server.start()
                entry.address = #"\\kein-server.invalid\sicherung"#
                #expect(try await day.tryShare(entry) == "BAK-SHARE-UNKNOWN")
                entry.address = server.address("anders")
                #expect(try await day.tryShare(entry) == "BAK-SHARE-NAME")
                entry.address = server.address(FileServer.readOnly)
                #expect(try await day.tryShare(entry) == "BAK-SHARE-READ-ONLY")
                entry.address = server.address()
                entry.password = "falsch"
                #expect(try await day.tryShare(entry) == "BAK-SHARE-LOGIN")
                entry.password = "ge,heim \\ 1"
                #expect(try await day.tryShare(entry) == "")
                // Nothing stays of a trial.
                #expect(Files.names(in: server.content).isEmpty)
                try await day.addShare(entry)
                try await day.hand(.unplug("backupkey"))
                try await day.waitForShareNights(1)

                // Off over night, and gone in the middle of one.
                await server.stop()
                try await day.runShare(until: "BAK-SHARE-AWAY")
                try await server.start()
                let more = try await day.moreDocuments(in: folder)
                try await day.loseServer(server)
                try await server.start()
                try await day.runShare(nights: 2)

                try await day.comeBack(documents + more, in: folder, from: "share")
                await server.stop()
            }
        }

        @Test(.enabled(if: missing(.nfs).isEmpty))
        func `nights go to an NFS export and come back`() async throws {
            var plan = try BoxLane.plan()
            plan.hasJournal = true
            try await BoxLane.with(plan) { lab, day in
                let (folder, documents) = try await day.boxWithDocuments()
                let server = try lab.fileServer(.nfs)
                try await day.hand(.plug("backupkey"))
                let entry = ShareWords(server.address(), user: "")
                #expect(try await day.tryShare(entry) == "BAK-SHARE-AWAY")
                try await server.start()
                #expect(try await day.tryShare(entry) == "")
                try await day.addShare(entry)
                try await day.hand(.unplug("backupkey"))
                try await day.waitForShareNights(1)
                try await day.comeBack(documents, in: folder, from: "share")
                await server.stop()
            }
        }
    }
}

/// What a person types about a share.
struct ShareWords {
    var address: String
    var user: String
    var password: String

    init(_ address: String, user: String = FileServer.user, password: String = "") {
        self.address = address
        self.user = user
        self.password = password
    }

    var values: [String: [String]] {
        ["address": [address], "user": [user], "password": [password], "policy": ["own"]]
    }
}

extension Day {
    func boxWithDocuments() async throws -> (folder: String, documents: [RealDocuments.Document]) {
        try await makeBox()
        let documents = Array(try documents().prefix(20))
        let folder = try await makeFolder("Patientenakten")
        for document in documents { try await store(document, in: folder) }
        return (folder, documents)
    }

    func moreDocuments(in folder: String) async throws -> [RealDocuments.Document] {
        let documents = Array(try documents().dropFirst(20).prefix(10))
        for document in documents { try await store(document, in: folder) }
        return documents
    }

    /// Presses "try"; code of what is wrong, empty = it can be reached.
    func tryShare(_ entry: ShareWords) async throws -> String {
        var form = try await look(at: BoxRoutes.share).form(to: BoxRoutes.share)
        form.action = BoxRoutes.shareTry
        let page = try await browser().submit(form, entry.values).expecting(200).page
        guard let box = page.element(id: "share-tried"),
            let notice = page.elements(in: box).first(where: { $0["data-level"] != nil })
        else { throw StoryError(.page, "no answer to a trial") }
        if let code = notice["data-code"] { return code }
        try claim(notice["data-level"] == "ok", "neither good nor bad: \(page.text(in: box))")
        return ""
    }

    func addShare(_ entry: ShareWords) async throws {
        let browser = try browser()
        let form = try await waitForPage(BoxRoutes.share, "the backup key", limit: FirstDay.moment) { page in
            guard let form = try? page.form(to: BoxRoutes.share),
                page.element(id: "share-add").map({ $0["disabled"] == nil }) == true
            else { return HTMLForm?.none }
            return form
        }
        try await browser.submit(form, entry.values).expecting(200)
        let code = try await waitForStatus("end of AddShare", limit: FirstDay.backup) { status -> String? in
            guard let deed = status["deeds"]?.elements.first(where: { $0["name"]?.text == "AddShare" }) else {
                return nil
            }
            if let code = deed["code"]?.text { return code }
            return deed["outcome"]?.text == nil ? nil : ""
        }
        #expect(code == "")
    }

    private func pressRun() async throws {
        _ = try await browser().submit(on: BoxRoutes.backup, to: BoxRoutes.shareRun)
    }

    func runShare(until code: String) async throws {
        try await pressRun()
        try await waitForPage(BoxRoutes.backup, code, limit: FirstDay.backup) { page -> Void? in
            page.elements(with: "data-share", "idle").first?["data-code"] == code ? () : nil
        }
    }

    func runShare(nights: Int) async throws {
        try await pressRun()
        try await waitForShareNights(nights)
    }

    /// Pulls the server's plug in the middle of a night, and waits until that is said.
    func loseServer(_ server: FileServer) async throws {
        try await pressRun()
        try await waitForPage(BoxRoutes.backup, "a run", limit: FirstDay.backup) { page -> Void? in
            let step = page.elements(with: "data-share").first?["data-share"]
            return ["backup", "verify", "forget", "drill"].contains(step) ? () : nil
        }
        await server.stop()
        let code = try await waitForPage(BoxRoutes.backup, "broken", limit: FirstDay.backup) { page -> String? in
            page.elements(with: "data-share", "idle").first?["data-code"]
        }
        #expect(["BAK-SHARE-BROKEN", "BAK-SHARE-AWAY", "BAK-SHARE-FAILED"].contains(code), "\(code)")
    }

    func waitForShareNights(_ count: Int) async throws {
        try await waitForPage(BoxRoutes.backup, "\(count) nights on the share", limit: FirstDay.backup) {
            page -> Void? in
            let done = page.elements(with: "data-target", "share").count { $0["data-step"] == "done" }
            return done >= count ? () : nil
        }
    }

    /// Everything is erased, and brought back from the newest night there.
    func comeBack(
        _ documents: [RealDocuments.Document], in folder: String, from place: String
    ) async throws {
        try await eraseEverything(in: folder)
        let nights = try await look(at: "/backup/nights/\(place)").elements(with: "data-night")
        guard let night = nights.compactMap({ $0["data-night"] }).first else {
            throw StoryError(.page, "no night at \(place)")
        }
        try await bringBack("\(place)/\(night)")
        try await compareBroughtBack(documents)
    }
}
