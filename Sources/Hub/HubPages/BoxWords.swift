import DatasafeCore
import DatasafeTexts
import HubStore

/// One box in words.
struct BoxWords {
    let row: BoxRow

    /// What is most worth knowing about it, as `data-state`: `silent` before what it last said of itself.
    var state: String {
        if row.revoked != nil { return "revoked" }
        if row.seen == nil { return "never" }
        if row.silence != .none { return "silent" }
        return row.phase.rawValue
    }

    var words: Text {
        if row.revoked != nil { return .hubStateRevoked }
        if row.seen == nil { return .hubStateNever }
        if row.silence != .none { return .hubStateSilent }
        return switch row.phase {
        case .starting: .hubStateStarting
        case .unsetUp: .hubStateUnsetUp
        case .locked: .hubStateLocked
        case .unlocking: .hubStateUnlocking
        case .open: .hubStateOpen
        case .openDegraded: .hubStateDegraded
        case .failed: .hubStateFailed
        case .stopping: .hubStateStopping
        case .unknown: .hubStateUnknown
        }
    }

    /// The level of the whole box. One that waits for its key, starts or was switched off is neither good nor bad.
    var level: HubLevel {
        if row.revoked != nil { return .unknown }
        let level = HubLevel(rank: row.rank)
        guard level == .ok else { return level }
        if row.seen == nil { return .busy }
        return switch row.phase {
        case .open: .ok
        case .openDegraded, .failed: .warn
        case .unknown: .unknown
        case .starting, .unsetUp, .locked, .unlocking, .stopping: .busy
        }
    }

    /// The word beside the sign.
    var levelWord: Text {
        guard level == .busy else { return level.word }
        return row.phase == .stopping ? .hubStateStopping : row.phase == .locked ? .hubStateLocked : .levelBusy
    }
}

extension CheckRow {
    /// As the texts know it.
    private var fact: CheckFact {
        CheckFact(id: check, state: state, value: value, since: since, reason: reason)
    }

    var title: Text { Self.title(check) }

    /// Sentence and action of its reason; nil while all is well.
    var advice: Advice? { fact.advice }

    /// The hub's own reason, if this is the hub's own check.
    var hubReason: HubReason? { HubReason.allCases.first { $0.check == check } }

    /// The name of a check, the hub's own among them.
    static func title(_ check: String) -> Text {
        switch check {
        case HubReason.silent.check: .hubCheckSilent
        case HubReason.clone.check: .hubCheckClone
        case HubReason.forged.check: .hubCheckForged
        case HubReason.clock.check: .hubCheckClock
        case HubReason.auditShrunk.check: .hubCheckAudit
        case HubReason.vaultWrong.check: .hubCheckVault
        case HubReason.other.check: .hubCheckOther
        default: CheckFact(id: check, state: 0, value: nil, since: Instant(seconds: 0), reason: "").title
        }
    }

    /// Its value with unit; empty when there is none.
    func words(_ wording: Wording) -> String {
        guard let value else { return "" }
        let number = wording.figure(value)
        if hubReason == .vaultWrong { return Text.unitFiles.filling(["value": number])[wording.language] }
        let unit: CheckUnit =
            switch check {
            case HubReason.silent.check: .minutes
            case HubReason.clock.check: .seconds
            default: CheckID(check)?.kind.unit ?? .count
            }
        let text: Text? =
            switch unit {
            case .none: nil
            case .percent: Text(de: "{value} %", en: "{value} %")
            case .celsius: Text(de: "{value} °C", en: "{value} °C")
            case .seconds: .unitSeconds
            case .minutes: .unitMinutes
            case .hours: .unitHours
            case .days: .unitDays
            case .count: Text(de: "{value}", en: "{value}")
            case .number: .unitNumber
            }
        return text?.filling(["value": number])[wording.language] ?? ""
    }
}

extension EventRow {
    /// What happened.
    var words: Text {
        switch kind {
        case "raise": .hubEventRaise
        case "worse": .hubEventWorse
        case "resolve": .hubEventResolve
        case "restart": .hubEventRestart
        case "swap": .hubEventSwap
        case "maintenance": .hubEventMaintenance
        case "enrol": .hubEventEnrol
        case "revoke": .hubEventRevoke
        case "ack": .hubEventAck
        default: Text(de: kind, en: kind)
        }
    }

    var level: HubLevel {
        switch kind {
        case "raise", "worse": HubLevel(state: state) ?? .unknown
        case "resolve": .ok
        case "revoke": .warn
        default: .busy
        }
    }

    /// Who says it.
    func author(_ language: Language) -> String {
        switch by {
        case "box": Text.hubByBox[language]
        case "hub": Text.hubByHub[language]
        default: by
        }
    }
}
