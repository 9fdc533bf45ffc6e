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
            DeedField("confirm", "string"), DeedField("user", "string"), DeedField("screen", "string"),
        ]
        public var deed: String
        public var member: Int
        public var disk: String
        /// Typed by a person: the last four characters of the serial of the new disk.
        public var confirm: String
        /// Who asked, for the audit log; "" while the data is locked.
        public var user: String
        /// While the data is locked: the six digits of the box's screen; else "".
        public var screen: String
        public init(deed: String, member: Int, disk: String, confirm: String, user: String, screen: String = "") {
            self.deed = deed
            self.member = member
            self.disk = disk
            self.confirm = confirm
            self.user = user
            self.screen = screen
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

    /// After both sides ran alone, or when the newer data is on a disk that is gone: starts from these disks. The others
    /// are kept out and not written to. Refusals: `BOX-CODE`, `BOX-TRIES`, `MEM-CONFIRM`, `MEM-NOTHING`.
    public struct ChooseSide: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "ChooseSide"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("disk", "string"), DeedField("confirm", "string"),
            DeedField("screen", "string"),
        ]
        public var deed: String
        /// `SideFact.disk` of the side chosen.
        public var disk: String
        /// Typed by a person: the last four characters of its serial.
        public var confirm: String
        /// The six digits of the box's screen.
        public var screen: String
        public init(deed: String, disk: String, confirm: String, screen: String) {
            self.deed = deed
            self.disk = disk
            self.confirm = confirm
            self.screen = screen
        }
    }

    /// Reads every copy now instead of waiting for the weekly window.
    public struct StartScrub: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "StartScrub"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("user", "string")]
        public var user: String
        public init(user: String) { self.user = user }
    }

    /// Stops reading; the next window goes on where it stopped.
    public struct PauseScrub: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "PauseScrub"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("user", "string")]
        public var user: String
        public init(user: String) { self.user = user }
    }

    /// Erases a disk that is no member any more, so that nothing of it can be read (NIST SP 800-88); progress, then a
    /// certificate in `StorageFact.erasures`.
    public struct EraseDisk: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "EraseDisk"
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
}
