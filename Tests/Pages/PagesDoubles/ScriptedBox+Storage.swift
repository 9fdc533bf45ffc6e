public import DatasafeCore

// The life of disks and keys, in states and answers.
extension ScriptedBox {
    /// The digits on the box's screen while it is closed.
    public static let screenCode = "482913"

    func storageAnswers() {
        deeds.on(StorageDeeds.ReplaceMember.self) { _, _ in Done() }
        deeds.on(StorageDeeds.AddMember.self) { _, _ in Done() }
        deeds.on(StorageDeeds.TakeOutMember.self) { _, _ in Done() }
        deeds.on(StorageDeeds.CallOffChange.self) { _, _ in Done() }
        deeds.on(StorageDeeds.EraseDisk.self) { _, _ in Done() }
        deeds.on(StorageDeeds.StartScrub.self) { _, _ in Done() }
        deeds.on(StorageDeeds.PauseScrub.self) { _, _ in Done() }
        deeds.on(StorageDeeds.IssueKey.self) { _, _ in Done() }
        deeds.on(StorageDeeds.CancelKeyChange.self) { _, _ in Done() }
        deeds.on(StorageDeeds.RevokeKey.self) { _, _ in Done() }
        deeds.on(StorageDeeds.RestoreHeader.self) { _, _ in Done() }
        deeds.on(StorageDeeds.ChooseSide.self) { _, _ in Done() }
        deeds.on(StorageDeeds.RetireBox.self) { _, _ in Done() }
    }

    /// One more disk in bay 3 that belongs to nobody.
    public func spareDisk(content: String = "empty") {
        facts.change(StorageFact()) { $0.disks.append(ScriptedBox.disk("d3", "WD-WX11D0PQR", content: content)) }
    }

    /// A mirror on three disks, all whole.
    public func threeDisks() {
        facts.change(StorageFact()) { fact in
            fact.array?.members.append(ScriptedBox.member(3, "d3", "0PQR"))
            fact.array?.memberCount = 3
            fact.array?.redundancyLeft = 2
            fact.disks.append(ScriptedBox.disk("d3", "WD-WX11D0PQR"))
        }
    }

    /// A change of the disks that goes on, without any deed: as after a power cut.
    public func change(_ kind: String, number: Int = 2, oldAnswers: Bool = true, isWaiting: Bool = false) {
        facts.change(StorageFact()) { fact in
            var change = ArrayChangeFact(kind: kind, number: number)
            change.oldAnswers = oldAnswers
            change.isWaiting = isWaiting
            change.newSerialTail = kind == "take-out" ? "" : "0PQR"
            change.oldSerialTail = kind == "add" || !oldAnswers ? "" : "9XAB"
            fact.array?.change = change
            fact.array?.action = isWaiting || kind == "take-out" ? "idle" : "recover"
            fact.array?.progress =
                isWaiting || kind == "take-out"
                ? nil : DeedProgress(step: "recover", done: 23, of: 100, secondsLeft: 5_400)
        }
    }

    /// Sticks: a good silver key of that number, and one that holds something.
    public func sticks(silver: Int?, code: String? = nil, other: String? = nil) {
        facts.change(StorageFact()) { fact in
            fact.sticks = []
            if let silver {
                var stick = StickFact(
                    id: "Kingston_A1", model: "Kingston DataTraveler", bytes: 31_000_000_000, role: "unlock")
                stick.number = silver
                stick.code = code
                fact.sticks.append(stick)
                fact.keyPluggedSince = ScriptedBox.now.adding(seconds: -60)
            }
            if let other {
                fact.sticks.append(
                    StickFact(
                        id: "Kingston_50E549C6", model: "Kingston DataTraveler", bytes: 31_000_000_000, role: other))
            }
        }
    }

    /// Closed, with a code on the screen.
    public func closed(_ state: StorageState, reason: Refusal? = nil) {
        self.state(state)
        facts.change(StorageFact()) { fact in
            fact.screenCode = ScriptedBox.screenCode
            fact.reason = reason
            if state == .failed { fact.array = nil }
        }
    }

    /// Two disks that were used apart; `count` of one = only the older state is here.
    public func sides(_ count: Int = 2) {
        closed(.failed, reason: Refusal(code: count == 1 ? "MEM-NEWER-ABSENT" : "MEM-SPLIT", subject: ""))
        facts.change(StorageFact()) { fact in
            fact.sides = fact.disks.prefix(count).enumerated().map { index, disk in
                SideFact(
                    disk: disk.id, number: index + 1, serialTail: String(disk.serial.suffix(4)),
                    written: ScriptedBox.now.adding(seconds: -86_400 * Int64(2 - index)), group: [disk.id])
            }
        }
    }

    /// A box that leaves: of its two disks `erased` are done, `progress` while one is being overwritten.
    public func retired(erased: Int, progress: DeedProgress? = nil, absent: Int = 0) {
        closed(.failed, reason: Refusal(code: "BOX-RETIRED"))
        facts.change(StorageFact()) { fact in
            var retirement = RetirementFact(disks: 2 - absent, absent: absent)
            retirement.areKeysGone = progress?.step != "retire-keys"
            retirement.erased = erased
            fact.retirement = retirement
            fact.step = progress
            fact.keys = []
            fact.erasures = fact.disks.prefix(erased).enumerated().map { index, disk in
                ErasureFact(
                    model: disk.model, serial: disk.serial, bytes: disk.bytes, method: "keys-and-overwrite",
                    began: ScriptedBox.now.adding(seconds: -40_000 + 20_000 * Int64(index)),
                    ended: ScriptedBox.now.adding(seconds: -21_000 + 20_000 * Int64(index)), checked: 1024, wrong: 0,
                    user: "a.schoen")
            }
            for index in fact.disks.indices { fact.disks[index].content = "empty" }
        }
    }

    /// A disk that was erased.
    public static func erasure(_ method: String = "overwrite", checked: Int = 4096, wrong: Int = 0) -> ErasureFact {
        ErasureFact(
            model: "WDC WD40EFPX", serial: "WD-WX11D9XAB", bytes: 4_000_787_030_016, method: method,
            began: now.adding(seconds: -40_000), ended: now.adding(seconds: -3_000), checked: checked, wrong: wrong,
            user: "a.schoen")
    }
}
