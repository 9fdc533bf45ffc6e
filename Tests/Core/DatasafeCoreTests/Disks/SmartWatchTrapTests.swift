import DatasafeCore
import Testing

/// What the rules of the storage design, 3.13, say between the lines.
@Suite struct SmartWatchTrapTests {
    @Test(arguments: [(3, 13, 6, Judgement.crit), (3, 12, 6, .warn), (3, 14, 9, .warn), (0, 10, 7, .crit)])
    func `ten new replaced places in a week are urgent however few there are`(
        from: Int, to: Int, days: Int64, level: Judgement
    ) {
        var disk = Watched()
        _ = disk.read([.reallocated: from])
        // Steadily, once a day.
        var verdict = disk.read([.reallocated: from])
        for day in 1...days {
            verdict = disk.read([.reallocated: from + (to - from) * Int(day) / Int(days)], after: 86_400)
        }
        #expect(verdict.level == level)
    }

    @Test(
        arguments: [
            // Own limits, a temperature, the verdict.
            (81, nil, 80, Judgement.ok), (81, nil, 81, .warn), (81, nil, 85, .warn), (81, nil, 86, .crit),
            (nil, 65, 64, .ok), (nil, 65, 65, .crit), (nil, 85, 70, .warn), (20, 25, 40, .ok), (0, 0, 70, .warn),
            (85, 80, 80, .crit), (-5, 500, 69, .ok), (200, nil, 70, .warn),
        ] as [(Int?, Int?, Int, Judgement)])
    func `own limits that contradict themselves or are none`(warn: Int?, crit: Int?, celsius: Int, level: Judgement) {
        var disk = Watched()
        var own: [SmartCounter: Int] = [:]
        own[.ownWarnCelsius] = warn
        own[.ownCritCelsius] = crit
        #expect(disk.read(own, kind: .nvme, celsius: celsius).level == level)
    }

    @Test func `own limits of an ATA disk do not count`() {
        var disk = Watched()
        #expect(disk.read([.rotation: 7200, .ownWarnCelsius: 80], celsius: 55).level == .warn)
    }

    @Test func `readings close together are one failure`() {
        var disk = Watched()
        for _ in 0..<8 {
            disk.at = disk.at.adding(seconds: -540)
            #expect(disk.fail().level == .unknown)
        }
        // The clock fell back by hours: counted, not ignored.
        disk.at = disk.at.adding(seconds: -20_000)
        #expect(disk.fail().level == .unknown)
        #expect(disk.fail().level == .warn)
    }

    @Test(arguments: [SmartCode.bridge, .asleep])
    func `a bridge or a sleeping disk stays unknown and hides nothing`(lack: SmartCode) {
        var disk = Watched()
        for _ in 0..<50 {
            disk.at = disk.at.adding(seconds: 600)
            #expect(disk.watch.judge(.without(lack), at: disk.at).level == .unknown)
        }
        _ = disk.read([.pending: 50])
        disk.at = disk.at.adding(seconds: 600)
        let verdict = disk.watch.judge(.without(lack), at: disk.at)
        #expect(verdict.level == .crit && verdict.reasons.map(\.code) == [.pending, lack])
    }

    @Test func `a failed self-test that was accepted is not raised again as an earlier one`() {
        var disk = Watched()
        #expect(disk.read([.selfTestFailed: 1, .selfTestsFailedBefore: 0]).level == .crit)
        disk.watch.acknowledge()
        // The disk still says so: raised again, as for everything it says itself.
        #expect(disk.read([.selfTestFailed: 1, .selfTestsFailedBefore: 0]).level == .crit)
        disk.watch.acknowledge()
        #expect(disk.read([.selfTestFailed: 0, .selfTestsFailedBefore: 1]).level == .ok)
        #expect(disk.read([.selfTestFailed: 1, .selfTestsFailedBefore: 1]).level == .crit)
        disk.watch.acknowledge()
        #expect(disk.read([.selfTestFailed: 0, .selfTestsFailedBefore: 2]).level == .ok)
        #expect(disk.read([.selfTestFailed: 0, .selfTestsFailedBefore: 3]).level == .warn)
    }

    @Test func `a failed self-test and an earlier one, accepted together, are both not raised again`() {
        var disk = Watched()
        let codes = disk.read([.selfTestFailed: 1, .selfTestsFailedBefore: 1]).reasons.map(\.code)
        #expect(codes == [.selfTestFailed, .selfTestFailedBefore])
        disk.watch.acknowledge()
        #expect(disk.read([.selfTestFailed: 0, .selfTestsFailedBefore: 2]).level == .ok)
        #expect(disk.read([.selfTestFailed: 0, .selfTestsFailedBefore: 3]).level == .warn)
    }

    @Test func `wear is judged by the value, and the forecast ends where the band begins`() {
        var disk = Watched()
        #expect(disk.read([.percentageUsed: 50]).level == .ok)
        #expect(disk.read([.percentageUsed: 99], after: 20 * 86_400).reasons.map(\.code) == [.wearForecast, .worn])
        #expect(disk.read([.percentageUsed: 100]).reasons.map(\.code) == [.worn])
        // Follows the value: nothing to acknowledge.
        #expect(disk.read([.percentageUsed: 5]).level == .ok)
    }

    @Test func `the verdict at first sight is that of a watch that saw nothing`() {
        let values = SmartValues(kind: .ata, passed: true, values: [.reallocated: 304], celsius: 62)
        let at = Instant(seconds: 1_795_000_000)
        var watch = SmartWatch()
        #expect(SmartVerdict.atFirstSight(of: values, at: at) == watch.judge(values, at: at))
    }
}
