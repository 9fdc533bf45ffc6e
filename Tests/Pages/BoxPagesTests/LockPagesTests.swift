import BoxPages
import DatasafeCore
import DatasafeTexts
import Hummingbird
import PageFrame
import PagesDoubles
import Testing

@Suite struct LockPagesTests {
    private static let second = UserRow(
        id: 7, user: "b.zweit", fullName: "Dr. Berta Zweit", role: "administrator", active: true)

    private static func box(silver: Int? = nil, sticks: Int = 2, backupHours: Int64? = 2) -> ScriptedBox {
        let box = ScriptedBox()
        box.sticks(silver: silver)
        box.emptySticks(sticks)
        box.facts.change(BackupFact()) { fact in
            for index in fact.disks.indices {
                fact.disks[index].lastSuccess = backupHours.map { ScriptedBox.now.adding(seconds: -3600 * $0) }
            }
        }
        box.deeds.on(StorageDeeds.ChangeLock.self) { _, _ in Done() }
        return box
    }

    private func pages(
        _ box: ScriptedBox, role: String = "administrator",
        _ body: @escaping @Sendable (PageClient, ScriptedBox) async throws -> Void
    ) async throws {
        box.logIn(role: role)
        try await PageClient.with(box, register: BoxPages.register) { try await body($0, box) }
    }

    /// The second person's log-in, beside the session of the first.
    private func answer(_ box: ScriptedBox, _ second: UserRow) {
        box.deeds.on(PracticeDeeds.LogIn.self) { deed, secret in
            guard deed.user == second.user, secret == "ofen wiese anker" else { throw Refusal(code: "USR-WRONG") }
            return .init(session: "session-of-the-second-0123456789abcdef", user: second)
        }
    }

    private static let form = [
        ("stick-0", "Stick_0"), ("confirm-0", ""), ("stick-1", "Stick_1"), ("confirm-1", ""), ("second", "b.zweit"),
        ("secondPassword", "ofen wiese anker"),
    ]

    @Test(arguments: [nil, 1])
    func `without a key that opens it says in red not to switch off`(silver: Int?) async throws {
        try await pages(Self.box(silver: silver)) { (client, _) async throws in
            let text = try await client.get("/box/keys/lock").text
            #expect(text.contains("NICHT ausschalten") == (silver == nil))
            #expect(text.contains("id=\"old-key\"") == (silver != nil))
            #expect(text.contains("aus der Sicherung zurückgeholt") == (silver == nil))
            #expect(try await client.get("/box/keys").text.contains("href=\"/box/keys/lock\""))
        }
    }

    @Test(arguments: [(2, true), (24, true), (25, false), (nil, false)] as [(Int64?, Bool)])
    func `an old backup has to be waived`(hours: Int64?, isFresh: Bool) async throws {
        try await pages(Self.box(backupHours: hours)) { (client, box) async throws in
            self.answer(box, Self.second)
            let text = try await client.get("/box/keys/lock").text
            #expect(text.contains("name=\"withoutBackup\"") == !isFresh)
            #expect(text.contains("Es gibt noch keine Sicherung") == (hours == nil))
            let reply = try await client.post("/box/keys/lock", Self.form)
            #expect(reply.text.contains("LOCK-NO-BACKUP") == !isFresh)
            #expect(box.deeds.asked(StorageDeeds.ChangeLock.self).count == (isFresh ? 1 : 0))
            let waived = try await client.post("/box/keys/lock", Self.form + [("withoutBackup", "on")])
            #expect(waived.location?.hasPrefix("/box/keys/lock?deed=") == true)
        }
    }

