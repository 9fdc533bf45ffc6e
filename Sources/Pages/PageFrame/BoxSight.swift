public import DatasafeCore

/// The box as a person sees it: one phase and one level, from what the services know.
public struct BoxSight: Sendable {
    /// What storage knows, also when it is old.
    public let storage: StorageFact?
    /// What the first-day service knows, nil once set-up is over.
    public let setup: SetupFact?
    /// What backup knows.
    public let backup: BackupFact?
    /// What the monitor judged.
    public let monitor: MonitorFact?
    /// Storage or monitor do not answer: what is shown may be old.
    public let isStale: Bool
    /// The phase.
    public let phase: Phase

    /// The phases, with the words of `/status.json`.
    public enum Phase: String, Sendable, CaseIterable {
        /// Storage has not said anything yet, or not for a while.
        case unknown
        case starting
        /// A new box: nobody has begun.
        case unsetUp = "unset-up"
        /// The first day is under way; `setup.step` says where.
        case settingUp = "setting-up"
        case locked, unlocking, open
        case openDegraded = "open-degraded"
        case failed
        /// The box leaves, or has left: there is no data any more.
        case retired
    }

    /// Folds the facts into one sight.
    public init(
        storage: FactReading<StorageFact>, setup: SetupFact?, backup: FactReading<BackupFact>,
        monitor: FactReading<MonitorFact>
    ) {
        self.storage = storage.fact
        self.setup = setup
        self.backup = backup.fact
        self.monitor = monitor.fact
        phase = BoxSight.phase(storage: storage, setup: setup)
        // On the first day the monitor may not have judged anything yet.
        isStale = !storage.isFresh || ([.open, .openDegraded].contains(phase) && !monitor.isFresh)
    }

    private static func phase(storage: FactReading<StorageFact>, setup: SetupFact?) -> Phase {
        guard let fact = storage.fact else { return .unknown }
        // The first-day service itself asks storage whether this box is new; what it says holds.
        if let step = setup?.step, step != .done {
            // A fault before there is anything to go on with is said plainly; later the wizard says it at its step.
            switch fact.state {
            case .failed where [.code, .practice, .disks].contains(step): return .failed
            // After a power cut on the first day the box looks at its disks, and waits for its key, like on any other.
            case .starting: return .starting
            case .locked: return .locked
            case .unlocking: return .unlocking
            case .unsetUp, .open, .openDegraded, .failed: return step == .code ? .unsetUp : .settingUp
            }
        }
        guard fact.leaving == nil else { return .retired }
        return switch fact.state {
        case .starting: .starting
        case .unsetUp: .unsetUp
        case .locked: .locked
        case .unlocking: .unlocking
        case .open: .open
        case .openDegraded: .openDegraded
        case .failed: .failed
        }
    }

    /// The practice's data are there.
    public var isOpen: Bool { phase == .open || phase == .openDegraded }

    /// What the open volume lacks; nil also while it is not open.
    public var lack: VolumeLack? { isOpen ? storage?.volume.flatMap { VolumeLack($0) } : nil }

    /// The set-up page is what this box offers.
    public var isSetUpDay: Bool {
        guard let setup, storage != nil else { return phase == .unsetUp }
        return setup.step != .done && phase != .failed
    }

    /// Alarms raised, by level; a check whose reader failed counts as a warning.
    public var alarms: (warn: Int, crit: Int) {
        let checks = monitor?.checks ?? []
        return (checks.count { $0.state == 1 || $0.state == 3 }, checks.count { $0.state == 2 })
    }

    /// Green, yellow, red: the sign at the top of each page.
    public var level: Level {
        switch phase {
        case .failed: return .crit
        case .retired:
            return switch storage?.leaving {
            case .erasing: .busy
            case .done: .ok
            case .waiting, nil: .crit
            }
        case .unknown: return .unknown
        case .starting, .unlocking, .unsetUp, .settingUp: return .busy
        case .locked: return .warn
        case .open, .openDegraded:
            if alarms.crit > 0 || lack?.isShut == true { return .crit }
            // A lock half changed: who walks past must not think that all is done.
            if alarms.warn > 0 || phase == .openDegraded || storage?.lockChange != nil { return .warn }
            return monitor == nil || isStale ? .unknown : .ok
        }
    }
}
