// What was erased for ever and still lies in nights: where somebody looks for it.
extension PracticeDeeds {
    /// Erased folders and documents by name, as far as nights hold them, those erased last first, at most 100. Without words: the
    /// newest.
    public struct FindGone: Deed {
        public struct Outcome: Codable, Sendable {
            public var entries: [GoneEntry]
            /// Entries of this name that still lie in the bin.
            public var inBin: Int
            public init(entries: [GoneEntry], inBin: Int) {
                self.entries = entries
                self.inBin = inBin
            }
        }
        public static let service = ServiceName.practice
        public static let name = "FindGone"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("session", "string"), DeedField("words", "string")]
        public var session: String
        public var words: String
        public init(session: String, words: String) {
            self.session = session
            self.words = words
        }
    }

    /// One erased folder or document with its versions, newest first. Refusals: DOC-GONE when nothing is known of it.
    public struct ReadGone: Deed {
        public struct Outcome: Codable, Sendable {
            public var entry: GoneEntry
            /// Of a folder none.
            public var versions: [GoneVersion]
            public init(entry: GoneEntry, versions: [GoneVersion]) {
                self.entry = entry
                self.versions = versions
            }
        }
        public static let service = ServiceName.practice
        public static let name = "ReadGone"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("session", "string"), DeedField("kind", "string"), DeedField("id", "int"),
        ]
        public var session: String
        /// `folder` or `document`
        public var kind: String
        public var id: Int
        public init(session: String, kind: String, id: Int) {
            self.session = session
            self.kind = kind
            self.id = id
        }
    }

    /// What was gone before the oldest night anywhere is in none of them any more: its name is forgotten as well.
    public struct ForgetGone: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.practice
        public static let name = "ForgetGone"
        public static let askers: Set<ServiceName> = [.backup]
        public static let fields = [DeedField("before", "string")]
        /// The oldest night anywhere.
        public var before: Instant
        public init(before: Instant) { self.before = before }
    }
}

/// A folder or document that was erased for ever.
public struct GoneEntry: Codable, Sendable, Equatable {
    /// `folder` or `document`
    public var kind: String
    /// The id it had, under which nights know it.
    public var id: Int
    public var name: String
    /// The folders it lay in, outermost first, with a slash between them; empty = none.
    public var path: String
    /// Of the newest version; 0 for a folder.
    public var bytes: Int64
    public var since: Instant
    /// When it went into the bin: later nights show it no more.
    public var until: Instant
    public init(kind: String, id: Int, name: String, path: String, bytes: Int64, since: Instant, until: Instant) {
        self.kind = kind
        self.id = id
        self.name = name
        self.path = path
        self.bytes = bytes
        self.since = since
        self.until = until
    }
}

/// One version of a document that was erased.
public struct GoneVersion: Codable, Sendable, Equatable {
    public var number: Int
    public var at: Instant
    public var bytes: Int64
    public init(number: Int, at: Instant, bytes: Int64) {
        self.number = number
        self.at = at
        self.bytes = bytes
    }
}
