// The whole practice becomes what it was in a night: in two deeds, because between them somebody else holds today's state
// fast.
extension PracticeDeeds {
    /// Looks a staged night through - all pages of its database, all references, its audit log from the first line - and makes
    /// sure of every content its documents refer to. Nothing living changes. Progress: `look-through`, `restore`.
    /// Refusals: DOC-NIGHT when the night is damaged or of newer software, DOC-FULL.
    public struct TakeNight: Deed {
        public struct Outcome: Codable, Sendable {
            /// Contents that neither the night nor the living store has.
            public var damaged: Int
            /// Number of the newest line of the living audit log.
            public var head: Int
            public init(damaged: Int, head: Int) {
                self.damaged = damaged
                self.head = head
            }
        }
        public static let service = ServiceName.practice
        public static let name = "TakeNight"
        public static let askers: Set<ServiceName> = [.backup]
        public static let fields = [DeedField("staged", "string"), DeedField("user", "string")]
        /// As `TakeRestored.staged`.
        public var staged: String
        /// Login name of the person, for the audit log.
        public var user: String
        public init(staged: String, user: String) {
            self.staged = staged
            self.user = user
        }
    }

    /// Documents, folders, bin, users and the practice's name become those of a night that was taken, in one commit. All
    /// sessions end. The person who asked keeps name and password of today and is administrator. The audit log goes on: its
    /// lines of today stay if the night's log is the beginning of them.
    /// Refusals: DOC-NIGHT when the night was not taken or something of it has gone since.
    public struct BecomeNight: Deed {
        public struct Outcome: Codable, Sendable {
            /// False: somebody wrote something since `after`; nothing was done.
            public var done: Bool
            /// Number of the newest line of the audit log.
            public var head: Int
            public var documents: Int
            public var users: Int
            public init(done: Bool, head: Int, documents: Int = 0, users: Int = 0) {
                self.done = done
                self.head = head
                self.documents = documents
                self.users = users
            }
        }
        public static let service = ServiceName.practice
        public static let name = "BecomeNight"
        public static let askers: Set<ServiceName> = [.backup]
        public static let fields = [
            DeedField("staged", "string"), DeedField("after", "int"), DeedField("damaged", "int"),
            DeedField("night", "string"), DeedField("user", "string"),
        ]
        public var staged: String
        /// The newest line of the audit log that the held state has.
        public var after: Int
        /// Contents that may be missing.
        public var damaged: Int
        /// Place and id of the night, for the audit log.
        public var night: String
        public var user: String
        public init(staged: String, after: Int, damaged: Int, night: String, user: String) {
            self.staged = staged
            self.after = after
            self.damaged = damaged
            self.night = night
            self.user = user
        }
    }
}
