import BoxPages
import DatasafeCore
import Hummingbird
import PageFrame
import PagesDoubles
import Testing

@Suite struct BackupPagesTests {
    private func pages(
        _ box: ScriptedBox = ScriptedBox(), role: String = "administrator",
        _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        box.logIn(role: role)
        try await PageClient.with(box, register: BoxPages.register) { try await body($0, box) }
    }

    /// What a person does next, by the states of disk 1 and disk 2.
    @Test(arguments: [
        ("away", "done", "Jetzt: Platte 2 abziehen, Platte 1 anstecken."),
        ("away", "away", "Jetzt: Platte 1 anstecken."),
        ("away", "attached", "Platte 2 stecken lassen, gesichert wird morgen 21:00."),
        ("done", "away", "Jetzt: Platte 1 abziehen, Platte 2 anstecken."),
    ])
    func `the page says which disk to plug`(one: String, two: String, words: String) async throws {
        let box = ScriptedBox()
        box.facts.change(BackupFact()) { fact in
            fact.disks[0].state = one
            fact.disks[1].state = two
        }
        try await pages(box) { (client, _) async throws in #expect(try await client.get("/backup").text.contains(words))
        }
    }

    @Test func `in the evening a missing disk is asked for`() async throws {
        let box = ScriptedBox()
        box.facts.change(BackupFact()) { fact in
            fact.disks[1].state = "away"
            fact.nextRun = ScriptedBox.now.adding(seconds: 2 * 3600)
        }
        try await pages(box) { (client, box) async throws in
            let text = try await client.get("/backup").text
            #expect(text.contains("Für heute Abend fehlt eine Backup-Platte. Bitte Platte 1 anstecken."))
            #expect(text.contains("data-level=\"warn\""))
            box.facts.change(BackupFact()) { $0.disks[1].state = "attached" }
            #expect(try await !client.get("/backup").text.contains("Für heute Abend"))
        }
    }

    @Test func `a single finished disk can be pulled`() async throws {
        let box = ScriptedBox()
        box.facts.change(BackupFact()) { $0.disks.removeFirst() }
        try await pages(box) { (client, _) async throws in
            #expect(try await client.get("/backup").text.contains("Platte 2 kann abgezogen werden."))
        }
    }

