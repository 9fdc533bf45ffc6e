import Guest
import Story
import Testing

@testable import Torture

@Suite("From a fault to somebody knowing of it") struct AlarmTimesTests {
    @Test("The longest counts, and a limit that is missed is named") func rows() throws {
        let times = [
            AlarmTimes(fault: .pull, local: .milliseconds(900), hub: .seconds(2)),
            AlarmTimes(fault: .pull, local: .milliseconds(1500), hub: .seconds(6)),
            AlarmTimes(fault: .sectors, local: .seconds(1), hub: nil),
        ]
        let rows = AlarmTimes.rows(times)
        #expect(rows.map(\.id) == ["alarm-sectors-local", "alarm-sectors-hub", "alarm-pull-local", "alarm-pull-hub"])
        #expect(rows[2].ours == .measured(1.5) && rows[2].instead == .measured(1800))
        #expect(rows[2].remark == "longest of 2; smartd, default interval; limit 3 s")
        #expect(rows[3].ours == .measured(6) && rows[3].instead == .measured(900) && rows[3].remark.hasSuffix(", OVER"))
        #expect(rows[1].ours == .missed("nobody looked"))
        #expect(AlarmTimes.rows([]).isEmpty)
    }

    @Test("What could not be timed stands in the table with its reason") func missed() async {
        let rows = await AlarmTimes.bench(count: 1, voice: Voice()) { throw GuestError(.missing, "image") }
        #expect(rows.map(\.ours) == [.missed("missing: image")])
        #expect(!BenchTable(rows: rows).isWhole)
    }
}
