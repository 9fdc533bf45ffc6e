import DatasafeCore
import Testing

/// One value of one check: what it raises and what it holds.
private struct Case: Sendable, CustomTestStringConvertible {
    var id: String
    var about: String
    var rises: Severity
    var holds: Severity
    var reason: String
    var spoil: @Sendable (inout QuietBox) -> Void

    init(
        _ id: String, _ about: String, _ rises: Severity, _ holds: Severity? = nil, _ reason: CheckReason? = nil,
        _ spoil: @escaping @Sendable (inout QuietBox) -> Void
    ) {
        self.id = id
        self.about = about
        self.rises = rises
        self.holds = holds ?? rises
        self.reason = reason?.code ?? ""
        self.spoil = spoil
    }

    var testDescription: String { "\(id) \(about)" }
}

private let tera: Int64 = 1_000_000_000_000

private func used(_ percent: Int64) -> @Sendable (inout QuietBox) -> Void {
    { $0.storage.volume?.used = percent * 40_000_000_000 }
}
private func smallData(free: Int64) -> @Sendable (inout QuietBox) -> Void {
    { box in
        box.storage.volume?.bytes = 448_000_000
        box.storage.volume?.used = 382_000_000
        box.storage.volume?.free = free
    }
}
private func smallVar(free: Int64) -> @Sendable (inout QuietBox) -> Void {
    { box in
        box.machine.volumes = [
            VolumeReading(
                name: "var", bytes: 4_000_000_000, free: free, inodes: 100, freeInodes: 90, isReadOnly: false)
        ]
    }
}
private func memory(_ percent: Int64) -> @Sendable (inout QuietBox) -> Void {
    { $0.machine.memory = MemoryReading(total: 8_000_000_000, available: percent * 80_000_000) }
}
private func pressure(cpu: Double = 0, memory: Double = 0, io: Double = 0) -> @Sendable (inout QuietBox) -> Void {
    { $0.machine.pressure = PressureReading(processorSome: cpu, memoryFull: memory, ioFull: io) }
}
private func load(_ load: Double) -> @Sendable (inout QuietBox) -> Void { { $0.machine.load15 = load } }
private func certificate(days: Int64) -> @Sendable (inout QuietBox) -> Void {
    { $0.web?.certificateEnds = $0.time.wall.adding(seconds: days * 86_400 + 60) }
}
private func waiting(_ seconds: Int) -> @Sendable (inout QuietBox) -> Void { { $0.beat?.oldestSeconds = seconds } }
private func offset(_ seconds: Double) -> @Sendable (inout QuietBox) -> Void { { $0.machine.clock?.offset = seconds } }
private func checked(days: Int64) -> @Sendable (inout QuietBox) -> Void {
    { $0.storage.array?.lastCheck = $0.time.wall.adding(seconds: -days * 86_400) }
}

