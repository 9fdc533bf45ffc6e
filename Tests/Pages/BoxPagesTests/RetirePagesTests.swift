import BoxPages
import DatasafeCore
import DatasafeTexts
import Hummingbird
import PageFrame
import PagesDoubles
import Testing

/// The day the whole box leaves.
@Suite struct RetirePagesTests {
    private static let good = [("understood", "on"), ("confirm", "3f9a02c1")]

    // MARK: Who may

    @Test(arguments: ["doctor", "assistant"])
    func `it is for administrators`(role: String) async throws {
        try await RetireScene.pages(role: role) { (client, box) async throws in
            #expect(try await !client.get("/box").text.contains("/box/retire"))
            #expect(try await client.get("/box/retire").status == .forbidden)
            #expect(try await client.post("/box/retire", Self.good).status == .forbidden)
            #expect(box.deeds.asked(StorageDeeds.RetireBox.self).isEmpty)
        }
    }

    @Test func `it needs somebody logged in and a form of this box`() async throws {
        try await RetireScene.pages { (client, box) async throws in
            #expect(try await client.post("/box/retire", Self.good, csrf: nil).text.contains("WEB-FORGED"))
            var client = client
            client.isLoggedIn = false
            #expect(try await client.get("/box/retire").location?.hasPrefix("/login") == true)
            #expect(try await client.post("/box/retire", Self.good).location?.hasPrefix("/login") == true)
            #expect(box.deeds.asked(StorageDeeds.RetireBox.self).isEmpty)
        }
    }

    @Test func `the way to it is the last of the device page, and no button`() async throws {
        try await RetireScene.pages { (client, _) async throws in
            let text = try await client.get("/box").text
            let link = try #require(text.firstRange(of: "href=\"/box/retire\""))
            let power = try #require(text.firstRange(of: "action=\"/box/power\""))
            #expect(power.lowerBound < link.lowerBound && !text.contains("action=\"/box/retire\""))
        }
    }

    // MARK: What is said before

    @Test func `what is lost, what stays and each disk stand above the form`() async throws {
        let box = ScriptedBox()
        box.spareDisk(content: "ntfs")
        try await RetireScene.pages(box) { (client, _) async throws in
            let text = try await client.get("/box/retire").text
            for words in [
                "Alle Dokumente, Benutzer und das Protokoll", "Ein Zurück gibt es nicht.", "WD-WX11D7K2Q",
                "WD-WX11D9XAB",
                "Der Backup-Schlüssel (Stick oder Blatt) liest sie", "Letzte Sicherung heute 21:14 auf Platte 2",
                "Platten, die nicht zum Verbund gehören", "id=\"box-number\">3f9a02c1<",
            ] {
                #expect(text.contains(words), "\(words)")
            }
            #expect(!text.contains("WD-WX11D0PQR") && !text.contains("data-absent"))
        }
    }

