import DatasafeCore
import Testing

private struct Night: Sendable, CustomTestStringConvertible {
    var now: String
    var good: String
    var severity: Severity
    init(_ now: String, good: String, _ severity: Severity) {
        self.now = now
        self.good = good
        self.severity = severity
    }
    var testDescription: String { "good \(good), now \(now)" }
}

@Suite struct BackupJudgeTests {
    private func box(at now: String) throws -> QuietBox {
        var box = QuietBox()
        box.time.wall = try #require(Instant(now))
        return box
    }

    @Test(arguments: [
        // Winter, Berlin = UTC + 1; 2026-03-02 is a Monday. Due 21:00 = 20:00Z, grace until 00:00Z.
        Night("2026-03-03T19:59:00Z", good: "2026-03-02T20:30:00Z", .ok),
        Night("2026-03-03T23:59:00Z", good: "2026-03-02T20:30:00Z", .ok),
        Night("2026-03-04T00:00:00Z", good: "2026-03-02T20:30:00Z", .warn),
        Night("2026-03-05T22:31:00Z", good: "2026-03-02T20:30:00Z", .crit),
        // The weekend: Friday's night is enough until Monday's has had its grace.
        Night("2026-03-08T22:00:00Z", good: "2026-03-06T20:30:00Z", .ok),
        Night("2026-03-09T23:50:00Z", good: "2026-03-06T20:30:00Z", .ok),
        Night("2026-03-10T00:10:00Z", good: "2026-03-06T20:30:00Z", .crit),
        // Summer time began on the 29th: due 19:00Z, grace until 23:00Z.
        Night("2026-03-31T22:50:00Z", good: "2026-03-30T19:30:00Z", .ok),
        Night("2026-03-31T23:10:00Z", good: "2026-03-30T19:30:00Z", .warn),
    ])
    private func `a missed night counts when its grace is over`(night: Night) throws {
        var box = try box(at: night.now)
        let good = try #require(Instant(night.good))
        box.backup?.disks = [QuietBox.target(1, "attached", good), QuietBox.target(2, "away", good)]
        #expect(box.judge().rises("backup.run") == night.severity)
    }

    @Test func `two failed runs are critical, one is not`() throws {
        var box = QuietBox()
        let now = box.time.wall
        func run(_ step: String, _ hours: Int64) -> BackupRunFact {
            var run = BackupRunFact(.disk(1), step: step, started: now.adding(seconds: -hours * 3600), cause: "timer")
            run.ended = run.started.adding(seconds: 60)
            return run
        }
        box.backup?.runs = [run("failed", 1), run("done", 12)]
        #expect(box.judge().rises("backup.run") == .ok)
        box.backup?.runs = [run("failed", 1), run("failed", 12)]
        #expect(box.judge().reason("backup.run") == CheckReason.backupFailedTwice.code)
    }

    @Test func `only an unknown disk at the box is critical after the night`() throws {
        var box = try box(at: "2026-03-04T01:00:00Z")
        let good = try #require(Instant("2026-03-02T20:30:00Z"))
        box.backup?.disks = [QuietBox.target(1, "away", good), QuietBox.target(2, "away", good)]
        box.backup?.catchUp = true
        box.storage.backupDisks = [
            BackupDiskFact(id: "x", model: "m", serial: "s", bytes: 1, kind: "foreign", content: "ntfs")
        ]
        #expect(box.judge().reason("backup.run") == CheckReason.backupUnknownDisk.code)
    }

