import Database
import DatasafeCore
import Glibc
import HubStore
import Testing

/// A store in a fresh folder, with one enrolled box.
struct Fleet {
    let path: String
    let store: HubStore
    let now = Instant(seconds: 1_795_000_000)

    init() throws {
        var template = Array("/tmp/hub-XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        path = "\(folder)/hub.sqlite"
        store = try HubStore(path: path, hash: Fleet.hash)
    }

    /// Not SHA-256, but good enough to see a change.
    static let hash: @Sendable ([UInt8]) -> [UInt8] = { bytes in
        var value: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return (0..<8).map { UInt8(value >> (8 * UInt64($0)) & 255) }
    }

    static func device(_ number: Int) -> String {
        let tail = String(number, radix: 16)
        return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - tail.count) + tail
    }

    @discardableResult
    func enrol(_ number: Int) async throws -> Int64 {
        try await store.addCode(
            hash: "code\(number)", label: "Praxis \(number)", now: now, expires: now.adding(seconds: 86_400))
        let device = try await store.enrol(
            codeHash: "code\(number)", key: "key\(number)", spki: [UInt8(number & 255)], device: Fleet.device(number),
            now: now)
        #expect(device == Fleet.device(number))
        return try #require(await store.identity(ofKey: "key\(number)")).id
    }

    func beat(
        _ seq: Int, box: Int64 = 1, kind: Heartbeat.Kind = .delta, boot: String = "aaaaaaaa",
        states: [String: Int] = [:],
        events: [BeatEvent] = [], late: Int64 = 0, off: Int64 = 0, phase: BeatPhase = .open, audit: BeatAudit? = nil,
        digest: UInt8 = 0
    ) async throws -> BeatVerdict {
        let at = now.adding(seconds: Int64(seq) + off)
        let beat = Heartbeat(
            kind: kind, software: "2026.11.1", phase: phase, device: Fleet.device(Int(box)), boot: boot, seq: seq,
            at: at,
            uptime: seq, inventory: kind == .full ? BeatInventory(disks: 2, members: 2, backups: 1) : nil,
            checks: states.map { BeatCheck(id: $0.key, state: $0.value, value: nil, since: at, reason: "") },
            events: events, audit: audit)
        return try await store.take(
            BeatArrival(
                box: box, beat: beat, dropped: 0, digest: [digest, UInt8(seq & 255), UInt8(seq >> 8 & 255)],
                arrived: now.adding(seconds: Int64(seq) + late)))
    }

    func event(_ number: Int, _ kind: BeatEvent.Kind = .raise, state: Int = 2) -> BeatEvent {
        BeatEvent(number: number, kind: kind, id: "raid.members", state: state, value: 1, reason: "", at: now)
    }

    func states(box: Int64 = 1) async throws -> [String: Int] {
        let rows = try await store.checks(box: box, now: now)
        return Dictionary(rows.map { ($0.check, $0.state) }, uniquingKeysWith: { first, _ in first })
    }
}

