// The audit log, and nights restored by the backup service.
extension PracticeDeeds {
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
        /// Filter, each word has to match: user, action, outcome, subject, or the name of a document or folder now;
        /// empty = all.
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

    /// Folders and documents below one folder as they were in one night, folders first, by name; 200 a page.
    /// Refusals: DOC-NIGHT when the staged database is not one of ours or damaged.
    public struct ReadNight: Deed {
        public struct Outcome: Codable, Sendable {
            public var entries: [NightEntry]
            /// Ask again with this `offset` to go on; nil = that was all.
            public var next: Int?
            public init(entries: [NightEntry], next: Int?) {
                self.entries = entries
                self.next = next
            }
        }
        public static let service = ServiceName.practice
        public static let name = "ReadNight"
        public static let askers: Set<ServiceName> = [.backup]
        public static let fields = [
            DeedField("staged", "string"), DeedField("folder", "?int"), DeedField("offset", "int"),
        ]
        /// Folder in /srv/data/staging (32 hex digits) that holds `practice/practice.sqlite` (and `-wal`, if the night
        /// has one), readable for the practice service.
        public var staged: String
        /// Folder id in that night; nil = root.
        public var folder: Int?
        public var offset: Int
        public init(staged: String, folder: Int?, offset: Int) {
            self.staged = staged
            self.folder = folder
            self.offset = offset
        }
    }

    /// The content addresses that one entry of a night needs, so that only these files are restored; 2,000 a page.
    public struct ListNightBlobs: Deed {
        public struct Outcome: Codable, Sendable {
            public var blobs: [NightBlob]
            /// Ask again with this `after` to go on; nil = that was all.
            public var next: String?
            public init(blobs: [NightBlob], next: String?) {
                self.blobs = blobs
                self.next = next
            }
        }
        public static let service = ServiceName.practice
        public static let name = "ListNightBlobs"
        public static let askers: Set<ServiceName> = [.backup]
        public static let fields = [
            DeedField("staged", "string"), DeedField("kind", "string"), DeedField("id", "int"),
            DeedField("after", "string"),
        ]
        /// As `ReadNight.staged`.
        public var staged: String
        /// `folder`, `document`, `everything`, or `practice`: everything with the bin.
        public var kind: String
        public var id: Int
        /// The last address of the page before; empty = from the start.
        public var after: String
        public init(staged: String, kind: String, id: Int, after: String) {
            self.staged = staged
            self.kind = kind
            self.id = id
            self.after = after
        }
    }

    /// Takes documents restored by the backup service into a new folder "Wiederhergestellt vom ..." of the practice, all
    /// of them or none; nothing living is changed. Every blob is hashed before it is believed. Progress: `restore`.
    public struct TakeRestored: Deed {
        public struct Outcome: Codable, Sendable {
            public var documents: Int
            public var bytes: Int64
            /// Versions left out because their bytes are missing or wrong; 0 after a good restore.
            public var damaged: Int
            /// The new folder.
            public var folder: Int?
            public init(documents: Int, bytes: Int64, damaged: Int = 0, folder: Int? = nil) {
                self.documents = documents
                self.bytes = bytes
                self.damaged = damaged
                self.folder = folder
            }
        }
        public static let service = ServiceName.practice
        public static let name = "TakeRestored"
        public static let askers: Set<ServiceName> = [.backup]
        public static let fields = [
            DeedField("staged", "string"), DeedField("kind", "string"), DeedField("id", "int"),
            DeedField("user", "string"),
        ]
        /// Folder in /srv/data/staging (32 hex digits) that holds `practice/practice.sqlite` and
        /// `practice/blobs/<first two>/<sha256>` of that night, readable for the practice service. Its owner removes it
        /// after the answer. A blob that is not there is taken from the living store if its bytes are right.
        public var staged: String
        /// `folder`, `document` or `everything`.
        public var kind: String
        public var id: Int
        /// Login name of the person, for the audit log.
        public var user: String
        public init(staged: String, kind: String, id: Int, user: String) {
            self.staged = staged
            self.kind = kind
            self.id = id
            self.user = user
        }
    }
}