    @Test(
        arguments: [
            (Int64(-4_560), "data-level=\"ok\""), (-27 * 3600, "data-level=\"warn\""), (nil, "id=\"no-backup\""),
        ] as [(Int64?, String)])
    func `an old backup is a warning, none an alarm`(last: Int64?, mark: String) async throws {
        let box = ScriptedBox()
        box.facts.change(BackupFact()) { fact in
            for index in fact.disks.indices {
                fact.disks[index].lastSuccess = last.map { ScriptedBox.now.adding(seconds: $0) }
            }
        }
        try await RetireScene.pages(box) { (client, _) async throws in
            let text = try await client.get("/box/retire").text
            let card = String(try #require(text.firstMatch(of: #/id="retire-stays".*?<\/section>/#)).0)
            #expect(card.contains(mark))
        }
    }

    @Test func `a disk that is missing stays readable, and that is said`() async throws {
        let box = ScriptedBox()
        box.lostDisk()
        try await RetireScene.pages(box) { (client, _) async throws in
            let text = try await client.get("/box/retire").text
            #expect(text.contains("data-absent=\"2\"") && text.contains("jeder silberne Schlüssel öffnet sie"))
        }
    }

    @Test func `a running backup or change comes first`() async throws {
        let box = ScriptedBox()
        box.change("add", number: 3)
        try await RetireScene.pages(box) { (client, box) async throws in
            for _ in 0..<2 {
                let text = try await client.get("/box/retire").text
                #expect(text.contains("id=\"retire-busy\"") && !text.contains("id=\"retire-form\""))
                box.facts.change(StorageFact()) { $0.array?.change = nil }
                box.facts.change(BackupFact()) {
                    $0.running = BackupRunFact(.disk(2), step: "backup", started: ScriptedBox.now, cause: "person")
                }
            }
            box.facts.change(BackupFact()) { $0.running = nil }
            #expect(try await client.get("/box/retire").text.contains("id=\"retire-form\""))
        }
    }

    @Test func `keys or disks being worked at come first`() async throws {
        let works: [@Sendable (inout StorageFact) -> Void] = [
            { $0.keyChange = KeyChangeFact(step: "enrol", number: 3, replaces: 0, stick: "s") },
            { $0.deeds = [DeedFact(deed: "e", name: "EraseDisk", started: ScriptedBox.now)] },
            { $0.lockChange = LockChangeFact(step: "lock-move", numbers: [3, 4], isWithoutOldKey: true) },
        ]
        for work in works {
            let box = ScriptedBox()
            box.facts.change(StorageFact(), work)
            try await RetireScene.pages(box) { (client, _) async throws in
                #expect(try await client.get("/box/retire").text.contains("id=\"retire-busy\""))
            }
        }
    }

    // MARK: The deed

    @Test(arguments: ["3f9a02c1", " 3F9A 02C1 "])
    func `the number of the box is typed, and the log is written before it goes`(typed: String) async throws {
        let box = ScriptedBox()
        box.deeds.on(StorageDeeds.RetireBox.self) { _, _ in
            #expect(box.deeds.asked(PracticeDeeds.RecordAudit.self).map(\.outcome) == ["begun"])
            box.retired(erased: 0, progress: DeedProgress(step: "retire-keys"))
            return Done()
        }
        try await RetireScene.pages(box) { (client, box) async throws in
            let fields = [("understood", "on"), ("confirm", typed)]
            #expect(try await client.post("/box/retire", fields).location == "/")
            let deed = try #require(box.deeds.asked(StorageDeeds.RetireBox.self).first)
            #expect(deed.confirm == "3f9a02c1" && deed.user == "a.schoen" && deed.screen.isEmpty)
            let line = try #require(box.deeds.asked(PracticeDeeds.RecordAudit.self).first)
            #expect(line.action == "box.retire" && line.user == "a.schoen")
            #expect(AuditAction.isForeign(line.action) && AuditWord.of(line.action).de != line.action)
        }
    }

    @Test(arguments: [
        ([("understood", "on"), ("confirm", "3f9a02c2")], "BOX-NUMBER"), ([("understood", "on")], "BOX-NUMBER"),
        ([("understood", "on"), ("confirm", "")], "BOX-NUMBER"), ([("confirm", "3f9a02c1")], "WEB-FORM"),
    ])
    func `anything else asks nobody`(fields: [(String, String)], code: String) async throws {
        try await RetireScene.pages { (client, box) async throws in
            #expect(try await client.post("/box/retire", fields).text.contains("data-code=\"\(code)\""))
            #expect(box.deeds.asked(StorageDeeds.RetireBox.self).isEmpty)
            // A box that does not know its number yet is not retired by an empty one.
            box.facts.change(StorageFact()) { $0.box = "" }
            #expect(try await client.post("/box/retire", fields).text.contains("data-code=\"\(code)\""))
            #expect(box.deeds.asked(StorageDeeds.RetireBox.self).isEmpty)
        }
    }

    @Test func `what storage refuses is shown and stands in the log`() async throws {
        let box = ScriptedBox()
        box.deeds.refuse(StorageDeeds.RetireBox.self, "KEY-CHANGE-BUSY")
        try await RetireScene.pages(box) { (client, box) async throws in
            #expect(try await client.post("/box/retire", Self.good).text.contains("data-code=\"KEY-CHANGE-BUSY\""))
            #expect(
                box.deeds.asked(PracticeDeeds.RecordAudit.self).map(\.outcome) == ["begun", "KEY-CHANGE-BUSY"])
        }
    }

    @Test func `a closed box leaves with the code of its screen`() async throws {
        let box = ScriptedBox()
        box.spareDisk(content: "ntfs")
        box.closed(.locked)
        try await RetireScene.atTheScreen(box) { (client, box) async throws in
            #expect(try await client.get("/disk-work").text.contains("href=\"/disk-work/retire\""))
            let page = try await client.get("/disk-work/retire").text
            #expect(page.contains("action=\"/disk-work/retire\"") && page.contains("nicht zu sehen"))
            // Nobody can log in to erase a disk that is not the box's own.
            #expect(page.contains("Vor dem Weggeben herausnehmen.") && !page.contains("auf der Seite „Gerät“"))
            box.deeds.on(StorageDeeds.RetireBox.self) { _, _ in
                box.retired(erased: 0, progress: DeedProgress(step: "retire-keys"))
                return Done()
            }
            #expect(try await client.post("/disk-work/retire", Self.good).location == "/disk-work")
            let deed = try #require(box.deeds.asked(StorageDeeds.RetireBox.self).first)
            #expect(deed.screen == ScriptedBox.screenCode && deed.user.isEmpty)
        }
    }

    @Test func `without the code a closed box shows and does nothing`() async throws {
        let box = ScriptedBox()
        box.closed(.locked)
        try await RetireScene.pages(box, role: nil) { (client, box) async throws in
            #expect(try await client.get("/disk-work/retire").location == "/disk-work")
            #expect(try await client.post("/disk-work/retire", Self.good).text.contains("data-code=\"BOX-CODE\""))
            box.state(.open)
            #expect(try await client.get("/disk-work/retire").location == "/")
            #expect(try await client.post("/disk-work/retire", Self.good).location == "/")
            #expect(box.deeds.asked(StorageDeeds.RetireBox.self).isEmpty)
        }
    }
}
