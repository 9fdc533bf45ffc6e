import BoxPages
import DatasafeCore
import Hummingbird
import PageFrame
import PagesDoubles
import Testing

/// The network share: who sets it up, tries it, chooses its plan, answers for it and ends it.
@Suite struct ShareCardTests {
    private static let address = "\\\\NAS\\backup\\datasafe"
    private static let password = "Regen&<Sonne>"
    private static let typed = [
        ("address", address), ("user", "PRAXIS\\sicherung"), ("password", password), ("policy", "own"),
    ]

    private func pages(
        role: String = "administrator", _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        let box = ScriptedBox()
        box.logIn(role: role)
        try await PageClient.with(box, register: BoxPages.register) { try await body($0, box) }
    }

    /// The form as typed, with one field changed.
    private static func changed(_ name: String, _ value: String) -> [(String, String)] {
        typed.map { $0.0 == name ? (name, value) : $0 }
    }

    @Test(arguments: [("administrator", true), ("doctor", false), ("assistant", false)])
    func `without a share a card says what it is, and leads administrators to the form`(
        role: String, may: Bool
    ) async throws {
        try await pages(role: role) { (client, box) async throws in
            let text = try await client.get("/backup").text
            #expect(text.contains("id=\"share-new\"") && text.contains("ersetzt eine Freigabe nie eine Platte"))
            #expect(text.contains("href=\"/backup/share/new\"") == may && !text.contains("id=\"share\""))
            #expect(try await client.get("/backup/share/new").status == (may ? .ok : .forbidden))
            #expect(try await client.get("/backup/share/change").status == (may ? .notFound : .forbidden))
            #expect(try await client.post("/backup/share/try", Self.typed).status == (may ? .ok : .forbidden))
            #expect(try await client.post("/backup/share/new", Self.typed).status == (may ? .seeOther : .forbidden))
            #expect(box.deeds.asked(BackupDeeds.TryShare.self).count == (may ? 1 : 0))
            #expect(box.deeds.asked(BackupDeeds.AddShare.self).count == (may ? 1 : 0))
        }
    }

    @Test(arguments: [("administrator", true, true), ("doctor", true, false), ("assistant", false, false)])
    func `who may back up starts it, who may change the box chooses its plan`(
        role: String, mayRun: Bool, mayPlan: Bool
    ) async throws {
        try await pages(role: role) { (client, box) async throws in
            box.share()
            box.deeds.on(BackupDeeds.ChooseRemotePlan.self) { deed, _ in
                box.share { target in
                    target.plan = RemotePlan(minute: deed.minute, dayLimit: nil, nightLimit: nil, keep: deed.keep)
                }
                return Done()
            }
            let text = try await client.get("/backup").text
            #expect(text.contains("<bdi>\\\\nas\\backup\\datasafe</bdi>") && text.contains("<dd>45 %</dd>"))
            #expect(text.contains("Wartet auf die Nacht") && text.contains("Sicherung auf die Freigabe gestern"))
            #expect(text.contains("id=\"share-now\"") == mayRun && text.contains("id=\"share-plan\"") == mayPlan)
            #expect(text.contains("href=\"/backup/nights/share\"") == mayRun)
            #expect(text.contains("href=\"/backup/share/change\"") == mayPlan)
            #expect(text.contains("href=\"/backup/share/end\"") == mayPlan)
            #expect(try await client.post("/backup/share/run", []).status == (mayRun ? .seeOther : .forbidden))
            #expect(box.deeds.asked(BackupDeeds.RunRemote.self).map(\.target) == (mayRun ? [.share] : []))
            let answer = try await client.post("/backup/share/plan", [("minute", "1380"), ("keep", "long")])
            #expect(answer.status == (mayPlan ? .seeOther : .forbidden))
            let asked = box.deeds.asked(BackupDeeds.ChooseRemotePlan.self)
            #expect(asked.map(\.target) == (mayPlan ? [.share] : []) && asked.map(\.minute) == (mayPlan ? [1_380] : []))
            #expect(asked.allSatisfy { $0.keep == .long && $0.dayLimit == nil && $0.nightLimit == nil })
            guard mayPlan else { return }
            #expect(try await client.get("/backup").text.contains("<option value=\"long\" selected>"))
            for bad in [("x", "long"), ("1380", ""), ("1380", "ever")] {
                let form = [("minute", bad.0), ("keep", bad.1)]
                #expect(try await client.post("/backup/share/plan", form).text.contains("WEB-FORM"), "\(bad)")
            }
        }
    }

