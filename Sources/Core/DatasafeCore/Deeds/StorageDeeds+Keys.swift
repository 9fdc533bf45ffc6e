/// Silver keys issued and revoked, the header restored (storage design 3.9, 3.10).
extension StorageDeeds {
    /// Writes a new silver key to a stick, has it pulled, plugged in and read again, and enrols it; then revokes the key it
    /// replaces, if there is one. A good silver key must be plugged in when it begins. Progress: `write-key`,
    /// `pull-and-plug`, `enrol`, `revoke`, `copy-header`. Refusals: KEY-CHANGE-, SET-STICK-.
    public struct IssueKey: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "IssueKey"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("stick", "string"), DeedField("confirm", "string"),
            DeedField("replaces", "int"), DeedField("user", "string"),
        ]
        public var deed: String
        /// `StickFact.id` of the stick that becomes the key.
        public var stick: String
        /// Typed by a person when the stick is not empty: the last four characters of its id; else "".
        public var confirm: String
        /// Number of the key that is revoked afterwards, 0 = none.
        public var replaces: Int
        public var user: String
        public init(deed: String, stick: String, confirm: String, replaces: Int, user: String) {
            self.deed = deed
            self.stick = stick
            self.confirm = confirm
            self.replaces = replaces
            self.user = user
        }
    }

    /// Gives up the issuing under way, as long as the new key is not enrolled.
    public struct CancelKeyChange: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "CancelKeyChange"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("user", "string")]
        public var user: String
        public init(user: String) { self.user = user }
    }

    /// Revokes a silver key for good: its keyslot is overwritten, its id refused, the saved header copies renewed. Another
    /// good silver key must be plugged in. Refusals: KEY-CHANGE-.
    public struct RevokeKey: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "RevokeKey"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("number", "int"), DeedField("user", "string"),
        ]
        public var deed: String
        /// As printed on the stick.
        public var number: Int
        public var user: String
        public init(deed: String, number: Int, user: String) {
            self.deed = deed
            self.number = number
            self.user = user
        }
    }

    /// Writes the saved copy of the container's header over a damaged one; what stands there now is saved before. Only
    /// while the data is locked. Refusals: `BOX-CODE`, `BOX-TRIES`, `VOL-NO-COPY`, `KEY-CHANGE-HEADER`.
    public struct RestoreHeader: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "RestoreHeader"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("deed", "string"), DeedField("screen", "string")]
        public var deed: String
        /// The six digits of the box's screen.
        public var screen: String
        public init(deed: String, screen: String) {
            self.deed = deed
            self.screen = screen
        }
    }
}
