/// What md is doing (`sync_action`).
public enum MDAction: String, Sendable, CaseIterable {
    case idle, resync, recover, check, repair, reshape, frozen
}

/// The state of a running md array as the files under /sys/block/mdX/md say it. Source: kernel documentation,
/// admin-guide/md.
public struct MDStatus: Hashable, Sendable {
    /// What one member's `dev-*/state` says.
    public struct Member: Hashable, Sendable {
        /// Words of the state that md writes.
        public enum Flag: String, Sendable, CaseIterable {
            case faulty
            case inSync = "in_sync"
            case writeMostly = "write_mostly"
            case blocked
            case spare
            case writeError = "write_error"
            case wantReplacement = "want_replacement"
            case replacement
            case failFast = "failfast"
            case journal
            case externalBadBlocks = "external_bbl"
        }

        /// The known words.
        public let flags: Set<Flag>
        /// Whether it holds all data.
        public var isInSync: Bool { flags.contains(.inSync) && !flags.contains(.faulty) }
        /// Whether md has dropped it.
        public var isFaulty: Bool { flags.contains(.faulty) }

        /// Reads the text of `dev-*/state`: words with commas between. Unknown words are left out.
        public init(state: String) {
            let words = state.split { $0 == "," || $0.isWhitespace }
            flags = Set(words.compactMap { Flag(rawValue: String($0)) })
        }
    }

    /// Progress of a sync action (`sync_completed`), sectors of 512 bytes.
    public enum Progress: Hashable, Sendable {
        /// Nothing runs.
        case none
        /// Waits for another array.
        case delayed
        /// So many of so many.
        case sectors(done: UInt64, of: UInt64)

        /// Whole percent done, 0...100.
        public var percent: Int? {
            guard case .sectors(let done, let total) = self, total > 0 else { return nil }
            return Int(min(100, Double(done) / Double(total) * 100))
        }
    }

    /// How many members the array lacks.
    public let degraded: Int
    /// What md is doing.
    public let action: MDAction
    /// How far it is.
    public let progress: Progress
    /// Differing sectors of the last check.
    public let mismatches: UInt64
    /// Whether the array takes writes: `clean`, `active`, `active-idle`, `write-pending`, `read-auto`.
    public let isWritable: Bool
    /// `array_state` as written.
    public let state: String

    /// Reads the texts of `degraded`, `sync_action`, `sync_completed`, `mismatch_cnt` and `array_state`.
    ///
    /// - Throws: `.syntax` for a text that md does not write; an array without redundancy has none of the first four.
    public init(
        degraded: String, action: String, completed: String, mismatches: String, arrayState: String
    ) throws(FormatError) {
        guard let degraded = Int(Self.trimmed(degraded)), degraded >= 0 else {
            throw FormatError(.syntax, "md degraded")
        }
        guard let action = MDAction(rawValue: Self.trimmed(action)) else {
            throw FormatError(.syntax, "md sync_action")
        }
        guard let mismatches = UInt64(Self.trimmed(mismatches)) else {
            throw FormatError(.syntax, "md mismatch_cnt")
        }
        self.degraded = degraded
        self.action = action
        self.mismatches = mismatches
        progress = try Self.progress(Self.trimmed(completed))
        state = Self.trimmed(arrayState)
        switch state {
        case "clean", "active", "active-idle", "write-pending", "read-auto": isWritable = true
        case "clear", "inactive", "suspended", "readonly", "broken": isWritable = false
        default: throw FormatError(.syntax, "md array_state")
        }
    }

    private static func progress(_ text: String) throws(FormatError) -> Progress {
        if text == "none" { return .none }
        if text == "delayed" { return .delayed }
        let parts = text.split(separator: "/").map { trimmed(String($0)) }
        guard parts.count == 2, let done = UInt64(parts[0]), let total = UInt64(parts[1]) else {
            throw FormatError(.syntax, "md sync_completed")
        }
        return .sectors(done: done, of: total)
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
