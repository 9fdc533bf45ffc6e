/// Deeds about targets that are no disk.
extension BackupDeeds {
    /// Begins to use the online service: makes this box's repository there, or takes over the one that is there. The backup
    /// key must be plugged in. Done when both passwords open it; the first night follows by itself.
    public struct AddOnline: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.backup
        public static let name = "AddOnline"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("deed", "string"), DeedField("user", "string")]
        public var deed: String
        public var user: String
        public init(deed: String, user: String) {
            self.deed = deed
            self.user = user
        }
    }

    /// A new night to a target that is no disk, now.
    public struct RunRemote: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.backup
        public static let name = "RunRemote"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("target", "string"), DeedField("user", "string"),
        ]
        public var deed: String
        public var target: TargetID
        public var user: String
        public init(deed: String, target: TargetID, user: String) {
            self.deed = deed
            self.target = target
            self.user = user
        }
    }

    /// Chooses when a target that is no disk gets its night and how much of the line it may take. Takes effect at once.
    public struct ChooseRemotePlan: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.backup
        public static let name = "ChooseRemotePlan"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("target", "string"), DeedField("minute", "int"),
            DeedField("dayLimit", "?int"), DeedField("nightLimit", "?int"), DeedField("keep", "?string"),
            DeedField("user", "string"),
        ]
        public var deed: String
        public var target: TargetID
        /// As in `RemotePlan`.
        public var minute: Int
        public var dayLimit: Int?
        public var nightLimit: Int?
        public var keep: BackupKeep?
        public var user: String
        public init(deed: String, target: TargetID, plan: RemotePlan, user: String) {
            self.deed = deed
            self.target = target
            minute = plan.minute
            dayLimit = plan.dayLimit
            nightLimit = plan.nightLimit
            keep = plan.keep
            self.user = user
        }
    }

    /// Ends the use of a target that is no disk. The nights there stay; the backup key opens them. A run under way
    /// is called off. Refused while its nights are the only ones.
    public struct DropRemote: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.backup
        public static let name = "DropRemote"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("target", "string"), DeedField("user", "string"),
        ]
        public var deed: String
        public var target: TargetID
        public var user: String
        public init(deed: String, target: TargetID, user: String) {
            self.deed = deed
            self.target = target
            self.user = user
        }
    }
}
