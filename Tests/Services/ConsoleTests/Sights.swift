import DatasafeCore

@testable import Console

/// The screens a box shows in its life, by name.
enum Sights {
    static let now = Instant("2026-03-02T19:31:00Z") ?? Instant(seconds: 0)

    static func fresh<Content: Fact>(_ fact: Content) -> FactReading<Content> {
        .fresh(FactEnvelope(fact: fact, version: "2026.3.1", boot: "b001", seq: 1, at: now))
    }

    static func sight(_ state: StorageState?, _ change: (inout StorageFact) -> Void = { _ in }) -> ConsoleSight {
        var sight = ConsoleSight(version: "2026.3.1", now: now, uptime: 42)
        var web = WebFact()
        web.addresses = ["https://192.168.178.40", "https://[fd00::5054:ff:fe12:3456]"]
        web.fingerprint = (0..<32).map { $0 % 2 == 0 ? "A\($0 % 10)" : "3F" }.joined(separator: ":")
        sight.web = fresh(web)
        sight.monitor = fresh(MonitorFact())
        guard let state else { return sight }
        var storage = StorageFact()
        storage.state = state
        storage.box = state == .unsetUp ? "" : "7f3a91c2"
        change(&storage)
        sight.storage = fresh(storage)
        return sight
    }

    static let starting = sight(nil)

    static let new: ConsoleSight = {
        var sight = Sights.sight(.unsetUp)
        var setup = SetupFact()
        setup.code = "481516"
        sight.setup = fresh(setup)
        return sight
    }()

    static let settingUp: ConsoleSight = {
        var sight = Sights.sight(.unsetUp)
        var setup = SetupFact()
        setup.code = "481516"
        setup.step = .keys
        sight.setup = fresh(setup)
        return sight
    }()

    /// Changes to a sight whose data are open.
    @Sendable static func readOnly(_ sight: inout ConsoleSight) { volume(&sight) { $0.readOnly = true } }
    @Sendable static func full(_ sight: inout ConsoleSight) { volume(&sight) { $0.used = $0.bytes } }

    private static func volume(_ sight: inout ConsoleSight, _ change: (inout VolumeFact) -> Void) {
        guard var storage = sight.storage.fact else { return }
        var volume = VolumeFact()
        volume.bytes = 4 << 40
        change(&volume)
        storage.volume = volume
        sight.storage = fresh(storage)
    }

    static let locked = sight(.locked)
    static let keyBad = sight(.locked) { $0.refusal = Refusal(code: "KEY-OTHER-BOX", subject: "1") }
    static let unlocking = sight(.unlocking) { $0.step = DeedProgress(step: "disks", done: 1, of: 2) }
    static let pullKey = sight(.open) { $0.keyPluggedSince = now }

    static let ready: ConsoleSight = {
        var sight = Sights.sight(.open)
        var backup = BackupFact()
        backup.disks = [BackupTargetFact(number: 1, state: "away"), BackupTargetFact(number: 2, state: "attached")]
        backup.disks[1].lastSuccess = Instant("2026-03-01T20:14:00Z")
        sight.backup = fresh(backup)
        return sight
    }()

    static let degraded: ConsoleSight = {
        var sight = Sights.sight(.openDegraded) { fact in
            var array = ArrayFact()
            array.members = [
                MemberFact(number: 1, bay: "d1", state: "insync"), MemberFact(number: 2, bay: nil, state: "lost"),
            ]
            array.members[1].serialTail = "K7Q2"
            fact.array = array
            fact.reason = Refusal(code: "MEM-MISSING", subject: "2")
        }
        var monitor = MonitorFact()
        monitor.checks = [
            CheckFact(id: "raid.members", state: 2, value: 2, since: now, reason: "MEM-MISSING"),
            CheckFact(id: "raid.redundancy", state: 2, value: nil, since: now, reason: "RAID-NO-COPY"),
            CheckFact(id: "backup.init", state: 1, value: 1, since: now, reason: "BACKUP-ONE-DISK"),
            CheckFact(id: "load15", state: 0, value: 0.3, since: now, reason: ""),
        ]
        sight.monitor = fresh(monitor)
        var backup = BackupFact()
        backup.disks = [BackupTargetFact(number: 1, state: "running")]
        backup.running = BackupRunFact(.disk(1), step: "backup", started: now, cause: "timer")
        sight.backup = fresh(backup)
        return sight
    }()

