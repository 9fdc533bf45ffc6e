import DatasafeCore
import Testing

@Suite struct AssemblyPlanTests {
    let stage = ArrayStage()
    let both: [(String, RecordedMember.State)] = [("a", .ready), ("b", .ready)]

    func plan(_ record: ArrayRecord?, _ seen: [SeenDisk], late: Bool = true, chosen: Set<DiskID> = []) -> AssemblyPlan {
        AssemblyPlan.plan(record: record, seen: seen, mayStillCome: !late, chosen: chosen)
    }

    @Test(arguments: [(100, 100), (100, 101), (101, 100), (99, 99)] as [(UInt64, UInt64)])
    func `all there and apart by at most one`(a: UInt64, b: UInt64) {
        let seen = [stage.seen("a", events: a, roles: [0, 1]), stage.seen("b", events: b, roles: [0, 1])]
        let plan = plan(stage.record(both), seen, late: false)
        #expect(plan.decision == .assemble(seen.map(\.disk), degraded: false))
        #expect(plan.findings.isEmpty && plan.rejoin.isEmpty)
    }

    @Test func `one missing: wait, then record the loss, then start degraded`() throws {
        let seen = [stage.seen("a", events: 100, roles: [0, 1])]
        #expect(plan(stage.record(both), seen, late: false).decision == .wait([2]))
        let late = plan(stage.record(both), seen)
        #expect(late.decision == .assemble([ArrayStage.disk("a")], degraded: true))
        #expect(late.findings == [ArrayStage.found(.missing, nil, 2)])
        let record = try #require(late.record)
        #expect(record[2]?.state == .lost && record[1]?.state == .ready && record.present == [1])
        #expect(record.generation == 6 && record[1]?.events == 100)
        // The next start does not wait for what is known to be lost.
        #expect(plan(record, seen, late: false).decision == late.decision)
    }

    @Test func `an unreadable disk is missing with its name`() {
        let seen = [stage.seen("a", events: 100, roles: [0, 1]), stage.other("b", .unreadable)]
        let plan = plan(stage.record(both), seen)
        #expect(plan.decision == .assemble([ArrayStage.disk("a")], degraded: true))
        #expect(plan.findings == [ArrayStage.found(.missing, "b", 2)])
    }

    @Test func `the newer half is missing`() {
        let old = [stage.seen("a", events: 90, roles: [0, 1])]
        #expect(plan(stage.record(both), old).decision == .refuse(.newerAbsent))
        #expect(plan(stage.record(both), old, late: false).decision == .wait([2]))
        // Also if the event counts fit but the box ran on without this member.
        let lost = stage.record([("a", .lost), ("b", .ready)])
        let same = [stage.seen("a", events: 100, roles: [0, 1])]
        #expect(plan(lost, same).decision == .refuse(.newerAbsent))
        #expect(plan(lost, same, late: false).decision == .wait([2]))
        // Two administrators choose it.
        let chosen = plan(lost, same, chosen: [ArrayStage.disk("a")])
        #expect(chosen.decision == .assemble([ArrayStage.disk("a")], degraded: true))
        #expect(chosen.record?.present == [1])
    }

    @Test func `both there, but older than the record`() {
        let seen = [stage.seen("a", events: 50, roles: [0, 1]), stage.seen("b", events: 50, roles: [0, 1])]
        #expect(plan(stage.record(both), seen).decision == .refuse(.newerAbsent))
        #expect(plan(stage.record(both), seen, late: false).decision == .refuse(.newerAbsent))
    }

    /// The counts stand on disks that anybody may have written.
    @Test(
        arguments: [
            (.max, .max, ["a", "b"]), (.max, .max - 1, ["a", "b"]), (.max - 1, .max, ["a", "b"]), (.max, 0, ["a"]),
            (0, .max, []),
        ] as [(UInt64, UInt64, [String])])
    func `event counts at the edge do not overflow`(a: UInt64, b: UInt64, started: [String]) {
        let seen = [
            stage.seen("a", events: a, roles: [0, 1]), stage.seen("b", events: b, roles: [0, 1], rebuilding: true),
        ]
        let plan = plan(stage.record([("a", .ready), ("b", .joining)], newest: .max), seen)
        let disks = started.map { ArrayStage.disk($0) }
        #expect(plan.decision == (started.isEmpty ? .refuse(.newerAbsent) : .assemble(disks, degraded: true)))
    }

