import DatasafeCore
import Testing

/// Thirty ordinary days in fast motion: nights with backup and a weekly scrub, a restart with the key, busy mornings.
@Suite struct QuietDaysTests {
    private static func replay(days: Int64, spoil: (inout QuietBox, Int64) -> Void = { _, _ in }) -> [CheckEvent] {
        var box = QuietBox()
        var board = CheckBoard()
        var events: [CheckEvent] = []
        var busy: Int64 = 0
        let step: Int64 = 300
        for second in stride(from: Int64(0), to: days * 86_400, by: Int(step)) {
            live(&box, second: second, busy: &busy)
            spoil(&box, second)
            events += board.take(box.judge(), at: box.time)
            box.pass(step)
        }
        return events
    }

    private static func live(_ box: inout QuietBox, second: Int64, busy: inout Int64) {
        let civil = BerlinTime.civil(box.time.wall)
        let minute = civil.hour * 60 + civil.minute
        let isWeekend = civil.weekday == 0 || civil.weekday == 6
        let isBackup = (1260..<1380).contains(minute) && !isWeekend
        let isScrub = civil.weekday == 0 && (120..<360).contains(minute)
        let isMorning = (480..<600).contains(minute)
        let day = Int(second / 86_400)
        let disk = day % 2 + 1
        box.machine.load15 = isBackup || isScrub ? 9 : isMorning ? 3 : 0.3
        box.machine.pressure = PressureReading(
            processorSome: isBackup ? 60 : 5, memoryFull: 0, ioFull: isBackup || isScrub ? 75 : isMorning ? 12 : 1)
        busy += isBackup ? 29_000 : isMorning ? 15_000 : 1500
        box.machine.processor = ProcessorReading(busy: busy, total: second * 100 + 30_000)
        box.machine.memory?.available = isBackup ? 1_400_000_000 : 5_000_000_000
        box.machine.links?[0].packets = second * 20
        box.machine.links?[0].faults = second / 5000
        if minute % 30 == 0 { box.machine.clock?.synchronised = box.time.wall }
        box.beat?.lastAcknowledged = box.time.wall
        box.beat?.oldestSeconds = (300..<330).contains(minute) ? 1800 : 0
        box.storage.volume?.used += 40_000_000
        if second % 600 == 0 {
            for index in box.storage.disks.indices {
                box.storage.disks[index].smart?.at = box.time.wall
                box.storage.disks[index].smart?.celsius = isScrub ? 44 : 37
                box.storage.disks[index].smart?.values["hours"] = 1000 + Int(second / 3600)
            }
        }
        box.storage.array?.action = isScrub ? "check" : "idle"
        if isScrub, minute == 355 { box.storage.array?.lastCheck = box.time.wall }
        night(&box, civil: civil, minute: minute, disk: disk)
        restart(&box, civil: civil, minute: minute)
    }

    private static func night(_ box: inout QuietBox, civil: CivilTime, minute: Int, disk: Int) {
        let isWeekend = civil.weekday == 0 || civil.weekday == 6
        box.backup?.running =
            (1260..<1380).contains(minute) && !isWeekend
            ? BackupRunFact(.disk(disk), step: "backup", started: box.time.wall, cause: "timer") : nil
        if minute == 1375, !isWeekend {
            var run = BackupRunFact(.disk(disk), step: "done", started: box.time.wall, cause: "timer")
            run.ended = box.time.wall
            box.backup?.runs.insert(run, at: 0)
            box.backup?.disks[disk - 1] = QuietBox.target(disk, "done", box.time.wall)
            box.backup?.offsiteHours = 24
        }
        if minute == 480, !isWeekend {
            for index in 0..<2 { box.backup?.disks[index].state = index == disk - 1 ? "attached" : "away" }
        }
    }

    /// Every Wednesday at 7:35 the box is switched on, stands locked for ten minutes and is opened.
    private static func restart(_ box: inout QuietBox, civil: CivilTime, minute: Int) {
        guard civil.weekday == 3, (455...470).contains(minute) else { return }
        if minute == 455 {
            box.uptime = 0
            box.boot = "b\(civil.month)\(civil.day)"
            box.seq = 0
            box.storage.openedAt = nil
        }
        box.storage.state = minute < 465 ? .locked : .open
        if minute == 465 {
            box.storage.openedAt = box.time.wall
            box.storage.keyPluggedSince = box.time.wall
        }
        if minute == 470 { box.storage.keyPluggedSince = nil }
    }

    @Test func `thirty quiet days give no alarm`() {
        let events = Self.replay(days: 30)
        #expect(events.isEmpty, "\(events.map { "\($0.at) \($0.kind) \($0.check?.text ?? "") \($0.reason)" })")
    }

    @Test func `the same days with one pulled disk give exactly that alarm and its resolve`() {
        let events = Self.replay(days: 3) { box, second in
            let isPulled = (90_000..<100_000).contains(second)
            box.storage.array?.redundancyLeft = isPulled ? 0 : 1
            box.storage.array?.members[1].state = isPulled ? "lost" : "insync"
        }
        #expect(events.filter { $0.check == CheckID(.raidMembers) }.map(\.kind) == [.raise, .resolve])
        #expect(events.filter { $0.check == CheckID(.raidRedundancy) }.map(\.kind) == [.raise, .resolve])
        #expect(events.count == 4)
        #expect(events.first?.severity == .crit)
    }

    @Test func `a box that starts degraded alarms in its first round`() {
        var box = QuietBox()
        box.uptime = 5
        box.storage.array?.redundancyLeft = 0
        box.storage.array?.members[0].state = "lost"
        var board = CheckBoard()
        let events = board.take(box.judge(), at: box.time)
        #expect(events.contains { $0.check == CheckID(.raidMembers) && $0.kind == .raise && $0.severity == .crit })
    }
}
