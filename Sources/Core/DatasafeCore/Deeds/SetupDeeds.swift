/// What the first-day service can be asked for. All refuse with SET- codes.
public enum SetupDeeds {
    /// Compares the code of the console screen; five wrong tries in a minute are refused unread (SET-TRIES).
    public struct CheckCode: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.setup
        public static let name = "CheckCode"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("code", "string")]
        public var code: String
        public init(code: String) { self.code = code }
    }

    /// Name of the practice, first administrator and the hub's enrolment; the secret is the administrator's password.
    public struct NamePractice: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.setup
        public static let name = "NamePractice"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("practice", "string"), DeedField("user", "string"), DeedField("fullName", "string"),
            DeedField("hub", "string"), DeedField("hubCode", "string"),
        ]
        public static let secret = SecretDirection.given
        public var practice: String
        /// Login name of the administrator.
        public var user: String
        public var fullName: String
        /// Address of the vendor's hub, `https://...`; empty = no hub.
        public var hub: String
        /// One-time code of the data sheet.
        public var hubCode: String
        public init(practice: String, user: String, fullName: String, hub: String, hubCode: String) {
            self.practice = practice
            self.user = user
            self.fullName = fullName
            self.hub = hub
            self.hubCode = hubCode
        }
    }

    /// Chooses the disks, see `StorageDeeds.BeginSetUp`.
    public struct ChooseDisks: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.setup
        public static let name = "ChooseDisks"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("disks", "[]string"), DeedField("confirms", "[]string")]
        public var disks: [String]
        public var confirms: [String]
        public init(disks: [String], confirms: [String]) {
            self.disks = disks
            self.confirms = confirms
        }
    }

    /// Writes one stick, see `StorageDeeds.WriteKey`; returns at once, the facts show how it goes on.
    public struct WriteStick: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.setup
        public static let name = "WriteStick"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("role", "string"), DeedField("number", "int"), DeedField("stick", "string"),
            DeedField("confirm", "string"),
        ]
        public var role: String
        public var number: Int
        public var stick: String
        public var confirm: String
        public init(role: String, number: Int, stick: String, confirm: String) {
            self.role = role
            self.number = number
            self.stick = stick
            self.confirm = confirm
        }
    }

    /// All three sticks are verified: format, open, create the administrator. Returns at once; facts show progress.
    public struct FormBox: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.setup
        public static let name = "FormBox"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields: [DeedField] = []
        public init() {}
    }

    /// The backup key, 64 bytes, for the printed page.
    public struct PaperKey: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.setup
        public static let name = "PaperKey"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields: [DeedField] = []
        public static let secret = SecretDirection.returned
        public init() {}
    }

    /// The paper was printed and locked away: set-up is over.
    public struct Finish: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.setup
        public static let name = "Finish"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields: [DeedField] = []
        public init() {}
    }

    public static let all: [any Deed.Type] = [
        CheckCode.self, NamePractice.self, ChooseDisks.self, WriteStick.self, FormBox.self, PaperKey.self, Finish.self,
    ]
}
