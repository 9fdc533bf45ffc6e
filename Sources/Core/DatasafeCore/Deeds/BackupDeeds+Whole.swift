/// Deeds about coming back as a whole: a disk of a box that is no more, and the practice of a night.
extension BackupDeeds {
    /// Takes over an attached backup disk that another box wrote, or this one before it forgot: with the backup key of that
    /// box plugged in or typed from its paper. Nights stay; from then on it is the numbered disk of this box. The password of
    /// the other box is taken away, the key that opened it stays; this box's own backup key is added if it is plugged in too.
    public struct AdoptDisk: Deed {
        public typealias Outcome = Done
        public static let service = ServiceName.backup
        public static let name = "AdoptDisk"
        /// `Done.outcome` where the newest night on the disk is older than the one its own record knows of.
        public static let older = "older"
        public static let askers: Set<ServiceName> = [.web]
        /// The 64 bytes of the backup key, if they were typed.
        public static let secret = SecretDirection.offered
        public static let fields = [
            DeedField("deed", "string"), DeedField("disk", "string"), DeedField("number", "?int"),
            DeedField("user", "string"),
        ]
        public var deed: String
        /// `BackupDiskFact.id`
        public var disk: String
        /// The number it gets, because a disk of this box has its own; nil = it keeps it.
        public var number: Int?
        public var user: String
        public init(deed: String, disk: String, number: Int? = nil, user: String) {
            self.deed = deed
            self.disk = disk
            self.number = number
            self.user = user
        }
    }

    /// The whole practice becomes what it was in one night: documents, bin, users, name. Today's state is held fast as a
    /// snapshot in the box right before. Progress: `prepare`, `restore`, `look-through`, `swap`.
    public struct RestorePractice: Deed {
        public struct Outcome: Codable, Sendable {
            public var documents: Int
            public var users: Int
            public init(documents: Int, users: Int) {
                self.documents = documents
                self.users = users
            }
        }
        public static let service = ServiceName.backup
        public static let name = "RestorePractice"
        public static let askers: Set<ServiceName> = [.web]
        public static let fields = [
            DeedField("deed", "string"), DeedField("place", "string"), DeedField("night", "string"),
            DeedField("gaps", "bool"), DeedField("user", "string"),
        ]
        public var deed: String
        public var place: NightPlace
        public var night: String
        /// Also when contents of that night cannot be had; their documents are there and cannot be opened.
        public var gaps: Bool
        public var user: String
        public init(deed: String, place: NightPlace, night: String, gaps: Bool, user: String) {
            self.deed = deed
            self.place = place
            self.night = night
            self.gaps = gaps
            self.user = user
        }
    }
}
