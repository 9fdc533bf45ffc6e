public import DatasafeTexts

/// One sentence after something was done, carried over a redirect by its name only.
public enum Note: String, Sendable, CaseIterable {
    case saved, created, binned, unbinned, erased, renamed, moved, uploaded
    case passwordChanged = "password-changed"
    case acknowledged
    case backupStarted = "backup-started"
    case restored, stopping, restarting, ready
    case calledOff = "called-off"
    case scrubStarted = "scrub-started"
    case scrubPaused = "scrub-paused"

    /// The sentence.
    public var text: Text {
        switch self {
        case .saved: .noteSaved
        case .created: .noteCreated
        case .binned: .noteBinned
        case .unbinned: .noteUnbinned
        case .erased: .noteErased
        case .renamed: .noteRenamed
        case .moved: .noteMoved
        case .uploaded: .noteUploaded
        case .passwordChanged: .notePasswordChanged
        case .acknowledged: .noteAcknowledged
        case .backupStarted: .noteBackupStarted
        case .restored: .noteRestored
        case .stopping: .noteStopping
        case .restarting: .noteRestarting
        case .ready: .noteReady
        case .calledOff: .noteCalledOff
        case .scrubStarted: .noteScrubStarted
        case .scrubPaused: .noteScrubPaused
        }
    }
}