    @Test func `a box without disks says so and offers nothing it cannot do`() async throws {
        let box = ScriptedBox()
        box.facts.set(BackupFact())
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/backup").text
            #expect(text.contains("Noch keine Backup-Platte eingerichtet.") && text.contains("Noch keine Sicherung"))
            #expect(text.contains("id=\"backup-now\" disabled>"))
        }
    }

    @Test(arguments: [("administrator", true), ("doctor", true), ("assistant", false)])
    func `backing up and restoring is for who may`(role: String, may: Bool) async throws {
        try await pages(role: role) { (client, box) async throws in
            let text = try await client.get("/backup").text
            #expect(text.contains("id=\"backup-now\"") == may)
            #expect(text.contains("/backup/nights/2") == may)
            #expect(try await client.post("/backup/run", []).status == (may ? .seeOther : .forbidden))
            #expect(try await client.get("/backup/nights/2").status == (may ? .ok : .forbidden))
            #expect(try await client.get("/backup/night/2/1a2b3c4d").status == (may ? .ok : .forbidden))
            #expect(box.deeds.asked(BackupDeeds.RunNow.self).count == (may ? 1 : 0))
        }
    }

    @Test func `a night that damage has cost files says so wherever it is chosen`() async throws {
        try await pages(role: "administrator") { (client, _) async throws in
            let list = try await client.get("/backup/nights/2").text
            #expect(list.matches(of: #/data-partial="yes"/#).count == 1 && list.contains("unvollständig"))
            let link = try #require(list.firstMatch(of: #/href="(/backup/night/2/3c4d5e6f[^"]*)"/#)).1
            let night = try await client.get(String(link).replacing("&amp;", with: "&")).text
            #expect(night.contains("Diese Nacht ist unvollständig."))
            let whole = try #require(night.firstMatch(of: #/href="(/backup/whole/2/3c4d5e6f[^"]*)"/#)).1
            let page = try await client.get(String(whole).replacing("&amp;", with: "&")).text
            #expect(page.contains("Diese Nacht ist unvollständig."))
            #expect(try await !client.get("/backup/night/2/1a2b3c4d").text.contains("unvollständig"))
        }
    }

    @Test func `a new disk is shown with its content and what it needs`() async throws {
        let box = ScriptedBox()
        box.facts.change(StorageFact()) { $0.backupDisks = [ScriptedBox.backupDisk("foreign", content: "ntfs")] }
        try await pages(box) { (client, box) async throws in
            let text = try await client.get("/backup").text
            #expect(text.contains("Samsung PSSD T7") && text.contains("S6XNNS0T4711AB"))
            #expect(text.contains("data-content=\"ntfs\"") && text.contains("name=\"confirm\""))
            // The smallest free number is offered, the backup key is asked for.
            #expect(
                text.contains("value=\"3\" aria-describedby") && text.contains("Bitte den Backup-Schlüssel einstecken.")
            )
            box.facts.change(StorageFact()) { fact in
                var stick = StickFact(id: "s", model: "Backup", bytes: 1, role: "backup")
                stick.number = 1
                fact.sticks = [stick]
            }
            #expect(try await client.get("/backup").text.contains("Der Backup-Schlüssel steckt."))
            let fields = [("disk", "usb-Samsung_T7_foreign"), ("number", "3"), ("confirm", "11AB")]
            let answer = try await client.post("/backup/initialise", fields)
            #expect(answer.location == "/backup?deed=\(PageClient.token)")
            let deed = try #require(box.deeds.asked(BackupDeeds.InitialiseDisk.self).first)
            #expect(deed.number == 3 && deed.confirm == "11AB" && deed.user == "a.schoen")
            for number in ["0", "100", "x", ""] {
                let refused = try await client.post("/backup/initialise", [("disk", "d"), ("number", number)])
                #expect(refused.text.contains("WEB-FORM"), "\(number)")
            }
        }
    }

    @Test func `a disk of another box is shown as such and can be taken`() async throws {
        let box = ScriptedBox()
        // Number 1 is one of ours, but ours is away; number 9 was never one of ours.
        box.facts.change(StorageFact()) { fact in
            fact.backupDisks = [
                ScriptedBox.backupDisk("known", number: 1, content: "ext4"), ScriptedBox.backupDisk("known", number: 2),
            ]
            fact.backupDisks[0].id = "usb-other"
        }
        try await pages(box) { (client, box) async throws in
            let text = try await client.get("/backup").text
            #expect(text.contains("href=\"/backup/adopt?disk=usb-other\"") && text.contains("value=\"usb-other\""))
            #expect(text.contains("name=\"confirm\""))
            // Disk 2 is ours and not offered.
            #expect(text.split(separator: "class=\"initialise\"").count == 2)
        }
    }

    @Test func `a disturbed disk that is here can be tried again, one that is gone cannot`() async throws {
        let box = ScriptedBox()
        box.facts.change(BackupFact()) { fact in
            fact.disks[1].state = "disturbed"
            fact.disks[1].code = "BAK-FULL"
        }
        try await pages(box) { (client, box) async throws in
            let here = try await client.get("/backup").text
            #expect(!here.contains("id=\"backup-now\" disabled") && here.contains("/backup/nights/2"))
            box.facts.change(StorageFact()) { $0.backupDisks = [] }
            let gone = try await client.get("/backup").text
            #expect(gone.contains("id=\"backup-now\" disabled") && !gone.contains("/backup/nights/2"))
        }
    }

    @Test func `a disk is read in full by hand, not while something runs`() async throws {
        let box = ScriptedBox()
        box.deeds.on(BackupDeeds.VerifyDisk.self) { _, _ in Done() }
        try await pages(box) { (client, box) async throws in
            #expect(try await client.get("/backup").text.contains("action=\"/backup/verify\""))
            let answer = try await client.post("/backup/verify", [("disk", "2")])
            #expect(answer.location == "/backup?deed=\(PageClient.token)")
            #expect(box.deeds.asked(BackupDeeds.VerifyDisk.self).map(\.disk) == [2])
            for disk in ["0", "100", "x", ""] {
                #expect(try await client.post("/backup/verify", [("disk", disk)]).text.contains("WEB-FORM"), "\(disk)")
            }
            box.facts.change(BackupFact()) { fact in
                fact.disks[1].state = "verifying"
                fact.running = BackupRunFact(.disk(2), step: "verify", started: ScriptedBox.now, cause: "person")
                fact.running?.progress = DeedProgress(step: "verify", done: 1, of: 4, secondsLeft: 120)
            }
            let text = try await client.get("/backup").text
            #expect(!text.contains("action=\"/backup/verify\"") && !text.contains("/backup/nights/2"))
            #expect(!text.contains("kann abgezogen werden"))
            #expect(text.contains("data-percent=\"25\"") && text.contains("2 Minuten"))
        }
    }

    @Test func `who may not initialise is told who may`() async throws {
        let box = ScriptedBox()
        box.facts.change(StorageFact()) { $0.backupDisks = [ScriptedBox.backupDisk("empty", content: "empty")] }
        try await pages(box, role: "doctor") { (client, _) async throws in
            #expect(try await !client.get("/backup").text.contains("class=\"initialise\""))
            #expect(try await client.post("/backup/initialise", [("number", "3")]).status == .forbidden)
        }
    }

    @Test func `a long deed goes on, and how it ended is told to who began it`() async throws {
        let box = ScriptedBox()
        box.deeds.on(BackupDeeds.RunNow.self) { _, _ in
            try await Task.sleep(for: .seconds(60))
            return Done()
        }
        try await pages(box) { (client, box) async throws in
            let path = try #require(try await client.post("/backup/run", []).location)
            var deed = DeedFact(deed: PageClient.token, name: "RunNow", started: ScriptedBox.now)
            deed.progress = DeedProgress(step: "verify", done: 3, of: 4)
            box.facts.change(BackupFact()) { $0.deeds = [deed] }
            #expect(try await client.get(path).text.contains("data-state=\"running\""))
            deed.refusal = Refusal(code: "DOC-STORE")
            box.facts.change(BackupFact()) { $0.deeds = [deed] }
            let text = try await client.get(path).text
            #expect(text.contains("data-state=\"refused\" data-code=\"DOC-STORE\""))
            // Somebody else's page does not repeat it.
            #expect(try await !client.get("/backup").text.contains("data-state=\"refused\""))
        }
    }

    @Test func `a night is walked through and something brought back`() async throws {
        try await pages { (client, box) async throws in
            let nights = try await client.get("/backup/nights/2").text
            #expect(nights.contains("data-night=\"1a2b3c4d\"") && nights.contains("/backup/night/2/1a2b3c4d?at="))
            let night = try await client.get("/backup/night/2/1a2b3c4d?at=1795290000").text
            #expect(night.contains("<h1>Nacht: "))
            #expect(night.contains("data-gone=\"yes\"") && night.contains("folder=1"))
            let deeper = try await client.get("/backup/night/2/1a2b3c4d?folder=7&trail=1,3").text
            #expect(
                deeper.contains("href=\"/backup/night/2/1a2b3c4d?folder=3&amp;trail=1\"")
                    || deeper.contains("folder=3&trail=1"))
            #expect(box.deeds.asked(BackupDeeds.ListFolder.self).map(\.folder) == [nil, 7])
            let fields = [("place", "2"), ("night", "1a2b3c4d"), ("kind", "folder"), ("id", "1")]
            #expect(try await client.post("/backup/restore", fields).location?.hasSuffix("note=restored") == true)
            let deed = try #require(box.deeds.asked(BackupDeeds.RestoreEntry.self).first)
            #expect(deed.kind == "folder" && deed.id == 1 && deed.user == "a.schoen")
        }
    }

    @Test func `a snapshot in the box is walked through by its moment`() async throws {
        try await pages { (client, box) async throws in
            #expect(try await client.get("/backup").text.contains("href=\"/backup/nights/here\""))
            let states = try await client.get("/backup/nights/here").text
            #expect(states.contains("<h1>Frühere Stände</h1>") && states.contains(">heute</td>"))
            #expect(states.contains("data-night=\"20261121T210000Z\"") && states.contains("22:00</a>"))
            let night = try await client.get("/backup/night/here/20261121T180000Z").text
            #expect(night.contains("Stand: heute 19:00") && night.contains("Alles von diesem Stand zurückholen"))
            let fields = [("place", "here"), ("night", "20261121T180000Z"), ("kind", "everything"), ("id", "0")]
            #expect(try await client.post("/backup/restore", fields).location?.hasSuffix("note=restored") == true)
            let deed = try #require(box.deeds.asked(BackupDeeds.RestoreEntry.self).first)
            #expect(deed.place == .here && deed.night == "20261121T180000Z")
            for place in ["0", "100", "02", "there", "-1", "here%2F.."] {
                #expect(try await client.get("/backup/nights/\(place)").status == .notFound)
            }
        }
    }

    @Test(arguments: [
        "../../etc", "20261121T186000Z", "1a2b3c4g", "1", "1a2b3c4d%2F..", String(repeating: "a", count: 65),
    ])
    func `only a night's id is asked about`(night: String) async throws {
        try await pages { (client, box) async throws in
            #expect(try await client.get("/backup/night/2/\(night)").status == .notFound)
            let fields = [("place", "2"), ("night", night), ("kind", "folder"), ("id", "1")]
            #expect(try await client.post("/backup/restore", fields).text.contains("WEB-FORM"))
            #expect(box.deeds.asked(BackupDeeds.ListFolder.self).isEmpty)
            #expect(box.deeds.asked(BackupDeeds.RestoreEntry.self).isEmpty)
        }
    }

    @Test func `what stands on a disk or in a night stays text`() async throws {
        let evil = "<img src=x onerror=alert(1)>\"'"
        let box = ScriptedBox()
        box.facts.change(StorageFact()) { fact in
            fact.backupDisks = [
                BackupDiskFact(id: evil, model: evil, serial: evil, bytes: 1, kind: "foreign", content: evil)
            ]
        }
        box.deeds.on(BackupDeeds.ListFolder.self) { _, _ in
            .init(entries: [
                NightEntry(kind: "document", id: 1, name: evil, bytes: 1, at: ScriptedBox.now, gone: false)
            ])
        }
        try await pages(box) { (client, _) async throws in
            for path in ["/backup", "/backup/night/2/1a2b3c4d"] {
                let text = try await client.get(path).text
                #expect(!text.contains("<img src=x") && text.contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;"))
            }
        }
    }
}
