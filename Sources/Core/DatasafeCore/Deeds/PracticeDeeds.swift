/// What the practice's data host can be asked. Every call but `CreateFirstAdministrator` and `LogIn` carries a session;
/// rights are checked where the data is, not where the page is. Refusals carry DOC- and USR- codes.
public enum PracticeDeeds {
    /// The first administrator and the name of the practice, once, while there is no user. Secret: the password.
    public struct CreateFirstAdministrator: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.practice
        public static let name = "CreateFirstAdministrator"
        public static let askers: Set<ServiceName> = [.setup]
        public static let fields = [
            DeedField("practice", "string"), DeedField("user", "string"), DeedField("fullName", "string"),
        ]
        public static let secret = SecretDirection.given
        public var practice: String
        public var user: String
        public var fullName: String
        public init(practice: String, user: String, fullName: String) {
            self.practice = practice
            self.user = user
            self.fullName = fullName
        }
    }

    /// Opens a session. Secret: the password. Refusals: USR-WRONG, USR-LOCKED.
    public struct LogIn: Deed {
        public struct Outcome: Codable, Sendable {
            /// Random, 256 bits, URL-safe; the cookie. Kept hashed.
            public var session: String
            public var user: UserRow
            public init(session: String, user: UserRow) {
                self.session = session
                self.user = user
            }
        }
        public static let service = ServiceName.practice
        public static let name = "LogIn"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("user", "string"), DeedField("client", "string")]
        public static let secret = SecretDirection.given
        public var user: String
        /// Address of the browser, for lock-out and audit.
        public var client: String
        public init(user: String, client: String) {
            self.user = user
            self.client = client
        }
    }

    /// Who this session is; also keeps it alive (15 minutes). Refusal: USR-SESSION.
    public struct WhoIs: Deed {
        public struct Outcome: Codable, Sendable {
            public var user: UserRow
            public var practice: String
            /// Seconds until the server logs this session out.
            public var secondsLeft: Int
            public init(user: UserRow, practice: String, secondsLeft: Int) {
                self.user = user
                self.practice = practice
                self.secondsLeft = secondsLeft
            }
        }
        public static let service = ServiceName.practice
        public static let name = "WhoIs"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("session", "string"), DeedField("touch", "bool")]
        public var session: String
        /// False for background polling that must not keep the session alive.
        public var touch: Bool
        public init(session: String, touch: Bool) {
            self.session = session
            self.touch = touch
        }
    }

    public struct LogOut: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.practice
        public static let name = "LogOut"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("session", "string")]
        public var session: String
        public init(session: String) { self.session = session }
    }

    /// One page of a folder, folders first, by name. `folder` nil = root.
    public struct ListFolder: Deed {
        public struct Outcome: Codable, Sendable {
            /// From the root to this folder, without the root.
            public var path: [FolderRow]
            public var folders: [FolderRow]
            public var documents: [DocumentRow]
            /// Ask again with this to go on; nil = that was all.
            public var next: Int?
            public init(path: [FolderRow], folders: [FolderRow], documents: [DocumentRow], next: Int?) {
                self.path = path
                self.folders = folders
                self.documents = documents
                self.next = next
            }
        }
        public static let service = ServiceName.practice
        public static let name = "ListFolder"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("session", "string"), DeedField("folder", "?int"), DeedField("bin", "bool"),
            DeedField("offset", "int"),
        ]
        public var session: String
        public var folder: Int?
        /// The bin instead of the living.
        public var bin: Bool
        public var offset: Int
        public init(session: String, folder: Int?, bin: Bool, offset: Int) {
            self.session = session
            self.folder = folder
            self.bin = bin
            self.offset = offset
        }
    }

    /// Full-text search on names of folders and documents, best first, at most 100.
    public struct Search: Deed {
        public struct Outcome: Codable, Sendable {
            public var folders: [FolderRow]
            public var documents: [DocumentRow]
            public init(folders: [FolderRow], documents: [DocumentRow]) {
                self.folders = folders
                self.documents = documents
            }
        }
        public static let service = ServiceName.practice
        public static let name = "Search"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("session", "string"), DeedField("words", "string")]
        public var session: String
        public var words: String
        public init(session: String, words: String) {
            self.session = session
            self.words = words
        }
    }

    public struct MakeFolder: Deed {
        public struct Outcome: Codable, Sendable {
            public var folder: FolderRow
            public init(folder: FolderRow) { self.folder = folder }
        }
        public static let service = ServiceName.practice
        public static let name = "MakeFolder"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("session", "string"), DeedField("parent", "?int"), DeedField("name", "string"),
        ]
        public var session: String
        public var parent: Int?
        public var name: String
        public init(session: String, parent: Int?, name: String) {
            self.session = session
            self.parent = parent
            self.name = name
        }
    }

    /// Files a staged upload as a new document, or as a new version when the folder has that name already. When this
    /// returns, the document survives a power cut.
    public struct FileDocument: Deed {
        public struct Outcome: Codable, Sendable {
            public var document: DocumentRow
            public init(document: DocumentRow) { self.document = document }
        }
        public static let service = ServiceName.practice
        public static let name = "FileDocument"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("session", "string"), DeedField("folder", "?int"), DeedField("name", "string"),
            DeedField("staged", "string"), DeedField("bytes", "int"),
        ]
        public var session: String
        public var folder: Int?
        public var name: String
        /// Name of the file in the staging folder: 32 hex digits, nothing else.
        public var staged: String
        public var bytes: Int64
        public init(session: String, folder: Int?, name: String, staged: String, bytes: Int64) {
            self.session = session
            self.folder = folder
            self.name = name
            self.staged = staged
            self.bytes = bytes
        }
    }

    /// Where the bytes of a document (or of an older version) are, after the access was written to the audit log.
    public struct OpenDocument: Deed {
        public struct Outcome: Codable, Sendable {
            public var document: DocumentRow
            /// Content address: the blob is `/srv/data/practice/blobs/<first two>/<sha256>`.
            public var sha256: String
            public init(document: DocumentRow, sha256: String) {
                self.document = document
                self.sha256 = sha256
            }
        }
        public static let service = ServiceName.practice
        public static let name = "OpenDocument"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("session", "string"), DeedField("document", "int"), DeedField("version", "?int"),
        ]
        public var session: String
        public var document: Int
        public var version: Int?
        public init(session: String, document: Int, version: Int?) {
            self.session = session
            self.document = document
            self.version = version
        }
    }

    /// All versions of a document, newest first.
    public struct ListVersions: Deed {
        public struct Outcome: Codable, Sendable {
            public var document: DocumentRow
            public var versions: [VersionRow]
            public init(document: DocumentRow, versions: [VersionRow]) {
                self.document = document
                self.versions = versions
            }
        }
        public static let service = ServiceName.practice
        public static let name = "ListVersions"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("session", "string"), DeedField("document", "int")]
        public var session: String
        public var document: Int
        public init(session: String, document: Int) {
            self.session = session
            self.document = document
        }
    }

    /// Renames, moves, bins or brings back one folder or document.
    public struct ChangeEntry: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.practice
        public static let name = "ChangeEntry"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("session", "string"), DeedField("kind", "string"), DeedField("id", "int"),
            DeedField("change", "string"), DeedField("name", "?string"), DeedField("parent", "?int"),
        ]
        public var session: String
        /// `folder` or `document`
        public var kind: String
        public var id: Int
        /// `rename` (with name), `move` (with parent, nil = root), `bin`, `unbin`, `erase` (bin only, administrator).
        public var change: String
        public var name: String?
        public var parent: Int?
        public init(session: String, kind: String, id: Int, change: String, name: String?, parent: Int?) {
            self.session = session
            self.kind = kind
            self.id = id
            self.change = change
            self.name = name
            self.parent = parent
        }
    }

    public struct ListUsers: Deed {
        public struct Outcome: Codable, Sendable {
            public var users: [UserRow]
            public init(users: [UserRow]) { self.users = users }
        }
        public static let service = ServiceName.practice
        public static let name = "ListUsers"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("session", "string")]
        public var session: String
        public init(session: String) { self.session = session }
    }

    /// Creates a user (id nil) or changes one; with a secret the password is set too. Administrator only.
    public struct SaveUser: Deed {
        public struct Outcome: Codable, Sendable {
            public var user: UserRow
            public init(user: UserRow) { self.user = user }
        }
        public static let service = ServiceName.practice
        public static let name = "SaveUser"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("session", "string"), DeedField("id", "?int"), DeedField("user", "string"),
            DeedField("fullName", "string"), DeedField("role", "string"), DeedField("active", "bool"),
        ]
        public static let secret = SecretDirection.offered
        public var session: String
        public var id: Int?
        public var user: String
        public var fullName: String
        /// `administrator`, `doctor`, `assistant`
        public var role: String
        public var active: Bool
        public init(session: String, id: Int?, user: String, fullName: String, role: String, active: Bool) {
            self.session = session
            self.id = id
            self.user = user
            self.fullName = fullName
            self.role = role
            self.active = active
        }
    }

    /// The user's own password; the secret is old and new, separated by one NUL byte.
    public struct ChangePassword: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.practice
        public static let name = "ChangePassword"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("session", "string")]
        public static let secret = SecretDirection.given
        public var session: String
        public init(session: String) { self.session = session }
    }

    /// One page of the audit log, newest first, 100 lines; administrator only.
    public struct ReadAudit: Deed {
        public struct Outcome: Codable, Sendable {
            public var lines: [AuditRow]
            public var next: Int?
            public init(lines: [AuditRow], next: Int?) {
                self.lines = lines
                self.next = next
            }
        }
        public static let service = ServiceName.practice
        public static let name = "ReadAudit"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("session", "string"), DeedField("before", "?int"), DeedField("words", "string"),
        ]
        public var session: String
        public var before: Int?
        /// Filter on user, action and subject; empty = all.
        public var words: String
        public init(session: String, before: Int?, words: String) {
            self.session = session
            self.before = before
            self.words = words
        }
    }

    /// Another service reports what a person had it do, for the audit log.
    public struct RecordAudit: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.practice
        public static let name = "RecordAudit"
        public static let askers: Set<ServiceName> = [.web, .backup, .setup, .storage]
        public static let fields = [
            DeedField("user", "string"), DeedField("action", "string"), DeedField("subject", "string"),
            DeedField("outcome", "string"),
        ]
        public var user: String
        public var action: String
        public var subject: String
        /// `done` or a refusal's code.
        public var outcome: String
        public init(user: String, action: String, subject: String, outcome: String) {
            self.user = user
            self.action = action
            self.subject = subject
            self.outcome = outcome
        }
    }

    /// Takes documents restored by the backup service into a new folder "Wiederhergestellt ..." of the practice.
    public struct TakeRestored: Deed {
        public struct Outcome: Codable, Sendable {
            public var documents: Int
            public var bytes: Int64
            public init(documents: Int, bytes: Int64) {
                self.documents = documents
                self.bytes = bytes
            }
        }
        public static let service = ServiceName.practice
        public static let name = "TakeRestored"
        public static let askers: Set<ServiceName> = [.backup]
        public static let fields = [
            DeedField("staged", "string"), DeedField("kind", "string"), DeedField("id", "int"),
            DeedField("user", "string"),
        ]
        /// Folder in /srv/data/staging (32 hex digits) that holds `practice/practice.sqlite` and `practice/blobs` of that
        /// night.
        public var staged: String
        public var kind: String
        public var id: Int
        public var user: String
        public init(staged: String, kind: String, id: Int, user: String) {
            self.staged = staged
            self.kind = kind
            self.id = id
            self.user = user
        }
    }

    public static let all: [any Deed.Type] = [
        CreateFirstAdministrator.self, LogIn.self, WhoIs.self, LogOut.self, ListFolder.self, Search.self,
        MakeFolder.self, FileDocument.self, OpenDocument.self, ListVersions.self, ChangeEntry.self, ListUsers.self,
        SaveUser.self, ChangePassword.self, ReadAudit.self, RecordAudit.self, TakeRestored.self,
    ]
}
