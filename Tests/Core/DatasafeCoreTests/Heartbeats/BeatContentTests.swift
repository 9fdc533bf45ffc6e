import DatasafeCore
import Testing

struct BeatContentTests {
    let now = Instant(seconds: 1_795_000_000)
    static let canary = "KANARIE-praxis-mueller-4711"

    private func fresh<Content: Fact>(_ fact: Content, age: Int64 = 0) -> FactReading<Content> {
        let envelope = FactEnvelope(
            fact: fact, version: Self.canary, boot: "0badcafe", seq: 1, at: now.adding(seconds: -age))
        return .judged(envelope, now: now)
    }

    /// A canary in every text that a fact has.
    private func planted() -> BeatSources {
        let word = Self.canary
        var monitor = MonitorFact()
        monitor.checks = [
            CheckFact(id: word, state: 2, value: 1, since: now, reason: word),
            CheckFact(id: "disk.smart:\(word)", state: 2, value: 1, since: now, reason: word),
            CheckFact(id: "disk.smart:mueller", state: 2, value: 1, since: now, reason: ""),
            CheckFact(id: "disk.smart:d1", state: 1, value: 3, since: now, reason: word),
            CheckFact(id: "load15", state: 7, value: 3, since: now, reason: ""),
            CheckFact(id: "cpu.busy", state: 0, value: .infinity, since: now, reason: ""),
        ]
        monitor.events = [
            CheckEventFact(seq: 5, event: word, check: "load15", state: 1, value: 1, reason: "", at: now),
            CheckEventFact(seq: 4, event: "raise", check: word, state: 1, value: 1, reason: "", at: now),
            CheckEventFact(seq: 3, event: "raise", check: "load15", state: 1, value: 1, reason: word, at: now),
        ]
        var storage = StorageFact()
        storage.state = .open
        storage.reason = Refusal(code: word, subject: word)
        storage.refusal = Refusal(code: word, subject: word)
        storage.box = word
        storage.disks = [DiskFact(id: word, bay: word, model: word, serial: word, bytes: 1, content: word)]
        storage.sticks = [StickFact(id: word, model: word, bytes: 1, role: word)]
        storage.backupDisks = [BackupDiskFact(id: word, model: word, serial: word, bytes: 1, kind: word, content: word)]
        storage.keys = [KeyFact(role: word, number: 1, id: word)]
        storage.step = DeedProgress(step: word)
        storage.kernel = [word: 1]
        storage.unlockTimes = [word: 1]
        var array = ArrayFact()
        array.action = word
        var member = MemberFact(number: 1, bay: word, state: word)
        member.serialTail = word
        array.members = [member]
        storage.array = array
        var backup = BackupFact()
        backup.disks = [BackupTargetFact(number: 1, state: word)]
        backup.runs = [BackupRunFact(.disk(1), step: word, started: now, cause: word)]
        var practice = PracticeFact()
        practice.auditLines = 4711
        practice.auditHead = word
        return BeatSources(
            monitor: fresh(monitor), storage: fresh(storage), backup: fresh(backup), practice: fresh(practice))
    }

    @Test func `no text of any fact gets into a beat`() throws {
        let content = BeatContent(planted(), uptime: 100, now: now)
        #expect(content.checks.map(\.id) == ["disk.smart:d1", "cpu.busy"])
        #expect(content.checks[0].reason == "HUB-OTHER")
        #expect(content.checks[1].value == nil)
        #expect(content.events.map(\.number) == [3])
        #expect(content.audit == nil)
        let beat = Heartbeat(
            kind: .full, software: "2026.11.1", phase: content.phase, device: HeartbeatTests.sample().device,
            boot: "0badcafe", seq: 1, at: now, uptime: 100, inventory: content.inventory, checks: content.checks,
            events: content.events, audit: content.audit)
        let text = String(decoding: try beat.written(), as: UTF8.self).lowercased()
        for part in ["kanarie", "mueller", "praxis", "4711"] { #expect(!text.contains(part), "\(part)") }
    }

    @Test(arguments: [
        (StorageState.starting, BeatPhase.starting), (.unsetUp, .unsetUp), (.locked, .locked), (.unlocking, .unlocking),
        (.open, .open), (.openDegraded, .openDegraded), (.failed, .failed),
    ])
    func `the phase is the state of storage`(state: StorageState, phase: BeatPhase) {
        var storage = StorageFact()
        storage.state = state
        var sources = planted()
        sources.storage = fresh(storage)
        #expect(BeatContent(sources, uptime: 1, now: now).phase == phase)
        sources.storage = fresh(storage, age: 31)
        #expect(BeatContent(sources, uptime: 1, now: now).phase == .unknown)
        #expect(StorageState.allCases.allSatisfy { BeatPhase(rawValue: $0.rawValue) != nil })
    }

    @Test func `a silent monitor is itself an alarm, never green`() {
        var sources = planted()
        var monitor = MonitorFact()
        monitor.checks = [CheckFact(id: "load15", state: 0, value: 1, since: now, reason: "")]
        sources.monitor = fresh(monitor, age: 31)
        let stale = BeatContent(sources, uptime: 1000, now: now)
        #expect(stale.checks.map(\.id) == ["monitor.self"])
        #expect(stale.checks.map(\.state) == [2])
        #expect(!stale.isComplete)
        sources.monitor = .missing
        #expect(BeatContent(sources, uptime: 100, now: now).checks.isEmpty)
        #expect(BeatContent(sources, uptime: 181, now: now).checks.map(\.id) == ["monitor.self"])
        sources.monitor = .unreadable("x")
        #expect(BeatContent(sources, uptime: 181, now: now).checks.map(\.state) == [2])
    }

    @Test func `the audit head goes along while the practice says it`() {
        var practice = PracticeFact()
        practice.auditLines = 12
        practice.auditHead = String(repeating: "0c", count: 32)
        var sources = planted()
        sources.practice = fresh(practice)
        #expect(BeatContent(sources, uptime: 1, now: now).audit == BeatAudit(lines: 12, head: practice.auditHead))
        sources.practice = fresh(practice, age: 31)
        #expect(BeatContent(sources, uptime: 1, now: now).audit == nil)
    }
}
