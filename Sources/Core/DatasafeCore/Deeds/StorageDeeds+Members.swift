/// Changes of the data disks (storage design 3.7). One at a time; each goes on by itself after a power cut.
extension StorageDeeds {
    /// Puts `disk` in the place of a lost or worn member; progress until the array is whole.
    public struct ReplaceMember: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "ReplaceMember"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("member", "int"), DeedField("disk", "string"),
            DeedField("confirm", "string"), DeedField("user", "string"),
        ]
        public var deed: String
        public var member: Int
        public var disk: String
        public var confirm: String
        /// Who asked, for the audit log.
        public var user: String
        public init(deed: String, member: Int, disk: String, confirm: String, user: String) {
            self.deed = deed
            self.member = member
            self.disk = disk
            self.confirm = confirm
            self.user = user
        }
    }

    /// Makes `disk` one member more; progress until it holds everything.
    public struct AddMember: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "AddMember"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("disk", "string"), DeedField("confirm", "string"),
            DeedField("user", "string"),
        ]
        public var deed: String
        /// `DiskFact.id`
        public var disk: String
        /// Typed by a person: the last four characters of its serial.
        public var confirm: String
        public var user: String
        public init(deed: String, disk: String, confirm: String, user: String) {
            self.deed = deed
            self.disk = disk
            self.confirm = confirm
            self.user = user
        }
    }

    /// Takes a member out for good; the others must be whole and at least two.
    public struct TakeOutMember: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "TakeOutMember"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("member", "int"), DeedField("confirm", "string"),
            DeedField("user", "string"),
        ]
        public var deed: String
        public var member: Int
        /// Typed by a person: the last four characters of the serial of its disk; "" for one that is lost.
        public var confirm: String
        public var user: String
        public init(deed: String, member: Int, confirm: String, user: String) {
            self.deed = deed
            self.member = member
            self.confirm = confirm
            self.user = user
        }
    }

    /// Gives up the change under way; the new disk is free again, the old array as it was.
    public struct CallOffChange: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "CallOffChange"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("user", "string")]
        public var user: String
        public init(user: String) { self.user = user }
    }
}
