/// Everything the judges look at in one round.
public struct CheckInputs: Sendable {
    public var time: CheckTime
    /// Seconds since the box started.
    public var uptime: Int
    public var storage: FactReading<StorageFact>
    public var practice: FactReading<PracticeFact>
    public var backup: FactReading<BackupFact>
    public var beat: FactReading<BeatFact>
    public var web: FactReading<WebFact>
    public var machine: MachineReading
    /// Times the monitor itself ended without being asked to, in the last hour.
    public var crashes: Int
    /// The monitor cannot store what it knows.
    public var isForgetful = false
    public var hours: OpeningHours

    /// Inputs of a round in which no fact was read yet.
    public init(time: CheckTime, uptime: Int, machine: MachineReading = MachineReading()) {
        self.time = time
        self.uptime = uptime
        self.machine = machine
        storage = .missing
        practice = .missing
        backup = .missing
        beat = .missing
        web = .missing
        crashes = 0
        hours = .usual
    }

    /// What storage says, or the sample every check that rests on it gets instead.
    enum StorageView {
        case says(StorageFact)
        case instead(Sample)
    }

    var storageView: StorageView {
        switch storage {
        case .fresh(let envelope):
            switch envelope.fact.state {
            case .starting: .instead(isStarting ? .notApplicable(.starting) : .unknown)
            case .unsetUp: .instead(.notApplicable(.notSetUp))
            case .locked, .unlocking, .open, .openDegraded, .failed: .says(envelope.fact)
            }
        case .missing where isStarting: .instead(.notApplicable(.starting))
        case .missing, .stale, .unreadable: .instead(.unknown)
        }
    }

    /// The data volume is open, or the sample every check on it gets instead.
    enum VolumeView {
        case open(StorageFact)
        case instead(Sample)
    }

    var volumeView: VolumeView {
        switch storageView {
        case .instead(let sample): .instead(sample)
        case .says(let fact):
            switch fact.state {
            case .open, .openDegraded: .open(fact)
            case .starting, .unsetUp, .locked, .unlocking, .failed: .instead(.notApplicable(.locked))
            }
        }
    }

    /// The box has just started: what is missing may still come.
    var isStarting: Bool { uptime < CheckRule.startGrace }

    /// Backup or scrub load the box as planned.
    var isNightWork: Bool {
        guard OpeningHours.isNight(time.wall) else { return false }
        return backup.fact?.running != nil || storage.fact?.array?.action == "check"
    }

    /// The mirror copies itself: what is slow has an alarm of its own.
    var isRebuilding: Bool {
        guard let action = storage.fact?.array?.action else { return false }
        return action != "idle" && action != "check"
    }
}

extension FactReading {
    /// Who wrote it and when, also when it is stale.
    var envelope: FactEnvelope<Content>? {
        switch self {
        case .fresh(let envelope), .stale(let envelope, _): envelope
        case .missing, .unreadable: nil
        }
    }
}
