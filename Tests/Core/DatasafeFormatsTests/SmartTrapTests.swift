import DatasafeCore
import DatasafeFormats
import Testing

/// Traps of the storage design, 3.14, that are told apart by one field only. Texts made up in smartctl's form.
@Suite struct SmartTrapTests {
    typealias Made = SmartReportTests

    // Trap 1.
    @Test(arguments: [(Int32(216), Judgement.ok), (32, .ok), (128, .ok), (3, .unknown), (255, .unknown)])
    func `further bits of the exit status`(exit: Int32, level: Judgement) {
        #expect(Made.verdict(Made.ata(), exit: exit).level == level)
    }

    // Trap 2.
    @Test func `passed excuses neither defects nor uncorrected errors`() {
        let scsi = #"{"device":{"protocol":"SCSI"},"smart_status":{"passed":true},"scsi_grown_defect_list":450}"#
        let verdict = Made.verdict(scsi)
        #expect(verdict.level == .crit && verdict.reasons.map(\.code) == [.scsiGrownDefects])
    }

    @Test func `a failed disk with clean counters has failed`() {
        let clean = [5, 197, 198].map { Made.attribute($0, "Current_Pending_Offline_Uncorrect_eallocat", raw: "0") }
        let verdict = Made.verdict(Made.ata(clean.joined(separator: ","), passed: "false"))
        #expect(verdict.level == .crit && verdict.reasons.map(\.code) == [.failed])
    }

    @Test(arguments: [#""false""#, "0", "null", "[]"])
    func `only the word false is no`(passed: String) {
        #expect(Made.verdict(Made.ata(Made.attribute(9, "Power_On_Hours", raw: "1"), passed: passed)).level == .ok)
    }

    @Test func `a test that runs hides no failed one and is none itself`() {
        let log = """
            ,"ata_smart_self_test_log":{"standard":{"table":[
            {"type":{"value":1},"status":{"value":249,"remaining_percent":90,"passed":true},"lifetime_hours":120},
            {"type":{"value":2},"status":{"value":117,"passed":false},"lifetime_hours":100}]}}
            """
        let verdict = Made.verdict(Made.ata(more: log))
        #expect(verdict.level == .crit && verdict.first?.code == .selfTestFailed)
        let running = log.replacing(#""value":117,"passed":false"#, with: #""value":0,"passed":true"#)
        #expect(Made.verdict(Made.ata(more: running)).level == .ok)
        let scsi = """
            {"device":{"protocol":"SCSI"},"scsi_grown_defect_list":0,"scsi_self_test_0":{"code":{"value":2},
            "result":{"value":15},"self_test_in_progress":true},"scsi_self_test_1":{"result":{"value":4}}}
            """
        #expect(Made.verdict(scsi).first?.code == .selfTestFailed)
    }

    // Trap 3.
    @Test(arguments: [("0x00000000000b", "11", 11), ("-1", "7", 7), ("", "7", 7), ("n/a", "65536", 65_536)])
    func `a text that is no decimal number gives way to the value`(text: String, value: String, count: Int) {
        let json = Made.ata(Made.attribute(5, "Reallocated_Sector_Ct", raw: text, value: value))
        #expect(Made.report(json).values[.reallocated] == count)
    }

    // Trap 4.
    @Test func `NVMe numbers as text and with a point`() {
        let json = Made.nvme.replacing(#""percentage_used":3"#, with: #""percentage_used":"81""#)
            .replacing(#""media_errors":0"#, with: #""media_errors":2.0"#)
        #expect(Made.report(json).values[.percentageUsed] == 81 && Made.report(json).values[.mediaErrors] == 2)
        #expect(Set(Made.verdict(json).reasons.map(\.code)) == [.worn, .nvmeMediaErrors])
    }

    @Test(
        arguments: [
            (#","nvme_composite_temperature_threshold":{"warning":84,"critical":88}"#, 84, 88),
            (#","nvme_composite_temperature_threshold":{"warning":0,"critical":0}"#, nil, nil), ("", nil, nil),
        ] as [(String, Int?, Int?)])
    func `the drive's own limits`(more: String, warn: Int?, crit: Int?) {
        let own = #","op_limit_max":84,"critical_limit_max":88"#
        let bare = Made.nvme.replacing("\n", with: "").replacing(own, with: "").dropLast()
        let values = Made.report(String(bare) + more + "}").values
        #expect(values.support == .readable && values[.ownWarnCelsius] == warn && values[.ownCritCelsius] == crit)
    }

    private static func statistic(isValid: Bool) -> String {
        """
        ,"ata_device_statistics":{"pages":[{"number":7,"table":[{"name":"Percentage Used Endurance Indicator",
        "value":97,"flags":{"valid":\(isValid)}}]}]}
        """
    }

    @Test(arguments: [
        (#","endurance_used":{"current_percent":81}"#, 81), (statistic(isValid: true), 97),
        (statistic(isValid: false), -1), (#","scsi_percentage_used_endurance_indicator":12"#, 12),
    ])
    func `wear of disks that are no NVMe`(more: String, percent: Int) {
        let json = Made.ata(Made.attribute(9, "Power_On_Hours", raw: "1"), more: more)
        #expect(Made.report(json).values[.percentageUsed] ?? -1 == percent)
    }

    // Trap 5.
    @Test func `millions of cable errors on a good disk are nothing by themselves`() {
        #expect(Made.verdict(Made.ata(Made.attribute(199, "UDMA_CRC_Error_Count", raw: "4000000"))).level == .ok)
    }

    @Test func `a RAID volume is unknown`() {
        let json = """
            {"smartctl":{"exit_status":4},"device":{"protocol":"SCSI","name":"/dev/sda"},"scsi_vendor":"DELL",
            "scsi_product":"PERC H730 Mini","scsi_model_name":"DELL PERC H730 Mini","user_capacity":{"bytes":1}}
            """
        let verdict = Made.verdict(json, exit: 4)
        #expect(verdict.level == .unknown && verdict.first?.code == .noHealth)
    }
}
