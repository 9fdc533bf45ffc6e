import DatasafeCore
import Testing

/// A disk watched over time.
struct Watched {
    var watch = SmartWatch()
    var at = Instant(seconds: 1_795_000_000)

    mutating func read(
        _ values: [SmartCounter: Int], kind: SmartValues.Kind = .ata, passed: Bool? = true, celsius: Int? = nil,
        after seconds: Int64 = 600, ioErrors: Bool = false
    ) -> SmartVerdict {
        at = at.adding(seconds: seconds)
        let reading = SmartValues(kind: kind, passed: passed, values: values, celsius: celsius)
        return watch.judge(reading, at: at, sawIOErrors: ioErrors)
    }

    mutating func fail() -> SmartVerdict {
        at = at.adding(seconds: 600)
        return watch.judge(.unreadable, at: at)
    }
}

@Suite struct SmartBandTests {
    static let bands: [(SmartCounter, Int, Judgement)] = [
        (.reallocated, 0, .ok), (.reallocated, 1, .warn), (.reallocated, 99, .warn), (.reallocated, 100, .crit),
        (.pending, 1, .warn), (.pending, 15, .warn), (.pending, 16, .crit),
        (.uncorrectable, 1, .warn), (.uncorrectable, 16, .crit), (.reported, 1, .warn), (.reported, 16, .crit),
        (.endToEnd, 1, .warn), (.endToEnd, 1_000_000, .warn), (.timeouts, 1_000_000, .ok), (.crc, 5_000_000, .ok),
        (.mediaErrors, 1, .warn), (.mediaErrors, 100_000, .warn), (.percentageUsed, 79, .ok),
        (.percentageUsed, 80, .warn),
        (.percentageUsed, 100, .crit), (.uncorrectedErrors, 1, .warn), (.uncorrectedErrors, 16, .crit),
        (.grownDefects, 1, .warn), (.grownDefects, 100, .crit), (.criticalWarning, 0, .ok),
        (.criticalWarning, 1, .crit),
        (.selfTestFailed, 1, .crit), (.selfTestFailed, 0, .ok), (.selfTestsFailedBefore, 2, .warn),
        (.failingAttribute, 5, .crit), (.failedAttribute, 5, .warn), (.failingAttribute, 0, .ok), (.hours, 90_000, .ok),
    ]

    @Test(arguments: bands) func `each band at first sight`(counter: SmartCounter, value: Int, level: Judgement) {
        var disk = Watched()
        let verdict = disk.read([counter: value])
        #expect(verdict.level == level)
        #expect(verdict.reasons.isEmpty == (level == .ok))
        if let reason = verdict.first { #expect(reason.counter == counter && reason.value == value) }
    }

    @Test func `spare below the drive's own limit`() {
        var disk = Watched()
        #expect(disk.read([.spare: 10, .spareThreshold: 10], kind: .nvme).level == .ok)
        #expect(disk.read([.spare: 9, .spareThreshold: 10], kind: .nvme).first?.code == .nvmeSpare)
        var without = Watched()
        #expect(without.read([.spare: 0, .spareThreshold: 0], kind: .nvme).level == .ok)
        #expect(without.read([.spare: 0], kind: .nvme).level == .ok)
    }

    @Test(arguments: [(true, Judgement.ok), (false, .crit), (nil, .ok)] as [(Bool?, Judgement)])
    func `only an explicit no is a failure`(passed: Bool?, level: Judgement) {
        var disk = Watched()
        #expect(disk.read([.reallocated: 0], passed: passed).level == level)
    }

    @Test(
        arguments: [
            (7200, SmartValues.Kind.ata, 49, Judgement.ok), (7200, .ata, 50, .warn), (7200, .ata, 60, .crit),
            (0, .ata, 59, .ok), (0, .ata, 60, .warn), (0, .ata, 70, .crit), (nil, .ata, 50, .warn),
            (nil, .scsi, 60, .crit),
            (nil, .nvme, 69, .ok), (nil, .nvme, 70, .warn), (nil, .nvme, 80, .crit),
        ] as [(Int?, SmartValues.Kind, Int, Judgement)])
    func `temperature by kind of disk`(rotation: Int?, kind: SmartValues.Kind, celsius: Int, level: Judgement) {
        var disk = Watched()
        #expect(disk.read(rotation.map { [.rotation: $0] } ?? [:], kind: kind, celsius: celsius).level == level)
    }

    @Test func `an NVMe disk's own limits`() {
        var disk = Watched()
        let own: [SmartCounter: Int] = [.ownWarnCelsius: 84, .ownCritCelsius: 88]
        #expect(disk.read(own, kind: .nvme, celsius: 83).level == .ok)
        var warm = Watched()
        #expect(warm.read(own, kind: .nvme, celsius: 84).level == .warn)
    }
}

@Suite struct SmartTimeTests {
    @Test func `temperature is the median of three and goes away by itself`() {
        var disk = Watched()
        _ = disk.read([:], celsius: 40)
        _ = disk.read([:], celsius: 40)
        #expect(disk.read([:], celsius: 65).level == .ok)
        #expect(disk.read([:], celsius: 65).level == .crit)
        #expect(disk.read([:], celsius: 40).level == .crit)
        #expect(disk.read([:], celsius: 40).level == .ok)
    }

