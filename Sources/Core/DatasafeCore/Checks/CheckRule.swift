/// How the samples of one kind become an alarm: how long they must be bad, how long good, and what ends it.
public struct CheckRule: Sendable, Equatable {
    /// Until a condition of at least WARN raises.
    public var warnAfter: Wait
    /// Until a CRIT condition raises or worsens.
    public var critAfter: Wait
    /// Until a value beyond its clear threshold resolves.
    public var clearAfter: Wait
    /// A good value alone does not clear it: another disk, a good run or a person does.
    public var isLatched: Bool
    /// Seconds between two samples that count; UNKNOWN for three of them is WARN.
    public var period: Int64

    public init(
        warn: Wait = .atOnce, crit: Wait = .atOnce, clear: Wait = .atOnce, isLatched: Bool = false, period: Int64 = 10
    ) {
        self.warnAfter = warn
        self.critAfter = crit
        self.clearAfter = clear
        self.isLatched = isLatched
        self.period = period
    }

    /// Until an unreadable check becomes WARN: three periods.
    public var unknownAfter: Wait { Wait(samples: 4, seconds: 3 * period) }

    /// More changes than this inside `flapWindow` seconds freeze a check at its worst.
    public static let flapChanges = 5
    public static let flapWindow: Int64 = 3600
    /// Seconds without a change after which a frozen check thaws.
    public static let flapQuiet: Int64 = 1800
    /// Seconds after the start of the box, and after the data volume opened, in which services may still be missing.
    public static let startGrace = 300
    /// Seconds after which a check whose thing has gone (a disk, a backup disk) is forgotten.
    public static let absentGrace: Int64 = 86_400
}

extension CheckKind {
    /// Whether a mere WARN of it is told to the hub at once: a disk of the mirror that has gone or cannot be read.
    var isTimely: Bool { self == .raidMembers || self == .raidErrors }

    /// The rule of this kind. "Twice" in the catalogue is two samples a minute apart.
    public var rule: CheckRule {
        switch self {
        // Events: storage says so, there is nothing to wait for.
        case .raidMembers, .raidRedundancy, .raidErrors, .raidScrub, .volumeReadOnly, .backupInit, .unlockFail,
            .auditChain, .powerSupply, .replication, .mailQueue, .remoteAdmin, .firmware, .virusScan:
            CheckRule()
        case .raidRecalculation: CheckRule(warn: .days(7), crit: .days(7), period: 60)
        // Corrected values of a disk stay wrong after the number falls: a swap or a person clears them.
        case .diskSmart: CheckRule(isLatched: true, period: 600)
        case .diskTemperature: CheckRule(warn: .samples(3), crit: .samples(3), clear: .samples(3), period: 600)
        // What was killed or failed is over in a moment: shown for a day.
        case .kernelOutOfMemory, .kernelMachineCheck: CheckRule(clear: .hours(24), period: 60)
        case .volumeUsed, .volumeInodes, .volumeUnallocated:
            CheckRule(warn: .samples(2), crit: .samples(2), clear: .samples(2), period: 60)
        case .cpuBusy: CheckRule(warn: .minutes(15), crit: .minutes(15), clear: .minutes(2))
        case .cpuPressure: CheckRule(warn: .minutes(30), crit: .minutes(30), clear: .minutes(2))
        case .memoryAvailable: CheckRule(warn: .minutes(10), crit: .minutes(1), clear: .minutes(2))
        case .memoryPressure: CheckRule(warn: .minutes(1), crit: .minutes(1), clear: .minutes(2))
        case .load: CheckRule(warn: .minutes(15), crit: .minutes(30), clear: .minutes(2))
        case .ioPressure: CheckRule(warn: .minutes(2), crit: .minutes(15), clear: .minutes(2))
        case .netLink: CheckRule(warn: .minutes(2), crit: .minutes(2))
        case .netErrors: CheckRule(warn: .minutes(10), crit: .minutes(10), clear: .minutes(2), period: 60)
        case .backupVerify: CheckRule(isLatched: true, period: 60)
        case .certificate, .backupRun, .backupDiskAge, .backupSameDisk, .backupOffsiteAge, .backupFree,
            .backupKey, .backupDrill, .backupOnline, .backupShare, .spoolBacklog:
            CheckRule(period: 60)
        // A fact is stale after three of its periods; half a minute more makes the catalogue's 60 s.
        case .servicePractice, .serviceStore, .serviceStorage, .serviceBackup, .serviceBeat, .serviceWeb:
            CheckRule(warn: .seconds(30), crit: .seconds(30), clear: .seconds(20))
        case .boxPhase: CheckRule(warn: .minutes(15), crit: .hours(2))
        case .timeOffset: CheckRule(warn: .samples(2), crit: .samples(2), clear: .samples(2), period: 60)
        case .keyLeftPlugged: CheckRule(warn: .minutes(15), crit: .hours(8))
        case .monitorSelf: CheckRule(warn: .seconds(60), crit: .seconds(60), clear: .seconds(60))
        }
    }
}

extension CheckID {
    /// The rule of this check. Data wrong on both copies stays until a person has dealt with it, unlike what the mirror
    /// healed by itself.
    public var rule: CheckRule {
        var rule = kind.rule
        if kind == .raidErrors && suffix == "fs" { rule.isLatched = true }
        return rule
    }
}
