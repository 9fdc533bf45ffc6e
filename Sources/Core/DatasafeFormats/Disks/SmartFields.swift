import DatasafeCore

/// Health fields of a smartctl report.
enum SmartFields {
    /// The values of a report, nil if there is no health in it.
    static func values(_ root: JSONValue) -> SmartValues? {
        if isDenied(root) { return nil }
        var values = SmartValues(kind: kind(root))
        values.passed = root[path: "smart_status", "passed"]?.bool
        let readers: [(JSONValue, inout SmartValues) -> Bool] = [attributes, nvme, flatNVMe, scsi]
        let hasCounters = readers.reduce(false) { found, read in read(root, &values) || found }
        guard hasCounters || values.passed != nil else { return nil }
        common(root, &values)
        SmartSelfTests.read(root, into: &values)
        return values
    }

    /// The device itself says that it has no SMART, or that it is switched off. On SCSI "off" only means that the disk
    /// reports no exceptions by itself (DEXCPT of the Informational Exceptions page, SPC-4): its counters count on.
    private static func isDenied(_ root: JSONValue) -> Bool {
        root[path: "smart_support", "available"]?.bool == false
            || root[path: "smart_support", "enabled"]?.bool == false && kind(root) != .scsi
    }

    private static func kind(_ root: JSONValue) -> SmartValues.Kind {
        switch root[path: "device", "protocol"]?.string {
        case "ATA": .ata
        case "NVMe": .nvme
        case "SCSI": .scsi
        default: .none
        }
    }

    private static func common(_ root: JSONValue, _ values: inout SmartValues) {
        if let hours = root[path: "power_on_time", "hours"]?.looseInt, hours >= 0 { values[.hours] = hours }
        if let rotation = root["rotation_rate"]?.looseInt { values[.rotation] = rotation }
        values.celsius = values.celsius ?? celsius(root[path: "temperature", "current"]?.looseInt)
        let composite = root["nvme_composite_temperature_threshold"]
        let warn = composite?["warning"] ?? root[path: "temperature", "op_limit_max"]
        let crit = composite?["critical"] ?? root[path: "temperature", "critical_limit_max"]
        values[.ownWarnCelsius] = celsius(warn?.looseInt)
        values[.ownCritCelsius] = celsius(crit?.looseInt)
        if values[.percentageUsed] == nil {
            let ofSCSI = root["scsi_percentage_used_endurance_indicator"]
            values[.percentageUsed] = (root[path: "endurance_used", "current_percent"] ?? ofSCSI)?.looseInt
        }
    }

    /// 0 means "not reported" on many drives; outside of this range nothing runs.
    static func celsius(_ value: Int?) -> Int? {
        guard let value, value != 0, (-60...200).contains(value) else { return nil }
        return value
    }

    // MARK: ATA

    private static func attributes(_ root: JSONValue, _ values: inout SmartValues) -> Bool {
        guard let table = root[path: "ata_smart_attributes", "table"]?.array, !table.isEmpty else { return false }
        for attribute in table.prefix(64) {
            guard let id = attribute["id"]?.int else { continue }
            let name = attribute["name"]?.string ?? ""
            if let raw = raw(attribute), let counter = counter(id: id, name: name) { values[counter] = raw }
            if id == 194 || id == 190, values.celsius == nil, name.contains("emp") || name.contains("irflow") {
                values.celsius = celsius(raw(attribute))
            }
            switch attribute["when_failed"]?.string {
            case "now" where values[.failingAttribute] == nil: values[.failingAttribute] = id
            case "past" where values[.failedAttribute] == nil: values[.failedAttribute] = id
            default: break
            }
        }
        if let current = celsius(root[path: "temperature", "current"]?.looseInt) { values.celsius = current }
        if let used = deviceStatistic(root, page: 7, name: "Percentage Used Endurance Indicator") {
            values[.percentageUsed] = used
        }
        return true
    }

