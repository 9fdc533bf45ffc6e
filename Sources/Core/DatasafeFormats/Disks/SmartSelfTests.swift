import DatasafeCore

/// The self-test logs of a smartctl report: ATA standard or extended (nested), NVMe, SCSI. Only an explicit failure counts;
/// an aborted or running test says nothing.
enum SmartSelfTests {
    /// One entry of a log.
    private struct Entry {
        var kind: SelfTestKind?
        var outcome: SelfTestOutcome
        var hours: Int?
    }

    static func read(_ root: JSONValue, into values: inout SmartValues) {
        guard let entries = entries(root), !entries.isEmpty else { return }
        values[.selfTestFailed] = entries.first?.outcome == .failed ? 1 : 0
        values[.selfTestsFailedBefore] = entries.dropFirst().count { $0.outcome == .failed }
    }

    /// What the disk says about self-tests.
    static func state(_ root: JSONValue) -> SelfTestFact {
        var fact = SelfTestFact()
        fact.isSupported = isSupported(root)
        fact.remainingPercent = remaining(root)
        fact.longMinutes = longMinutes(root)
        if let newest = entries(root)?.first {
            fact.lastKind = newest.kind
            fact.lastOutcome = newest.outcome
            fact.lastHours = newest.hours
        }
        return fact
    }

    /// Newest first, without a test that still runs.
    private static func entries(_ root: JSONValue) -> [Entry]? { ata(root) ?? nvme(root) ?? scsi(root) }

    private static func isSupported(_ root: JSONValue) -> Bool {
        root[path: "ata_smart_data", "capabilities", "self_tests_supported"]?.bool == true
            || root[path: "nvme_optional_admin_commands", "self_test"]?.bool == true
            // Printed for disks that have such a log, and by the command that makes it.
            || root["nvme_self_test_log"]?.object != nil || root["scsi_self_test_0"] != nil
            || root["scsi_extended_self_test_seconds"] != nil
    }

    /// Percent still to do of a running test, nil when none runs. 0 while its last percents run.
    private static func remaining(_ root: JSONValue) -> Int? {
        if let status = root[path: "ata_smart_data", "self_test", "status"] {
            return (status["value"]?.int ?? 0) >> 4 == 15 ? percent(status["remaining_percent"]) ?? 0 : nil
        }
        if let log = root["nvme_self_test_log"] {
            guard (log[path: "current_self_test_operation", "value"]?.int ?? 0) & 15 != 0 else { return nil }
            return percent(log["current_self_test_completion_percent"]).map { 100 - $0 } ?? 0
        }
        let status = root["scsi_self_test_status"]
        if status?["in_progress"]?.bool == true { return percent(status?["completion_percent"]).map { 100 - $0 } ?? 0 }
        return root[path: "scsi_self_test_0", "self_test_in_progress"]?.bool == true ? 0 : nil
    }

    private static func percent(_ value: JSONValue?) -> Int? {
        value?.looseInt.flatMap { (0...100).contains($0) ? $0 : nil }
    }

    private static func longMinutes(_ root: JSONValue) -> Int? {
        let minutes = root[path: "ata_smart_data", "self_test", "polling_minutes", "extended"]?.looseInt
        let seconds = root["scsi_extended_self_test_seconds"]?.looseInt
        return (minutes ?? seconds.map { ($0 &+ 59) / 60 }).flatMap { (1...100_000).contains($0) ? $0 : nil }
    }

    private static func ata(_ root: JSONValue) -> [Entry]? {
        guard let log = root["ata_smart_self_test_log"] else { return nil }
        let tables = [log[path: "extended", "table"], log[path: "standard", "table"], log["table"]]
        let table = tables.compactMap { $0?.array }.first
        // High half of the status: 0 good, 1 and 2 aborted, 3 unknown, 4 to 8 failed, 15 runs. smartctl calls a running
        // one passed. Source: ACS-3, table "Self-test execution status".
        return table?.prefix(64).filter { ($0[path: "status", "value"]?.int ?? 0) >> 4 != 15 }.map { entry in
            let type = entry[path: "type", "value"]?.int
            return Entry(
                kind: type == 1 ? .short : type == 2 ? .long : nil,
                outcome: SelfTestOutcome(entry[path: "status", "passed"]?.bool),
                hours: entry["lifetime_hours"]?.looseInt)
        }
    }

    /// Result 0 = good; 5, 6 and 7 = failed; 1 to 4, 8 and 9 = aborted. Source: NVMe Base Specification 2.0, figure 215.
    private static func nvme(_ root: JSONValue) -> [Entry]? {
        let table = root[path: "nvme_self_test_log", "table"]?.array
        return table?.prefix(64).map { entry in
            let code = entry[path: "self_test_code", "value"]?.int
            let outcome: SelfTestOutcome =
                switch entry[path: "self_test_result", "value"]?.int {
                case 0: .passed
                case 5, 6, 7: .failed
                default: .aborted
                }
            return Entry(
                kind: code == 1 ? .short : code == 2 ? .long : nil, outcome: outcome,
                hours: entry["power_on_hours"]?.looseInt)
        }
    }

    /// Result 0 = good; 3 to 7 = failed; 1 and 2 = aborted, 15 = running. Source: SPC-5, self-test results log page.
    private static func scsi(_ root: JSONValue) -> [Entry]? {
        let tests = (0..<20).lazy.compactMap { root["scsi_self_test_\($0)"] }
        let ended = Array(tests.filter { $0[path: "result", "value"]?.int != 15 })
        guard root["scsi_self_test_0"] != nil else { return nil }
        return ended.map { entry in
            let code = entry[path: "code", "value"]?.int
            let outcome: SelfTestOutcome =
                switch entry[path: "result", "value"]?.int {
                case 0: .passed
                case 3, 4, 5, 6, 7: .failed
                default: .aborted
                }
            // 1 and 5: background and foreground short; 2 and 6: the long ones.
            return Entry(
                kind: code == 1 || code == 5 ? .short : code == 2 || code == 6 ? .long : nil, outcome: outcome,
                hours: entry[path: "power_on_time", "hours"]?.looseInt)
        }
    }
}

extension SelfTestOutcome {
    /// Only an explicit failure is one.
    fileprivate init(_ passed: Bool?) {
        switch passed {
        case true: self = .passed
        case false: self = .failed
        case nil: self = .aborted
        }
    }
}