    @Test func `a reason stays until a person accepts it`() {
        var disk = Watched()
        #expect(disk.read([.pending: 3]).level == .warn)
        let later = disk.read([.pending: 0])
        #expect(later.level == .warn && later.first?.value == 3)
        disk.watch.acknowledge()
        #expect(disk.read([.pending: 0]).level == .ok)
        #expect(disk.read([.pending: 1]).level == .warn)
    }

    @Test func `the accepted value is the new baseline, and growth raises again`() {
        var disk = Watched()
        #expect(disk.read([.reallocated: 4]).level == .warn)
        disk.watch.acknowledge()
        #expect(disk.read([.reallocated: 4]).level == .ok)
        #expect(disk.read([.reallocated: 5]).level == .warn)
        disk.watch.acknowledge()
        #expect(disk.read([.reallocated: 5]).level == .ok)
        #expect(disk.read([.reallocated: 104]).level == .crit)
    }

    @Test func `the level never falls by itself`() {
        var disk = Watched()
        #expect(disk.read([.pending: 20]).level == .crit)
        let later = disk.read([.pending: 2])
        #expect(later.level == .crit && later.first?.value == 20)
    }

    @Test func `what the disk still says cannot be accepted away`() {
        var disk = Watched()
        #expect(disk.read([:], passed: false).level == .crit)
        disk.watch.acknowledge()
        #expect(disk.read([:], passed: false).level == .crit)
        disk.watch.acknowledge()
        #expect(disk.read([:], passed: true).level == .ok)
        #expect(disk.read([.failingAttribute: 5]).level == .crit)
        disk.watch.acknowledge()
        #expect(disk.read([.failingAttribute: 5]).level == .crit)
    }

    @Test func `a past failure of one attribute accepted does not hide another`() {
        var disk = Watched()
        #expect(disk.read([.failedAttribute: 5]).first?.attribute == 5)
        disk.watch.acknowledge()
        #expect(disk.read([.failedAttribute: 5]).level == .ok)
        #expect(disk.read([.failedAttribute: 10]).first?.attribute == 10)
    }

