import Database
import DatasafeCore
import HubStore
import Testing

struct HubStoreFleetTests {
    @Test func `worst first, page by page, without loss`() async throws {
        let fleet = try Fleet()
        for number in 1...23 {
            let box = try await fleet.enrol(number)
            _ = try await fleet.beat(1, box: box, kind: .full, states: ["psu": [0, 1, 2, 3, -1][number % 5]])
        }
        var seen: [BoxRow] = []
        var cursor: FleetCursor?
        repeat {
            let page = try await fleet.store.fleet(after: cursor, limit: 4)
            seen += page.rows
            cursor = page.next.flatMap { FleetCursor($0.text) }
        } while cursor != nil
        #expect(seen.map(\.rank) == seen.map(\.rank).sorted(by: >))
        #expect(Set(seen.map(\.id)).count == 23)
        let counts = try await fleet.store.counts()
        #expect(counts.boxes == 23)
        #expect(counts.crit == 5)
        #expect(counts.warn == 5)
        #expect(counts.unknown == 5)
        let problems = try await fleet.store.problems()
        #expect(problems.map(\.check) == ["psu"])
        #expect(problems.map(\.crit) == [5])
        #expect(FleetCursor("x") == nil && FleetCursor("1_2_3") == nil)
    }

    @Test func `what somebody has seen goes below what nobody has, and comes back`() async throws {
        let fleet = try Fleet()
        for number in 1...2 {
            let box = try await fleet.enrol(number)
            _ = try await fleet.beat(1, box: box, kind: .full, states: ["psu": 2])
        }
        let first = try #require(try await fleet.store.fleet().rows.first)
        try await fleet.store.acknowledge(
            box: first.id, check: "psu", by: "anna", now: fleet.now, until: fleet.now.adding(seconds: 3600))
        #expect(try await fleet.store.fleet().rows.last?.id == first.id)
        #expect(try await fleet.store.checks(box: first.id, now: fleet.now)[0].ack?.by == "anna")
        #expect(try await fleet.store.checks(box: first.id, now: fleet.now.adding(seconds: 3600))[0].ack == nil)
        await #expect(throws: HubStoreError(.unknown)) {
            try await fleet.store.acknowledge(
                box: first.id, check: "load15", by: "anna", now: fleet.now, until: fleet.now)
        }
        // It expired: the next beat of that box brings it up again.
        _ = try await fleet.beat(4000, box: first.id, states: ["psu": 2])
        #expect(try await fleet.store.box(device: first.device)?.isOpen == true)
    }

    @Test func `a code works once, for one key, in its time`() async throws {
        let fleet = try Fleet()
        let now = fleet.now
        try await fleet.store.addCode(hash: "h", label: "", now: now, expires: now.adding(seconds: 10))
        func enrol(_ code: String, _ key: String, late: Int64 = 0) async throws -> String? {
            try await fleet.store.enrol(
                codeHash: code, key: key, spki: [1], device: Fleet.device(77 + Int(late)),
                now: now.adding(seconds: late))
        }
        #expect(try await enrol("other", "k1") == nil)
        #expect(try await enrol("h", "k1") == Fleet.device(77))
        // The answer was lost: asked again by the same key, the same answer.
        #expect(try await enrol("h", "k1", late: 1) == Fleet.device(77))
        #expect(try await enrol("h", "k2") == nil)
        try await fleet.store.addCode(hash: "late", label: "x", now: now, expires: now.adding(seconds: 10))
        #expect(try await enrol("late", "k3", late: 11) == nil)
        #expect(try await fleet.store.box(device: Fleet.device(77))?.label == "Box 1")
    }

    @Test func `a box that is enrolled anew is another device, the old one is revoked`() async throws {
        let fleet = try Fleet()
        try await fleet.enrol(1)
        try await fleet.store.addCode(hash: "new", label: "neu", now: fleet.now, expires: fleet.now.adding(seconds: 10))
        let device = try await fleet.store.enrol(
            codeHash: "new", key: "key1", spki: [1], device: Fleet.device(99), now: fleet.now)
        #expect(device == Fleet.device(99))
        #expect(try await fleet.store.identity(ofKey: "key1")?.device == Fleet.device(99))
        #expect(try await fleet.store.box(device: Fleet.device(1))?.revoked != nil)
        try await fleet.store.rename(box: 2, to: "Praxis am Markt")
        #expect(try await fleet.store.box(device: Fleet.device(99))?.label == "Praxis am Markt")
    }

    @Test func `the chain tells a changed and a missing event`() async throws {
        for evil in [
            "UPDATE event SET state = 0 WHERE id = 3", "DELETE FROM event WHERE id = 3",
            "DELETE FROM event WHERE id = 1",
        ] {
            let fleet = try Fleet()
            try await fleet.enrol(1)
            for number in 1...4 { _ = try await fleet.beat(number, events: [fleet.event(number)]) }
            #expect(try await fleet.store.faults().isEmpty)
            fleet.store.close()
            let pool = try DatabaseFile.open(path: fleet.path, steps: HubStoreBeatTests.steps(of: fleet.path))
            try await pool.write { db in try db.execute(sql: evil) }
            try pool.close()
            let again = try HubStore(path: fleet.path, hash: Fleet.hash)
            #expect(try await !again.faults().isEmpty, "\(evil)")
        }
    }

    @Test func `silence is marked, told once, and ends with the next beat`() async throws {
        let fleet = try Fleet()
        try await fleet.enrol(1)
        try await fleet.enrol(2)
        _ = try await fleet.beat(1, phase: .stopping)
        let rows = try await fleet.store.listeners()
        #expect(rows.map(\.box) == [1])
        #expect(rows[0].isStopping)
        let later = fleet.now.adding(seconds: 900)
        for _ in 0..<2 { try await fleet.store.mark(rows, silence: .warn, incident: nil, now: later) }
        #expect(try await fleet.states()["hub.silent"] == 1)
        try await fleet.store.mark(rows, silence: .crit, incident: nil, now: later)
        #expect(try await fleet.states()["hub.silent"] == 2)
        #expect(try await fleet.store.box(device: Fleet.device(1))?.silentSince == later)
        _ = try await fleet.beat(2)
        #expect(try await fleet.states()["hub.silent"] == nil)
        // What was read before that beat no longer counts.
        try await fleet.store.mark(rows, silence: .crit, incident: nil, now: later)
        #expect(try await fleet.store.box(device: Fleet.device(1))?.silence == Silence.none)
        let kinds = try await fleet.store.events(box: 1).filter { $0.check == "hub.silent" }.map(\.kind)
        #expect(kinds == ["resolve", "worse", "raise"])
    }

    @Test func `a common incident raises no alarm of a box`() async throws {
        let fleet = try Fleet()
        try await fleet.enrol(1)
        _ = try await fleet.beat(1)
        let incident = try await fleet.store.openIncident(boxes: 3, now: fleet.now)
        try await fleet.store.mark(fleet.store.listeners(), silence: .warn, incident: incident, now: fleet.now)
        #expect(try await fleet.states().isEmpty)
        #expect(try await fleet.store.box(device: Fleet.device(1))?.rank == 1)
        try await fleet.store.setIncident(incident, boxes: 5, ended: fleet.now)
        #expect(try await fleet.store.incidents().map(\.boxes) == [5])
    }
}