    @Test func `the deed is asked with both sticks once a second administrator agreed`() async throws {
        try await pages(Self.box()) { (client, box) async throws in
            self.answer(box, Self.second)
            _ = try await client.post("/box/keys/lock", Self.form)
            let deed = try #require(box.deeds.asked(StorageDeeds.ChangeLock.self).first)
            #expect(deed.sticks == ["Stick_0", "Stick_1"] && deed.confirms == ["", ""] && deed.user == "a.schoen")
            // The second session is ended again, and the log knows both.
            let ended = box.deeds.asked(PracticeDeeds.LogOut.self)
            #expect(ended.map(\.session) == ["session-of-the-second-0123456789abcdef"])
            let lines = box.deeds.asked(PracticeDeeds.RecordAudit.self)
            #expect(lines.map(\.action) == ["lock.confirm", "lock.change"])
            #expect(lines.map(\.user) == ["b.zweit", "a.schoen"])
        }
    }

    @Test(arguments: [
        ("a.schoen", "ofen wiese anker", "administrator", "LOCK-SAME-PERSON"),
        ("A.SCHOEN", "ofen wiese anker", "administrator", "LOCK-SAME-PERSON"),
        ("b.zweit", "falsch", "administrator", "USR-WRONG"),
        ("b.zweit", "ofen wiese anker", "doctor", "LOCK-NOT-ADMINISTRATOR"),
        ("b.zweit", "ofen wiese anker", "assistant", "LOCK-NOT-ADMINISTRATOR"),
    ])
    func `nobody else confirms`(user: String, password: String, role: String, code: String) async throws {
        try await pages(Self.box()) { (client, box) async throws in
            var second = Self.second
            second.role = role
            self.answer(box, second)
            let form = Self.form.filter { !$0.0.hasPrefix("second") }
            let reply = try await client.post(
                "/box/keys/lock", form + [("second", user), ("secondPassword", password)])
            #expect(reply.text.contains(code))
            #expect(box.deeds.asked(StorageDeeds.ChangeLock.self).isEmpty)
        }
    }

    @Test(arguments: [0, 1]) func `one stick is not enough`(sticks: Int) async throws {
        try await pages(Self.box(sticks: sticks)) { (client, box) async throws in
            let text = try await client.get("/box/keys/lock").text
            #expect(text.contains("id=\"no-sticks\"") && !text.contains("id=\"lock-form\""))
            let reply = try await client.post("/box/keys/lock", Self.form.filter { $0.0 != "stick-1" })
            #expect(reply.text.contains("LOCK-TWO-STICKS"))
            #expect(box.deeds.asked(StorageDeeds.ChangeLock.self).isEmpty)
        }
    }

    @Test(arguments: ["doctor", "assistant"]) func `only administrators see the form`(role: String) async throws {
        try await pages(Self.box(), role: role) { (client, _) async throws in
            #expect(try await !client.get("/box/keys/lock").text.contains("id=\"lock-form\""))
            #expect(try await !client.get("/box/keys").text.contains("id=\"to-lock\""))
            #expect(try await client.post("/box/keys/lock", Self.form).status == .forbidden)
        }
    }

