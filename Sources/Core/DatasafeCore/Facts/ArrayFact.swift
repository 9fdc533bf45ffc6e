/// The md array over the integrity members.
public struct ArrayFact: Codable, Sendable, Equatable {
    /// 1 or 10.
    public var level = 1
    /// Members the array is made for, 2...4.
    public var memberCount = 2
    public var members: [MemberFact] = []
    /// How many more disks may fail in the worst case.
    public var redundancyLeft = 0
    /// `idle`, `resync`, `recover`, `check`, `repair`, `reshape`.
    public var action = "idle"
    /// Progress of `action`.
    public var progress: DeedProgress?
    /// Last complete check, and mismatches it counted.
    public var lastCheck: Instant?
    public var mismatches = 0
    /// How far a scrub is that was begun and is not at its end, running or not.
    public var scrubPercent: Int?
    /// A person stopped it: until the next night.
    public var isScrubHeld = false
    /// A change that a person wished and that is not finished.
    public var change: ArrayChangeFact?
    public init() {}
}

/// A disk that is being replaced, added or taken out.
public struct ArrayChangeFact: Codable, Sendable, Equatable {
    /// `replace`, `add`, `take-out`.
    public var kind: String
    /// Number of the member concerned.
    public var number: Int
    /// The old disk still holds all data and answers.
    public var oldAnswers = false
    /// The new disk is not in the array: pulled, or it refused.
    public var isWaiting = false
    /// Last 4 characters of the serials, for people; empty where there is no such disk.
    public var newSerialTail = ""
    public var oldSerialTail = ""
    public init(kind: String, number: Int) {
        self.kind = kind
        self.number = number
    }
}

/// One member of the array.
public struct MemberFact: Codable, Sendable, Equatable {
    /// 1...4, stays with the member over reboots.
    public var number: Int
    /// `d1`...`d4`, where its disk is; nil while it is gone.
    public var bay: String?
    /// `insync`, `rebuilding`, `lost`, `stale`, `split`, `unknown`.
    public var state: String
    /// Corrected read errors (md) and integrity mismatches since assembly.
    public var correctedErrors = 0
    public var integrityErrors = 0
    /// Reads that the disk refused since the start of the box, at the least: the kernel says ten in five seconds. md heals
    /// those that a check meets without counting them.
    public var refusedReads = 0
    /// Places that md could neither read nor write anew.
    public var badBlocks = 0
    /// Last 4 characters of the serial of its disk, for people.
    public var serialTail = ""
    /// The integrity layer is still calculating tags of untouched blocks.
    public var recalculating = false

    public init(number: Int, bay: String?, state: String) {
        self.number = number
        self.bay = bay
        self.state = state
    }
}

/// One of the disks that were used apart from each other.
public struct SideFact: Codable, Sendable, Equatable {
    /// `DiskFact.id`
    public var disk: String
    /// Number of the member.
    public var number: Int
    /// Last 4 characters of the serial, for people.
    public var serialTail: String
    /// When md last wrote to it, by the clock of that time.
    public var written: Instant?
    /// Ids of the disks that hold the same state as this one, itself among them.
    public var group: [String]
    public init(disk: String, number: Int, serialTail: String, written: Instant?, group: [String]) {
        self.disk = disk
        self.number = number
        self.serialTail = serialTail
        self.written = written
        self.group = group
    }
}
