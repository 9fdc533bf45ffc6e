// Users, sessions and passwords.
extension PracticeDeeds {
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

    /// Creates a user (id nil) or changes one; with a secret the password is set too. Administrator
    /// only. Whoever gets a new password, another role or is switched off loses their sessions.
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
}
