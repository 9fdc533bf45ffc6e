public import DatasafeCore

/// A box of a practice as a table: facts and deeds that answer like the services would, for looking at pages.
///
/// It holds no rules: what a test needs to be different it sets before it asks.
public struct ScriptedBox: Sendable {
    /// What the services say.
    public let facts: ScriptedFacts
    /// What they answer.
    public let deeds: ScriptedDeeds
    /// Saturday, 21 November 2026, 22:30 in Berlin.
    public static let now = Instant("2026-11-21T21:30:00Z") ?? Instant(seconds: 0)
    /// The session that `LogIn` opens.
    public static let session = "session-of-the-test-0123456789abcdef"

    /// Everything open, two disks, two backup disks, three users, a few documents.
    public init() {
        facts = ScriptedFacts(now: { ScriptedBox.now })
        deeds = ScriptedDeeds()
        reset()
    }

    /// The ordinary box again, whatever was arranged: the server in front of it goes on.
    public func reset() {
        facts.removeAll()
        deeds.removeAll()
        facts.set(ScriptedBox.storage())
        facts.set(ScriptedBox.backup())
        facts.set(ScriptedBox.monitor())
        facts.set(ScriptedBox.practice())
        facts.set(ScriptedBox.beat())
        facts.set(ScriptedBox.web())
        logIn(role: "administrator")
        records()
        answers()
    }

    /// Who the session belongs to from now on.
    public func logIn(role: String, secondsLeft: Int = 900) {
        let user = ScriptedBox.users.first { $0.role == role } ?? ScriptedBox.users[0]
        deeds.on(PracticeDeeds.LogIn.self) { deed, secret in
            guard deed.user == user.user, secret == "lampe fluss zange" else { throw Refusal(code: "USR-WRONG") }
            return .init(session: ScriptedBox.session, user: user)
        }
        deeds.on(PracticeDeeds.WhoIs.self) { deed, _ in
            guard deed.session == ScriptedBox.session else { throw Refusal(code: "USR-SESSION") }
            return .init(user: user, practice: "Zahnarztpraxis Dr. Schön & Partner", secondsLeft: secondsLeft)
        }
        deeds.on(PracticeDeeds.LogOut.self) { _, _ in Done() }
    }

    private func answers() {
        storageAnswers()
        deeds.on(StorageDeeds.PowerOff.self) { _, _ in Done() }
        deeds.on(MonitorDeeds.Acknowledge.self) { _, _ in Done() }
        deeds.on(BeatDeeds.Enrol.self) { _, _ in .init(device: "5f0c") }
        deeds.on(BackupDeeds.RunNow.self) { _, _ in Done() }
        deeds.on(BackupDeeds.InitialiseDisk.self) { _, _ in Done() }
        deeds.on(BackupDeeds.DrillKey.self) { _, _ in Done() }
        deeds.on(BackupDeeds.DropDisk.self) { _, _ in Done() }
        deeds.on(BackupDeeds.AddOnline.self) { _, _ in Done() }
        deeds.on(BackupDeeds.RunRemote.self) { _, _ in Done() }
        deeds.on(BackupDeeds.ChooseRemotePlan.self) { _, _ in Done() }
        deeds.on(BackupDeeds.DropRemote.self) { _, _ in Done() }
        deeds.on(BackupDeeds.TryShare.self) { _, _ in
            .init(free: 1_800_000_000_000, total: 4_000_000_000_000, speed: 85_000_000, hasNights: false)
        }
        deeds.on(BackupDeeds.AddShare.self) { _, _ in Done() }
        deeds.on(BackupDeeds.AnswerShare.self) { _, _ in Done() }
        deeds.on(BackupDeeds.DrillDisk.self) { _, _ in Done() }
        deeds.on(BackupDeeds.ChoosePlan.self) { _, _ in Done() }
        deeds.on(BackupDeeds.RestoreEntry.self) { _, _ in .init(documents: 12, bytes: 4_000_000) }
        deeds.on(BackupDeeds.ListNights.self) { deed, _ in
            .init(nights: deed.place == .here ? ScriptedBox.snapshots : ScriptedBox.nights)
        }
        gone()
        deeds.on(BackupDeeds.ListFolder.self) { deed, _ in
            .init(entries: deed.folder == nil ? ScriptedBox.nightEntries : [])
        }
        deeds.on(SetupDeeds.CheckCode.self) { deed, _ in
            guard deed.code == "482913" else { throw Refusal(code: "SET-CODE") }
            return Done()
        }
        deeds.on(SetupDeeds.NamePractice.self) { _, _ in Done() }
        deeds.on(SetupDeeds.ChooseDisks.self) { _, _ in Done() }
        deeds.on(SetupDeeds.WriteStick.self) { _, _ in Done() }
        deeds.on(SetupDeeds.FormBox.self) { _, _ in Done() }
        deeds.on(SetupDeeds.Finish.self) { _, _ in Done() }
        deeds.giveBack(SetupDeeds.PaperKey.self, (0..<64).map { UInt8($0 * 3 + 1) })
    }

    /// The people of the practice.
    public static let users = [
        UserRow(
            id: 1, user: "a.schoen", fullName: "Dr. Anna Schön", role: "administrator", active: true,
            lastLogIn: now.adding(seconds: -300)),
        UserRow(
            id: 2, user: "m.weiss", fullName: "Dr. Martin Weiß", role: "doctor", active: true,
            lastLogIn: now.adding(seconds: -90_000)),
        UserRow(id: 3, user: "l.braun", fullName: "Lena Braun", role: "assistant", active: true),
        UserRow(id: 4, user: "p.alt", fullName: "Petra Alt", role: "assistant", active: false),
    ]

    private static let nights = [
        Night(id: "1a2b3c4d", at: now.adding(seconds: -4_600)),
        Night(id: "2b3c4d5e", at: now.adding(seconds: -91_000)),
        Night(id: "3c4d5e6f", at: now.adding(seconds: -177_000), isPartial: true),
    ]

    private static let snapshots = (0..<48).map { hour in
        let name = SnapshotName(at: now.adding(seconds: -1_800 - Int64(hour) * 3_600))
        return Night(id: name.text, at: name.at)
    }

    private static let nightEntries = [
        NightEntry(kind: "folder", id: 1, name: "Befunde", bytes: 0, at: now.adding(seconds: -90_000), gone: true),
        NightEntry(
            kind: "document", id: 9, name: "Dienstplan.pdf", bytes: 84_000, at: now.adding(seconds: -200_000),
            gone: false),
    ]
}
