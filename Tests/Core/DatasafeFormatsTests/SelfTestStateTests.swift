import DatasafeCore
import DatasafeFormats
import Testing

/// What a disk says about its self-tests, in the forms of smartctl 7.4 and later.
@Suite struct SelfTestStateTests {
    private static func ata(status: String, supported: Bool = true, log: String = "") -> SelfTestFact? {
        SmartReportTests.report(
            SmartReportTests.ata(
                more: """
                    ,"ata_smart_data":{"self_test":{"status":\(status),"polling_minutes":{"short":2,"extended":1883}},
                    "capabilities":{"self_tests_supported":\(supported)}}\(log)
                    """)
        ).selfTest
    }

    @Test(
        arguments: [
            (#"{"value":0,"string":"completed","passed":true}"#, nil), (#"{"value":249,"remaining_percent":90}"#, 90),
            (#"{"value":240,"remaining_percent":0}"#, 0), (#"{"value":241}"#, 0), (#"{"value":25}"#, nil), ("{}", nil),
            (#"{"value":249,"remaining_percent":900}"#, 0),
        ] as [(String, Int?)])
    func `a running test of an ATA disk`(status: String, remaining: Int?) {
        let fact = Self.ata(status: status)
        #expect(fact?.isSupported == true && fact?.remainingPercent == remaining && fact?.longMinutes == 1883)
    }

    @Test func `a disk that cannot test itself has none`() {
        #expect(Self.ata(status: "{}", supported: false) == nil)
        #expect(SmartReportTests.report(SmartReportTests.ata()).selfTest == nil)
        #expect(SmartReportTests.report(SmartReportTests.nvme).selfTest == nil)
        #expect(SmartReportTests.report("{").selfTest == nil)
    }

    @Test(
        arguments: [
            (#"{"value":0,"passed":true}"#, SelfTestOutcome.passed), (#"{"value":117,"passed":false}"#, .failed),
            (#"{"value":25}"#, .aborted), (#"{"value":33}"#, .aborted),
        ])
    func `the newest test that ended`(status: String, outcome: SelfTestOutcome) {
        let fact = Self.ata(
            status: "{}",
            log: """
                ,"ata_smart_self_test_log":{"extended":{"table":[
                {"type":{"value":1},"status":{"value":249,"passed":true},"lifetime_hours":130},
                {"type":{"value":2},"status":\(status),"lifetime_hours":120}]}}
                """)
        #expect(fact?.lastOutcome == outcome && fact?.lastKind == .long && fact?.lastHours == 120)
    }

    @Test(
        arguments: [
            (#""current_self_test_operation":{"value":0}"#, nil),
            (#""current_self_test_operation":{"value":2},"current_self_test_completion_percent":30"#, 70),
            (#""current_self_test_operation":{"value":1}"#, 0),
        ] as [(String, Int?)])
    func `an NVMe disk`(current: String, remaining: Int?) {
        let log = """
            ,"nvme_self_test_log":{\(current),"table":[{"self_test_code":{"value":1},"self_test_result":{"value":0},
            "power_on_hours":77}]}}
            """
        let fact = SmartReportTests.report(String(SmartReportTests.nvme.dropLast()) + log).selfTest
        #expect(fact?.isSupported == true && fact?.remainingPercent == remaining)
        #expect(fact?.lastKind == .short && fact?.lastOutcome == .passed && fact?.lastHours == 77)
    }

    @Test(
        arguments: [
            (#""scsi_self_test_status":{"in_progress":true,"completion_percent":25},"scsi_self_test_0":{}"#, 75),
            (#""scsi_self_test_0":{"result":{"value":15},"self_test_in_progress":true}"#, 0),
            (#""scsi_self_test_0":{"result":{"value":0}}"#, nil), (#""scsi_extended_self_test_seconds":7201"#, nil),
        ] as [(String, Int?)])
    func `a SCSI disk`(fields: String, remaining: Int?) {
        let json = #"{"device":{"protocol":"SCSI"},"scsi_grown_defect_list":0,\#(fields)}"#
        let fact = SmartReportTests.report(json).selfTest
        #expect(fact?.isSupported == true && fact?.remainingPercent == remaining)
        if fields.contains("extended") { #expect(fact?.longMinutes == 121) }
    }
}
