/// Why a check stands as it does; each has a sentence and an action in DatasafeTexts. MEM-, SMART- and BAK- codes stand
/// beside these as reasons too. The raw values are stable codes.
public enum CheckReason: String, AdviceCode, Codable {
    // Why a check says nothing.
    case locked = "CHK-LOCKED"
    case notSetUp = "CHK-NOT-SET-UP"
    case starting = "CHK-STARTING"
    case noneHere = "CHK-NONE-HERE"
    case absent = "CHK-ABSENT"
    case hidden = "CHK-HIDDEN"
    case notEnrolled = "CHK-NOT-ENROLLED"
    case unreadable = "CHK-UNREADABLE"
    case flapping = "CHK-FLAPPING"
    // Mirror.
    case raidNotRunning = "RAID-NOT-RUNNING"
    case raidNoCopy = "RAID-NO-COPY"
    case raidRebuilding = "RAID-REBUILDING"
    case raidReplacing = "RAID-REPLACING"
    case raidLockMoves = "RAID-LOCK-MOVES"
    case raidSyncing = "RAID-SYNCING"
    case raidExtraDisk = "RAID-EXTRA-DISK"
    case raidHealed = "RAID-HEALED"
    case raidHealedAgain = "RAID-HEALED-AGAIN"
    case raidBadBlocks = "RAID-BAD-BLOCKS"
    case raidWrongData = "RAID-WRONG-DATA"
    case raidCheckOverdue = "RAID-CHECK-OVERDUE"
    case raidMismatch = "RAID-MISMATCH"
    case raidRecalculating = "RAID-RECALCULATING"
    // Space.
    case volumeFilling = "FS-FILLING"
    case volumeFull = "FS-FULL"
    case volumeInodes = "FS-INODES"
    case volumeUnallocated = "FS-UNALLOCATED"
    case volumeReadOnly = "FS-READ-ONLY"
    // Machine.
    case kernelOutOfMemory = "KERNEL-OOM"
    case kernelOutOfMemoryCore = "KERNEL-OOM-CORE"
    case kernelMachineCheck = "KERNEL-MCE"
    case cpuBusy = "CPU-BUSY"
    case cpuStarved = "CPU-STARVED"
    case memoryLow = "RAM-LOW"
    case memoryOut = "RAM-OUT"
    case loadHigh = "LOAD-HIGH"
    case ioSlow = "IO-SLOW"
    case netDown = "NET-DOWN"
    case netSlow = "NET-SLOW"
    case netErrors = "NET-ERRORS"
    case certificateEnding = "CERT-ENDING"
    case certificateInvalid = "CERT-INVALID"
    case timeUnsynchronised = "TIME-UNSYNCHRONISED"
    case timeWrong = "TIME-WRONG"
    // Backup.
    case backupLate = "BACKUP-LATE"
    case backupOverdue = "BACKUP-OVERDUE"
    case backupFailedTwice = "BACKUP-FAILED-TWICE"
    case backupUnknownDisk = "BACKUP-UNKNOWN-DISK"
    case backupNoDisk = "BACKUP-NO-DISK"
    case backupOneDisk = "BACKUP-ONE-DISK"
    case backupVerifyOld = "BACKUP-VERIFY-OLD"
    case backupVerifyFailed = "BACKUP-VERIFY-FAILED"
    case backupDiskAway = "BACKUP-DISK-AWAY"
    case backupOffsiteOld = "BACKUP-OFFSITE-OLD"
    case backupSameDisk = "BACKUP-SAME-DISK"
    // Box.
    case boxLocked = "BOX-LOCKED"
    case keyLeftPlugged = "KEY-LEFT-PLUGGED"
    case unlockTries = "UNLOCK-TRIES"
    case serviceDown = "SVC-DOWN"
    case serviceRestarts = "SVC-RESTARTS"
    case serviceStore = "SVC-STORE"
    case auditBroken = "AUDIT-BROKEN"
    case auditNotAnchored = "AUDIT-NOT-ANCHORED"
    case monitorGaps = "MON-GAPS"
    case monitorRestarts = "MON-RESTARTS"
    case monitorForgetful = "MON-FORGETFUL"
    case hubUnsent = "HUB-UNSENT"
}

/// Why the monitor refused a deed.
public enum MonitorRefusal: String, AdviceCode, Codable {
    /// No check of that name is raised.
    case noSuchAlarm = "MON-NO-SUCH-ALARM"
    /// This alarm ends by itself once its cause has gone.
    case notLatched = "MON-NOT-LATCHED"
    /// No disk was ever seen at that place.
    case noSuchDisk = "MON-NO-SUCH-DISK"
}
