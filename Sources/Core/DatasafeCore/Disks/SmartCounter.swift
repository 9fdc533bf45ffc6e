/// One number out of a SMART reading. The raw values are the keys of `SmartFact.values`.
public enum SmartCounter: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable {
    /// ATA 5, sectors.
    case reallocated
    /// ATA 197, sectors; falls when they are rewritten.
    case pending
    /// ATA 198, sectors.
    case uncorrectable
    /// ATA 187, errors.
    case reported
    /// ATA 184, errors.
    case endToEnd
    /// ATA 188, commands, unpacked.
    case timeouts
    /// ATA 199, errors.
    case crc
    /// NVMe critical_warning, a bit mask; 0 = none.
    case criticalWarning
    /// NVMe available spare, percent.
    case spare
    /// NVMe: the drive's own limit for `spare`, percent.
    case spareThreshold
    /// NVMe media and data integrity errors.
    case mediaErrors
    /// Used endurance, percent, may exceed 100.
    case percentageUsed
    /// SCSI: sum of the uncorrected errors of reading, writing and verifying.
    case uncorrectedErrors
    /// SCSI grown defect list, entries.
    case grownDefects
    /// Power-on hours.
    case hours
    /// ATA: id of the first attribute that is below its threshold now.
    case failingAttribute
    /// ATA: id of the first attribute that was below its threshold in the past.
    case failedAttribute
    /// 1 if the newest finished self-test failed explicitly, else 0.
    case selfTestFailed
    /// Self-tests before the newest that failed explicitly.
    case selfTestsFailedBefore
    /// Rotations per minute, 0 = no moving parts.
    case rotation
    /// The drive's own limit for a warning, °C.
    case ownWarnCelsius
    /// The drive's own critical limit, °C.
    case ownCritCelsius

    /// Whether the value never falls on a healthy disk.
    public var isMonotonic: Bool {
        switch self {
        case .reallocated, .reported, .endToEnd, .timeouts, .crc, .mediaErrors, .percentageUsed, .uncorrectedErrors,
            .grownDefects, .hours:
            true
        case .pending, .uncorrectable, .criticalWarning, .spare, .spareThreshold, .failingAttribute, .failedAttribute,
            .selfTestFailed, .selfTestsFailedBefore, .rotation, .ownWarnCelsius, .ownCritCelsius:
            false
        }
    }

    /// The ATA attribute id it is read from, nil for other kinds of values.
    public var attribute: Int? {
        switch self {
        case .reallocated: 5
        case .pending: 197
        case .uncorrectable: 198
        case .reported: 187
        case .endToEnd: 184
        case .timeouts: 188
        case .crc: 199
        default: nil
        }
    }
}