struct HubStorePeopleTests {
    @Test func `sessions end by themselves and with a new password`() async throws {
        let fleet = try Fleet()
        let (store, now) = (fleet.store, fleet.now)
        try await store.setUser(name: "admin", password: "x", mustChange: true, now: now)
        let user = try #require(await store.user(name: "admin"))
        #expect(user.mustChange)
        try await store.addSession(hash: "s", form: "f", user: user.id, now: now)
        #expect(try await store.session(hash: "s", idle: 900, now: now.adding(seconds: 899))?.form == "f")
        #expect(try await store.session(hash: "s", idle: 900, now: now.adding(seconds: 1700)) != nil)
        #expect(try await store.session(hash: "s", idle: 900, now: now.adding(seconds: 2601)) == nil)
        #expect(try await store.session(hash: "t", idle: 900, now: now) == nil)
        try await store.addSession(hash: "u", form: "f", user: user.id, now: now)
        #expect(try await store.session(hash: "u", idle: 90_000, now: now.adding(seconds: 12 * 3600 + 1)) == nil)
        try await store.setUser(name: "admin", password: "y", mustChange: false, now: now)
        #expect(try await store.session(hash: "u", idle: 900, now: now) == nil)
    }

    @Test func `five wrong passwords lock a name, longer each time`() async throws {
        let fleet = try Fleet()
        let (store, now) = (fleet.store, fleet.now)
        try await store.setUser(name: "admin", password: "x", mustChange: false, now: now)
        var waits: [Int64] = []
        for _ in 1...14 {
            let user = try #require(await store.user(name: "admin"))
            try await store.countFailure(user: user.id, now: now)
            waits.append(try #require(await store.user(name: "admin")).lockedUntil.seconds(since: now))
        }
        #expect(waits == [0, 0, 0, 0, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600])
    }

    @Test func `a login link works once`() async throws {
        let fleet = try Fleet()
        let (store, now) = (fleet.store, fleet.now)
        await #expect(throws: HubStoreError(.unknown)) {
            try await store.addLink(hash: "l", user: "nobody", expires: now)
        }
        try await store.setUser(name: "admin", password: "x", mustChange: false, now: now)
        try await store.addLink(hash: "l", user: "admin", expires: now.adding(seconds: 60))
        #expect(try await store.useLink(hash: "l", now: now)?.name == "admin")
        #expect(try await store.useLink(hash: "l", now: now) == nil)
        try await store.addLink(hash: "m", user: "admin", expires: now.adding(seconds: 60))
        #expect(try await store.useLink(hash: "m", now: now.adding(seconds: 61)) == nil)
    }

    @Test func `codes tell what became of them, never themselves`() async throws {
        let fleet = try Fleet()
        try await fleet.enrol(1)
        try await fleet.store.addCode(
            hash: "spare", label: "", now: fleet.now, expires: fleet.now.adding(seconds: 60))
        let codes = try await fleet.store.codes()
        #expect(codes.count == 2)
        #expect(codes.count { $0.used != nil && $0.device != nil } == 1)
        #expect(codes.allSatisfy { !$0.label.isEmpty })
    }

    @Test func `the newest events of the fleet name their box`() async throws {
        let fleet = try Fleet()
        try await fleet.enrol(1)
        try await fleet.enrol(2)
        let events = try await fleet.store.newestEvents(limit: 1)
        #expect(events.map(\.event.kind) == ["enrol"])
        #expect(events.first?.event.id == 2)
        #expect(events.first?.device == Fleet.device(2))
    }
}
