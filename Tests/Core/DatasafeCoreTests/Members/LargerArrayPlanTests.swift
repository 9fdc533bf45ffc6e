import DatasafeCore
import Testing

@Suite struct LargerArrayPlanTests {
    let three = ArrayStage(level: .mirror, count: 3)
    let four = ArrayStage(level: .mirroredPairs, count: 4)

    func plan(_ record: ArrayRecord, _ seen: [SeenDisk]) -> AssemblyPlan {
        AssemblyPlan.plan(record: record, seen: seen, mayStillCome: false)
    }

    @Test func `of three any two may be missing`() {
        let record = three.record([("a", .ready), ("b", .ready), ("c", .ready)])
        for name in ["a", "b", "c"] {
            let plan = plan(record, [three.seen(name, events: 100, roles: [0, 1, 2])])
            #expect(plan.decision == .assemble([ArrayStage.disk(name)], degraded: true))
            #expect(plan.findings.map(\.code) == [.missing, .missing])
        }
    }

    @Test func `lost one after the other, then all come back`() {
        let record = three.record([("a", .ready), ("b", .lost), ("c", .lost)], newest: 120)
        let seen = [
            three.seen("a", events: 120, roles: [0, nil, nil]), three.seen("b", events: 110, roles: [0, 1, nil]),
            three.seen("c", events: 100, roles: [0, 1, 2]),
        ]
        let plan = plan(record, seen)
        #expect(plan.decision == .assemble([seen[0].disk], degraded: true))
        #expect(plan.rejoin == [seen[1].disk, seen[2].disk])
    }

    /// B was away while C came back: B calls C away, and still everything B has, A has.
    @Test func `left behind by one of two leaders`() {
        let record = three.record([("a", .ready), ("b", .lost), ("c", .ready)], newest: 130)
        let seen = [
            three.seen("a", events: 130, roles: [0, nil, 2]), three.seen("b", events: 110, roles: [0, 1, nil]),
            three.seen("c", events: 130, roles: [0, nil, 2]),
        ]
        let plan = plan(record, seen)
        #expect(plan.decision == .assemble([seen[0].disk, seen[2].disk], degraded: true))
        #expect(plan.rejoin == [seen[1].disk])
    }

    @Test func `two together and one alone is a split`() {
        let record = three.record([("a", .ready), ("b", .ready), ("c", .ready)])
        let seen = [
            three.seen("a", events: 130, roles: [0, 1, nil]), three.seen("b", events: 130, roles: [0, 1, nil]),
            three.seen("c", events: 110, roles: [nil, nil, 2]),
        ]
        let plan = plan(record, seen)
        #expect(plan.decision == .refuse(.split))
        #expect(plan.findings == [ArrayStage.found(.split, "c", 3)])
    }

    static let four: [(String, RecordedMember.State)] = [("a", .ready), ("b", .ready), ("c", .ready), ("d", .ready)]

    @Test(arguments: [
        ("abcd", true, false), ("abc", true, true), ("bcd", true, true), ("ac", true, true), ("bd", true, true),
        ("ab", false, false), ("cd", false, false), ("a", false, false), ("d", false, false),
    ])
    func `of four one of each pair must be there`(names: String, starts: Bool, degraded: Bool) {
        let seen = names.map { four.seen(String($0), events: 100, roles: [0, 1, 2, 3]) }
        let plan = plan(four.record(Self.four), seen)
        let wanted = AssemblyPlan.Decision.assemble(seen.map(\.disk), degraded: degraded)
        #expect(plan.decision == (starts ? wanted : .refuse(.pairMissing)))
        #expect(plan.findings.count == 4 - names.count && plan.findings.allSatisfy { $0.code == .missing })
    }

    @Test func `a pair of which one is being filled`() {
        let seen = [
            four.seen("a", events: 100, roles: [0, 1, 2, 3], rebuilding: true),
            four.seen("c", events: 100, roles: [0, 1, 2, 3]), four.seen("d", events: 100, roles: [0, 1, 2, 3]),
        ]
        #expect(plan(four.record(Self.four), seen).decision == .refuse(.pairMissing))
    }
}