    @Test func `trouble is said with what to do, a first night with how far it is`() async throws {
        try await pages { (client, box) async throws in
            box.share { target in (target.code, target.failures) = (.shareLogin, 1) }
            let refused = try await client.get("/backup").text
            #expect(refused.contains("data-share=\"idle\" data-code=\"BAK-SHARE-LOGIN\""))
            #expect(refused.contains("lässt diesen Namen mit diesem Kennwort nicht auf die Freigabe"))
            box.share { target in
                (target.lastSuccess, target.nights) = (nil, 0)
            } running: { run in
                run.step = "backup"
                run.progress = DeedProgress(step: "backup", done: 1_000, of: 4_000, secondsLeft: 7_200)
            }
            let first = try await client.get("/backup").text
            #expect(first.contains("id=\"share-progress\"") && first.contains("noch nicht fertig"))
            #expect(first.contains("dauert je nach Menge der Daten Stunden") && !first.contains("id=\"share-now\""))
        }
    }

    @Test(arguments: [("administrator", true), ("doctor", false)])
    func `half a year after the answer administrators are asked again`(role: String, may: Bool) async throws {
        try await pages(role: role) { (client, box) async throws in
            box.share()
            #expect(try await !client.get("/backup").text.contains("id=\"share-guard\""))
            box.share { $0.server?.answered = ScriptedBox.now.adding(seconds: -181 * 86_400) }
            box.deeds.on(BackupDeeds.AnswerShare.self) { deed, _ in
                box.share { target in
                    target.server?.policy = deed.policy
                    target.server?.answered = ScriptedBox.now
                }
                return Done()
            }
            let text = try await client.get("/backup").text
            #expect(text.contains("id=\"share-guard\"") == may && text.contains("id=\"policy-kept\"") == may)
            #expect(!text.contains("required checked"))
            let answer = try await client.post("/backup/share/answer", [("policy", "open")])
            #expect(answer.status == (may ? .seeOther : .forbidden))
            #expect(box.deeds.asked(BackupDeeds.AnswerShare.self).map(\.policy) == (may ? [.open] : []))
            guard may else { return }
            #expect(try await !client.get("/backup").text.contains("id=\"share-guard\""))
            for bad in ["", "never"] {
                let refused = try await client.post("/backup/share/answer", [("policy", bad)])
                #expect(refused.text.contains("WEB-FORM"), "\(bad)")
            }
        }
    }

    @Test func `a share is tried with what was typed, and the password comes back to no page`() async throws {
        try await pages { (client, box) async throws in
            let text = try await client.post("/backup/share/try", Self.typed).text
            let deed = try #require(box.deeds.asked(BackupDeeds.TryShare.self).first)
            #expect(deed.kind == .smb && deed.host == "nas" && deed.path == "backup/datasafe" && deed.port == nil)
            #expect(deed.login == "PRAXIS\\sicherung")
            #expect(box.deeds.secret(of: BackupDeeds.TryShare.self) == Self.password)
            #expect(text.contains("Die Freigabe ist zu erreichen: 1,8 TB frei von 4,0 TB, rund 85 MB/s"))
            #expect(text.contains("value=\"\(Self.address)\"") && text.contains("value=\"PRAXIS\\sicherung\""))
            #expect(text.contains("value=\"own\" aria-describedby=\"policy-own-why\" required checked>"))
            #expect(!text.contains("Regen") && !text.contains("Sonne"))
            #expect(text.contains("Das Kennwort bitte noch einmal eingeben") && !text.contains("liegen schon dort"))
            box.deeds.on(BackupDeeds.TryShare.self) { _, _ in
                .init(free: nil, total: nil, speed: 12_000_000, hasNights: true)
            }
            let again = try await client.post("/backup/share/try", Self.typed).text
            #expect(again.contains("Die Freigabe ist zu erreichen: rund 12 MB/s"))
            #expect(again.contains("Sicherungen einer Datasafe liegen schon dort"))
        }
    }

    @Test func `NFS asks for nobody`() async throws {
        try await pages { (client, box) async throws in
            let text = try await client.post("/backup/share/try", Self.changed("address", "nas:/volume1/backup")).text
            let deed = try #require(box.deeds.asked(BackupDeeds.TryShare.self).first)
            #expect(deed.kind == .nfs && deed.path == "volume1/backup" && deed.login == nil)
            #expect(box.deeds.secret(of: BackupDeeds.TryShare.self) == nil)
            #expect(!text.contains("Das Kennwort bitte noch einmal eingeben") && !text.contains("Regen"))
        }
    }