    @Test func `an older state is re-joined`() {
        for lost in [RecordedMember.State.ready, .lost] {
            let seen = [stage.seen("a", events: 110, roles: [0, nil]), stage.seen("b", events: 100, roles: [0, 1])]
            let plan = plan(stage.record([("a", .ready), ("b", lost)]), seen, late: false)
            #expect(plan.decision == .assemble([ArrayStage.disk("a")], degraded: true))
            #expect(plan.rejoin == [ArrayStage.disk("b")])
            #expect(plan.findings == [ArrayStage.found(.stale, "b", 2)])
            #expect(plan.record?[2]?.state == .lost)
        }
    }

    @Test func `dropped at the very last event`() {
        // One event apart, but the newer one calls the other away.
        let seen = [stage.seen("a", events: 101, roles: [0, nil]), stage.seen("b", events: 100, roles: [0, 1])]
        #expect(plan(stage.record(both), seen).rejoin == [ArrayStage.disk("b")])
    }

    @Test(arguments: [(110, 105), (105, 110), (110, 110)] as [(UInt64, UInt64)])
    func `both ran alone: neither is started`(a: UInt64, b: UInt64) {
        let seen = [stage.seen("a", events: a, roles: [0, nil]), stage.seen("b", events: b, roles: [nil, 1])]
        for record in [stage.record(both), stage.record([("a", .ready), ("b", .lost)])] {
            let plan = plan(record, seen)
            #expect(plan.decision == .refuse(.split) && plan.rejoin.isEmpty && plan.record == nil)
            #expect(plan.findings.contains { $0.code == .split })
        }
    }

    @Test func `a person chooses one side of a split`() {
        let seen = [stage.seen("a", events: 110, roles: [0, nil]), stage.seen("b", events: 105, roles: [nil, 1])]
        let plan = plan(stage.record(both, newest: 110), seen, chosen: [ArrayStage.disk("b")])
        #expect(plan.decision == .assemble([ArrayStage.disk("b")], degraded: true) && plan.rejoin.isEmpty)
        #expect(plan.findings == [ArrayStage.found(.split, "a", 1)])
        #expect(plan.record?.newestEvents == 105 && plan.record?[1]?.state == .lost)
    }

    @Test func `who was asked once is not asked again about the same disk`() throws {
        let seen = [stage.seen("a", events: 110, roles: [0, nil]), stage.seen("b", events: 105, roles: [nil, 1])]
        let first = plan(stage.record(both, newest: 110), seen, chosen: [ArrayStage.disk("b")])
        let record = try #require(first.record)
        #expect(record[1]?.isAside == true && record[2]?.isAside == nil)
        let second = plan(record, seen)
        #expect(second.decision == .assemble([ArrayStage.disk("b")], degraded: true) && second.rejoin.isEmpty)
        #expect(second.findings == [ArrayStage.found(.split, "a", 1)])
        // Alone it is what nobody chose.
        #expect(plan(record, [seen[0]]).decision == .refuse(.newerAbsent))
        // Chosen after all, it is a side like any other, and the other one is aside.
        let third = plan(record, seen, chosen: [ArrayStage.disk("a")])
        #expect(third.record?[1]?.isAside == nil && third.record?[2]?.isAside == true)
    }

