public import DatasafeCore

/// One answer of `smartctl --json=c -x` (7.4; nvme-cli's flat form too), judged for what it is worth: anything that is no
/// health report is `.unreadable`, never OK. Source: smartctl's JSON, traps in storage design 3.14.
public struct SmartReport: Sendable, Equatable {
    /// Longer output is refused.
    public static let maxBytes = 4 << 20

    /// The values, `.unreadable` if there is no health in the output.
    public let values: SmartValues
    /// Self-tests, nil if there is no health in the output or the disk cannot test itself.
    public let selfTest: SelfTestFact?
    /// Model, cleaned, nil if not reported.
    public let model: String?
    /// Serial number, cleaned, nil if not reported.
    public let serial: String?
    /// Firmware version, cleaned, nil if not reported.
    public let firmware: String?
    /// World wide name as `0x` and 16 digits, nil if not reported.
    public let wwn: String?
    /// Size of the disk in bytes, nil if not reported.
    public let bytes: Int64?
    /// The output is a list of devices, no report.
    public let isScan: Bool
    /// Why the text could not be read, nil if it could.
    public let fault: FormatError?

    /// Bits of smartctl's exit status that mean that nothing was read: command line, device not opened.
    /// Bit 2 (some command failed) and bit 6 (old entries in the error log) are no failure, and what bits 3 to 5 and 7 say
    /// stands in the report itself. Source: smartctl(8), "RETURN VALUES".
    static let nothingRead: Int32 = 0b11

    /// Reads an answer.
    ///
    /// - Parameters:
    ///   - json: what smartctl wrote; may be empty, cut or anything else.
    ///   - exitStatus: its exit status; nil if it is not known (a recorded file), then the one in the JSON counts.
    public init(json: [UInt8], exitStatus: Int32?) {
        var root = JSONValue.null
        var fault: FormatError?
        do {
            root = try JSONValue(json: json, maxBytes: Self.maxBytes, maxDepth: 24)
        } catch {
            fault = error
        }
        self.fault = fault
        let text = { (keys: [String]) in keys.lazy.compactMap { root[$0]?.string }.first.map(DiskText.cleaned) }
        model = text(["model_name", "scsi_model_name", "scsi_product", "product"])
        serial = text(["serial_number"])
        firmware = text(["firmware_version", "scsi_revision", "revision"])
        wwn = Self.wwn(root)
        bytes = (root[path: "user_capacity", "bytes"] ?? root["nvme_total_capacity"])?.looseInt.map(Int64.init)
        isScan = root["devices"] != nil && root["device"] == nil
        let status = exitStatus ?? Int32(clamping: root[path: "smartctl", "exit_status"]?.int ?? 0)
        let isRead = status & Self.nothingRead == 0
        values = isRead ? SmartFields.values(root) ?? .without(Self.lack(root)) : .without(Self.lackUnopened(root))
        let tests = SmartSelfTests.state(root)
        selfTest = values.support == .readable && tests.isSupported ? tests : nil
    }

    /// Why a report that was made has no health in it.
    private static func lack(_ root: JSONValue) -> SmartCode {
        if root["devices"] != nil, root["device"] == nil { return .deviceList }
        let messages = messages(root)
        if messages.contains(where: { $0.hasPrefix("Device is in ") && $0.contains(" mode, exit(") }) { return .asleep }
        if root["smartctl"] == nil, root["device"] == nil { return .noReport }
        return isVirtual(root) ? .virtual : lackUnopened(root) == .bridge ? .bridge : .noHealth
    }

    /// Why smartctl opened no disk. Source: `smart_interface::get_usb_dev_type_by_id` of smartmontools 7.4.
    private static func lackUnopened(_ root: JSONValue) -> SmartCode {
        let isBridge = messages(root).contains { $0.contains("USB bridge") }
        return isBridge ? .bridge : isVirtual(root) ? .virtual : .notOpened
    }

    private static func messages(_ root: JSONValue) -> [String] {
        (root[path: "smartctl", "messages"]?.array ?? []).prefix(64).compactMap { $0["string"]?.string }
    }

    /// A disk that a hypervisor made. One that reports health all the same is judged like any other.
    private static func isVirtual(_ root: JSONValue) -> Bool {
        let names = ["model_name", "scsi_model_name", "scsi_product", "scsi_vendor", "product", "vendor"]
        let words = ["QEMU", "VBOX", "VMware", "Virtual disk", "Msft Virtual", "VirtIO"]
        return names.compactMap { root[$0]?.string }.contains { text in words.contains { text.contains($0) } }
    }

    private static func wwn(_ root: JSONValue) -> String? {
        guard let naa = root[path: "wwn", "naa"]?.int, let oui = root[path: "wwn", "oui"]?.int,
            let id = root[path: "wwn", "id"]?.int, (0..<16).contains(naa), (0..<1 << 24).contains(oui),
            (0..<1 << 36).contains(id)
        else { return nil }
        let word = UInt64(naa) << 60 | UInt64(oui) << 36 | UInt64(id)
        return "0x" + (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) }.hexText
    }
}
