import DatasafeTexts

/// How good or bad something is. Shown by colour, icon and word together, never by colour alone.
enum HubLevel: String, CaseIterable {
    case ok, warn, crit
    /// Something is under way, or waits for a person of the practice.
    case busy
    /// Nobody knows, which is not the same as good.
    case unknown

    var icon: HubIcon {
        switch self {
        case .ok: .check
        case .warn: .warning
        case .crit: .alarm
        case .busy: .hourglass
        case .unknown: .question
        }
    }

    var word: Text {
        switch self {
        case .ok: .levelOK
        case .warn: .levelWarn
        case .crit: .levelCrit
        case .busy: .levelBusy
        case .unknown: .levelUnknown
        }
    }

    /// Of a check's state; nil = does not apply.
    init?(state: Int) {
        switch state {
        case 0: self = .ok
        case 1: self = .warn
        case 2: self = .crit
        case 3: self = .unknown
        default: return nil
        }
    }

    /// Of `BoxRank`.
    init(rank: Int) {
        switch rank {
        case 3: self = .crit
        case 2: self = .warn
        case 1: self = .unknown
        default: self = .ok
        }
    }
}
