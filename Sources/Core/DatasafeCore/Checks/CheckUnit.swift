/// What the value of a check is counted in; fixed per kind, so that a beat carries bare numbers.
public enum CheckUnit: String, Codable, Sendable {
    /// A condition without a number; the value, if any, is 1.
    case none
    case percent
    case celsius
    case seconds
    case minutes
    case hours
    case days
    /// A quantity of things: errors, tries, disks.
    case count
    /// The number of one thing: member 2, disk 3.
    case number
}

extension CheckKind {
    /// The unit of this kind's values.
    public var unit: CheckUnit {
        switch self {
        case .volumeUsed, .volumeInodes, .volumeUnallocated, .cpuBusy, .cpuPressure, .memoryAvailable, .memoryPressure,
            .ioPressure, .netErrors, .raidRedundancy, .backupFree:
            .percent
        case .diskTemperature: .celsius
        case .timeOffset, .spoolBacklog: .seconds
        case .boxPhase, .keyLeftPlugged: .minutes
        case .backupRun, .backupOffsiteAge, .backupOnline, .backupShare, .raidRecalculation, .auditChain: .hours
        case .raidScrub, .certificate, .backupVerify, .backupDiskAge, .backupKey, .backupDrill: .days
        case .diskSmart, .raidErrors, .kernelOutOfMemory, .kernelMachineCheck, .load, .backupInit, .backupSameDisk,
            .unlockFail, .servicePractice, .serviceStorage, .serviceBackup, .serviceBeat, .serviceWeb, .monitorSelf,
            .netLink:
            .count
        case .raidMembers: .number
        case .volumeReadOnly, .mailQueue, .remoteAdmin, .serviceStore, .replication, .firmware, .powerSupply,
            .virusScan:
            .none
        }
    }
}
