/// What storage can be asked for. Destroying deeds carry `confirm`: the last four characters of the serial.
public enum StorageDeeds {
    /// Chooses the data disks of a new box and makes its keys in locked memory. Refusals: MEM-, SET-.
    public struct BeginSetUp: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "BeginSetUp"
        public static let askers: Set<ServiceName> = [.setup, .web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("disks", "[]string"), DeedField("confirms", "[]string"),
        ]
        public var deed: String
        /// `DiskFact.id` of two to four disks.
        public var disks: [String]
        /// For each disk that is not empty the last four characters of its serial, else "".
        public var confirms: [String]
        public init(deed: String, disks: [String], confirms: [String]) {
            self.deed = deed
            self.disks = disks
            self.confirms = confirms
        }
    }

    /// Writes one key of the set-up to a stick; done once it was pulled, plugged again and read back.
    public struct WriteKey: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "WriteKey"
        public static let askers: Set<ServiceName> = [.setup, .web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("role", "string"), DeedField("number", "int"),
            DeedField("stick", "string"), DeedField("confirm", "string"),
        ]
        public var deed: String
        /// `unlock` or `backup`.
        public var role: String
        public var number: Int
        /// `StickFact.id`
        public var stick: String
        /// Typed by a person when the stick is not empty: the last four characters of its id; else "".
        public var confirm: String
        public init(deed: String, role: String, number: Int, stick: String, confirm: String) {
            self.deed = deed
            self.role = role
            self.number = number
            self.stick = stick
            self.confirm = confirm
        }
    }

    /// Formats the chosen disks, builds integrity, array, container and file system, proves both keys and opens.
    public struct FormArray: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "FormArray"
        public static let askers: Set<ServiceName> = [.setup, .web]
        public static let fields = [DeedField("deed", "string")]
        public var deed: String
        public init(deed: String) { self.deed = deed }
    }

    /// The backup key for its paper copy, 64 bytes. Between its making and `FinishSetUp` it comes out of the memory; after a
    /// restart on the first day off the stick that is plugged in, or a KEY- code or BAK-KEY-MISSING.
    public struct BackupKeyForPaper: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "BackupKeyForPaper"
        /// The service of the first day only, which ends with it: nobody reads a stick through this later.
        public static let askers: Set<ServiceName> = [.setup]
        public static let fields: [DeedField] = []
        public static let secret = SecretDirection.returned
        public init() {}
    }

    /// Ends the set-up: the keys leave the memory for good.
    public struct FinishSetUp: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "FinishSetUp"
        public static let askers: Set<ServiceName> = [.setup, .web]
        public static let fields: [DeedField] = []
        public init() {}
    }

    /// Makes a read-only snapshot of the data volume in `/srv/snapshots`, under its moment as name (`SnapshotName`), and
    /// lets go of those that `SnapshotRule` no longer keeps. One for a night is at the fixed place of its target too.
    /// Refusals: VOL-FILLING when it is for no night and room is scarce; VOL-SNAPSHOT.
    public struct TakeSnapshot: Deed {
        public struct Outcome: Codable, Sendable {
            /// `20261121T200003Z`
            public var snapshot: String
            public init(snapshot: String) { self.snapshot = snapshot }
        }
        public static let service = ServiceName.storage
        public static let name = "TakeSnapshot"
        public static let askers: Set<ServiceName> = [.backup]
        public static let fields = [DeedField("place", "?string")]
        /// Where a backup is made of it; nil = none is.
        public var place: SnapshotPlace?
        public init(place: SnapshotPlace?) { self.place = place }
    }

    /// Partitions and formats an external disk as numbered backup disk and leaves it open.
    public struct InitialiseBackupDisk: Deed {
        public struct Outcome: Codable, Sendable {
            /// PARTUUID of the repository partition.
            public var partition: String
            public init(partition: String) { self.partition = partition }
        }
        public static let service = ServiceName.storage
        public static let name = "InitialiseBackupDisk"
        public static let askers: Set<ServiceName> = [.backup]
        public static let fields = [
            DeedField("deed", "string"), DeedField("disk", "string"), DeedField("number", "int"),
            DeedField("confirm", "string"),
        ]
        public var deed: String
        /// `BackupDiskFact.id`
        public var disk: String
        /// Sticker number, 1...99.
        public var number: Int
        public var confirm: String
        public init(deed: String, disk: String, number: Int, confirm: String) {
            self.deed = deed
            self.disk = disk
            self.number = number
            self.confirm = confirm
        }
    }

    /// Gives a known backup disk another number: its sticker is to be changed as well. Nothing else on it changes. Done again
    /// it ends what a power cut interrupted.
    public struct RenumberBackupDisk: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "RenumberBackupDisk"
        public static let askers: Set<ServiceName> = [.backup]
        public static let fields = [DeedField("disk", "string"), DeedField("number", "int")]
        /// `BackupDiskFact.id`
        public var disk: String
        /// Sticker number, 1...99.
        public var number: Int
        public init(disk: String, number: Int) {
            self.disk = disk
            self.number = number
        }
    }

    /// Checks and mounts a known backup disk at `/srv/backup/<number>` and `/srv/backup/<number>-info`.
    public struct OpenBackupDisk: Deed {
        public struct Outcome: Codable, Sendable {
            public var partition: String
            public init(partition: String) { self.partition = partition }
        }
        public static let service = ServiceName.storage
        public static let name = "OpenBackupDisk"
        public static let askers: Set<ServiceName> = [.backup]
        public static let fields = [DeedField("number", "int")]
        public var number: Int
        public init(number: Int) { self.number = number }
    }

    /// Unmounts a backup disk so that it can be pulled.
    public struct CloseBackupDisk: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "CloseBackupDisk"
        public static let askers: Set<ServiceName> = [.backup]
        public static let fields = [DeedField("number", "int")]
        public var number: Int
        public init(number: Int) { self.number = number }
    }

    /// The backup key on the stick that is plugged in now, 64 bytes, for `restic key add` and restores. Without it: a KEY-
    /// code, or BAK-KEY-MISSING.
    public struct ReadBackupKey: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "ReadBackupKey"
        public static let askers: Set<ServiceName> = [.backup]
        public static let fields = [DeedField("strange", "bool")]
        public static let secret = SecretDirection.returned
        /// The key of another box, which opens what that box wrote and nothing here; this box's own is not given then.
        public var strange: Bool
        public init(strange: Bool = false) { self.strange = strange }
    }

    /// Switches the box off or restarts it in order.
    public struct PowerOff: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.storage
        public static let name = "PowerOff"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("restart", "bool"), DeedField("user", "string")]
        public var restart: Bool
        public var user: String
        public init(restart: Bool, user: String) {
            self.restart = restart
            self.user = user
        }
    }

    /// Lists every deed, for the interface text.
    public static let all: [any Deed.Type] = [
        BeginSetUp.self, WriteKey.self, FormArray.self, BackupKeyForPaper.self, FinishSetUp.self, ReplaceMember.self,
        AddMember.self, TakeOutMember.self, CallOffChange.self, ChooseSide.self, IssueKey.self, CancelKeyChange.self,
        RevokeKey.self, ChangeLock.self, RestoreHeader.self, StartScrub.self, PauseScrub.self, EraseDisk.self,
        TakeSnapshot.self,
        InitialiseBackupDisk.self, RenumberBackupDisk.self,
        OpenBackupDisk.self, CloseBackupDisk.self, ReadBackupKey.self,
        PowerOff.self,
    ]
}