    @Test func `a side left aside stays aside as a part, and where it was to leave`() throws {
        let chosen = [ArrayStage.disk("b")] as Set
        let b = stage.seen("b", events: 105, roles: [nil, 1])
        let part = stage.seen("a", events: 90, roles: [0, nil], rebuilding: true)
        let record = try #require(plan(stage.record(both), [part, b], chosen: chosen).record)
        let later = plan(record, [part, b])
        #expect(later.decision == .assemble([b.disk], degraded: true) && later.rejoin.isEmpty)
        #expect(later.findings == [ArrayStage.found(.stale, "a", 1)])

        // It ran alone for longer than the side that was chosen.
        let newer = stage.seen("a", events: 150, roles: [0, nil])
        let leaving = stage.record([("a", .leaving), ("b", .ready)])
        let second = try #require(plan(leaving, [newer, b], chosen: chosen).record)
        #expect(second[1]?.state == .leaving && second[1]?.isAside == true)
        #expect(plan(second, [newer, b]).decision == .assemble([b.disk], degraded: true))
        #expect(plan(second, [newer]).decision == .refuse(.newerAbsent))
    }

    @Test func `a joining disk is no side`() throws {
        let record = stage.record([("a", .joining), ("b", .ready)])
        let b = stage.seen("b", events: 105, roles: [nil, 1])
        let after = plan(record, [b, stage.other("a", .prepared)], chosen: [b.disk]).record
        #expect(try #require(after)[1]?.isAside == nil)
    }

    @Test func `equal counts and a one-sided view cannot be ordered`() {
        let seen = [stage.seen("a", events: 110, roles: [0, nil]), stage.seen("b", events: 110, roles: [0, 1])]
        #expect(plan(stage.record(both), seen).decision == .refuse(.split))
    }

    @Test func `another box's disks are left alone`() {
        let foreign = ArrayUUID(raw: Bytes16(high: 8, low: 8))
        let good = [stage.seen("a", events: 100, roles: [0, 1]), stage.seen("b", events: 100, roles: [0, 1])]
        for strange in [
            stage.seen("c", events: 900, roles: [0, 1, 1], array: foreign),
            stage.seen("c", events: 900, roles: [0, 1, 1], host: "dsffffffff"),
        ] {
            let plan = plan(stage.record(both), good + [strange])
            #expect(plan.decision == .assemble(good.map(\.disk), degraded: false))
            #expect(plan.findings == [ArrayStage.found(.otherBox, "c", nil)])
        }
    }

    @Test func `of a member twice only the one with the recorded serial`() {
        let a = stage.seen("a", events: 100, roles: [0, 1])
        let b = stage.seen("b", events: 100, roles: [0, 1])
        let copy = stage.seen("b", events: 100, roles: [0, 1], serial: "x")
        let plan = plan(stage.record(both), [copy, a, b])
        #expect(plan.decision == .assemble([a.disk, b.disk], degraded: false))
        #expect(plan.findings == [ArrayStage.found(.clone, "x", 2)])
        let unclear = self.plan(
            stage.record(both), [a, copy, stage.seen("b", events: 100, roles: [0, 1], serial: "y")])
        #expect(unclear.decision == .assemble([a.disk], degraded: true))
        #expect(unclear.findings.map(\.code) == [.clone, .clone])
    }

    @Test func `a recorded disk that was overwritten counts as lost`() {
        for content in [SeenDisk.Content.foreign, .prepared] {
            let seen = [stage.seen("a", events: 100, roles: [0, 1]), stage.other("b", content)]
            let plan = plan(stage.record(both), seen, late: false)
            #expect(plan.decision == .assemble([ArrayStage.disk("a")], degraded: true))
            #expect(plan.findings == [ArrayStage.found(.unknown, "b", 2)])
            #expect(plan.record?[2]?.state == .lost)
        }
    }

    @Test func `short and strange disks are kept out`() {
        let a = stage.seen("a", events: 100, roles: [0, 1])
        let cases: [(SeenDisk, MemberCode)] = [
            (stage.seen("b", events: 100, roles: [0, 1], tooSmall: true), .tooSmall),
            (stage.other("b", .tooSmall), .tooSmall),
            (stage.other("b", .otherParameters), .parameters),
            (stage.seen("b", events: 100, roles: [0, 1], level: 10), .parameters),
        ]
        for (disk, code) in cases {
            let plan = plan(stage.record(both), [a, disk])
            #expect(plan.decision == .assemble([a.disk], degraded: true))
            #expect(plan.findings == [ArrayStage.found(code, "b", 2)])
        }
    }

