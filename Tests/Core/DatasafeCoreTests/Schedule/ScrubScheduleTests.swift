import DatasafeCore
import Testing

@Suite struct ScrubScheduleTests {
    /// Sunday, 2026-11-22 03:00 in Berlin.
    private static let sunday = BerlinTime.instant(CivilTime(year: 2026, month: 11, day: 22, hour: 3))

    private func at(_ day: Int, _ hour: Int) -> Instant {
        BerlinTime.instant(CivilTime(year: 2026, month: 11, day: day, hour: hour))
    }

    private func run(_ now: Instant, _ change: (inout ScrubSchedule.Situation) -> Void = { _ in }) -> Bool {
        var so = ScrubSchedule.Situation(now: now)
        so.lastDone = at(15, 5)
        change(&so)
        return ScrubSchedule.shouldRun(so)
    }

    @Test(arguments: [
        // Saturday night belongs to Sunday; before two and from six on nobody reads.
        (22, 1, false), (22, 2, true), (22, 5, true), (22, 6, false), (22, 14, false), (21, 3, false), (23, 3, false),
    ])
    func `it begins in the night to Sunday`(day: Int, hour: Int, runs: Bool) {
        #expect(run(at(day, hour)) == runs)
    }

    @Test func `once a night is enough`() {
        #expect(!run(Self.sunday) { $0.lastDone = at(22, 2) })
        #expect(run(Self.sunday) { $0.lastDone = nil })
    }

    @Test func `what was begun goes on the next night, and stops in the morning`() {
        #expect(run(at(24, 3)) { $0.isBegun = true })
        #expect(!run(at(24, 9)) { $0.isBegun = true })
        #expect(!run(at(24, 6)) { $0.isRunning = true })
    }

    @Test func `a box that was off on Sunday reads in the next night`() {
        #expect(run(at(24, 3)) { $0.lastDone = at(10, 3) })
        #expect(!run(at(24, 12)) { $0.lastDone = at(10, 3) })
        // A clock that was wrong: the last scrub lies in the future.
        #expect(run(at(24, 3)) { $0.lastDone = at(30, 3) })
    }

    @Test func `after something happened it reads by day too`() {
        #expect(run(at(24, 12)) { $0.isWanted = true })
    }

    @Test(arguments: [
        // By day until two; in the night until the next one; a clock that went back holds nothing for long.
        (24, 11, 24, 12, false), (24, 11, 25, 1, false), (24, 11, 25, 2, true), (24, 3, 24, 3, false),
        (24, 3, 24, 5, false), (24, 3, 25, 1, false), (24, 3, 25, 3, true), (24, 1, 24, 2, true), (26, 3, 24, 3, true),
    ])
    func `a person stops it until the next night`(day: Int, hour: Int, nowDay: Int, nowHour: Int, runs: Bool) {
        for begun in [false, true] {
            let goesOn = run(at(nowDay, nowHour)) { so in
                (so.isWanted, so.isBegun, so.heldAt) = (true, begun, at(day, hour))
            }
            #expect(goesOn == runs)
        }
    }

    @Test func `it never reads beside a backup or a copy`() {
        for wanted in [false, true] {
            #expect(!run(Self.sunday) { so in (so.isBusy, so.isWanted, so.isRunning) = (true, wanted, true) })
        }
    }

    @Test(arguments: [
        (10.0, false, true), (20, false, false), (20, true, true), (31, true, false), (100, true, false),
    ])
    func `it yields when everybody waits for the disks, and does not flutter`(
        waiting: Double, isRunning: Bool, runs: Bool
    ) {
        #expect(run(Self.sunday) { so in (so.waiting, so.isRunning) = (waiting, isRunning) } == runs)
    }
}