struct HubStoreBeatTests {
    @Test func `a beat is stored once and said to be`() async throws {
        let fleet = try Fleet()
        try await fleet.enrol(1)
        #expect(
            try await fleet.beat(1, kind: .full, states: ["psu": 0]) == .stored(highest: 1, interval: 60, isGap: false))
        #expect(try await fleet.beat(1, kind: .full, states: ["psu": 0]) == .repeated(highest: 1, interval: 60))
        #expect(try await fleet.beat(2, states: ["psu": 1]) == .stored(highest: 2, interval: 60, isGap: false))
        #expect(try await fleet.states() == ["psu": 1])
        let box = try #require(await fleet.store.box(device: Fleet.device(1)))
        #expect(box.seq == 2)
        #expect(box.software == "2026.11.1")
        #expect(box.inventory == BeatInventory(disks: 2, members: 2, backups: 1))
        #expect(box.rank == 2)
    }

    @Test func `a full beat takes away what it does not name, a delta does not`() async throws {
        let fleet = try Fleet()
        try await fleet.enrol(1)
        _ = try await fleet.beat(1, kind: .full, states: ["psu": 0, "load15": 1, "raid.members": 0])
        _ = try await fleet.beat(2, states: ["psu": 2])
        #expect(try await fleet.states() == ["psu": 2, "load15": 1, "raid.members": 0])
        _ = try await fleet.beat(3, kind: .full, states: ["psu": 0])
        #expect(try await fleet.states() == ["psu": 0])
    }

    @Test func `state never goes back, events of a replay arrive once`() async throws {
        let fleet = try Fleet()
        try await fleet.enrol(1)
        #expect(
            try await fleet.beat(
                10, kind: .full, states: ["raid.members": 0], events: [fleet.event(5, .resolve, state: 0)])
                == .stored(highest: 10, interval: 60, isGap: false))
        for _ in 0..<2 {
            let verdict = try await fleet.beat(4, states: ["raid.members": 2], events: [fleet.event(4)])
            #expect(
                verdict == .stored(highest: 10, interval: 60, isGap: false)
                    || verdict == .repeated(highest: 10, interval: 60))
        }
        // The same event told again in another beat.
        _ = try await fleet.beat(6, events: [fleet.event(4)])
        #expect(try await fleet.states() == ["raid.members": 0])
        let events = try await fleet.store.events(box: 1)
        #expect(events.filter { $0.by == "box" }.map(\.kind) == ["raise", "resolve"])
    }

    @Test func `a gap asks for everything, a full beat closes it`() async throws {
        let fleet = try Fleet()
        try await fleet.enrol(1)
        _ = try await fleet.beat(1, kind: .full)
        #expect(try await fleet.beat(5) == .stored(highest: 5, interval: 60, isGap: true))
        #expect(try await fleet.beat(9, kind: .full) == .stored(highest: 9, interval: 60, isGap: false))
    }

    @Test func `another beat of the same number is a conflict, from another boot a clone`() async throws {
        let fleet = try Fleet()
        try await fleet.enrol(1)
        _ = try await fleet.beat(1)
        #expect(try await fleet.beat(1, digest: 9) == .conflict(highest: 1))
        #expect(try await fleet.states()["hub.clone"] == nil)
        #expect(try await fleet.beat(1, boot: "bbbbbbbb", digest: 9) == .conflict(highest: 1))
        #expect(try await fleet.states()["hub.clone"] == 2)
    }

    @Test func `two boots that take turns are a clone, until a person has dealt with it`() async throws {
        let fleet = try Fleet()
        try await fleet.enrol(1)
        _ = try await fleet.beat(1, boot: "aaaaaaaa")
        _ = try await fleet.beat(2, boot: "bbbbbbbb")
        #expect(try await fleet.states()["hub.clone"] == nil)
        _ = try await fleet.beat(3, boot: "aaaaaaaa")
        #expect(try await fleet.states()["hub.clone"] == 2)
        // A full beat of the box does not take the hub's own alarm away.
        _ = try await fleet.beat(4, kind: .full, boot: "aaaaaaaa", states: ["psu": 0])
        #expect(try await fleet.states()["hub.clone"] == 2)
        try await fleet.store.clear(.clone, box: 1, by: "anna", now: fleet.now)
        #expect(try await fleet.states()["hub.clone"] == nil)
        let events = try await fleet.store.events(box: 1).filter { $0.check == "hub.clone" }
        #expect(events.map(\.kind) == ["resolve", "raise"])
        #expect(events.map(\.by) == ["anna", "hub"])
    }

    @Test func `a wrong clock is a warning and goes with it`() async throws {
        let fleet = try Fleet()
        try await fleet.enrol(1)
        _ = try await fleet.beat(1, off: 10 * 365 * 86_400)
        #expect(try await fleet.states()["hub.clock"] == 1)
        _ = try await fleet.beat(2)
        #expect(try await fleet.states()["hub.clock"] == nil)
    }

    @Test func `an audit log that shrinks or changes is an alarm`() async throws {
        let heads = ["a", "b"].map { String(repeating: $0, count: 64) }
        for (second, isBad) in [
            (BeatAudit(lines: 11, head: heads[1]), false), (BeatAudit(lines: 10, head: heads[0]), false),
            (BeatAudit(lines: 10, head: heads[1]), true), (BeatAudit(lines: 9, head: heads[0]), true),
        ] {
            let fleet = try Fleet()
            try await fleet.enrol(1)
            _ = try await fleet.beat(1, audit: BeatAudit(lines: 10, head: heads[0]))
            _ = try await fleet.beat(2, audit: second)
            #expect((try await fleet.states()["hub.audit"] == 2) == isBad)
        }
    }

    @Test func `a revoked box is not stored`() async throws {
        let fleet = try Fleet()
        try await fleet.enrol(1)
        try await fleet.store.revoke(box: 1, by: "anna", now: fleet.now)
        #expect(try await fleet.beat(1) == .revoked)
        #expect(try #require(await fleet.store.identity(ofKey: "key1")).isRevoked)
        #expect(try await fleet.store.fleet().rows.isEmpty)
    }

    @Test func `many at once are stored, each with its own answer`() async throws {
        let fleet = try Fleet()
        for number in 1...40 { try await fleet.enrol(number) }
        try await withThrowingTaskGroup(of: (Int, BeatVerdict).self) { group in
            for number in 1...40 {
                for seq in 1...5 {
                    group.addTask { (seq, try await fleet.beat(seq, box: Int64(number), states: ["psu": 0])) }
                }
            }
            for try await (_, verdict) in group {
                guard case .stored = verdict else {
                    Issue.record("\(verdict)")
                    continue
                }
            }
        }
        #expect(try await fleet.store.fleet(limit: 100).rows.allSatisfy { $0.seq == 5 })
        #expect(await fleet.store.waiting == 0)
    }

    @Test func `a caller that is cancelled does not undo the others`() async throws {
        let fleet = try Fleet()
        for number in 1...20 { try await fleet.enrol(number) }
        await withTaskGroup(of: Void.self) { group in
            for number in 1...20 { group.addTask { _ = try? await fleet.beat(1, box: Int64(number)) } }
            group.cancelAll()
        }
        #expect(try await fleet.store.fleet(limit: 100).rows.allSatisfy { $0.seq == 1 })
    }

    @Test func `the window of known beats stays small`() async throws {
        let fleet = try Fleet()
        try await fleet.enrol(1)
        for seq in 1...640 { _ = try await fleet.beat(seq) }
        fleet.store.close()
        let pool = try DatabaseFile.open(path: fleet.path, steps: Self.steps(of: fleet.path))
        #expect(try await pool.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM beat") ?? 0 } < 400)
    }

    /// The steps a file has seen, with nothing to do.
    static func steps(of path: String) throws -> [SchemaStep] {
        ["1-fleet", "2-people", "3-pulse", "4-vault", "5-window", "6-scrub"].map { SchemaStep($0, sql: "") }
    }
}