    @Test func `a refusal stands in the form, with what was typed`() async throws {
        try await pages { (client, box) async throws in
            box.deeds.refuse(BackupDeeds.TryShare.self, BackupCode.shareLogin.code)
            box.deeds.refuse(BackupDeeds.AddShare.self, BackupCode.shareKey.code)
            for (path, code) in [
                ("/backup/share/try", BackupCode.shareLogin), ("/backup/share/new", BackupCode.shareKey),
            ] {
                let answer = try await client.post(path, Self.typed)
                #expect(answer.status == .ok && answer.text.contains("data-code=\"\(code.code)\""), "\(path)")
                #expect(answer.text.contains("id=\"share-form\"") && answer.text.contains("value=\"\(Self.address)\""))
                #expect(!answer.text.contains("Regen"), "\(path)")
            }
        }
    }

    @Test(arguments: [
        ("address", ""), ("address", "nas"), ("address", "\\\\nas"), ("address", "\\\\nas\\..\\x"), ("user", ""),
        ("user", "A\\B\\C"), ("password", "a\u{7}b"), ("password", String(repeating: "ö", count: 257)),
    ])
    func `what can be no share shows the form again`(name: String, value: String) async throws {
        try await pages { (client, box) async throws in
            for path in ["/backup/share/try", "/backup/share/new"] {
                let answer = try await client.post(path, Self.changed(name, value))
                #expect(answer.status == .ok && answer.text.contains("data-code=\"BAK-SHARE-ADDRESS\""), "\(path)")
                #expect(answer.text.contains("id=\"share-form\"") && !answer.text.contains("Regen"), "\(path)")
            }
            #expect(box.deeds.asked(BackupDeeds.TryShare.self).isEmpty)
            #expect(box.deeds.asked(BackupDeeds.AddShare.self).isEmpty)
        }
    }

    @Test func `it is set up with the backup key plugged in`() async throws {
        try await pages { (client, box) async throws in
            #expect(try await client.get("/backup/share/new").text.contains("id=\"share-add\" disabled"))
            let piece = try await client.get("/fragment/backup-share-key").text
            #expect(piece.contains("id=\"share-add\" disabled") && !piece.contains("<input"))
            box.plugBackupKey()
            let text = try await client.get("/backup/share/new").text
            #expect(text.contains("Der Backup-Schlüssel steckt.") && !text.contains("id=\"share-add\" disabled"))
            let answer = try await client.post("/backup/share/new", Self.typed)
            #expect(answer.location == "/backup?deed=\(PageClient.token)")
            let deed = try #require(box.deeds.asked(BackupDeeds.AddShare.self).first)
            #expect(deed.host == "nas" && deed.login == "PRAXIS\\sicherung" && deed.policy == .own)
            #expect(deed.user == "a.schoen" && box.deeds.secret(of: BackupDeeds.AddShare.self) == Self.password)
            let unanswered = try await client.post("/backup/share/new", Self.changed("policy", ""))
            #expect(unanswered.text.contains("WEB-FORM"))
        }
    }

    @Test func `its address and login are changed, and the password may stay`() async throws {
        try await pages { (client, box) async throws in
            box.share()
            #expect(try await client.get("/backup/share/new").location == "/backup/share/change")
            let text = try await client.get("/backup/share/change").text
            #expect(text.contains("value=\"\\\\nas\\backup\\datasafe\""))
            #expect(text.contains("value=\"PRAXIS\\sicherung\""))
            #expect(text.contains("Leer lassen, wenn Server, Name und Kennwort gleich bleiben."))
            #expect(!text.contains("required checked"))
            // The repository is there: only its beginning needs the backup key.
            #expect(text.contains("id=\"share-add\" form=\"share-form\"") && !text.contains("Backup-Schlüssel"))
            #expect(try await client.post("/backup/share/new", Self.changed("password", "")).status == .seeOther)
            #expect(box.deeds.asked(BackupDeeds.AddShare.self).count == 1)
            #expect(box.deeds.secret(of: BackupDeeds.AddShare.self) == nil)
        }
    }

    @Test(arguments: [("administrator", true), ("doctor", false)])
    func `its end is an administrator's, after a page that says what it means`(role: String, may: Bool) async throws {
        try await pages(role: role) { (client, box) async throws in
            if may { #expect(try await client.get("/backup/share/end").status == .notFound) }
            box.share()
            let page = try await client.get("/backup/share/end")
            #expect(page.status == (may ? .ok : .forbidden))
            #expect(page.text.contains("bleiben verschlüsselt dort") == may)
            #expect(try await client.post("/backup/share/end", []).status == (may ? .seeOther : .forbidden))
            #expect(box.deeds.asked(BackupDeeds.DropRemote.self).map(\.target) == (may ? [.share] : []))
        }
    }
}