private let machineCases: [Case] = [
    Case("fs.used:data", "25 %", .ok, spoil()),
    Case("fs.used:data", "79 %", .ok, .ok, used(79)),
    Case("fs.used:data", "80 % holds", .ok, .warn, .volumeFilling, used(80)),
    Case("fs.used:data", "84 % holds", .ok, .warn, .volumeFilling, used(84)),
    Case("fs.used:data", "85 %", .warn, .warn, .volumeFilling, used(85)),
    Case("fs.used:data", "90 % holds CRIT", .warn, .crit, .volumeFilling, used(90)),
    Case("fs.used:data", "95 %", .crit, .crit, .volumeFull, used(95)),
    // The reserve of a small volume is more than five percent: documents are refused earlier, and that is said.
    Case("fs.used:data", "small, 70 MB left", .warn, .warn, .volumeFilling, smallData(free: 70_000_000)),
    Case("fs.used:data", "small, 60 MB left", .crit, .crit, .volumeFull, smallData(free: 60_000_000)),
    Case("fs.used:var", "small and half full", .ok, .ok, nil, smallVar(free: 2_000_000_000)),
    Case("fs.used:var", "small, 500 MB left, holds", .warn, .crit, .volumeFilling, smallVar(free: 500_000_000)),
    Case("fs.used:var", "small, 400 MB left", .crit, .crit, .volumeFull, smallVar(free: 400_000_000)),
    Case("fs.inodes:var", "quiet", .ok, spoil()),
    Case("fs.inodes:var", "96 %", .crit, .crit, .volumeInodes) { $0.machine.volumes?[0].freeInodes = 240_000 },
    Case("fs.ro:data", "read-only", .crit, .crit, .volumeReadOnly) { $0.storage.volume?.readOnly = true },
    Case("fs.ro:var", "read-only", .crit, .crit, .volumeReadOnly) { $0.machine.volumes?[0].isReadOnly = true },
    Case("fs.unalloc", "metadata 99 % with space", .ok, .ok) { $0.storage.volume?.metadataPercent = 99 },
    Case("fs.unalloc", "metadata 80 % without", .warn, .warn, .volumeUnallocated) {
        $0.storage.volume?.metadataPercent = 80
        $0.storage.volume?.unallocated = 2_000_000_000
    },
    Case("fs.unalloc", "metadata 95 % without", .crit, .crit, .volumeUnallocated) {
        $0.storage.volume?.metadataPercent = 95
        $0.storage.volume?.unallocated = 0
    },
    Case("mem.avail", "16 %", .ok, .ok, nil, memory(16)),
    Case("mem.avail", "11 % holds", .ok, .warn, .memoryLow, memory(11)),
    Case("mem.avail", "10 %", .warn, .warn, .memoryLow, memory(10)),
    Case("mem.avail", "4 %", .crit, .crit, .memoryOut, memory(4)),
    Case("mem.psi", "19 % holds", .ok, .crit, .memoryOut, pressure(memory: 19)),
    Case("mem.psi", "20 %", .crit, .crit, .memoryOut, pressure(memory: 20)),
    Case("io.psi", "19 %", .ok, .ok, nil, pressure(io: 19)),
    Case("io.psi", "29 % holds", .ok, .warn, .ioSlow, pressure(io: 29)),
    Case("io.psi", "30 %", .warn, .warn, .ioSlow, pressure(io: 30)),
    Case("io.psi", "70 %", .crit, .crit, .ioSlow, pressure(io: 70)),
    Case("cpu.psi", "79 % holds", .ok, .crit, .cpuStarved, pressure(cpu: 79)),
    Case("cpu.psi", "80 %", .crit, .crit, .cpuStarved, pressure(cpu: 80)),
    Case("load15", "1.7 per core", .ok, .ok, nil, load(6.8)),
    Case("load15", "1.9 per core holds", .ok, .warn, .loadHigh, load(7.6)),
    Case("load15", "2 per core", .warn, .warn, .loadHigh, load(8)),
    Case("load15", "4 per core", .crit, .crit, .loadHigh, load(16)),
]

