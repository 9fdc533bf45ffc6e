/// Every kind of check the box knows, by its id of the catalogue. The raw value is what facts, beats and the hub carry and
/// never changes once shipped. Source: monitoring design, catalogues A, B and C.
public enum CheckKind: String, Codable, Sendable, CaseIterable {
    // The twenty rows of the product's own table, in its order.
    case diskSmart = "disk.smart"
    case diskTemperature = "disk.temp"
    case raidMembers = "raid.members"
    case raidRedundancy = "raid.redundancy"
    case raidErrors = "raid.errors"
    case raidScrub = "raid.scrub"
    case raidRecalculation = "raid.recalc"
    case kernelOutOfMemory = "kernel.oom"
    case kernelMachineCheck = "kernel.mce"
    case volumeUsed = "fs.used"
    case volumeInodes = "fs.inodes"
    case volumeUnallocated = "fs.unalloc"
    case volumeReadOnly = "fs.ro"
    case cpuBusy = "cpu.busy"
    case cpuPressure = "cpu.psi"
    case memoryAvailable = "mem.avail"
    case memoryPressure = "mem.psi"
    case load = "load15"
    case ioPressure = "io.psi"
    case netLink = "net.link"
    case netErrors = "net.errors"
    case backupVerify = "backup.verify"
    case mailQueue = "mail.queue"
    case certificate = "cert"
    case remoteAdmin = "svc.remote-admin"
    case servicePractice = "svc.core"
    case serviceStore = "svc.store"
    case replication = "repl.state"
    case firmware = "fw.pending"
    case powerSupply = "psu"
    case backupRun = "backup.run"
    case backupInit = "backup.init"
    case virusScan = "av.signatures"

    // Beyond the table.
    case boxPhase = "box.phase"
    case timeOffset = "time.offset"
    case keyLeftPlugged = "key.left_plugged"
    case unlockFail = "unlock.fail"
    case backupDiskAge = "backup.disk_age"
    case backupSameDisk = "backup.same_disk"
    case backupOffsiteAge = "backup.offsite_age"
    case backupFree = "backup.free"
    case backupKey = "backup.key"
    case backupDrill = "backup.drill"
    case backupOnline = "backup.online"
    case backupShare = "backup.share"
    case auditChain = "audit.chain"
    case serviceStorage = "svc.storage"
    case serviceBackup = "svc.backup"
    case serviceBeat = "svc.beat"
    case serviceWeb = "svc.web"
    case monitorSelf = "monitor.self"
    case spoolBacklog = "spool.backlog"

    /// The row of the product's table, 1...20, that this check fills; nil for the checks beyond it.
    public var row: Int? {
        switch self {
        case .diskSmart, .diskTemperature: 1
        case .raidMembers, .raidRedundancy, .raidErrors, .raidScrub, .raidRecalculation: 2
        case .kernelOutOfMemory, .kernelMachineCheck: 3
        case .volumeUsed, .volumeInodes, .volumeUnallocated, .volumeReadOnly: 4
        case .cpuBusy, .cpuPressure: 5
        case .memoryAvailable, .memoryPressure: 6
        case .load: 7
        case .ioPressure: 8
        case .netLink, .netErrors: 9
        case .backupVerify: 10
        case .mailQueue: 11
        case .certificate: 12
        case .remoteAdmin: 13
        case .servicePractice: 14
        case .serviceStore: 15
        case .replication: 16
        case .firmware: 17
        case .powerSupply: 18
        case .backupRun, .backupInit: 19
        case .virusScan: 20
        case .boxPhase, .timeOffset, .keyLeftPlugged, .unlockFail, .backupDiskAge, .backupSameDisk, .backupOffsiteAge,
            .backupFree, .backupKey, .backupDrill, .backupOnline, .backupShare, .auditChain, .serviceStorage,
            .serviceBackup, .serviceBeat, .serviceWeb, .monitorSelf, .spoolBacklog:
            nil
        }
    }
}
