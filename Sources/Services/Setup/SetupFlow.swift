import DatasafeCore

/// Which step of the first day is next: a pure function of the journal, of what is in memory and of what others know.
///
/// Storage's word counts more than the journal's: keys that were in its memory are gone after a power cut, and an array
/// that is there was made, whatever the journal missed.
struct SetupFlow {
    var journal: SetupJournal
    /// Practice, administrator and password are in memory.
    var hasAdministrator = false
    /// Forming was asked for and has not ended.
    var isForming = false
    var storage: FactReading<StorageFact>
    var practice: FactReading<PracticeFact>

    /// The next step; `.done` also where nothing may be set up: the disks belong to a Datasafe.
    var step: SetupStep {
        if journal.finished { return .done }
        guard let fact = ready else { return journal.administratorMade ? .paper : begun ? .forming : entry ?? .disks }
        switch fact.state {
        case .starting, .unsetUp: return entry ?? unformed(fact.setup)
        case .open, .openDegraded: return opened
        case .locked, .unlocking, .failed:
            // A cut between forming and the last page: the key opens the box, then it goes on.
            guard begun else { return .done }
            return journal.administratorMade ? .paper : .forming
        }
    }

    /// Whether this box was set up before and has only lost its state volume: then the marker is written again.
    var isKnownBox: Bool {
        guard let state = ready?.state, state == .open || state == .openDegraded, journal.formDeed == nil,
            case .fresh(let practice) = practice
        else { return false }
        return practice.fact.users > 0
    }

    /// The volume is open and nothing but the account is missing, which can be made now.
    var awaitsAccount: Bool {
        guard let state = ready?.state, state == .open || state == .openDegraded else { return false }
        return step == .forming && hasAdministrator && !isForming
    }

    /// Storage has looked at its disks.
    var isReady: Bool { ready.map { $0.state != .starting } ?? false }

    /// Both silver keys and the backup key were written, pulled, plugged again and read back.
    var keysVerified: Bool {
        Set(ready?.setup?.verifiedKeys ?? []).isSuperset(of: ["unlock-1", "unlock-2", "backup-1"])
    }

    private var ready: StorageFact? {
        guard case .fresh(let envelope) = storage else { return nil }
        return envelope.fact
    }

    /// The array was asked for.
    private var begun: Bool { journal.formDeed != nil || journal.administratorMade }

    /// What has to be typed before anything else; nil = nothing.
    private var entry: SetupStep? {
        guard journal.codeChecked else { return .code }
        return hasAdministrator || journal.administratorMade ? nil : .practice
    }

    private func unformed(_ progress: SetupProgress?) -> SetupStep {
        if isForming { return .forming }
        switch progress?.stage ?? "empty" {
        case "empty": return .disks
        case "disks-chosen", "keys-writing": return .keys
        default: return .forming
        }
    }

    private var opened: SetupStep {
        if journal.administratorMade { return .paper }
        // Without a journal only a box that nobody can log in to is still new.
        if case .fresh(let practice) = practice, practice.fact.users > 0 {
            return journal.formDeed == nil ? .done : .paper
        }
        guard journal.formDeed != nil || practice.isFresh else { return .done }
        return entry ?? .forming
    }
}
