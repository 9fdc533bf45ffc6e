import Testing

@testable import DatasafeCore

/// Disks of one box over time; a test ends as the script says.
private struct TestedBox {
    var now: Instant
    var disks: [SelfTestPlan.Disk]
    var started: [(at: Instant, SelfTestPlan.Start)] = []
    var isArrayBusy = false
    var isBackupRunning = false

    init(_ at: String, disks count: Int = 2, supported: Bool = true) {
        now = Instant(at) ?? Instant(seconds: 0)
        var tests = SelfTestFact()
        tests.isSupported = supported
        tests.longMinutes = 480
        disks = (1...count).compactMap { number in
            DiskID("ata-\(number)").map { SelfTestPlan.Disk(id: $0, tests: tests, memory: SelfTestMemory()) }
        }
    }

    var next: SelfTestPlan.Start? {
        SelfTestPlan(now: now, disks: disks, isArrayBusy: isArrayBusy, isBackupRunning: isBackupRunning).next
    }

    /// All disks are read; the plan starts what is due.
    mutating func look() {
        for (index, disk) in disks.enumerated() {
            if let tests = disk.tests { disks[index].memory.see(tests, at: now) }
        }
        guard let start = next, let index = disks.firstIndex(where: { $0.id == start.disk }) else { return }
        disks[index].memory.start(start.kind, disks[index].tests ?? SelfTestFact(), at: now)
        started.append((now, start))
        disks[index].tests?.remainingPercent = 90
    }

    /// The test of a disk ends.
    mutating func end(_ index: Int, _ outcome: SelfTestOutcome) {
        var tests = disks[index].tests ?? SelfTestFact()
        tests.lastKind = disks[index].memory.running
        tests.lastOutcome = outcome
        tests.lastHours = (tests.lastHours ?? 1000) + 1
        tests.remainingPercent = nil
        disks[index].tests = tests
    }

    /// Lets time pass in steps of ten minutes; every test takes as long as it should.
    mutating func pass(days: Double, outcome: SelfTestOutcome = .passed) {
        let end = now.adding(seconds: Int64(days * 86_400))
        while now < end {
            now = now.adding(seconds: 600)
            for index in disks.indices where disks[index].tests?.remainingPercent != nil {
                let (kind, memory) = (disks[index].memory.running, disks[index].memory)
                let since = (kind == .long ? memory.longStarted : memory.shortStarted) ?? now
                if now.seconds(since: since) >= (kind == .long ? 480 * 60 : 120) { self.end(index, outcome) }
            }
            look()
        }
    }

    func starts(_ kind: SelfTestKind, of disk: String) -> [Instant] {
        started.filter { $0.1.kind == kind && $0.1.disk.name == disk }.map(\.at)
    }
}

@Suite struct SelfTestPlanTests {
    // A Wednesday.
    @Test(
        arguments: [
            ("2026-03-04T10:00:00Z", SelfTestKind.short), ("2026-03-04T00:30:00Z", .long),
            ("2026-03-04T04:30:00Z", .long), ("2026-03-04T16:59:00Z", .short), ("2026-03-04T17:00:00Z", nil),
            ("2026-03-03T23:59:00Z", nil), ("2026-03-04T00:00:00Z", .long),
            // Summer time: 18:00, from which on disks are backed up, is 16:00 UTC.
            ("2026-07-01T15:59:00Z", .short), ("2026-07-01T16:00:00Z", nil), ("2026-07-01T22:59:00Z", nil),
            ("2026-07-01T23:00:00Z", .long),
            // Sunday, the scrub's hours: a first short test only; an hour before them there is no time for a long one.
            ("2026-03-08T01:30:00Z", .short), ("2026-03-08T00:30:00Z", .short),
        ] as [(String, SelfTestKind?)])
    func `when a new disk is tested`(at: String, kind: SelfTestKind?) {
        #expect(TestedBox(at).next?.kind == kind)
    }

    @Test func `never beside work on the array, a backup, another test, or without support`() {
        let night = "2026-03-04T00:30:00Z"
        var box = TestedBox(night)
        box.isArrayBusy = true
        #expect(box.next == nil)
        box = TestedBox(night)
        box.isBackupRunning = true
        #expect(box.next == nil)
        box = TestedBox(night)
        // Begun by hand, or before a restart that forgot.
        box.disks[1].tests?.remainingPercent = 40
        #expect(box.next == nil)
        box = TestedBox(night, supported: false)
        #expect(box.next == nil)
        box.disks[0].tests = nil
        #expect(box.next == nil)
    }