    @Test(arguments: [(0, Severity.crit), (1, .warn), (2, .ok), (5, .ok)])
    func `at least two disks are initialised`(disks: Int, severity: Severity) {
        var box = QuietBox()
        box.backup?.disks = (0..<disks).map { QuietBox.target($0 + 1, "away", box.time.wall) }
        #expect(box.judge().rises("backup.init") == severity)
        if disks == 0 { #expect(box.judge().isNotApplicable("backup.run")) }
    }

    @Test(arguments: [(71, Severity.ok), (72, .warn), (167, .warn), (168, .crit)])
    func `a verified night is away`(hours: Int, severity: Severity) {
        var box = QuietBox()
        box.backup?.offsiteHours = hours
        #expect(box.judge().rises("backup.offsite_age") == severity)
    }

    @Test func `a box that never had a night away alarms after three days`() {
        var box = QuietBox()
        box.backup?.offsiteHours = nil
        #expect(box.judge().rises("backup.offsite_age") == .ok)
        box.pass(73 * 3600)
        #expect(box.judge().rises("backup.offsite_age") == .warn)
    }

    @Test(arguments: [(13, Severity.ok), (14, .warn), (21, .crit)])
    func `a numbered disk is missed after two rotations`(days: Int, severity: Severity) {
        var box = QuietBox()
        box.backup?.disks[1].lastSeen = box.time.wall.adding(seconds: -Int64(days) * 86_400)
        #expect(box.judge().rises("backup.disk_age:2") == severity)
        #expect(box.judge().rises("backup.disk_age:1") == .ok)
    }

    @Test func `a damaged disk stays critical while it is away, until it was read well`() {
        var box = QuietBox()
        var board = CheckBoard()
        let id = CheckID(.backupVerify, "1")
        box.backup?.disks[0].state = "disturbed"
        box.backup?.disks[0].code = "BAK-DAMAGED"
        _ = board.take(box.judge(), at: box.time)
        #expect(board.states[id]?.shown == .crit)
        box.pass(60)
        box.backup?.disks[0].state = "away"
        box.backup?.disks[0].code = nil
        _ = board.take(box.judge(), at: box.time)
        #expect(board.states[id]?.shown == .crit)
        box.pass(86_400)
        box.backup?.disks[0].state = "done"
        box.backup?.disks[0].lastFullRead = box.time.wall
        _ = board.take(box.judge(), at: box.time)
        #expect(board.states[id]?.shown == .ok)
    }

    @Test(arguments: [
        ("BAK-DAMAGED", true), ("BAK-VERIFY-FAILED", true), ("BAK-DRILL", true), ("BAK-PULLED", false),
        ("BAK-FULL", false), (nil, false),
    ])
    func `damage is not a pulled disk`(code: String?, isDamage: Bool) {
        var box = QuietBox()
        box.backup?.disks[0].code = code
        #expect((box.judge().rises("backup.verify:1") == .crit) == isDamage)
    }

    @Test(arguments: [(3, false, Severity.ok), (4, false, .warn), (4, true, .ok)])
    func `four nights on the same disk are a hint to swap`(nights: Int, other: Bool, severity: Severity) {
        var box = QuietBox()
        let evening = Instant("2026-03-01T20:00:00Z") ?? box.time.wall
        box.backup?.runs = (0..<8).map { night in
            let disk = night >= nights || (other && night == 1) ? 2 : 1
            return BackupRunFact(
                .disk(disk), step: "done", started: evening.adding(seconds: -Int64(night) * 86_400), cause: "timer")
        }
        #expect(box.judge().rises("backup.same_disk") == severity)
    }

    @Test(arguments: [(100, Severity.ok), (21, .ok), (20, .warn), (0, .warn)])
    func `a backup disk that fills up is told in time`(free: Int, severity: Severity) {
        var box = QuietBox()
        box.backup?.disks[1].freePercent = free
        #expect(box.judge().rises("backup.free:2") == severity)
        box.backup?.disks[1].freePercent = nil
        #expect(box.judge().isNotApplicable("backup.free:2"))
    }

    @Test(arguments: [(Int64(0), Severity.ok), (121, .ok), (122, .warn), (364, .warn), (365, .crit), (-3, .ok)])
    func `the backup key is tried every quarter`(days: Int64, severity: Severity) {
        var box = QuietBox()
        box.backup?.keyProven = box.time.wall.adding(seconds: -days * 86_400)
        #expect(box.judge().rises("backup.key") == severity)
        box.backup?.keyProven = nil
        #expect(box.judge().isNotApplicable("backup.key"))
    }

    @Test(arguments: [(Int64(0), Severity.ok), (89, .ok), (90, .warn), (179, .warn), (180, .crit), (-3, .ok)])
    func `everything is brought back for trial every month`(days: Int64, severity: Severity) {
        var box = QuietBox()
        let ended = box.time.wall.adding(seconds: -days * 86_400)
        let good = DrillCertificate(.full, of: .disk(1), night: ended, began: ended, ended: ended)
        box.backup?.certificates = [good]
        #expect(box.judge().rises("backup.drill") == severity)
        // One that failed since is worse, until one is right again; one without room says nothing.
        var newer = good
        newer.code = "BAK-DRILL"
        box.backup?.certificates = [newer, good]
        #expect(box.judge().reason("backup.drill") == CheckReason.backupDrillFailed.code)
        newer.code = "BAK-NO-SPACE"
        box.backup?.certificates = [newer, good]
        #expect(box.judge().rises("backup.drill") == severity)
        box.backup?.certificates = [good, newer]
        #expect(box.judge().rises("backup.drill") == severity)
        box.backup?.disks = []
        #expect(box.judge().isNotApplicable("backup.drill"))
    }

    @Test func `a plan of another time moves the grace, a success of the future stands for nothing`() throws {
        // Wednesday, half past eleven in the evening in Berlin; the last good one was on Tuesday at 21:30.
        var box = try box(at: "2026-03-04T22:31:00Z")
        let good = try #require(Instant("2026-03-03T20:30:00Z"))
        box.backup?.disks = [QuietBox.target(1, "attached", good), QuietBox.target(2, "away", good)]
        #expect(box.judge().rises("backup.run") == .ok)
        box.backup?.plan.minute = 18 * 60
        #expect(box.judge().rises("backup.run") == .warn)
        let future = try #require(Instant("2027-03-03T18:30:00Z"))
        box.backup?.disks[1] = QuietBox.target(2, "away", future)
        #expect(box.judge().rises("backup.run") == .warn)
    }

    @Test(arguments: [(0, Severity.ok), (1, .ok), (2, .warn), (7, .warn)])
    func `a disk that was healed twice is replaced`(damages: Int, severity: Severity) {
        var box = QuietBox()
        var board = CheckBoard()
        box.backup?.disks[0].damages = damages
        _ = board.take(box.judge(), at: box.time)
        #expect(box.judge().rises("backup.verify:1") == severity)
        // Another good reading does not make it a good disk.
        box.pass(86_400)
        box.backup?.disks[0].lastFullRead = box.time.wall
        _ = board.take(box.judge(), at: box.time)
        #expect(board.states[CheckID(.backupVerify, "1")]?.shown == (severity == .warn ? .warn : .ok))
        // Wrong data now are worse than wrong data then.
        box.backup?.disks[0].code = "BAK-VERIFY"
        #expect(box.judge().rises("backup.verify:1") == .crit)
    }
}