    static let fault: ConsoleSight = {
        var sight = Sights.sight(.failed) { $0.reason = Refusal(code: "MEM-SPLIT") }
        sight.uptime = 4000
        sight.monitor = .missing
        sight.web = fresh(WebFact())
        return sight
    }()

    /// Locked, and a disk is being replaced; the code for it stands there.
    static let lockedWork = sight(.locked) { fact in
        fact.screenCode = "481516"
        fact.array = array("recover", ["insync", "rebuilding"], done: 23)
        fact.array?.change = ArrayChangeFact(kind: "replace", number: 2)
    }

    /// Both disks were used apart: the longest sentences, a code, and a monitor with two messages.
    static let split: ConsoleSight = {
        var sight = Sights.degraded
        sight.uptime = 4000
        var storage = StorageFact()
        storage.state = .failed
        storage.box = "7f3a91c2"
        storage.reason = Refusal(code: "MEM-SPLIT")
        storage.screenCode = "481516"
        sight.storage = fresh(storage)
        sight.backup = .missing
        return sight
    }()

    /// A disk that came back is being filled.
    static let filling = sight(.openDegraded) { fact in
        fact.array = array("recover", ["insync", "rebuilding"], done: 71)
        fact.reason = Refusal(code: "MEM-STALE", subject: "2")
    }

    /// A silver key is being issued.
    static let issuing = sight(.open) { fact in
        fact.keyPluggedSince = now
        fact.keyChange = KeyChangeFact(step: "pull-and-plug", number: 3, replaces: 1, stick: "s")
    }

    /// A box that leaves: its first disk is done, the second one is being overwritten.
    static let retiring = leaving(erased: 1) { fact in
        var deed = DeedFact(deed: "d", name: "RetireBox", started: now)
        deed.progress = DeedProgress(step: "erase", done: 62, of: 100, secondsLeft: 9_300)
        fact.deeds = [deed]
    }
    static let retiringWaits = leaving(erased: 1)
    static let retired = leaving(erased: 2)

    static func leaving(erased: Int, _ change: (inout StorageFact) -> Void = { _ in }) -> ConsoleSight {
        sight(.failed) { fact in
            fact.reason = Refusal(code: "BOX-RETIRED")
            fact.screenCode = "481516"
            fact.retirement = RetirementFact(disks: 2)
            fact.retirement?.areKeysGone = true
            fact.retirement?.erased = erased
            change(&fact)
        }
    }

    static func array(_ action: String, _ states: [String], done: Int64, left: Int? = 5_400) -> ArrayFact {
        var array = ArrayFact()
        array.members = states.enumerated().map { MemberFact(number: $0 + 1, bay: "d\($0 + 1)", state: $1) }
        array.memberCount = states.count
        array.action = action
        array.progress = DeedProgress(step: action, done: done, of: 100, secondsLeft: left)
        return array
    }

    static let all: [(name: String, sight: ConsoleSight)] = [
        ("starting", starting), ("new", new), ("settingUp", settingUp), ("locked", locked), ("keyBad", keyBad),
        ("unlocking", unlocking), ("pullKey", pullKey), ("ready", ready), ("degraded", degraded), ("fault", fault),
        ("lockedWork", lockedWork), ("split", split), ("filling", filling), ("issuing", issuing),
        ("retiring", retiring), ("retiringWaits", retiringWaits), ("retired", retired),
    ]
}
