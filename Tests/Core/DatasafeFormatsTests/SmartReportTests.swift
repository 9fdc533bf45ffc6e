import DatasafeCore
import DatasafeFormats
import Testing

/// One test per trap of the storage design, 3.14. The texts are made up in smartctl's form.
@Suite struct SmartReportTests {
    static func report(_ json: String, exit: Int32? = 0) -> SmartReport {
        SmartReport(json: Array(json.utf8), exitStatus: exit)
    }

    static func verdict(_ json: String, exit: Int32? = 0) -> SmartVerdict {
        var watch = SmartWatch()
        return watch.judge(report(json, exit: exit).values, at: Instant(seconds: 1_795_000_000))
    }

    /// A healthy ATA disk with these attributes.
    static func ata(_ attributes: String = "", passed: String = "true", more: String = "") -> String {
        """
        {"smartctl":{"version":[7,4],"exit_status":0},"device":{"name":"/dev/sda","protocol":"ATA"},
        "model_name":"MODEL 1","serial_number":"S1","rotation_rate":7200,"user_capacity":{"bytes":4000787030016},
        "wwn":{"naa":5,"oui":6980,"id":19953498261},
        "smart_status":{"passed":\(passed)},"ata_smart_attributes":{"table":[\(attributes)]}\(more)}
        """
    }

    static func attribute(_ id: Int, _ name: String, raw: String, value: String? = nil, failed: String = "") -> String {
        """
        {"id":\(id),"name":"\(name)","value":100,"worst":100,"when_failed":"\(failed)",
        "raw":{"value":\(value ?? raw.prefix { $0.isNumber }.description),"string":"\(raw)"}}
        """
    }

    @Test func `what the disk is`() {
        let report = Self.report(Self.ata())
        #expect(report.model == "MODEL 1" && report.serial == "S1" && report.bytes == 4_000_787_030_016)
        #expect(report.wwn == "0x5001b444a5523895" && report.values.kind == .ata && report.values[.rotation] == 7200)
        #expect(report.values.support == .readable && report.fault == nil && !report.isScan)
    }

    // Trap 1: the exit status is a bit mask.
    @Test(
        arguments: [
            (0, Judgement.ok), (4, .ok), (64, .ok), (68, .ok), (1, .unknown), (2, .unknown), (6, .unknown),
            (66, .unknown),
            (8, .ok), (16, .ok),
        ] as [(Int32, Judgement)])
    func `exit status`(exit: Int32, level: Judgement) {
        #expect(Self.verdict(Self.ata(), exit: exit).level == level)
    }