    @Test(
        arguments: [
            (SmartCounter.reallocated, 9, 6 * 86_400, Judgement.ok), (.reallocated, 10, 6 * 86_400, .crit),
            (.timeouts, 9, 80_000, .ok), (.timeouts, 10, 80_000, .warn), (.crc, 4, 80_000, .ok),
            (.crc, 5, 80_000, .warn),
            (.crc, 5_000, 80_000, .warn),
        ] as [(SmartCounter, Int, Int64, Judgement)])
    func `growth within its time`(counter: SmartCounter, by: Int, seconds: Int64, level: Judgement) {
        var disk = Watched()
        // Accepted at 1,000: only growth is judged from here.
        _ = disk.read([counter: 1000])
        disk.watch.acknowledge()
        let grown = disk.read([counter: 1000 + by], after: seconds)
        let isByBand = counter == .reallocated && level == .ok
        #expect(grown.level == (isByBand ? .crit : level))
        if level != .ok { #expect(grown.reasons.contains { $0.grownBy == by && $0.level == level }) }
    }

    @Test func `slow growth of cable errors is nothing`() {
        var disk = Watched()
        var count = 700
        for _ in 0..<120 {
            count += 1
            #expect(disk.read([.crc: count], after: 6 * 3600).level == .ok)
        }
    }

    @Test func `fast growth is found however often is read`() {
        for step in [600, 3600, 12 * 3600] as [Int64] {
            var disk = Watched()
            _ = disk.read([.crc: 100], after: step)
            var seconds: Int64 = 0
            var found = false
            var count = 100.0
            while seconds < 3 * 86_400 {
                seconds += step
                count += 8.0 * Double(step) / 86_400
                found = found || disk.read([.crc: Int(count)], after: step).first?.code == .cable
            }
            #expect(found, "every \(step) s")
        }
    }

    @Test func `with I/O errors the cable is named first`() {
        var disk = Watched()
        _ = disk.read([.crc: 0, .pending: 0])
        let quiet = disk.read([.crc: 50, .pending: 20])
        #expect(quiet.reasons.map(\.code) == [.pending, .cable])
        let loud = disk.read([.crc: 50, .pending: 20], ioErrors: true)
        #expect(loud.reasons.map(\.code) == [.cable, .pending] && loud.level == .crit)
    }

    @Test func `a counter that falls is an event and begins anew`() {
        var disk = Watched()
        _ = disk.read([.crc: 9000, .hours: 100])
        let fallen = disk.read([.crc: 0, .hours: 101])
        #expect(fallen.level == .ok && fallen.events.map(\.counter) == [.crc] && fallen.events.first?.limit == 9000)
        #expect(disk.read([.crc: 4]).level == .ok)
        #expect(disk.read([.crc: 5]).first?.code == .cable)
        #expect(disk.read([.crc: 5]).events.isEmpty)
        // Pending sectors fall when they are rewritten.
        _ = disk.read([.pending: 1])
        #expect(disk.read([.pending: 0]).events.isEmpty)
    }

    @Test func `accepted counters that fall are raised at the first growth`() {
        var disk = Watched()
        _ = disk.read([.reallocated: 8])
        disk.watch.acknowledge()
        _ = disk.read([.reallocated: 0])
        #expect(disk.read([.reallocated: 1]).level == .warn)
    }

    @Test func `failed readings are unknown, and a warning from the third on`() {
        var disk = Watched()
        #expect(disk.fail().level == .unknown)
        #expect(disk.fail().level == .unknown)
        #expect(disk.fail().level == .warn)
        #expect(disk.read([:]).level == .ok)
        #expect(disk.fail().level == .unknown)
    }

    @Test func `a failed reading never hides what is known`() {
        var disk = Watched()
        _ = disk.read([.pending: 50])
        let verdict = disk.fail()
        #expect(verdict.level == .crit && verdict.reasons.map(\.code) == [.pending, .unreadable])
    }

    @Test func `a virtual disk is not applicable`() {
        var watch = SmartWatch()
        let none = SmartValues(kind: .none, support: .notApplicable)
        #expect(watch.judge(none, at: Instant(seconds: 5)).level == .notApplicable)
    }

    @Test(
        arguments: [
            (30, 1, nil), (30, 10, nil), (30, 20, Judgement.warn), (60, 70, .crit), (10, 20, nil), (80, 3, nil),
        ] as [(Int64, Int, Judgement?)])
    func `wear forecast`(days: Int64, percent: Int, level: Judgement?) {
        var disk = Watched()
        _ = disk.read([.percentageUsed: 5], kind: .nvme)
        var verdict = disk.read([.percentageUsed: 5], kind: .nvme)
        for day in 1...days {
            verdict = disk.read(
                [.percentageUsed: 5 + percent * Int(day) / Int(days)], kind: .nvme, after: 86_400)
        }
        #expect(verdict.reasons.first { $0.code == .wearForecast }?.level == level)
    }

    @Test func `the history stays small and survives a clock that goes back`() {
        var disk = Watched()
        for _ in 0..<5000 { _ = disk.read([.crc: 1], after: 1800) }
        #expect(disk.watch.history.samples.count <= 150)
        _ = disk.read([.crc: 1], after: -40 * 86_400)
        #expect(disk.watch.history.samples.allSatisfy { $0.at <= disk.at })
        #expect(disk.read([.crc: 10]).level == .warn)
    }

    @Test func `extreme numbers do not overflow`() {
        for value in [Int.max, Int.min, -1] {
            var disk = Watched()
            let all = Dictionary(uniqueKeysWithValues: SmartCounter.allCases.map { ($0, value) })
            _ = disk.read(all, kind: .nvme, celsius: value)
            _ = disk.read([.percentageUsed: 50], kind: .nvme, after: 40 * 86_400)
            _ = disk.read(all, kind: .nvme, celsius: value, after: 40 * 86_400)
        }
    }
}

@Suite struct DiskNameTests {
    @Test(arguments: ["ata-WDC_WD40EFRX_1", "nvme-eui.0025385b71b0", "virtio-disk1", "wwn-0x5000c500"])
    func `a name under by-id`(name: String) {
        #expect(DiskID(name)?.name == name)
    }

    @Test(arguments: ["", ".", "..", "a/b", "../sda", "a b", "a\n", "ä", String(repeating: "a", count: 201), "a\u{0}"])
    func `a name that could lead elsewhere`(name: String) {
        #expect(DiskID(name) == nil)
    }

    @Test func `bays have numbers`() {
        #expect(Bay.allCases.map(\.number) == [1, 2, 3, 4] && Bay(number: 3) == .d3)
        #expect(Bay(number: 0) == nil && Bay(number: 5) == nil)
    }

    @Test(arguments: [
        "", String(repeating: "0", count: 63), String(repeating: "G", count: 64), String(repeating: "A", count: 64),
    ])
    func `no hash of a serial`(hex: String) {
        #expect(SerialHash(hex: hex) == nil)
    }
}
