/// One user of the practice.
public struct UserRow: Codable, Sendable, Equatable {
    public var id: Int
    /// Login name.
    public var user: String
    public var fullName: String
    /// `administrator`, `doctor`, `assistant`
    public var role: String
    public var active: Bool
    public var lastLogIn: Instant?
    public init(id: Int, user: String, fullName: String, role: String, active: Bool, lastLogIn: Instant? = nil) {
        self.id = id
        self.user = user
        self.fullName = fullName
        self.role = role
        self.active = active
        self.lastLogIn = lastLogIn
    }
}

/// One folder.
public struct FolderRow: Codable, Sendable, Equatable {
    public var id: Int
    public var name: String
    /// nil = root
    public var parent: Int?
    public var changed: Instant
    /// When it went into the bin, nil = living.
    public var binned: Instant?
    public init(id: Int, name: String, parent: Int?, changed: Instant, binned: Instant? = nil) {
        self.id = id
        self.name = name
        self.parent = parent
        self.changed = changed
        self.binned = binned
    }
}

/// One document in its newest version.
public struct DocumentRow: Codable, Sendable, Equatable {
    public var id: Int
    public var name: String
    public var folder: Int?
    public var bytes: Int64
    /// Lower-case hex, the content address.
    public var sha256: String
    public var versions: Int
    public var changed: Instant
    /// Full name of who stored the newest version.
    public var by: String
    public var binned: Instant?
    public init(
        id: Int, name: String, folder: Int?, bytes: Int64, sha256: String, versions: Int, changed: Instant, by: String,
        binned: Instant? = nil
    ) {
        self.id = id
        self.name = name
        self.folder = folder
        self.bytes = bytes
        self.sha256 = sha256
        self.versions = versions
        self.changed = changed
        self.by = by
        self.binned = binned
    }
}

/// One version of a document.
public struct VersionRow: Codable, Sendable, Equatable {
    /// 1...
    public var number: Int
    public var bytes: Int64
    public var sha256: String
    public var at: Instant
    public var by: String
    public init(number: Int, bytes: Int64, sha256: String, at: Instant, by: String) {
        self.number = number
        self.bytes = bytes
        self.sha256 = sha256
        self.at = at
        self.by = by
    }
}

/// One line of the audit log as the administrator reads it.
public struct AuditRow: Codable, Sendable, Equatable {
    /// Counts up without a gap.
    public var seq: Int
    public var at: Instant
    /// Login name of who did it.
    public var user: String
    /// `document.file`, `document.open`, `user.login` ...: an `AuditAction` or another service's word.
    public var action: String
    /// What it was done to, as an id: `document:17`, `document:17/2` (version 2), `folder:3`, `user:4`, or what another
    /// service named. Never a name: names are personal data and must stay erasable, the log is not.
    public var subject: String
    /// The name that `subject` has now; empty when it has none or is erased.
    public var name: String
    /// `done`, `begun`, or a refusal's code.
    public var outcome: String
    public init(
        seq: Int, at: Instant, user: String, action: String, subject: String, outcome: String, name: String = ""
    ) {
        self.seq = seq
        self.at = at
        self.user = user
        self.action = action
        self.subject = subject
        self.name = name
        self.outcome = outcome
    }
}

/// One blob that an entry of a night needs.
public struct NightBlob: Codable, Sendable, Equatable {
    /// Lower-case hex, the content address.
    public var sha256: String
    public var bytes: Int64
    /// Today's store has it too.
    public var stored: Bool
    public init(sha256: String, bytes: Int64, stored: Bool) {
        self.sha256 = sha256
        self.bytes = bytes
        self.stored = stored
    }
}