    @Test func `without an exit status that of the JSON counts`() {
        let failed = Self.ata().replacing(#""exit_status":0"#, with: #""exit_status":2"#)
        #expect(Self.verdict(failed, exit: nil).level == .unknown)
        #expect(Self.verdict(Self.ata(), exit: nil).level == .ok)
    }

    // Trap 2: only an explicit false counts, and passed:true excuses nothing.
    @Test(arguments: [
        (ata(attribute(5, "Reallocated_Sector_Ct", raw: "304")), Judgement.crit, SmartCode.reallocated),
        (ata(attribute(5, "Reallocated_Sector_Ct", raw: "1")), .warn, .reallocated),
        (ata(passed: "false"), .crit, .failed),
        (ata(attribute(1, "Raw_Read_Error_Rate", raw: "7", failed: "now")), .crit, .attributeFailing),
        (ata(attribute(1, "Raw_Read_Error_Rate", raw: "7", failed: "past")), .warn, .attributeFailed),
        (ata(attribute(197, "Current_Pending_Sector", raw: "16")), .crit, .pending),
        (ata(attribute(198, "Offline_Uncorrectable", raw: "2")), .warn, .offlineUncorrectable),
        (ata(attribute(187, "Reported_Uncorrect", raw: "1")), .warn, .reportedUncorrectable),
        (ata(attribute(184, "End-to-End_Error", raw: "99")), .warn, .endToEnd),
    ])
    func `bands`(json: String, level: Judgement, code: SmartCode) {
        let verdict = Self.verdict(json)
        #expect(verdict.level == level && verdict.first?.code == code)
    }

    @Test func `an aborted self-test says nothing`() {
        let log = { (passed: String) in
            """
            ,"ata_smart_self_test_log":{"standard":{"table":[{"status":{"value":25,"string":"Aborted by host"\(passed)}},
            {"status":{"value":0,"passed":true}}]}}
            """
        }
        #expect(Self.verdict(Self.ata(more: log(""))).level == .ok)
        #expect(Self.verdict(Self.ata(more: log(#","passed":false"#))).first?.code == .selfTestFailed)
        let older = log("").replacing(#""value":0,"passed":true"#, with: #""value":121,"passed":false"#)
        let verdict = Self.verdict(Self.ata(more: older))
        #expect(verdict.level == .warn && verdict.first?.code == .selfTestFailedBefore)
    }

    @Test(
        arguments: [
            (
                #","ata_smart_self_test_log":{"extended":{"table":[{"status":{"passed":false}}]},"#
                    + #""standard":{"table":[{"status":{"passed":true}}]}}"#,
                1
            ),
            (
                #","ata_smart_self_test_log":{"extended":{"count":0},"standard":{"table":[{"status":{"passed":false}}]}}"#,
                1
            ),
            (#","ata_smart_self_test_log":{"table":[{"status":{"passed":false}}]}"#, 1),
            (#","nvme_self_test_log":{"table":[{"self_test_result":{"value":7}}]}"#, 1),
            (#","nvme_self_test_log":{"table":[{"self_test_result":{"value":2}}]}"#, 0),
            (#","scsi_self_test_0":{"result":{"value":5}}"#, 1), (#","scsi_self_test_0":{"result":{"value":1}}"#, 0),
            (#","scsi_self_test_0":{"result":{"value":15}}"#, nil),
            ("", nil), (#","ata_smart_self_test_log":{"standard":{"count":0}}"#, nil),
        ] as [(String, Int?)])
    func `self-test logs are nested in several ways`(more: String, failed: Int?) {
        #expect(Self.report(Self.ata(more: more)).values[.selfTestFailed] == failed)
    }

    // Trap 3: packed raw values.
    @Test(arguments: [
        ("17180131332", 4), ("4 4 4", 4), ("0 (Min/Max 1/2)", 0), ("12", 12), ("115594749838557", 34013),
        ("20 (Average 30)", 20), ("4294967295", 4_294_967_295), ("4294967296", 0),
    ])
    func `packed raw values`(raw: String, count: Int) {
        let json = Self.ata(Self.attribute(188, "Command_Timeout", raw: raw))
        #expect(Self.report(json).values[.timeouts] == count)
    }

    @Test func `the text counts where it disagrees with the number, and the number without text`() {
        let both = Self.ata(Self.attribute(5, "Reallocated_Sector_Ct", raw: "3", value: "999"))
        #expect(Self.report(both).values[.reallocated] == 3)
        let bare = Self.ata(#"{"id":5,"name":"Reallocated_Sector_Ct","raw":{"value":8}}"#)
        #expect(Self.report(bare).values[.reallocated] == 8)
        let packed = Self.ata(#"{"id":5,"name":"Reallocated_Sector_Ct","raw":{"value":4294967301}}"#)
        #expect(Self.report(packed).values[.reallocated] == 5)
        #expect(Self.report(Self.ata(#"{"id":5,"name":"Reallocated_Sector_Ct"}"#)).values[.reallocated] == nil)
    }

    @Test func `hours come from their own field`() {
        let json = Self.ata(
            Self.attribute(9, "Power_On_Hours", raw: "115594749838557"), more: #","power_on_time":{"hours":34013}"#)
        #expect(Self.report(json).values[.hours] == 34_013)
    }

    // Trap 4: missing fields, zero temperatures, kelvin, loose numbers, reused ids.
    @Test(
        arguments: [
            (#","temperature":{"current":0}"#, nil), (#","temperature":{"current":62}"#, 62),
            (#","temperature":{"current":"41"}"#, 41), (#","temperature":{"current":41.7}"#, 41),
            (#","temperature":{"current":999}"#, nil), (#","temperature":{}"#, nil), ("", nil),
        ] as [(String, Int?)])
    func `temperature`(more: String, celsius: Int?) {
        #expect(Self.report(Self.ata(more: more)).values.celsius == celsius)
    }

    @Test func `temperature out of an attribute`() {
        let json = Self.ata(
            Self.attribute(194, "Temperature_Celsius", raw: "25 (Min/Max 19/39)", value: "167504969753"))
        #expect(Self.report(json).values.celsius == 25)
        let zero = Self.ata(Self.attribute(194, "Temperature_Celsius", raw: "0"))
        #expect(Self.report(zero).values.celsius == nil)
    }

    @Test func `an id with another name is another value`() {
        let names = [
            (5, "Retired_Block_Count"), (197, "Not_In_Use"), (199, "Write_Sectors_Tot_Ct"), (188, "Unknown"),
            (187, "Unknown"), (198, "Read_Sectors_Tot_Ct"), (184, "Unknown"),
        ]
        let json = Self.ata(names.map { Self.attribute($0.0, $0.1, raw: "500") }.joined(separator: ","))
        let values = Self.report(json).values
        #expect(values.values.keys.allSatisfy { $0 == .rotation } && Self.verdict(json).level == .ok)
    }

    static let nvme = """
        {"device":{"protocol":"NVMe"},"model_name":"N","smart_status":{"passed":true},"temperature":{"current":40,
        "op_limit_max":84,"critical_limit_max":88},"nvme_smart_health_information_log":{"critical_warning":0,
        "temperature":40,"available_spare":100,"available_spare_threshold":10,"percentage_used":3,"media_errors":0}}
        """

    @Test(arguments: [
        (#""critical_warning":0"#, #""critical_warning":4"#, Judgement.crit, SmartCode.nvmeCriticalWarning),
        (#""available_spare":100"#, #""available_spare":9"#, .crit, .nvmeSpare),
        (#""media_errors":0"#, #""media_errors":1"#, .warn, .nvmeMediaErrors),
        (#""percentage_used":3"#, #""percentage_used":80"#, .warn, .worn),
        (#""percentage_used":3"#, #""percentage_used":255"#, .crit, .worn),
        (#""temperature":40"#, #""temperature":85"#, .warn, .temperature),
        (#""temperature":40"#, #""temperature":88"#, .crit, .temperature),
    ])
    func `NVMe`(from: String, to: String, level: Judgement, code: SmartCode) {
        #expect(Self.verdict(Self.nvme).level == .ok)
        let verdict = Self.verdict(Self.nvme.replacing(from, with: to))
        #expect(verdict.level == level && verdict.first?.code == code)
    }

    @Test func `nvme-cli speaks kelvin`() {
        let json = #"{"critical_warning":0,"temperature":310,"avail_spare":100,"spare_thresh":5,"percent_used":2}"#
        let values = Self.report(json).values
        #expect(values.kind == .nvme && values.celsius == 37 && values[.spare] == 100)
        #expect(Self.verdict(json).level == .ok)
    }

    @Test func `SCSI`() {
        let json = { (uncorrected: Int, defects: Int) in
            """
            {"device":{"protocol":"SCSI"},"scsi_model_name":"X Y","smart_status":{"passed":true},
            "scsi_grown_defect_list":\(defects),"scsi_error_counter_log":{"read":{"total_uncorrected_errors":\(uncorrected)},
            "write":{"total_uncorrected_errors":1},"verify":{}}}
            """
        }
        #expect(Self.report(json(2, 0)).values[.uncorrectedErrors] == 3)
        #expect(Self.verdict(json(15, 0)).level == .crit && Self.verdict(json(-1, 100)).level == .crit)
        #expect(Self.verdict(json(0, 0)).first?.code == .scsiUncorrected)
    }

    @Test func `switched off: a SCSI disk counts on, an ATA disk does not`() {
        let json = { (kind: String) in
            """
            {"device":{"protocol":"\(kind)"},"model_name":"M","smart_support":{"available":true,"enabled":false},
            "smart_status":{"passed":true},"scsi_grown_defect_list":0,
            "scsi_error_counter_log":{"read":{"total_uncorrected_errors":0}}}
            """
        }
        #expect(Self.verdict(json("SCSI")).level == .ok)
        #expect(Self.verdict(json("ATA")).level == .unknown)
    }

    // Trap 5: what is no health report is unknown, never OK.
    @Test(arguments: [
        "", "{", "[]", "null", "{}", "\u{0}", #"{"smartctl":{"exit_status":0}}"#,
        #"{"device":{"protocol":"ATA"},"model_name":"M","smart_support":true}"#,
        #"{"device":{"protocol":"ATA"},"smart_support":{"available":false},"smart_status":{"passed":true}}"#,
        #"{"device":{"protocol":"SCSI"},"model_name":"RAID volume"}"#,
        #"{"smartctl":{"messages":[{"string":"/dev/sda: Unknown USB bridge [0x46f4:0x0001]","severity":"error"}]}}"#,
        #"{"device":{"protocol":"ATA"},"smart_status":{}}"#,
        #"{"device":{"protocol":"ATA"},"smart_status":{"passed":null}}"#,
        #"{"device":{"protocol":"ATA"},"smart_status":{"passed":"true"}}"#,
        #"{"device":{"protocol":"NVMe"},"nvme_smart_health_information_log":{}}"#,
        #"{"ata_smart_attributes":{"table":[]}}"#, String(repeating: "[", count: 100_000),
    ])
    func `no health is unknown`(json: String) {
        #expect(Self.verdict(json).level == .unknown)
        #expect(Self.report(json).values.support == .unreadable)
    }

    @Test func `a list of devices is no report`() {
        let report = Self.report(#"{"devices":[{"name":"/dev/sda","protocol":"ATA"}]}"#)
        #expect(report.isScan && report.values.support == .unreadable)
    }

    @Test(arguments: ["QEMU HARDDISK", "VBOX HARDDISK", "Virtual disk"])
    func `a virtual disk without health is not applicable, one with health is judged`(model: String) {
        let bare = #"{"device":{"protocol":"SCSI"},"scsi_model_name":"\#(model)"}"#
        #expect(Self.verdict(bare).level == .notApplicable)
        let sick = Self.ata(Self.attribute(5, "Reallocated_Sector_Ct", raw: "3")).replacing("MODEL 1", with: model)
        #expect(Self.verdict(sick).level == .warn)
    }

    @Test func `every truncation of a report is unknown`() {
        let whole = Array(Self.nvme.utf8)
        for count in 0..<whole.count - 1 {
            let report = SmartReport(json: Array(whole[..<count]), exitStatus: 0)
            #expect(report.values.support == .unreadable && report.fault != nil, "\(count) bytes")
        }
    }

    @Test func `what a disk calls itself is made harmless`() {
        let name = #"\u001b[2J<b>\u0000 X"# + String(repeating: "A", count: 10_000)
        let model = Self.report(Self.ata().replacing("MODEL 1", with: name)).model ?? ""
        #expect(model.count == 64 && model.hasPrefix("?[2J<b>? XAAA") && model.utf8.allSatisfy { $0 >= 0x20 })
    }

    @Test func `5 MB of output is refused`() {
        let long = "{\"a\":\"" + String(repeating: "x", count: 5 << 20) + "\"}"
        #expect(Self.report(long).fault == FormatError(.tooLong, "JSON"))
    }

    @Test func `values survive the way through the fact`() {
        let values = Self.report(Self.nvme).values
        #expect(SmartFact(values, at: Instant(seconds: 1)).judged == values)
        #expect(SmartFact(.unreadable, at: Instant(seconds: 1)).judged.support == .unreadable)
        let virtual = SmartValues(kind: .none, support: .notApplicable)
        #expect(SmartFact(virtual, at: Instant(seconds: 1)).judged == virtual)
    }
}
