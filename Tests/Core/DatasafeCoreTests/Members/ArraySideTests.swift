import DatasafeCore
import Testing

@Suite struct ArraySideTests {
    private func sides(_ stage: ArrayStage, _ seen: [SeenDisk], names: [String]) -> [[String]] {
        ArraySide.sides(record: stage.record(names.map { ($0, .ready) }), seen: seen).map { $0.disks.map(\.name) }
    }

    @Test func `both ran alone: two sides`() {
        let stage = ArrayStage()
        for (a, b) in [(110, 105), (105, 110), (110, 110)] as [(UInt64, UInt64)] {
            let seen = [stage.seen("a", events: a, roles: [0, nil]), stage.seen("b", events: b, roles: [nil, 1])]
            #expect(sides(stage, seen, names: ["a", "b"]).count == 2)
        }
    }

    @Test func `disks of one state are one side`() {
        var stage = ArrayStage()
        stage.count = 3
        let seen = [
            stage.seen("a", events: 110, roles: [0, 1, nil]), stage.seen("b", events: 110, roles: [0, 1, nil]),
            stage.seen("c", events: 90, roles: [nil, nil, 2]),
        ]
        #expect(sides(stage, seen, names: ["a", "b", "c"]) == [["disk-a", "disk-b"], ["disk-c"]])
    }

    @Test func `what holds no whole state is no side`() {
        let stage = ArrayStage()
        let seen = [
            stage.seen("a", events: 100, roles: [0, 1]), stage.seen("b", events: 100, roles: [0, 1], rebuilding: true),
            stage.other("c", .foreign),
            stage.seen("d", events: 100, roles: [0, 1, nil, 1], array: ArrayUUID(raw: Bytes16(high: 1, low: 1))),
        ]
        #expect(sides(stage, seen, names: ["a", "b"]) == [["disk-a"]])
    }

    @Test func `the side written last comes first`() {
        let stage = ArrayStage()
        func written(_ disk: SeenDisk, at seconds: Int64) -> SeenDisk {
            guard case .member(var member) = disk.content else { return disk }
            member.written = Instant(seconds: seconds)
            return SeenDisk(disk: disk.disk, serial: disk.serial, content: .member(member))
        }
        let seen = [
            written(stage.seen("a", events: 110, roles: [0, nil]), at: 1000),
            written(stage.seen("b", events: 105, roles: [nil, 1]), at: 2000),
        ]
        #expect(sides(stage, seen, names: ["a", "b"]) == [["disk-b"], ["disk-a"]])
    }
}
