import DatasafeCore
import Testing

struct HubRulesTests {
    // Wednesday, 18 November 2026, 12:06:40 in Berlin.
    let noon = Instant(seconds: 1_795_000_000)
    // 23:06:40 on the same day.
    let night = Instant(seconds: 1_795_039_600)

    @Test(
        arguments: [
            (0, false, Silence.none), (479, false, .none), (480, false, .none), (481, false, .warn),
            (1800, false, .warn),
            (1801, false, .crit), (481, true, .none), (1080, true, .none), (1081, true, .warn),
            (20_000, true, .warn), (90_000, true, .warn),
        ] as [(Int64, Bool, Silence)])
    func `in opening hours`(silent: Int64, isStopping: Bool, expected: Silence) {
        #expect(
            Silence.judge(
                seen: noon.adding(seconds: -silent), since: noon.adding(seconds: -90_000), interval: 60,
                isStopping: isStopping, now: noon, hours: .usual) == expected)
    }

    @Test func `at night twelve hours, and a restart of the hub waits`() {
        func judge(silent: Int64, listening: Int64) -> Silence {
            Silence.judge(
                seen: night.adding(seconds: -silent), since: night.adding(seconds: -listening), interval: 60,
                isStopping: false, now: night, hours: .usual)
        }
        #expect(judge(silent: 12 * 3600, listening: 90_000) == .warn)
        #expect(judge(silent: 12 * 3600 + 1, listening: 90_000) == .crit)
        #expect(judge(silent: 90_000, listening: 480) == .none)
        #expect(judge(silent: 90_000, listening: 481) == .crit)
    }

    @Test(arguments: [(1081, Silence.none), (12 * 3600, .none), (12 * 3600 + 1, .warn)] as [(Int64, Silence)])
    func `a box switched off in the evening is not silent`(silent: Int64, expected: Silence) {
        #expect(
            Silence.judge(
                seen: night.adding(seconds: -silent), since: night.adding(seconds: -90_000), interval: 60,
                isStopping: true, now: night, hours: .usual) == expected)
    }

    @Test func `a longer interval gives more patience`() {
        #expect(Silence.grace(interval: 60) == 480)
        #expect(Silence.grace(interval: 900) == 3000)
    }

    @Test(arguments: [
        (2, 10, false), (3, 10, true), (3, 59, true), (3, 60, false), (19, 1000, false), (20, 1000, true),
        (0, 0, false),
    ])
    func `many at once are one incident`(silent: Int, fleet: Int, expected: Bool) {
        #expect(FleetSilence.isIncident(silent: silent, fleet: fleet) == expected)
    }

    @Test func `an incident ends`() {
        #expect(!FleetSilence.isOver(stillSilent: 3, started: noon, now: noon.adding(seconds: 3600)))
        #expect(FleetSilence.isOver(stillSilent: 2, started: noon, now: noon))
        #expect(FleetSilence.isOver(stillSilent: 30, started: noon, now: noon.adding(seconds: 3601)))
    }

    @Test(
        arguments: [
            ([], Silence.none, 0), ([0, -1, 0], .none, 0), ([0, 3], .none, 1), ([3, 1], .none, 2),
            ([1, 2, 3], .none, 3),
            ([0], .warn, 2), ([1], .crit, 3),
        ] as [([Int], Silence, Int)])
    func `the worst decides`(states: [Int], silence: Silence, rank: Int) {
        #expect(BoxRank.rank(states: states, silence: silence) == rank)
    }

    @Test func `back-off doubles to 15 minutes and jitters over all of it`() {
        #expect(Backoff.seconds(attempt: 1, random: 0.999) < 5)
        #expect(Backoff.seconds(attempt: 1, random: 0) == 1)
        #expect(Backoff.seconds(attempt: 2, random: 0.5) == 5)
        #expect(Backoff.seconds(attempt: 4, random: 0.5) == 20)
        #expect(Backoff.seconds(attempt: 9, random: 0.5) == 450)
        #expect(Backoff.seconds(attempt: 1_000_000, random: 0.9999) < 900)
    }

    @Test func `a boot that comes back is a clone, a restart is not`() {
        var trail = BootTrail()
        let boots = ["aaaaaaaa", "aaaaaaaa", "bbbbbbbb", "cccccccc", "bbbbbbbb"]
        #expect(boots.map { trail.isClone($0) } == [false, false, false, false, true])
        #expect(BootTrail(text: trail.text) == trail)
        for index in 0..<20 { _ = trail.isClone("0000000\(index)") }
        #expect(trail.boots.count == 8)
    }

    @Test func `a reply is read with suspicion`() throws {
        let reply = HubReply(ok: 7, next: 60, now: noon, commands: [.snapshot, .beat])
        #expect(HubReply(reply.bytes) == reply)
        for (text, next) in [("\"next\":1", 30), ("\"next\":999999", 900), ("\"next\":-5", 30)] {
            let bytes = Array("{\"ok\":7,\(text),\"now\":\"2026-11-18T11:06:40Z\"}".utf8)
            #expect(HubReply(bytes)?.next == next)
        }
        let evil = Array(
            "{\"ok\":7,\"next\":60,\"now\":\"2026-11-18T11:06:40Z\",\"cmds\":[\"unlock\",{\"run\":\"sh\"},\"beat\",\"beat\"],\"sh\":1}"
                .utf8)
        let read = try #require(HubReply(evil))
        #expect(read.commands == [.beat])
        #expect(read.ignored == 3)
        for bytes in [
            [], Array("{}".utf8), Array("{\"ok\":-1,\"next\":60,\"now\":\"x\"}".utf8),
            [UInt8](repeating: 32, count: 5000),
        ] {
            #expect(HubReply(bytes) == nil)
        }
    }

    @Test func `the spool keeps events and thins samples`() {
        // 60 days of a beat a minute, 420 bytes each, a full one every 15 minutes, an event every hour.
        let count = 60 * 1440
        let entries = (0..<count).map { index in
            SpoolEntry(
                seq: index + 1, at: noon.adding(seconds: Int64(60 * (index - count))),
                bytes: index % 15 == 0 ? 1100 : 420,
                hasEvents: index % 60 == 30, isFull: index % 15 == 0)
        }
        let drop = SpoolRule.toDrop(entries, now: noon)
        let kept = entries.filter { !drop.contains($0.seq) }
        #expect(kept.reduce(0) { $0 + $1.bytes } <= SpoolRule.target)
        #expect(kept.count { $0.hasEvents } == 60 * 24)
        #expect(kept.suffix(60).count == 60 && kept.suffix(60).first?.seq == count - 59)
        #expect(SpoolRule.toDrop(kept, now: noon).isEmpty)
    }

    @Test func `thirty days offline need no event to go, at any density`() {
        let entries = (0..<43_200).map { index in
            SpoolEntry(
                seq: index + 1, at: noon.adding(seconds: Int64(60 * (index - 43_200))), bytes: 600,
                hasEvents: index % 2 == 0,
                isFull: false)
        }
        let drop = SpoolRule.toDrop(entries, now: noon)
        #expect(entries.allSatisfy { !$0.hasEvents || !drop.contains($0.seq) })
    }

    @Test func `only events in a full spool lose their oldest`() {
        let entries = (0..<40_000).map { index in
            SpoolEntry(seq: index + 1, at: noon, bytes: 600, hasEvents: true, isFull: false)
        }
        let drop = SpoolRule.toDrop(entries, now: noon)
        #expect(drop == Set(1...drop.count))
        #expect(!drop.isEmpty)
    }
}
