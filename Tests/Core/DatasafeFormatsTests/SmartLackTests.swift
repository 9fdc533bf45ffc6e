import DatasafeCore
import DatasafeFormats
import Testing

/// Why there is no health in an output: each way to be UNKNOWN has its name.
@Suite struct SmartLackTests {
    private static func message(_ text: String, exit: Int = 1, more: String = "") -> String {
        #"{"smartctl":{"exit_status":\#(exit),"messages":[{"string":"\#(text)","severity":"error"}]}\#(more)}"#
    }

    private static let plate = #","device":{"name":"/dev/sda","protocol":"SCSI"}"#

    @Test(arguments: [
        ("", SmartCode.noReport), ("{", .noReport), ("{}", .noReport), ("[1]", .noReport), (#"{"a":1}"#, .noReport),
        (#"{"devices":[]}"#, .deviceList),
        (#"{"smartctl":{"exit_status":0},"devices":[{"name":"/dev/sda"}]}"#, .deviceList),
        (#"{"smartctl":{"exit_status":0}}"#, .noHealth),
        (#"{"smartctl":{"exit_status":2},"device":{"name":"/dev/sda"}}"#, .notOpened),
        (message("/dev/sda: Unable to detect device type"), .notOpened),
        (message("/dev/sdb: Unknown USB bridge [0x152d:0x0583 (0x209)]"), .bridge),
        (message("/dev/sdb: Unsupported USB bridge [0x152d:0x0583 (0x209)]"), .bridge),
        (message("/dev/sdb: USB bridge [0x0bc2:0x3332] type is ambiguous: 'sat' or 'usbsunplus'"), .bridge),
        (message("Device is in STANDBY mode, exit(0)", exit: 0, more: plate), .asleep),
        (message("Device is in STANDBY (OS) mode, exit(0)", exit: 0), .asleep),
        (message("Device does not support SMART", exit: 4, more: plate), .noHealth),
        (#"{"smartctl":{"exit_status":4}\#(plate),"scsi_model_name":"QEMU HARDDISK"}"#, .virtual),
        (#"{"smartctl":{"exit_status":2}\#(plate),"scsi_model_name":"VMware Virtual disk"}"#, .virtual),
    ])
    func `each lack has its name`(json: String, lack: SmartCode) {
        let values = SmartReport(json: Array(json.utf8), exitStatus: nil).values
        #expect(values.lack == lack)
        #expect(values.support == (lack == .virtual ? .notApplicable : .unreadable))
        #expect(SmartFact(values, at: Instant(seconds: 1)).judged == values)
    }

    @Test func `a report with health lacks nothing`() {
        let report = SmartReportTests.report(SmartReportTests.ata())
        #expect(report.values.lack == nil && report.values.support == .readable)
    }

    @Test func `a message of the disk's own making changes nothing`() {
        let json = SmartReportTests.ata().replacing("MODEL 1", with: "Unknown USB bridge")
        #expect(SmartReportTests.report(json).values.lack == nil)
    }

    @Test func `the verdict of a saved file`() {
        let at = Instant(seconds: 1_795_000_000)
        let virtual = #"{"smartctl":{"exit_status":4}\#(Self.plate),"scsi_model_name":"QEMU HARDDISK"}"#
        let saved = SavedReport(file: "a \"b\"\n", bytes: Array(virtual.utf8), at: at)
        #expect(saved.verdict.level == .notApplicable && saved.reasons.map(\.code) == [.virtual])
        #expect(
            saved.json(reasons: ["x"]) == #"{"file":"a \"b\"\u000a","reasons":["x"],"verdict":"UNKNOWN"}"#)
        let good = SavedReport(file: "-", bytes: Array(SmartReportTests.ata().utf8), at: at)
        #expect(good.json(reasons: []) == #"{"file":"-","reasons":[],"verdict":"OK"}"#)
    }
}
