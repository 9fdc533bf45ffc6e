import DatasafeCore

/// The self-test logs of a smartctl report: ATA standard or extended (nested), NVMe, SCSI. Only an explicit failure counts;
/// an aborted or running test says nothing.
enum SmartSelfTests {
    static func read(_ root: JSONValue, into values: inout SmartValues) {
        // Newest first; nil = said nothing.
        let results = ata(root) ?? nvme(root) ?? scsi(root)
        guard let results, !results.isEmpty else { return }
        values[.selfTestFailed] = results.first == .some(false) ? 1 : 0
        values[.selfTestsFailedBefore] = results.dropFirst().count { $0 == false }
    }

    private static func ata(_ root: JSONValue) -> [Bool?]? {
        guard let log = root["ata_smart_self_test_log"] else { return nil }
        let tables = [log[path: "extended", "table"], log[path: "standard", "table"], log["table"]]
        return tables.compactMap { $0?.array }.first?.prefix(64).map { $0[path: "status", "passed"]?.bool }
    }

    /// Result 0 = good; 5, 6 and 7 = failed; 1 to 4, 8 and 9 = aborted. Source: NVMe Base Specification 2.0, figure 215.
    private static func nvme(_ root: JSONValue) -> [Bool?]? {
        let table = root[path: "nvme_self_test_log", "table"]?.array
        return table?.prefix(64).map { entry in
            switch entry[path: "self_test_result", "value"]?.int {
            case 0: true
            case 5, 6, 7: false
            default: nil
            }
        }
    }

    /// Result 0 = good; 3 to 7 = failed; 1 and 2 = aborted, 15 = running. Source: SPC-5, self-test results log page.
    private static func scsi(_ root: JSONValue) -> [Bool?]? {
        let tests = (0..<20).prefix { root["scsi_self_test_\($0)"] != nil }
        guard !tests.isEmpty else { return nil }
        return tests.map { number in
            switch root[path: "scsi_self_test_\(number)", "result", "value"]?.int {
            case 0: true
            case 3, 4, 5, 6, 7: false
            default: nil
            }
        }
    }
}
