import DatasafeCore
import Testing

@Suite struct MachineJudgeTests {
    @Test func `busy counts over a minute, and only while somebody waits for the processor`() {
        var box = QuietBox()
        _ = box.judge()
        box.pass(60)
        box.machine.processor = ProcessorReading(busy: 950, total: 1000)
        #expect(box.judge().rises("cpu.busy") == .ok)
        box.machine.pressure?.processorSome = 45
        #expect(box.judge().rises("cpu.busy") == .warn)
        box.pass(60)
        box.machine.processor = ProcessorReading(busy: 1050, total: 2000)
        #expect(box.judge().rises("cpu.busy") == .ok)
    }

    @Test func `backup and scrub may load the box at night and not by day`() throws {
        var box = QuietBox()
        box.machine.pressure = PressureReading(processorSome: 90, memoryFull: 0, ioFull: 80)
        box.machine.load15 = 40
        box.backup?.running = BackupRunFact(.disk(1), step: "backup", started: box.time.wall, cause: "timer")
        #expect(box.judge().rises("io.psi") == .crit)
        box.time.wall = try #require(Instant("2026-03-02T21:30:00Z"))
        for id in ["io.psi", "cpu.psi", "load15"] { #expect(box.judge().rises(id) == .ok, "\(id)") }
        box.backup?.running = nil
        #expect(box.judge().rises("io.psi") == .crit)
        box.storage.array?.action = "check"
        #expect(box.judge().rises("io.psi") == .ok)
    }

    @Test func `a rebuilding mirror explains slow disks at any hour`() {
        var box = QuietBox()
        box.machine.pressure = PressureReading(processorSome: 0, memoryFull: 0, ioFull: 80)
        box.storage.array?.action = "recover"
        #expect(box.judge().rises("io.psi") == .ok)
    }

    @Test func `a kernel kill is shown for a day, worse when a core service fell`() {
        var box = QuietBox()
        var board = CheckBoard()
        _ = board.take(box.judge(), at: box.time)
        box.storage.kernel["oom"] = 1
        #expect(board.take(box.judge(), at: box.time).map(\.severity) == [.warn])
        box.pass(3600)
        #expect(board.take(box.judge(), at: box.time).isEmpty)
        box.pass(86_400)
        box.backup?.disks[0].lastSuccess = box.time.wall
        box.beat?.lastAcknowledged = box.time.wall
        let later = board.take(box.judge(), at: box.time)
        #expect(later.contains { $0.check == CheckID(.kernelOutOfMemory) && $0.kind == .resolve })
        // Storage starts again and reads the kernel's log from the boot on: nothing new.
        for count in [0, 1] {
            box.storage.kernel["oom"] = count
            #expect(box.judge().rises("kernel.oom") == .ok)
        }
        box.storage.kernel["oom"] = 2
        box.seq = 0
        #expect(box.judge().reason("kernel.oom") == CheckReason.kernelOutOfMemoryCore.code)
    }

    @Test func `a port slower than it once was is a warning`() {
        var box = QuietBox()
        _ = box.judge()
        box.machine.links?[0].speed = 100
        #expect(box.judge().reason("net.link") == CheckReason.netSlow.code)
        box.machine.links?[0].speed = nil
        #expect(box.judge().rises("net.link") == .ok)
    }

    @Test(arguments: [(1000, 9, Severity.ok), (1000, 10, .warn), (100, 50, .ok)])
    func `faulty packets count as a share of many`(packets: Int, faults: Int, severity: Severity) {
        var box = QuietBox()
        _ = box.judge()
        box.pass(60)
        box.machine.links?[0].packets = Int64(packets)
        box.machine.links?[0].faults = Int64(faults)
        #expect(box.judge().rises("net.errors") == severity)
    }

    @Test func `a clock without a server for a day is a warning, whatever the wall says`() {
        var box = QuietBox()
        box.machine.clock = ClockReading(synchronised: nil)
        #expect(box.judge().rises("time.offset") == .ok)
        box.time.wall = box.time.wall.adding(seconds: 400_000_000)
        #expect(box.judge().rises("time.offset") == .ok)
        box.pass(86_400)
        #expect(box.judge().reason("time.offset") == CheckReason.timeUnsynchronised.code)
        box.machine.clock = ClockReading(synchronised: box.time.wall)
        #expect(box.judge().rises("time.offset") == .ok)
    }

    @Test func `three restarts in an hour are a warning`() {
        var box = QuietBox()
        _ = box.judge()
        for _ in 0..<2 {
            box.pass(10)
            box.seq = 0
            #expect(box.judge().rises("svc.web") == .ok)
        }
        box.pass(10)
        box.seq = 0
        #expect(box.judge().reason("svc.web") == CheckReason.serviceRestarts.code)
        box.pass(3600)
        #expect(box.judge().rises("svc.web") == .ok)
    }

    @Test func `locked counts in opening hours and does not end at closing time`() throws {
        var box = QuietBox()
        box.storage.state = .locked
        box.time.wall = try #require(Instant("2026-03-02T05:00:00Z"))
        #expect(box.judge().rises("box.phase") == .ok)
        box.time.wall = try #require(Instant("2026-03-02T06:30:00Z"))
        #expect(box.judge().rises("box.phase") == .crit)
        box.time.wall = try #require(Instant("2026-03-02T17:00:00Z"))
        #expect(box.judge().rises("box.phase") == .ok && box.judge().holds("box.phase") == .crit)
        box.storage.state = .open
        #expect(box.judge().holds("box.phase") == .ok)
    }
}
