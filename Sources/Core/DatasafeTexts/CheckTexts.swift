public import DatasafeCore

// Places in these texts: {disk} = number of the data or backup disk; {value} = the value that was judged, in the unit of
// its check.
extension CheckReason: Advised {
    public var sentence: Text {
        switch self {
        case .locked, .notSetUp, .starting, .noneHere, .absent, .hidden, .notEnrolled, .unreadable, .flapping:
            silence
        case .raidNotRunning, .raidNoCopy, .raidRebuilding, .raidReplacing, .raidLockMoves, .raidSyncing,
            .raidExtraDisk, .raidHealed, .raidHealedAgain, .raidBadBlocks, .raidWrongData, .raidCheckOverdue,
            .raidMismatch, .raidRecalculating:
            mirror.sentence
        case .volumeFilling, .volumeFull, .volumeInodes, .volumeUnallocated, .volumeReadOnly, .kernelOutOfMemory,
            .kernelOutOfMemoryCore, .kernelMachineCheck, .cpuBusy, .cpuStarved, .memoryLow, .memoryOut, .loadHigh,
            .ioSlow:
            machine.sentence
        case .netDown, .netSlow, .netErrors, .certificateEnding, .certificateInvalid, .timeUnsynchronised, .timeWrong,
            .serviceDown, .serviceRestarts, .serviceStore, .auditBroken, .auditNotAnchored, .monitorGaps,
            .monitorRestarts, .monitorForgetful, .hubUnsent, .boxLocked, .keyLeftPlugged, .unlockTries:
            box.sentence
        case .backupLate, .backupOverdue, .backupFailedTwice, .backupUnknownDisk, .backupNoDisk, .backupOneDisk,
            .backupVerifyOld, .backupVerifyFailed, .backupDiskAway, .backupOffsiteOld, .backupSameDisk,
            .backupWorn, .backupFilling, .backupKeyOld, .backupDrillOld,
            .backupDrillFailed, .backupOnlineLate, .backupOnlineFirst, .backupOnlineDamaged, .backupOnlineFull,
            .backupShareLate, .backupShareDamaged, .backupShareFull, .backupShareLogin, .backupShareAsk:
            backup.sentence
        }
    }

    public var action: Text {
        switch self {
        case .locked: Text(de: "Den silbernen Schlüssel einstecken.", en: "Plug in the silver key.")
        case .notSetUp: Text(de: "Die Datasafe im Browser einrichten.", en: "Set up the Datasafe in the browser.")
        case .starting: Text(de: "Einige Minuten warten.", en: "Wait a few minutes.")
        case .noneHere, .absent, .hidden: Text(de: "Hier ist nichts zu tun.", en: "Nothing to do here.")
        case .notEnrolled:
            Text(
                de: "Die Datasafe unter „Gerät“ mit dem Code vom Datenblatt anmelden.",
                en: "Enrol the Datasafe under “Device” with the code of the data sheet.")
        case .unreadable, .flapping:
            Text(de: "Den Support anrufen, wenn es morgen noch so ist.", en: "Call support if it is still so tomorrow.")
        case .raidNotRunning, .raidNoCopy, .raidRebuilding, .raidReplacing, .raidLockMoves, .raidSyncing,
            .raidExtraDisk, .raidHealed, .raidHealedAgain, .raidBadBlocks, .raidWrongData, .raidCheckOverdue,
            .raidMismatch, .raidRecalculating:
            mirror.action
        case .volumeFilling, .volumeFull, .volumeInodes, .volumeUnallocated, .volumeReadOnly, .kernelOutOfMemory,
            .kernelOutOfMemoryCore, .kernelMachineCheck, .cpuBusy, .cpuStarved, .memoryLow, .memoryOut, .loadHigh,
            .ioSlow:
            machine.action
        case .netDown, .netSlow, .netErrors, .certificateEnding, .certificateInvalid, .timeUnsynchronised, .timeWrong,
            .serviceDown, .serviceRestarts, .serviceStore, .auditBroken, .auditNotAnchored, .monitorGaps,
            .monitorRestarts, .monitorForgetful, .hubUnsent, .boxLocked, .keyLeftPlugged, .unlockTries:
            box.action
        case .backupLate, .backupOverdue, .backupFailedTwice, .backupUnknownDisk, .backupNoDisk, .backupOneDisk,
            .backupVerifyOld, .backupVerifyFailed, .backupDiskAway, .backupOffsiteOld, .backupSameDisk,
            .backupWorn, .backupFilling, .backupKeyOld, .backupDrillOld,
            .backupDrillFailed, .backupOnlineLate, .backupOnlineFirst, .backupOnlineDamaged, .backupOnlineFull,
            .backupShareLate, .backupShareDamaged, .backupShareFull, .backupShareLogin, .backupShareAsk:
            backup.action
        }
    }

    /// Why a check has no answer.
    private var silence: Text {
        switch self {
        case .locked: Text(de: "Ruht, solange die Datasafe gesperrt ist.", en: "Rests while the Datasafe is locked.")
        case .notSetUp: Text(de: "Die Datasafe ist noch nicht eingerichtet.", en: "The Datasafe is not set up yet.")
        case .starting: Text(de: "Die Datasafe startet noch.", en: "The Datasafe is still starting.")
        case .noneHere: Text(de: "Gibt es an dieser Datasafe nicht.", en: "This Datasafe has none.")
        case .absent: Text(de: "Ist gerade nicht angesteckt.", en: "Is not plugged in now.")
        case .hidden:
            Text(de: "Erklärt sich durch eine andere Meldung.", en: "Is explained by another message.")
        case .notEnrolled:
            Text(de: "Die Datasafe ist bei keinem Hub angemeldet.", en: "The Datasafe is enrolled at no hub.")
        case .unreadable: Text(de: "Der Wert kann nicht gelesen werden.", en: "The value cannot be read.")
        default:
            Text(
                de: "Der Zustand wechselt dauernd und wird so lange als schlecht gezeigt.",
                en: "The state changes all the time and is shown as bad meanwhile.")
        }
    }
}

extension MonitorRefusal: Advised {
    public var sentence: Text {
        switch self {
        case .noSuchAlarm: Text(de: "Diese Meldung steht nicht mehr an.", en: "This message no longer stands.")
        case .notLatched:
            Text(
                de: "Diese Meldung endet von selbst, sobald ihre Ursache behoben ist.",
                en: "This message ends by itself once its cause is gone.")
        case .noSuchDisk:
            Text(de: "An diesem Platz war noch keine Platte.", en: "There was no disk at this place yet.")
        }
    }

    public var action: Text {
        switch self {
        case .noSuchAlarm: Text(de: "Die Liste neu laden.", en: "Reload the list.")
        case .notLatched: Text(de: "Tun, was bei der Meldung steht.", en: "Do what stands beside the message.")
        case .noSuchDisk:
            Text(de: "Eine Platte unter „Gerät“ auswählen.", en: "Choose a disk under “Device”.")
        }
    }
}