private let boxCases: [Case] = [
    Case("net.link", "up", .ok, spoil()),
    Case("net.link", "down", .crit, .crit, .netDown) { $0.machine.links?[0].isUp = false },
    Case("net.link", "no port at all", .crit, .crit, .netDown) { $0.machine.links = [] },
    Case("cert:web", "22 days", .ok, .ok, nil, certificate(days: 22)),
    Case("cert:web", "21 days", .warn, .warn, .certificateEnding, certificate(days: 21)),
    Case("cert:web", "7 days", .crit, .crit, .certificateEnding, certificate(days: 7)),
    Case("cert:web", "over", .crit, .crit, .certificateInvalid, certificate(days: -1)),
    Case("cert:web", "not yet", .crit, .crit, .certificateInvalid) {
        $0.web?.certificateBegins = $0.time.wall.adding(seconds: 3600)
    },
    Case("spool.backlog", "59 minutes", .ok, .ok, nil, waiting(3540)),
    Case("spool.backlog", "an hour", .warn, .warn, .hubUnsent, waiting(3600)),
    Case("spool.backlog", "a day", .crit, .crit, .hubUnsent, waiting(86_400)),
    Case("time.offset", "0.4 s", .ok, .ok, nil, offset(0.4)),
    Case("time.offset", "-0.5 s", .warn, .warn, .timeWrong, offset(-0.5)),
    Case("time.offset", "60 s", .crit, .crit, .timeWrong, offset(60)),
    Case("time.offset", "the hub says so", .crit, .crit, .timeWrong) { $0.beat?.trouble = "clock" },
    Case("unlock.fail", "two tries", .ok) { $0.storage.badTries = 2 },
    Case("unlock.fail", "three tries", .warn, .warn, .unlockTries) { $0.storage.badTries = 3 },
    Case("key.left_plugged", "in", .crit, .crit, .keyLeftPlugged) { $0.storage.keyPluggedSince = $0.time.wall },
    Case("audit.chain", "whole", .ok, spoil()),
    Case("audit.chain", "broken", .crit, .crit, .auditBroken) { $0.practice?.auditWhole = false },
    Case("audit.chain", "hub away a day", .warn, .warn, .auditNotAnchored) {
        $0.beat?.lastAcknowledged = $0.time.wall.adding(seconds: -90_000)
    },
    Case("svc.store", "no commit", .crit, .crit, .serviceStore) { $0.practice?.storeWorks = false },
    Case("svc.core", "gone", .crit, .crit, .serviceDown) { $0.practice = nil },
    Case("svc.backup", "gone", .crit, .crit, .serviceDown) { $0.backup = nil },
    Case("svc.beat", "gone", .crit, .crit, .serviceDown) { $0.beat = nil },
    Case("svc.web", "gone", .crit, .crit, .serviceDown) { $0.web = nil },
    Case("svc.storage", "gone", .crit, .crit, .serviceDown) { $0.storageIsThere = false },
    Case("svc.storage", "old fact", .crit, .crit, .serviceDown) { $0.factAge = 31 },
    Case("monitor.self", "quiet", .ok, spoil()),
    Case("monitor.self", "crashes", .warn, .warn, .monitorRestarts) { $0.crashes = 3 },
    Case("monitor.self", "nothing readable", .crit, .crit, .monitorGaps) {
        $0.storageIsThere = false
        $0.machine = MachineReading()
    },
]

private let raidCases: [Case] = [
    Case("raid.members", "quiet", .ok, spoil()),
    Case("raid.redundancy", "quiet", .ok, spoil()),
    Case("raid.redundancy", "no array", .crit, .crit, .raidNotRunning) { $0.storage.array = nil },
    Case("raid.redundancy", "degraded", .crit, .crit, .raidNoCopy) { $0.storage.array?.redundancyLeft = 0 },
    Case("raid.redundancy", "rebuilding with nothing left", .crit, .crit, .raidRebuilding) {
        $0.storage.array?.redundancyLeft = 0
        $0.storage.array?.action = "recover"
    },
    Case("raid.redundancy", "resync of a known array with nothing left", .crit, .crit, .raidRebuilding) {
        $0.storage.array?.redundancyLeft = 0
        $0.storage.array?.action = "resync"
    },
    Case("raid.redundancy", "the data move to a new lock", .crit, .crit, .raidLockMoves) {
        $0.storage.array?.redundancyLeft = 0
        var change = LockChangeFact(step: "lock-move", numbers: [3, 4], isWithoutOldKey: true)
        change.progress = DeedProgress(step: "lock-move", done: 400, of: 1000)
        $0.storage.lockChange = change
    },
    Case("raid.redundancy", "first resync", .warn, .warn, .raidSyncing) {
        $0.storage.array?.redundancyLeft = 0
        $0.storage.array?.action = "resync"
        $0.storage.array?.lastCheck = nil
    },
    Case("raid.redundancy", "first resync with a lost member", .crit, .crit, .raidRebuilding) {
        $0.storage.array?.redundancyLeft = 0
        $0.storage.array?.action = "resync"
        $0.storage.array?.lastCheck = nil
        $0.storage.array?.members[1].state = "lost"
    },
    Case("raid.redundancy", "planned replace", .warn, .warn, .raidReplacing) {
        $0.storage.array?.members.append(MemberFact(number: 3, bay: "d3", state: "rebuilding"))
    },
    Case("raid.members", "a foreign disk in a bay", .warn) { $0.storage.disks[1].content = "other-box" },
    Case("raid.members", "one disk more", .warn, .warn, .raidExtraDisk) {
        var disk = QuietBox.disk(3)
        disk.content = "ntfs"
        $0.storage.disks.append(disk)
    },
    Case("raid.scrub", "34 days", .ok, .ok, nil, checked(days: 34)),
    Case("raid.scrub", "35 days", .warn, .warn, .raidCheckOverdue, checked(days: 35)),
    Case("raid.scrub", "running", .ok) {
        checked(days: 50)(&$0)
        $0.storage.array?.action = "check"
    },
    Case("raid.recalc", "quiet", .ok, spoil()),
    Case("raid.recalc", "running", .warn, .warn, .raidRecalculating) {
        $0.storage.array?.members[0].recalculating = true
    },
    Case("raid.errors:fs", "wrong on both", .crit, .crit, .raidWrongData) { $0.storage.volume?.corruptions = 1 },
    Case("raid.errors:d1", "healed", .warn, .warn, .raidHealed) { $0.storage.array?.members[0].correctedErrors = 8 },
    Case("raid.errors:d2", "healed by integrity", .warn, .warn, .raidHealed) {
        $0.storage.array?.members[1].integrityErrors = 1
    },
]