    /// Vendors use ids for other things: the name must fit too.
    private static func counter(id: Int, name: String) -> SmartCounter? {
        let known: [(Int, String, SmartCounter)] = [
            (5, "eallocat", .reallocated), (197, "ending", .pending), (198, "ncorrect", .uncorrectable),
            (187, "ncorrect", .reported), (184, "nd-to-", .endToEnd), (188, "imeout", .timeouts), (199, "CRC", .crc),
        ]
        return known.first { $0.0 == id && name.contains($0.1) }?.2
    }

    /// The raw value: the leading whole number of `raw.string`, else `raw.value`; from 2^32 on several numbers are packed
    /// into it and the low 16 bits are the count. A text in hexadecimal ("0x00000000000b") begins with a 0 that is none.
    static func raw(_ attribute: JSONValue) -> Int? {
        let text = attribute[path: "raw", "string"]?.string.map { text in
            text.hasPrefix("0x") ? "" : text.prefix { $0.isASCII && $0.isNumber }
        }
        guard let value = text.flatMap({ Int($0) }) ?? attribute[path: "raw", "value"]?.looseInt else { return nil }
        return value >= 1 << 32 ? value & 0xffff : value
    }

    private static func deviceStatistic(_ root: JSONValue, page: Int, name: String) -> Int? {
        let pages = root[path: "ata_device_statistics", "pages"]?.array ?? []
        let table = pages.first { $0["number"]?.int == page }?["table"]?.array ?? []
        let entry = table.first { $0["name"]?.string == name && $0[path: "flags", "valid"]?.bool != false }
        return entry?["value"]?.looseInt
    }

    // MARK: NVMe

    private static func nvme(_ root: JSONValue, _ values: inout SmartValues) -> Bool {
        guard let log = root["nvme_smart_health_information_log"], log.object != nil else { return false }
        values.kind = .nvme
        let fields: [(String, SmartCounter)] = [
            ("critical_warning", .criticalWarning), ("available_spare", .spare),
            ("available_spare_threshold", .spareThreshold), ("percentage_used", .percentageUsed),
            ("media_errors", .mediaErrors), ("power_on_hours", .hours),
        ]
        for (name, counter) in fields { values[counter] = log[name]?.looseInt }
        values.celsius = celsius(log["temperature"]?.looseInt)
        return values[.criticalWarning] != nil
    }

    /// nvme-cli's `smart-log --output-format=json`: no objects, temperature in kelvin.
    private static func flatNVMe(_ root: JSONValue, _ values: inout SmartValues) -> Bool {
        guard root["device"] == nil, let warning = root["critical_warning"]?.looseInt else { return false }
        values.kind = .nvme
        values[.criticalWarning] = warning
        values[.spare] = root["avail_spare"]?.looseInt
        values[.spareThreshold] = root["spare_thresh"]?.looseInt
        values[.percentageUsed] = (root["percent_used"] ?? root["percentage_used"])?.looseInt
        values[.mediaErrors] = root["media_errors"]?.looseInt
        values[.hours] = root["power_on_hours"]?.looseInt
        values.celsius = celsius((root["temperature"]?.looseInt).map { $0 > 200 ? $0 - 273 : $0 })
        return true
    }

    // MARK: SCSI

    private static func scsi(_ root: JSONValue, _ values: inout SmartValues) -> Bool {
        let defects = root["scsi_grown_defect_list"]?.looseInt
        let logs = root["scsi_error_counter_log"]?.object ?? [:]
        let uncorrected = ["read", "write", "verify"].compactMap { logs[$0]?["total_uncorrected_errors"]?.looseInt }
        values[.grownDefects] = defects
        if !uncorrected.isEmpty {
            values[.uncorrectedErrors] = uncorrected.reduce(0) { $0 &+ min(max($1, 0), 1 << 40) }
        }
        return defects != nil || !uncorrected.isEmpty
    }
}
