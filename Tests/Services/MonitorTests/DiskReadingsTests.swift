import DatasafeCore
import Glibc
import Testing

@testable import Monitor

@Suite struct DiskReadingsTests {
    private let store: MonitorStore
    private let begin = Instant(seconds: 1_800_000_000 / 86_400 * 86_400)

    init() throws {
        var template = Array("/tmp/readings-XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        store = try MonitorStore(path: "\(folder)/monitor.sqlite")
    }

    private func keep(_ at: [Instant], disk: String = "ata-1", crc: Int = 1) throws {
        var round = MonitorStore.Round(
            time: CheckTime(steady: 1, wall: begin), run: MonitorStore.Run(boot: "", endedInOrder: true, crashes: []))
        round.readings = at.map { DiskReading(disk: disk, at: $0, values: [.crc: crc, .hours: 7], celsius: 30) }
        _ = try store.save(round)
    }

    private func hours(_ range: Range<Int>) -> [Instant] {
        range.map { begin.adding(seconds: Int64($0) * 3600) }
    }

    @Test func `what is kept comes back, oldest first, each disk for itself`() throws {
        try keep(hours(0..<3))
        try keep(hours(1..<2), disk: "usb-2", crc: 9)
        let readings = try store.readings(of: "ata-1")
        #expect(readings.map(\.at) == hours(0..<3))
        #expect(readings.first?.values == [.crc: 1, .hours: 7] && readings.first?.celsius == 30)
        #expect(try store.readings(of: "usb-2").map(\.values) == [[.crc: 9, .hours: 7]])
        #expect(try store.load().newestReadings == ["ata-1": hours(2..<3)[0], "usb-2": hours(1..<2)[0]])
        #expect(try store.readings(of: "'; DROP TABLE disk_reading; --").isEmpty)
    }

    @Test func `hours for a week, then the first of each day`() throws {
        try keep(hours(0..<24 * 30))
        let readings = try store.readings(of: "ata-1")
        let newest = hours(24 * 30 - 1..<24 * 30)[0]
        let old = readings.filter { newest.seconds(since: $0.at) > 7 * 86_400 }
        #expect(old.allSatisfy { $0.at.seconds % 86_400 == 0 } && old.count == 23)
        #expect(readings.count - old.count == 24 * 7 + 1)
    }

    @Test func `three years and no more, by count`() throws {
        try keep((0..<2000).map { begin.adding(seconds: Int64($0) * 86_400) })
        let readings = try store.readings(of: "ata-1")
        #expect(readings.count == DiskReading.kept && readings.count > 3 * 365)
        #expect(readings.last?.at == begin.adding(seconds: 1999 * 86_400))
    }

    @Test func `a clock that ran ahead leaves nothing behind`() throws {
        try keep(hours(0..<10))
        try keep([begin.adding(seconds: 900 * 86_400), begin.adding(seconds: 900 * 86_400 + 3600)])
        try keep(hours(10..<11))
        // While it ran ahead the hours of that day were old.
        #expect(try store.readings(of: "ata-1").map(\.at) == hours(0..<1) + hours(10..<11))
    }

    @Test func `a clock that fell back forgets nothing`() throws {
        try keep((0..<400).map { begin.adding(seconds: Int64($0) * 86_400) })
        try keep([Instant(seconds: 86_400 * 365)])
        #expect(try store.readings(of: "ata-1").count == 401)
    }

    @Test func `a clock that jumps by decades forgets nothing but the hours`() throws {
        try keep((0..<400).map { begin.adding(seconds: Int64($0) * 86_400) })
        try keep([begin.adding(seconds: 40 * 365 * 86_400)])
        #expect(try store.readings(of: "ata-1").count == 401)
    }
}
