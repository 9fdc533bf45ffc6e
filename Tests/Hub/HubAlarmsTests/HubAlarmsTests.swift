import DatasafeCore
import Glibc
import HubAlarms
import HubStore
import Logging
import Synchronization
import Testing

struct HubAlarmsTests {
    // Wednesday, 12:06:40 in Berlin.
    static let noon = Instant(seconds: 1_795_000_000)
    let store: HubStore
    let clock = Clock()

    final class Clock: Sendable {
        private let time = Mutex(HubAlarmsTests.noon)
        var now: Instant { time.withLock { $0 } }
        func turn(_ seconds: Int64) { time.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    init() throws {
        var template = Array("/tmp/alarms-XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        store = try HubStore(path: "\(folder)/hub.sqlite", hash: { bytes in [UInt8(bytes.count & 255)] })
    }

    private func device(_ number: Int) -> String {
        "00000000-0000-4000-8000-" + String(repeating: "0", count: 8) + String(1000 + number)
    }

    private func enrol(_ count: Int) async throws {
        for number in 1...count {
            try await store.addCode(
                hash: "c\(number)", label: "\(number)", now: clock.now, expires: clock.now.adding(seconds: 60))
            _ = try await store.enrol(
                codeHash: "c\(number)", key: "k\(number)", spki: [], device: device(number), now: clock.now)
        }
    }

    private func beat(_ numbers: some Sequence<Int>, seq: Int, phase: BeatPhase = .open) async throws {
        for number in numbers {
            let beat = Heartbeat(
                kind: .full, software: "1", phase: phase, device: device(number), boot: "aaaaaaaa", seq: seq,
                at: clock.now,
                uptime: 1)
            _ = try await store.take(
                BeatArrival(box: Int64(number), beat: beat, dropped: 0, digest: [UInt8(seq)], arrived: clock.now))
        }
    }

    private func alarms(started: Instant = noon.adding(seconds: -90_000)) -> HubAlarms {
        var log = Logger(label: "test")
        log.logLevel = .critical
        let clock = clock
        return HubAlarms(store: store, started: started, log: log, now: { clock.now })
    }

    private func states() async throws -> [Int: Int] {
        var states: [Int: Int] = [:]
        for row in try await store.fleet(limit: 1000).rows {
            let silent = try await store.checks(box: row.id, now: clock.now).first { $0.check == "hub.silent" }
            if let silent { states[Int(row.id)] = silent.state }
        }
        return states
    }

    @Test func `one silent box warns, then is critical, then is back`() async throws {
        try await enrol(10)
        try await beat(1...10, seq: 1)
        clock.turn(400)
        try await beat(2...10, seq: 2)
        clock.turn(81)
        try await alarms().judge()
        #expect(try await states() == [1: 1])
        #expect(try await store.fleet().rows.first?.id == 1)
        for seq in 3...6 {
            clock.turn(400)
            try await beat(2...10, seq: seq)
            try await alarms().judge()
        }
        #expect(try await states() == [1: 2])
        try await beat([1], seq: 2)
        try await alarms().judge()
        #expect(try await states() == [:])
        #expect(try await store.incidents().isEmpty)
    }

    @Test func `all silent are one incident and no alarm of a box`() async throws {
        try await enrol(30)
        try await beat(1...30, seq: 1)
        clock.turn(481)
        try await alarms().judge()
        #expect(try await states().isEmpty)
        #expect(try await store.incidents().map(\.boxes) == [30])
        // They come back: the incident ends, nothing is left.
        try await beat(1...30, seq: 2)
        try await alarms().judge()
        #expect(try await store.incidents().first?.ended != nil)
        #expect(try await states().isEmpty)
        #expect(try await store.counts().silent == 0)
    }

    @Test func `who is still silent when the incident ends is told singly`() async throws {
        try await enrol(30)
        try await beat(1...30, seq: 1)
        clock.turn(481)
        try await alarms().judge()
        try await beat(3...30, seq: 2)
        try await alarms().judge()
        #expect(try await states() == [1: 1, 2: 1])
        #expect(try await store.incidents().first?.ended != nil)
    }

    @Test func `an incident that lasts is no excuse`() async throws {
        try await enrol(30)
        try await beat(1...30, seq: 1)
        clock.turn(481)
        try await alarms().judge()
        clock.turn(3601)
        try await alarms().judge()
        #expect(try await states().count == 30)
        #expect(try await states().values.allSatisfy { $0 == 2 })
        // And it does not open again at once.
        try await alarms().judge()
        #expect(try await store.incidents().count == 1)
    }

    @Test func `two of ten are two alarms, not an incident`() async throws {
        try await enrol(10)
        try await beat(1...10, seq: 1)
        clock.turn(400)
        try await beat(3...10, seq: 2)
        clock.turn(81)
        try await alarms().judge()
        #expect(try await states() == [1: 1, 2: 1])
        #expect(try await store.incidents().isEmpty)
    }

    @Test func `after a start of the hub nobody is silent before it has listened`() async throws {
        try await enrol(10)
        try await beat(1...10, seq: 1)
        clock.turn(90_000)
        let started = clock.now
        try await alarms(started: started).judge()
        clock.turn(480)
        try await alarms(started: started).judge()
        #expect(try await store.counts().silent == 0)
        clock.turn(1)
        try await alarms(started: started).judge()
        #expect(try await store.counts().silent == 10)
    }

    @Test func `a box that said it stops is not silent in the night, and a notice next morning`() async throws {
        try await enrol(1)
        clock.turn(7 * 3600)  // 19:06:40
        try await beat([1], seq: 1, phase: .stopping)
        clock.turn(11 * 3600)
        try await alarms().judge()
        #expect(try await store.counts().silent == 0)
        clock.turn(2 * 3600)  // 8:06:40, the practice is open.
        try await alarms().judge()
        #expect(try await states() == [1: 1])
        // Whatever happens then, it is no alarm by itself.
        clock.turn(90_000)
        try await alarms().judge()
        #expect(try await states() == [1: 1])
        try await beat([1], seq: 2)
        #expect(try await states() == [:])
    }

    @Test func `a box that did not say so is an alarm after the same night`() async throws {
        try await enrol(1)
        clock.turn(7 * 3600)
        try await beat([1], seq: 1)
        clock.turn(13 * 3600)
        try await alarms().judge()
        #expect(try await states() == [1: 2])
    }

    @Test func `a box that never spoke is not silent, one that was revoked neither`() async throws {
        try await enrol(2)
        try await beat([1], seq: 1)
        try await store.revoke(box: 1, by: "anna", now: clock.now)
        clock.turn(90_000)
        try await alarms().judge()
        #expect(try await store.counts().silent == 0)
    }
}