private func spoil() -> @Sendable (inout QuietBox) -> Void { { _ in } }

extension Case {
    fileprivate init(
        _ id: String, _ about: String, _ rises: Severity, _ spoil: @escaping @Sendable (inout QuietBox) -> Void
    ) {
        self.init(id, about, rises, nil, nil, spoil)
    }
    fileprivate init(
        _ id: String, _ about: String, _ rises: Severity, _ holds: Severity,
        _ spoil: @escaping @Sendable (inout QuietBox) -> Void
    ) {
        self.init(id, about, rises, holds, nil, spoil)
    }
}

@Suite struct ThresholdTests {
    @Test(arguments: machineCases + boxCases + raidCases)
    private func `each threshold, on both of its sides`(given: Case) {
        var box = QuietBox()
        given.spoil(&box)
        let samples = box.judge()
        #expect(samples.rises(given.id) == given.rises)
        #expect(samples.holds(given.id) == given.holds)
        if !given.reason.isEmpty { #expect(samples.reason(given.id) == given.reason) }
        if given.holds == .ok { #expect(samples.reason(given.id) == "") }
    }

    @Test func `every reading that fails is unknown, never OK`() {
        var box = QuietBox()
        box.machine = MachineReading()
        let samples = box.judge()
        for id in [
            "fs.used:var", "fs.ro:var", "cpu.busy", "cpu.psi", "mem.avail", "mem.psi", "load15", "io.psi", "net.link",
            "net.errors", "time.offset",
        ] {
            #expect(samples.isUnknown(id), "\(id)")
        }
    }

    @Test func `storage that is silent makes its checks unknown, and they stay raised`() {
        var box = QuietBox()
        box.storageIsThere = false
        let samples = box.judge()
        for id in ["raid.members", "raid.redundancy", "fs.used:data", "box.phase", "kernel.oom"] {
            #expect(samples.isUnknown(id), "\(id)")
        }
    }

    @Test func `in the first five minutes what is missing is not yet down`() {
        var box = QuietBox()
        box.uptime = 60
        box.storageIsThere = false
        box.web = nil
        let samples = box.judge()
        for id in ["svc.storage", "svc.web", "raid.members", "cert:web"] {
            #expect(samples.isNotApplicable(id), "\(id)")
        }
    }

    @Test(arguments: [StorageState.locked, .unlocking, .failed])
    func `behind the key nothing is judged and nothing is green`(state: StorageState) {
        var box = QuietBox()
        box.storage.state = state
        box.practice = nil
        box.backup = nil
        let samples = box.judge()
        for id in [
            "fs.used:data", "fs.ro:data", "svc.core", "svc.store", "backup.run", "audit.chain", "raid.errors:fs",
        ] {
            #expect(samples.isNotApplicable(id), "\(id)")
            #expect(samples.reason(id) == CheckReason.locked.code)
        }
        #expect(samples.rises("raid.members") == .ok)
    }

    @Test func `a new box has nothing to judge yet but itself`() {
        var box = QuietBox()
        box.storage = StorageFact()
        box.storage.state = .unsetUp
        box.practice = nil
        box.backup = nil
        let samples = box.judge()
        #expect(samples.isNotApplicable("raid.redundancy") && samples.isNotApplicable("backup.init"))
        #expect(samples.rises("svc.storage") == .ok && samples.rises("mem.avail") == .ok)
    }

    @Test func `ids of the samples are ids of the catalogue`() {
        var box = QuietBox()
        for id in box.judge().keys { #expect(CheckID(id.text) == id) }
    }
}
