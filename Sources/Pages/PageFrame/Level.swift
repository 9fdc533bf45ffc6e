public import DatasafeTexts

/// How good or bad something is. Shown by colour, icon and word together, never by colour alone.
public enum Level: String, Sendable, CaseIterable {
    case ok, warn, crit
    /// Something works by itself; nothing to do but wait.
    case busy
    /// Nobody knows, which is not the same as good.
    case unknown

    /// The icon that goes with it.
    public var icon: Icon {
        switch self {
        case .ok: .check
        case .warn: .warning
        case .crit: .alarm
        case .busy: .hourglass
        case .unknown: .question
        }
    }

    /// The word that goes with it.
    public var word: Text {
        switch self {
        case .ok: .levelOK
        case .warn: .levelWarn
        case .crit: .levelCrit
        case .busy: .levelBusy
        case .unknown: .levelUnknown
        }
    }

    /// The level of a check's state (-1...3 as in `CheckFact`); nil = does not apply.
    public init?(checkState: Int) {
        switch checkState {
        case 0: self = .ok
        case 1: self = .warn
        case 2: self = .crit
        case 3: self = .unknown
        default: return nil
        }
    }
}