    @Test func `an unknown empty disk is no finding`() {
        let good = [stage.seen("a", events: 100, roles: [0, 1]), stage.seen("b", events: 100, roles: [0, 1])]
        let plan = plan(stage.record(both), good + [stage.other("c", .foreign), stage.other("d", .unreadable)])
        #expect(plan.findings.isEmpty && plan.decision == .assemble(good.map(\.disk), degraded: false))
    }

    @Test func `a member that was to leave is not taken back once it is older`() {
        let record = stage.record([("a", .ready), ("b", .leaving)])
        let whole = [stage.seen("a", events: 100, roles: [0, 1]), stage.seen("b", events: 100, roles: [0, 1])]
        #expect(plan(record, whole).decision == .assemble(whole.map(\.disk), degraded: false))
        let seen = [stage.seen("a", events: 110, roles: [0, nil]), whole[1]]
        let late = plan(record, seen)
        #expect(late.decision == .assemble([ArrayStage.disk("a")], degraded: true) && late.rejoin.isEmpty)
        #expect(late.findings == [ArrayStage.found(.retired, "b", 2)])
    }

    @Test func `no disk at all`() {
        #expect(plan(nil, []).decision == .nothing)
        #expect(plan(nil, [stage.other("c", .foreign)], late: false).decision == .nothing)
        #expect(plan(stage.record(both), [], late: false).decision == .wait([1, 2]))
        let late = plan(stage.record(both), [])
        #expect(late.decision == .refuse(.missing) && late.findings.map(\.number) == [1, 2])
        let wiped = plan(stage.record(both), [stage.other("a", .foreign), stage.other("b", .foreign)])
        #expect(wiped.decision == .refuse(.unknown))
    }

    @Test func `a member being filled counts for nothing`() {
        let record = stage.record([("a", .ready), ("b", .joining)])
        let b = stage.seen("b", events: 100, roles: [0, 1], rebuilding: true)
        let seen = [stage.seen("a", events: 100, roles: [0, 1]), b]
        #expect(plan(record, seen).decision == .assemble(seen.map(\.disk), degraded: true))
        #expect(plan(record, [b]).decision == .refuse(.newerAbsent))
        let spare = stage.seen("b", events: 100, roles: [0, nil])
        #expect(plan(record, [seen[0], spare]).decision == .assemble(seen.map(\.disk), degraded: true))
        let old = stage.seen("b", events: 50, roles: [0, 1], rebuilding: true)
        // Not joined again but taken in anew: nothing on it is needed.
        let late = plan(record, [seen[0], old])
        #expect(late.decision == .assemble([ArrayStage.disk("a")], degraded: true))
        #expect(late.rejoin.isEmpty && late.findings.isEmpty)
        #expect(plan(record, [seen[0], stage.other("b", .prepared)]).findings.isEmpty)
    }

    @Test func `state volume lost: only a whole array that agrees is started`() {
        let a = stage.seen("a", events: 100, roles: [0, 1])
        let b = stage.seen("b", events: 100, roles: [0, 1])
        #expect(plan(nil, [a, b]).decision == .assemble([a.disk, b.disk], degraded: false))
        #expect(plan(nil, [a], late: false).decision == .wait([]))
        let foreign = stage.seen("b", events: 100, roles: [0, 1], array: ArrayUUID(raw: Bytes16(high: 8, low: 8)))
        for seen in [
            [a], [a, stage.seen("b", events: 90, roles: [0, 1])], [a, foreign],
            [a, b, stage.seen("c", events: 90, roles: [0, 1, 1])],
            [a, stage.seen("b", events: 100, roles: [0, 1], rebuilding: true)], [a, a],
            [stage.seen("a", events: 100, roles: [0, nil]), stage.seen("b", events: 100, roles: [nil, 1])],
        ] {
            #expect(plan(nil, seen).decision == .refuse(.recordLost))
        }
    }
}
