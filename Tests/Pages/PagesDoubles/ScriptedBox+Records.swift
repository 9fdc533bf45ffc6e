import DatasafeCore

extension ScriptedBox {
    static let folders = [
        FolderRow(id: 1, name: "Befunde", parent: nil, changed: now.adding(seconds: -3_600)),
        FolderRow(id: 2, name: "Röntgenbilder 2026", parent: nil, changed: now.adding(seconds: -86_400)),
        FolderRow(id: 3, name: "Verträge & Rechnungen", parent: nil, changed: now.adding(seconds: -864_000)),
    ]

    static func document(_ id: Int, _ name: String, _ bytes: Int64, versions: Int = 1, ago: Int64 = 7200) -> DocumentRow
    {
        DocumentRow(
            id: id, name: name, folder: nil, bytes: bytes,
            sha256: String(repeating: "0123456789abcdef", count: 4), versions: versions,
            changed: now.adding(seconds: -ago), by: "Lena Braun")
    }

    static let documents = [
        document(9, "Dienstplan November.pdf", 84_213, versions: 3),
        document(10, "Panorama Aufnahme 0417.png", 6_412_900, ago: 90_000),
        document(11, "Abrechnung Q3 2026.xlsx", 512_000, ago: 400_000),
        document(12, "Einweisung Steri.mp4", 1_840_000_000, ago: 1_000_000),
    ]

    /// Answers about documents, users and the log.
    func records() {
        deeds.on(PracticeDeeds.ListFolder.self) { deed, _ in
            if deed.bin {
                var binned = ScriptedBox.document(20, "Entwurf alt.docx", 40_000)
                binned.binned = ScriptedBox.now.adding(seconds: -7_200)
                return .init(path: [], folders: [], documents: [binned], next: nil)
            }
            guard let id = deed.folder else {
                return .init(path: [], folders: ScriptedBox.folders, documents: ScriptedBox.documents, next: nil)
            }
            guard let folder = ScriptedBox.folders.first(where: { $0.id == id }) else {
                throw Refusal(code: "DOC-GONE")
            }
            return .init(path: [folder], folders: [], documents: [], next: nil)
        }
        deeds.on(PracticeDeeds.Search.self) { _, _ in
            .init(folders: [ScriptedBox.folders[1]], documents: [ScriptedBox.documents[1]])
        }
        deeds.on(PracticeDeeds.MakeFolder.self) { deed, _ in
            .init(folder: FolderRow(id: 7, name: deed.name, parent: deed.parent, changed: ScriptedBox.now))
        }
        deeds.on(PracticeDeeds.FileDocument.self) { deed, _ in
            .init(document: ScriptedBox.document(30, deed.name, deed.bytes))
        }
        deeds.on(PracticeDeeds.OpenDocument.self) { deed, _ in
            .init(document: ScriptedBox.documents[0], sha256: ScriptedBox.documents[0].sha256)
        }
        deeds.on(PracticeDeeds.ListVersions.self) { _, _ in
            .init(
                document: ScriptedBox.documents[0],
                versions: (1...3).reversed().map { number in
                    VersionRow(
                        number: number, bytes: 80_000 + Int64(number) * 1404,
                        sha256: String(repeating: "\(number)23456789abcdef0", count: 4),
                        at: ScriptedBox.now.adding(seconds: -86_400 * Int64(4 - number)), by: "Lena Braun")
                })
        }
        deeds.on(PracticeDeeds.ChangeEntry.self) { _, _ in Done() }
        deeds.on(PracticeDeeds.ListUsers.self) { _, _ in .init(users: ScriptedBox.users) }
        deeds.on(PracticeDeeds.SaveUser.self) { deed, _ in
            .init(
                user: UserRow(id: deed.id ?? 5, user: deed.user, fullName: deed.fullName, role: deed.role, active: true)
            )
        }
        deeds.on(PracticeDeeds.ChangePassword.self) { _, secret in
            guard secret?.hasPrefix("lampe fluss zange\u{0}") == true else { throw Refusal(code: "USR-OLD-PASSWORD") }
            return Done()
        }
        deeds.on(PracticeDeeds.ReadAudit.self) { _, _ in .init(lines: ScriptedBox.audit, next: 400) }
        deeds.on(PracticeDeeds.RecordAudit.self) { _, _ in Done() }
    }

    private static let audit = [
        AuditRow(
            seq: 412, at: now.adding(seconds: -60), user: "l.braun", action: "document.file", subject: "document:9",
            outcome: "done", name: "Dienstplan November.pdf"),
        AuditRow(
            seq: 411, at: now.adding(seconds: -300), user: "a.schoen", action: "user.login", subject: "user:1",
            outcome: "done"),
        AuditRow(
            seq: 410, at: now.adding(seconds: -400), user: "a.schoen", action: "user.login", subject: "user:1",
            outcome: "USR-WRONG"),
        AuditRow(
            seq: 409, at: now.adding(seconds: -4600), user: "m.weiss", action: "backup.run", subject: "disk:2",
            outcome: "done"),
    ]
}