    @Test(arguments: [
        ("lock-write", 0, false), ("lock-pull", 1, true), ("lock-free", 2, false), ("lock-form", 3, false),
        ("lock-move", 4, false), ("lock-leave", 5, false),
    ])
    func `each step is seen by everybody, with what hands are needed for`(
        step: String, passed: Int, mayCancel: Bool
    ) async throws {
        let box = Self.box()
        box.lock(step, waitingFor: step == "lock-pull" ? [4] : [])
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box/keys/lock").text
            #expect(text.matches(of: #/data-state="passed"/#).count == passed)
            #expect(text.contains("data-step=\"\(step)\" data-state=\"now\" aria-current=\"step\""))
            #expect(text.contains("NICHT ausschalten"))
            #expect(text.contains("data-waiting=\"4\"") == (step == "lock-pull"))
            #expect(text.contains("data-percent=\"45\"") == (step == "lock-move"))
            #expect(text.contains("action=\"/box/keys/lock/cancel\"") == mayCancel)
            // Nothing else is begun at the keys meanwhile.
            let keys = try await client.get("/box/keys").text
            #expect(!keys.contains("action=\"/box/keys/issue\"") && keys.contains("Das Schloss wird gewechselt"))
        }
    }

    private struct Obstacle: Sendable {
        var code: String
        var change: @Sendable (ScriptedBox) -> Void
    }

    private static let obstacles = [
        Obstacle(code: "LOCK-PAIRS") { $0.facts.change(StorageFact()) { $0.array?.level = 10 } },
        Obstacle(code: "LOCK-NOT-WHOLE") { $0.lostDisk() },
        Obstacle(code: "LOCK-NOT-WHOLE") { $0.facts.change(StorageFact()) { $0.array?.action = "recover" } },
        Obstacle(code: "MEM-CHANGING") { $0.change("add", number: 3) },
        Obstacle(code: "MEM-CHANGING") { box in
            box.facts.change(StorageFact()) {
                $0.deeds = [DeedFact(deed: "e", name: "EraseDisk", started: ScriptedBox.now)]
            }
        },
        Obstacle(code: "KEY-CHANGE-BUSY") { box in
            box.facts.change(StorageFact()) {
                $0.keyChange = KeyChangeFact(step: "enrol", number: 3, replaces: 0, stick: "s")
            }
        },
        Obstacle(code: "KEY-CHANGE-FULL") { box in
            box.facts.change(StorageFact()) { fact in
                fact.keys = (1..<KeyChangeRule.mostKeys).map { KeyFact(role: "unlock", number: $0, id: "a") }
            }
        },
    ]

    @Test(arguments: obstacles)
    private func `what storage would refuse is said before anybody types a password`(given: Obstacle) async throws {
        try await pages(Self.box(silver: 1)) { (client, box) async throws in
            #expect(try await client.get("/box/keys/lock").text.contains("id=\"lock-form\""))
            given.change(box)
            let text = try await client.get("/box/keys/lock").text
            #expect(text.contains("id=\"lock-not-now\"") && text.contains("data-code=\"\(given.code)\""))
            #expect(!text.contains("id=\"lock-form\""))
            // Nor is anybody logged in for it who sends the form all the same.
            #expect(try await client.post("/box/keys/lock", Self.form).text.contains(given.code))
            #expect(box.deeds.asked(PracticeDeeds.LogIn.self).isEmpty)
        }
    }

    @Test func `a change that is taken back says so, and lists no steps`() async throws {
        let box = Self.box()
        box.lock("lock-give-up")
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box/keys/lock").text
            #expect(text.contains("Wechsel wird zurückgenommen") && !text.contains("data-state=\"now\""))
        }
    }

    @Test(arguments: [true, false])
    func `while the lock is changed no disk is, and nobody is offered to switch off`(isWithoutOldKey: Bool) async throws
    {
        let box = Self.box()
        box.lock("lock-move", isWithoutOldKey: isWithoutOldKey)
        try await pages(box) { (client, _) async throws in
            let text = try await client.get("/box").text
            #expect(!text.contains(#/action="\/box\/(replace|add|erase|take-out)"/#))
            #expect(text.contains("id=\"lock-runs\"") && text.contains("href=\"/box/keys/lock\""))
            // With an old key a start loses nothing.
            #expect(text.contains("action=\"/box/power\"") == !isWithoutOldKey)
        }
    }

    @Test(arguments: [true, false])
    func `the start page says it to everybody, and never to restart meanwhile`(isLoggedIn: Bool) async throws {
        let box = Self.box()
        box.lock("lock-move")
        box.volume { $0.readOnly = true }
        try await pages(box) { (client, _) async throws in
            var client = client
            client.isLoggedIn = isLoggedIn
            let text = try await client.get("/").text
            #expect(text.matches(of: #/Das Schloss wird gewechselt/#).count == 1)
            #expect(text.contains("href=\"/box/keys/lock\"") == isLoggedIn)
            #expect(text.contains("data-code=\"VOL-READ-ONLY\"") && !text.contains(VolumeLack.readOnly.action.de))
        }
    }
}
