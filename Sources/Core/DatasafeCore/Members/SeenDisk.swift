/// One internal disk as looked at before assembly, without writing to it.
public struct SeenDisk: Sendable, Equatable {
    /// What was found on it.
    public enum Content: Sendable, Equatable {
        /// A dm-integrity superblock of ours with an md superblock inside.
        case member(SeenMember)
        /// A dm-integrity superblock of ours and no md superblock inside: prepared and never added.
        case prepared
        /// A dm-integrity superblock with other parameters than ours.
        case otherParameters
        /// The disk is shorter than its dm-integrity superblock says.
        case tooSmall
        /// No dm-integrity superblock: empty, another file system, a partition table.
        case foreign
        /// It could not be read.
        case unreadable
    }

    /// Which disk.
    public let disk: DiskID
    /// Keyed hash of its serial and WWN.
    public let serial: SerialHash
    /// What was found on it.
    public let content: Content

    /// A disk from its parts.
    public init(disk: DiskID, serial: SerialHash, content: Content) {
        self.disk = disk
        self.serial = serial
        self.content = content
    }
}

/// What the md superblock of one member says about itself and the others.
public struct SeenMember: Sendable, Equatable {
    /// The array it belongs to.
    public let array: ArrayUUID
    /// The home host in front of the colon of md's array name, empty if there is none.
    public let homeHost: String
    /// md's id of this member.
    public let member: MemberUUID
    /// Raid level and number of places.
    public let level: Int
    public let places: Int
    /// md's number of this member in the array; index of `roles`, not a role.
    public let deviceNumber: Int
    /// By device number: the role (0-based place) that this superblock gives to a member, nil where it calls it spare,
    /// faulty or does not know it.
    public let roles: [Int?]
    /// md's event count.
    public let events: UInt64
    /// Recovery onto this member is not finished: it holds only part of the data.
    public let isRebuilding: Bool
    /// The device is shorter than the superblock says.
    public let isTooSmall: Bool
    /// When md last wrote its superblock, by the clock of that time.
    public var written: Instant?

    /// A member from its parts.
    public init(
        array: ArrayUUID, homeHost: String, member: MemberUUID, level: Int, places: Int, deviceNumber: Int,
        roles: [Int?], events: UInt64, isRebuilding: Bool = false, isTooSmall: Bool = false
    ) {
        self.array = array
        self.homeHost = homeHost
        self.member = member
        self.level = level
        self.places = places
        self.deviceNumber = deviceNumber
        self.roles = roles
        self.events = events
        self.isRebuilding = isRebuilding
        self.isTooSmall = isTooSmall
    }

    /// Its own role, nil for a spare or a member that calls itself faulty.
    public var role: Int? { roles.indices.contains(deviceNumber) ? roles[deviceNumber] : nil }

    /// Whether this superblock calls the other member active.
    public func callsActive(_ other: SeenMember) -> Bool {
        roles.indices.contains(other.deviceNumber) && roles[other.deviceNumber] != nil
    }
}
