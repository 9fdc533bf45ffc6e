import DatasafeCore
import Testing

/// What is put together at a start in the middle of a change of the lock.
@Suite struct LockMovePlanTests {
    private let stage = ArrayStage()
    private static let newArray = ArrayUUID(raw: Bytes16(high: 8, low: 8))

    /// The freed disk `b` with the new array's member on it, number 0 there.
    private func freed(events: UInt64) -> SeenDisk {
        stage.seen("a", events: events, roles: [0, nil], array: Self.newArray, serial: "b")
    }

    private func next() -> ArrayRecord {
        ArrayRecord(
            boxID: ArrayStage.box, array: Self.newArray, level: .mirror, memberCount: 2,
            members: [
                RecordedMember(number: 1, member: nil, serial: ArrayStage.serial("a"), state: .joining),
                RecordedMember(number: 2, member: ArrayStage.id("a"), serial: ArrayStage.serial("b"), state: .ready),
            ], present: [2], generation: 6)
    }

    @Test(arguments: [true, false])
    func `while the data move the old array starts at once without the freed disk`(isLate: Bool) {
        let record = stage.record([("a", .ready), ("b", .joining)])
        let old = stage.seen("a", events: 120, roles: [0, nil])
        let plan = AssemblyPlan.plan(record: record, seen: [old], mayStillCome: !isLate)
        #expect(plan.decision == .assemble([ArrayStage.disk("a")], degraded: true))
        #expect(plan.findings.isEmpty && plan.rejoin.isEmpty)
        // Seen all the same, it is a stranger and never taken for a member.
        let both = AssemblyPlan.plan(record: record, seen: [old, freed(events: 3)], mayStillCome: !isLate)
        #expect(both.decision == plan.decision)
        #expect(both.findings == [ArrayStage.found(.otherBox, "b", nil)])
    }

    @Test(arguments: [true, false], [UInt64(0), 3, 400])
    func `once they have moved the new array starts, whatever the old one's counts were`(
        isLate: Bool, events: UInt64
    ) {
        let plan = AssemblyPlan.plan(record: next(), seen: [freed(events: events)], mayStillCome: !isLate)
        #expect(plan.decision == .assemble([ArrayStage.disk("b")], degraded: true))
        let old = stage.seen("a", events: 500, roles: [0, nil])
        let both = AssemblyPlan.plan(record: next(), seen: [old, freed(events: events)], mayStillCome: !isLate)
        #expect(both.decision == plan.decision)
    }

    @Test func `with the new disk gone nothing older is started in its place`() {
        let old = stage.seen("a", events: 500, roles: [0, nil])
        #expect(AssemblyPlan.plan(record: next(), seen: [old], mayStillCome: true).decision == .wait([2]))
        let late = AssemblyPlan.plan(record: next(), seen: [old], mayStillCome: false).decision
        guard case .refuse = late else { return #expect(Bool(false), "\(late)") }
    }
}
