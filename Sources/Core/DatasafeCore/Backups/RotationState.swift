/// Where a numbered disk stands in the rotation (backup design 3.6). Disks that are not ours (`fremd`, `leer`) have no
/// state here: they are seen by storage and become one only through `InitialiseDisk`.
public enum RotationState: Hashable, Sendable {
    /// Plugged in, waits for the next run.
    case attached
    /// A run prepares it or writes to it.
    case running
    /// What was written is read back, old nights are thinned out, the drill runs.
    case verifying
    /// The last run is good in every step: the disk can be pulled.
    case done
    /// Pulled in order.
    case away
    /// The last run failed, or the disk is refused. `attached` = it is still plugged in.
    case disturbed(BackupCode, attached: Bool)

    /// What can happen to a disk.
    public enum Event: Hashable, Sendable {
        case plugged
        case pulled
        case runBegan
        case verifyBegan
        case runSucceeded
        case runFailed(BackupCode)
    }

    /// The state after an event. Total: an event that cannot be in a state leaves it as it is.
    public func after(_ event: Event) -> RotationState {
        switch (self, event) {
        case (.away, .plugged), (.attached, .plugged): .attached
        case (.away, _): self
        case (.disturbed(let code, _), .pulled): .disturbed(code, attached: false)
        case (.disturbed, .plugged): .attached
        // The engine's own complaint about a disk that was pulled under it comes later and says less.
        case (.disturbed(_, attached: false), _): self
        case (.running, .pulled), (.verifying, .pulled): .disturbed(.pulled, attached: false)
        case (.attached, .pulled), (.done, .pulled): .away
        case (_, .runBegan): .running
        case (.running, .verifyBegan): .verifying
        // Only what was read back is finished.
        case (.verifying, .runSucceeded): .done
        case (_, .runFailed(let code)): .disturbed(code, attached: true)
        case (_, .plugged), (_, .verifyBegan), (_, .runSucceeded): self
        }
    }

    /// Whether the disk is at the box.
    public var isAttached: Bool {
        switch self {
        case .attached, .running, .verifying, .done, .disturbed(_, attached: true): true
        case .away, .disturbed(_, attached: false): false
        }
    }

    /// Whether a person may pull it without disturbing anything.
    public var mayBePulled: Bool {
        switch self {
        case .attached, .done, .disturbed(_, attached: true): true
        case .running, .verifying, .away, .disturbed(_, attached: false): false
        }
    }

    /// Whether a run may begin on it.
    public var mayRun: Bool {
        switch self {
        case .attached, .done, .disturbed(_, attached: true): true
        case .running, .verifying, .away, .disturbed(_, attached: false): false
        }
    }

    /// The word of `BackupTargetFact.state`.
    public var word: String {
        switch self {
        case .attached: "attached"
        case .running: "running"
        case .verifying: "verifying"
        case .done: "done"
        case .away: "away"
        case .disturbed: "disturbed"
        }
    }

    /// Why it is disturbed.
    public var code: BackupCode? { if case .disturbed(let code, _) = self { code } else { nil } }

    /// The state of a disk when the service starts: what it last was, and whether storage sees the disk now. A run that
    /// was under way was interrupted.
    public static func atStart(word: String, code: BackupCode?, isAttached: Bool) -> RotationState {
        switch word {
        case "running", "verifying": .disturbed(.interrupted, attached: isAttached)
        case "disturbed": .disturbed(code ?? .disturbed, attached: isAttached)
        case "done": isAttached ? .done : .away
        default: isAttached ? .attached : .away
        }
    }
}
