import DatasafeCore
import Glibc
import Testing

@testable import Monitor

@Suite struct MonitorStoreTests {
    private let path: String
    private let time = CheckTime(steady: 77_000, wall: Instant(seconds: 1_800_000_000))

    init() throws {
        var template = Array("/tmp/store-XXXXXX".utf8CString)
        path = try #require(mkdtemp(&template).map { String(cString: $0) }) + "/monitor.sqlite"
    }

    private func event(_ kind: CheckEvent.Kind, _ number: Int) -> CheckEvent {
        CheckEvent(
            kind, check: CheckID(.load), severity: .warn, value: Double(number), reason: "LOAD-HIGH", at: time.wall)
    }

    @Test func `states, memory, time and run come back as they were`() throws {
        var board = CheckBoard()
        var memory = CheckMemory()
        let bad = Sample.bad(.crit, code: "MEM-MISSING", value: 2)
        _ = board.take([CheckID(.raidMembers): bad, CheckID(.powerSupply): .notApplicable(.noneHere)], at: time)
        _ = CheckJudge.judge(CheckInputs(time: time, uptime: 10), memory: &memory)
        var round = MonitorStore.Round(
            time: time, run: MonitorStore.Run(boot: "abcd", endedInOrder: false, crashes: [4]))
        round.states = board.states
        round.memory = memory
        round.events = [event(.raise, 1)]
        let saved = try MonitorStore(path: path).save(round)
        #expect(saved.map(\.seq) == [1])
        let kept = try MonitorStore(path: path).load()
        #expect(kept.states == board.states)
        #expect(kept.memory == memory)
        #expect(kept.time == time && kept.boot == "abcd" && !kept.endedInOrder && kept.crashes == [4])
        #expect(kept.events == saved)
    }

    @Test func `numbers of events go on after the oldest are gone`() throws {
        let store = try MonitorStore(path: path)
        for number in 1...60 {
            var round = MonitorStore.Round(time: time, run: MonitorStore.Run(boot: "", endedInOrder: true, crashes: []))
            round.events = [event(.raise, number)]
            _ = try store.save(round)
        }
        let kept = try store.load()
        #expect(kept.events.count == MonitorStore.shown)
        #expect(kept.events.first?.seq == 60 && kept.events.last?.seq == 11)
    }

    @Test func `a state this version cannot read is dropped, not fatal`() throws {
        var round = MonitorStore.Round(time: time, run: MonitorStore.Run(boot: "", endedInOrder: true, crashes: []))
        var board = CheckBoard()
        _ = board.take([CheckID(.raidMembers): .ok(0), CheckID(.load): .ok(1)], at: time)
        round.states = board.states
        let store = try MonitorStore(path: path)
        _ = try store.save(round)
        try store.spoil("UPDATE state SET json = '{}' WHERE id = 'load15'")
        try store.spoil("INSERT INTO state (id, json) VALUES ('future.check', '{}')")
        #expect(try store.load().states.keys.map(\.text) == ["raid.members"])
    }
}

@Suite struct SteadyScaleTests {
    private let wall = Instant(seconds: 1_800_000_000)

    @Test(arguments: [(0, 0), (60, 60), (-86_400, 0), (400 * 86_400, 7 * 86_400)])
    func `the time the box was off counts, within reason`(off: Int, counts: Int) {
        let last = CheckTime(steady: 1_000_000, wall: wall)
        let scale = SteadyScale(after: last, now: wall.adding(seconds: Int64(off)), clock: ContinuousClock())
        let passed = scale.time(wall: wall).steady - 1_000_000 - Int64(counts) * 1000
        #expect((0..<1000).contains(passed))
    }

    @Test func `it runs forwards whatever the wall does`() async throws {
        let scale = SteadyScale(after: nil, now: wall, clock: ContinuousClock())
        let first = scale.time(wall: wall)
        try await Task.sleep(for: .milliseconds(20))
        #expect(scale.time(wall: wall.adding(seconds: -1_000_000)).steady > first.steady)
    }
}
