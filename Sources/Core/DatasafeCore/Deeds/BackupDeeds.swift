/// What the backup service can be asked for. Refusals carry BAK- codes.
public enum BackupDeeds {
    /// Makes an attached disk the numbered backup disk of this box and runs the first full backup. The backup key must be
    /// plugged in. Progress until the first night is verified.
    public struct InitialiseDisk: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.backup
        public static let name = "InitialiseDisk"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("disk", "string"), DeedField("number", "int"),
            DeedField("confirm", "string"), DeedField("user", "string"),
        ]
        public var deed: String
        /// `BackupDiskFact.id`
        public var disk: String
        public var number: Int
        /// Last four characters of the serial when the disk is not empty.
        public var confirm: String
        public var user: String
        public init(deed: String, disk: String, number: Int, confirm: String, user: String) {
            self.deed = deed
            self.disk = disk
            self.number = number
            self.confirm = confirm
            self.user = user
        }
    }

    /// Runs a backup now on every attached known disk.
    public struct RunNow: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.backup
        public static let name = "RunNow"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("deed", "string"), DeedField("user", "string")]
        public var deed: String
        public var user: String
        public init(deed: String, user: String) {
            self.deed = deed
            self.user = user
        }
    }

    /// Brings all of an attached disk's newest night back for trial and compares it; nothing of it stays.
    public struct DrillDisk: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.backup
        public static let name = "DrillDisk"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("disk", "int"), DeedField("user", "string"),
        ]
        public var deed: String
        public var disk: Int
        public var user: String
        public init(deed: String, disk: Int, user: String) {
            self.deed = deed
            self.disk = disk
            self.user = user
        }
    }

    /// Chooses when disks get their night and how long nights stay. Takes effect at once; nights that no longer stay go in
    /// the next run.
    public struct ChoosePlan: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.backup
        public static let name = "ChoosePlan"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("minute", "int"), DeedField("keep", "string"),
            DeedField("user", "string"),
        ]
        public var deed: String
        /// One of `BackupPlan.times`.
        public var minute: Int
        public var keep: BackupKeep
        public var user: String
        public init(deed: String, minute: Int, keep: BackupKeep, user: String) {
            self.deed = deed
            self.minute = minute
            self.keep = keep
            self.user = user
        }
    }

    /// Reads an attached disk back in full, without a new backup.
    public struct VerifyDisk: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.backup
        public static let name = "VerifyDisk"
        public static let askers: Set<ServiceName> = [.web, .backup]
        public static let fields = [
            DeedField("deed", "string"), DeedField("disk", "int"), DeedField("user", "string"),
        ]
        public var deed: String
        public var disk: Int
        public var user: String
        public init(deed: String, disk: Int, user: String) {
            self.deed = deed
            self.disk = disk
            self.user = user
        }
    }

    /// Proves that the backup key that is plugged in opens an attached disk: the one where that was longest ago.
    public struct DrillKey: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.backup
        public static let name = "DrillKey"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("deed", "string"), DeedField("user", "string")]
        public var deed: String
        public var user: String
        public init(deed: String, user: String) {
            self.deed = deed
            self.user = user
        }
    }

    /// Takes a disk that was lost or is broken out of the rotation: its number is free, this box opens it no more. What is
    /// on it stays, and the backup key opens it. Refused while it is plugged in, and while no other disk has a night.
    public struct DropDisk: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.backup
        public static let name = "DropDisk"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("disk", "int"), DeedField("user", "string"),
        ]
        public var deed: String
        public var disk: Int
        public var user: String
        public init(deed: String, disk: Int, user: String) {
            self.deed = deed
            self.disk = disk
            self.user = user
        }
    }

    /// The nights in a place, newest first.
    public struct ListNights: Deed {
        public struct Outcome: Codable, Sendable {
            public var nights: [Night]
            public init(nights: [Night]) { self.nights = nights }
        }
        public static let service = ServiceName.backup
        public static let name = "ListNights"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [DeedField("place", "string")]
        public var place: NightPlace
        public init(place: NightPlace) { self.place = place }
    }

    /// Every place with its nights, also disks that are away.
    public struct ListPlaces: Deed {
        public struct Outcome: Codable, Sendable {
            /// The box itself first; places without nights are left out.
            public var places: [PlaceNights]
            public init(places: [PlaceNights]) { self.places = places }
        }
        public static let service = ServiceName.backup
        public static let name = "ListPlaces"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields: [DeedField] = []
        public init() {}
    }

    /// Documents and folders below one folder as they were in one night.
    public struct ListFolder: Deed {
        public struct Outcome: Codable, Sendable {
            public var entries: [NightEntry]
            public init(entries: [NightEntry]) { self.entries = entries }
        }
        public static let service = ServiceName.backup
        public static let name = "ListFolder"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("place", "string"), DeedField("night", "string"), DeedField("folder", "?int"),
        ]
        public var place: NightPlace
        public var night: String
        /// Folder id of the practice at that night; nil = root.
        public var folder: Int?
        public init(place: NightPlace, night: String, folder: Int?) {
            self.place = place
            self.night = night
            self.folder = folder
        }
    }

    /// Brings a folder or document of one night back into a new folder beside the live data; never over it.
    public struct RestoreEntry: Deed {
        public struct Outcome: Codable, Sendable {
            public var documents: Int
            public var bytes: Int64
            public init(documents: Int, bytes: Int64) {
                self.documents = documents
                self.bytes = bytes
            }
        }
        public static let service = ServiceName.backup
        public static let name = "RestoreEntry"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("place", "string"), DeedField("night", "string"),
            DeedField("kind", "string"), DeedField("id", "int"), DeedField("user", "string"),
        ]
        public var deed: String
        public var place: NightPlace
        public var night: String
        /// `folder`, `document` or `everything`.
        public var kind: String
        public var id: Int
        public var user: String
        public init(deed: String, place: NightPlace, night: String, kind: String, id: Int, user: String) {
            self.deed = deed
            self.place = place
            self.night = night
            self.kind = kind
            self.id = id
            self.user = user
        }
    }

    public static let all: [any Deed.Type] = [
        InitialiseDisk.self, RunNow.self, VerifyDisk.self, ListNights.self, ListFolder.self, RestoreEntry.self,
        DrillKey.self, DropDisk.self, ChoosePlan.self, DrillDisk.self, AddOnline.self, RunRemote.self,
        ChooseRemotePlan.self, DropRemote.self, TryShare.self, AddShare.self, AnswerShare.self, AdoptDisk.self,
        RestorePractice.self,
        ListPlaces.self,
    ]
}

/// One night on a backup disk, or a snapshot in the box.
public struct Night: Codable, Sendable, Equatable {
    /// restic's short snapshot id, or a `SnapshotName`.
    public var id: String
    public var at: Instant
    /// Damage has cost it files that the practice's data of today do not have either.
    public var isPartial: Bool
    public init(id: String, at: Instant, isPartial: Bool = false) {
        self.id = id
        self.at = at
        self.isPartial = isPartial
    }

    /// With restic's short id, as people see it.
    public var shortened: Night { Night(id: String(id.prefix(8)), at: at, isPartial: isPartial) }
}

/// A folder or document of a night.
public struct NightEntry: Codable, Sendable, Equatable {
    /// `folder` or `document`
    public var kind: String
    public var id: Int
    public var name: String
    public var bytes: Int64
    public var at: Instant
    /// Deleted or missing in today's data.
    public var gone: Bool
    public init(kind: String, id: Int, name: String, bytes: Int64, at: Instant, gone: Bool) {
        self.kind = kind
        self.id = id
        self.name = name
        self.bytes = bytes
        self.at = at
        self.gone = gone
    }
}