    @Test func `half a year: weekly, monthly, one at a time, in the night`() {
        var box = TestedBox("2026-03-01T12:00:00Z", disks: 4)
        box.pass(days: 182)
        for disk in box.disks.map(\.id.name) {
            let long = box.starts(.long, of: disk)
            #expect((5...7).contains(long.count), "\(disk): \(long.count)")
            let all = (long + box.starts(.short, of: disk)).sorted()
            let gaps = zip(all, all.dropFirst()).map { $1.seconds(since: $0) }
            #expect((gaps.max() ?? 0) <= 9 * 86_400 && (26...33).contains(all.count))
        }
        let long = box.started.filter { $0.1.kind == .long }.map(\.at).sorted()
        for (one, other) in zip(long, long.dropFirst()) { #expect(other.seconds(since: one) >= 480 * 60) }
        for start in box.started.dropFirst(4) { #expect((1..<6).contains(BerlinTime.civil(start.at).hour)) }
    }

    @Test func `a box that is off at night is tested by day, later`() {
        var box = TestedBox("2026-03-02T08:00:00Z")
        for _ in 0..<60 {
            box.pass(days: 0.4)
            box.now = box.now.adding(seconds: 86_400 - 34_560)
        }
        for disk in ["ata-1", "ata-2"] {
            #expect((1...2).contains(box.starts(.long, of: disk).count))
            #expect(box.starts(.short, of: disk).count >= 4)
        }
        // It never begins what cannot end before the backup.
        for start in box.started where start.1.kind == .long { #expect(BerlinTime.civil(start.at).hour < 12) }
    }

    @Test func `weeks off: everything is late, and still one after the other`() {
        var box = TestedBox("2026-03-01T12:00:00Z")
        box.pass(days: 40)
        let before = box.started.count
        box.now = box.now.adding(seconds: 60 * 86_400)
        box.pass(days: 3)
        let new = box.started.dropFirst(before)
        // By day there is no time for a long one before the backup: a short one of each at once.
        #expect(new.map(\.1.kind) == [.short, .short, .long, .long])
        for (one, other) in zip(new, new.dropFirst()) { #expect(one.at < other.at) }
    }

    @Test func `a test cut short by a reboot is repeated a day later, and twice at most`() {
        var box = TestedBox("2026-03-04T00:30:00Z", disks: 1)
        box.look()
        #expect(box.started.map(\.1.kind) == [.long])
        box.pass(days: 20, outcome: .aborted)
        // The first try, two more on the next days; the short ones of each week go on.
        #expect(box.starts(.long, of: "ata-1").count == 3)
        let days = box.starts(.long, of: "ata-1").map { $0.seconds(since: box.started[0].at) / 86_400 }
        #expect(days == [0, 1, 2])
        box.pass(days: 30)
        #expect(box.starts(.long, of: "ata-1").count == 4 && box.disks[0].memory.longCuts == 0)
    }

    @Test func `a test that left no line in the log was cut short`() {
        var tests = SelfTestFact()
        tests.isSupported = true
        (tests.lastKind, tests.lastOutcome, tests.lastHours) = (.long, .passed, 77)
        var memory = SelfTestMemory()
        let start = Instant(seconds: 1_795_000_000)
        memory.start(.long, tests, at: start)
        memory.see(tests, at: start.adding(seconds: 30))
        // A disk needs a moment to say that it tests itself.
        #expect(memory.running == .long)
        memory.see(tests, at: start.adding(seconds: 600))
        #expect(memory.running == nil && memory.longCuts == 1)
        memory.start(.long, tests, at: start)
        tests.lastHours = 78
        // Read before the start.
        memory.see(tests, readAt: start.adding(seconds: -5), at: start.adding(seconds: 300))
        #expect(memory.running == .long)
        memory.see(tests, at: start.adding(seconds: 600))
        #expect(memory.longCuts == 0)
    }

    @Test(
        arguments: [
            // Days since the last start by the box's clock, and whether a short one is due.
            (6, false), (7, true), (400, true), (-1, true), (-4000, true), (0, false),
        ] as [(Int64, Bool)])
    func `a clock that jumps`(days: Int64, isDue: Bool) {
        let start = Instant(seconds: 1_795_000_000)
        var memory = SelfTestMemory()
        memory.see(SelfTestFact(), at: start)
        memory.start(.short, SelfTestFact(), at: start)
        // The disk still tests: nothing is cut.
        #expect((memory.overdue(.short, at: start.adding(seconds: days * 86_400)) != nil) == isDue)
        // Back at the right time nothing is due again at once.
        memory.start(.short, SelfTestFact(), at: start.adding(seconds: days * 86_400))
        #expect(memory.overdue(.short, at: start.adding(seconds: days * 86_400)) == nil)
    }

    @Test func `a clock that falls back does not end a running test`() {
        let start = Instant(seconds: 1_795_000_000)
        var tests = SelfTestFact()
        tests.remainingPercent = 50
        var memory = SelfTestMemory()
        memory.start(.long, tests, at: start)
        memory.see(tests, at: start.adding(seconds: -90_000_000))
        #expect(memory.running == .long)
        tests.remainingPercent = nil
        (tests.lastKind, tests.lastOutcome, tests.lastHours) = (.long, .passed, 9)
        memory.see(tests, at: start.adding(seconds: -90_000_000))
        #expect(memory.running == nil && memory.longCuts == 0)
    }

    @Test(arguments: [(480, true), (1000, true), (1883, true), (9000, false)])
    func `a very large disk is tested in a night far from the scrub`(minutes: Int, isTested: Bool) {
        // Monday, half past one; the scrub begins on Sunday at two.
        var box = TestedBox("2026-03-02T00:30:00Z", disks: 1)
        box.disks[0].tests?.longMinutes = minutes
        #expect((box.next?.kind == .long) == isTested)
        // Saturday: only what ends before.
        box.now = Instant("2026-03-07T00:30:00Z") ?? box.now
        #expect((box.next?.kind == .long) == (minutes <= 1000))
    }
}
