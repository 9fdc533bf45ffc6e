/// Why a disk was judged as it was. Source: storage design, "SMART: judging"; the raw values are stable codes.
public enum SmartCode: String, AdviceCode, Codable {
    /// The disk's own overall health says explicitly: failed.
    case failed = "SMART-FAILED"
    /// An attribute is below its threshold now.
    case attributeFailing = "SMART-ATTRIBUTE-FAILING"
    /// An attribute was below its threshold in the past.
    case attributeFailed = "SMART-ATTRIBUTE-FAILED"
    /// Reallocated sectors (5).
    case reallocated = "SMART-REALLOCATED"
    /// Pending sectors (197).
    case pending = "SMART-PENDING"
    /// Offline uncorrectable sectors (198).
    case offlineUncorrectable = "SMART-OFFLINE-UNCORRECTABLE"
    /// Reported uncorrectable errors (187).
    case reportedUncorrectable = "SMART-REPORTED-UNCORRECTABLE"
    /// End-to-end errors (184).
    case endToEnd = "SMART-END-TO-END"
    /// Growing command timeouts (188).
    case commandTimeouts = "SMART-COMMAND-TIMEOUTS"
    /// Growing CRC errors (199): the cable.
    case cable = "SMART-CABLE"
    /// NVMe critical_warning is not 0.
    case nvmeCriticalWarning = "SMART-NVME-CRITICAL"
    /// NVMe available spare below the drive's threshold.
    case nvmeSpare = "SMART-NVME-SPARE"
    /// NVMe media errors.
    case nvmeMediaErrors = "SMART-NVME-MEDIA-ERRORS"
    /// Used endurance in percent.
    case worn = "SMART-WORN"
    /// The used endurance reaches 100 % soon.
    case wearForecast = "SMART-WEAR-FORECAST"
    /// SCSI uncorrected errors.
    case scsiUncorrected = "SMART-SCSI-UNCORRECTED"
    /// SCSI grown defects.
    case scsiGrownDefects = "SMART-SCSI-GROWN-DEFECTS"
    /// The newest self-test failed.
    case selfTestFailed = "SMART-SELF-TEST-FAILED"
    /// An older self-test failed.
    case selfTestFailedBefore = "SMART-SELF-TEST-FAILED-BEFORE"
    /// Too warm.
    case temperature = "SMART-TEMPERATURE"
    /// No health could be read; never taken as good.
    case unreadable = "SMART-UNREADABLE"
    /// The text is no report of smartctl: empty, cut, something else.
    case noReport = "SMART-NO-REPORT"
    /// The text is the list of `smartctl --scan`, no report.
    case deviceList = "SMART-DEVICE-LIST"
    /// smartctl could not open the disk.
    case notOpened = "SMART-NOT-OPENED"
    /// The USB bridge lets no SMART through.
    case bridge = "SMART-BRIDGE"
    /// The disk sleeps and was not woken.
    case asleep = "SMART-ASLEEP"
    /// A report without health: only the name plate, a RAID volume, SMART switched off.
    case noHealth = "SMART-NO-HEALTH"
    /// A disk that a hypervisor made.
    case virtual = "SMART-VIRTUAL"
    /// A counter fell although the disk is the same: an event, and a new baseline.
    case counterFell = "SMART-COUNTER-FELL"
}
