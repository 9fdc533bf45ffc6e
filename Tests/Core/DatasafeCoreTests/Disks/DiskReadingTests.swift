import DatasafeCore
import Testing

@Suite struct DiskReadingTests {
    private static let now = Instant(seconds: 1_795_000_000)

    private func fact(at: Instant = now, readable: Bool = true) -> StorageFact {
        var fact = StorageFact()
        var smart = SmartFact(at: at)
        smart.kind = "ata"
        smart.readable = readable
        smart.values = ["crc": 4, "rotation": 7200, "selfTestFailed": 0, "later": 9]
        smart.celsius = 33
        var disk = DiskFact(id: "ata-1", bay: "d1", model: "", serial: "", bytes: 1, content: "member")
        disk.smart = smart
        var backup = BackupDiskFact(id: "usb-1", model: "", serial: "", bytes: 1, kind: "known", content: "datasafe")
        backup.smart = smart
        var numbered = backup
        numbered.id = "usb-2"
        numbered.number = 2
        fact.disks = [disk]
        fact.backupDisks = [backup, numbered]
        return fact
    }

    @Test(
        arguments: [
            (nil, true), (0, false), (3599, false), (3600, true), (86_400 * 700, true),
            // The clock fell back.
            (-3599, false), (-3600, true),
        ] as [(Int64?, Bool)])
    func `one an hour, whatever the clock does`(age: Int64?, isDue: Bool) {
        let newest = age.map { ["ata-1": Self.now.adding(seconds: -$0), "usb-2": Self.now] } ?? ["usb-2": Self.now]
        let due = DiskReading.due(fact(), newest: newest)
        #expect(due.map(\.disk) == (isDue ? ["ata-1"] : []))
    }

    @Test func `only readable disks with a place, only values that are drawn`() {
        #expect(DiskReading.due(fact(readable: false), newest: [:]).isEmpty)
        let due = DiskReading.due(fact(), newest: [:])
        #expect(due.map(\.disk) == ["ata-1", "usb-2"] && due.first?.values == [.crc: 4] && due.first?.celsius == 33)
    }

    @Test(arguments: [(.max, SmartCounter.limit), (-1, 0), (.min, 0)] as [(Int, Int)])
    func `what is no count is not kept as one`(said: Int, kept: Int) {
        var fact = fact()
        fact.disks[0].smart?.values["crc"] = said
        #expect(DiskReading.due(fact, newest: [:]).first?.values == [.crc: kept])
    }

    @Test(arguments: [(0, 240), (1, 240), (240, 240), (241, 240), (1270, 240), (1270, 3), (5, 2)])
    func `a thinned curve keeps its ends and its order`(count: Int, limit: Int) {
        let all = (0..<count).map { index in
            DiskReading(
                disk: "a", at: Self.now.adding(seconds: Int64(index) * 86_400), values: [.crc: index], celsius: nil)
        }
        let shown = DiskReading.thinned(all, to: limit)
        #expect(shown.count <= max(limit, limit > 2 ? 0 : count))
        #expect(shown.first == all.first && shown.last == all.last)
        #expect(zip(shown, shown.dropFirst()).allSatisfy { $0.at < $1.at })
    }

    @Test func `readings of one moment do not divide by nothing`() {
        let all = (0..<500).map { DiskReading(disk: "a", at: Self.now, values: [.crc: $0], celsius: nil) }
        #expect(DiskReading.thinned(all, to: 240).count == 2)
    }

    @Test func `an answer with the largest numbers fits into a message`() throws {
        let counters = SmartCounter.allCases.filter(\.isKept)
        let values = Dictionary(uniqueKeysWithValues: counters.map { ($0, SmartCounter.limit) })
        let all = (0..<1270).map { index in
            DiskReading(
                disk: "a", at: Self.now.adding(seconds: Int64(index) * 86_400), values: values, celsius: 100)
        }
        var outcome = MonitorDeeds.DiskHistory.Outcome(disk: String(repeating: "x", count: 200), level: 2)
        outcome.draw(all)
        #expect(outcome.at.count <= 240 && outcome.values.count == counters.count)
        let digits = "\(SmartCounter.limit)".count
        let longest = outcome.at.count * (counters.count * (digits + 1) + 4 + 11)
        #expect(longest < 56 << 10)
    }
}
