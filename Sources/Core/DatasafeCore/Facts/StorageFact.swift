/// What the storage service knows about disks, keys, array and volume.
public struct StorageFact: Fact {
    public static let service = ServiceName.storage
    public static let schema = 1
    public static let every = 10

    public var state: StorageState = .starting
    /// Progress while `state` is `.unlocking`, or of the set-up.
    public var step: DeedProgress?
    /// Why the state is `.failed`, or what `openDegraded` lacks.
    public var reason: Refusal?
    /// The last stick or disk that was refused; stays until the next success or 10 minutes.
    public var refusal: Refusal?
    /// First 8 hex digits of the box id; empty before set-up.
    public var box = ""
    public var array: ArrayFact?
    /// Internal disks, ordered by bay.
    public var disks: [DiskFact] = []
    /// USB sticks seen now.
    public var sticks: [StickFact] = []
    /// External disks seen now.
    public var backupDisks: [BackupDiskFact] = []
    /// Keys enrolled in the container, read from its tokens; also while locked.
    public var keys: [KeyFact] = []
    public var volume: VolumeFact?
    /// Since when an unlock key has been left plugged in after the unlock.
    public var keyPluggedSince: Instant?
    /// Bad unlock tries in the last ten minutes.
    public var badTries = 0
    /// When the data volume was opened in this boot.
    public var openedAt: Instant?
    /// Milliseconds of the last unlock: key read, libcryptsetup, mount, services.
    public var unlockTimes: [String: Int] = [:]
    /// Deeds running and the last ten that ended.
    public var deeds: [DeedFact] = []
    /// Counters of kernel messages since boot: `oom`, `mce`, `io`, `btrfs`, `integrity`, `md`.
    public var kernel: [String: Int] = [:]
    /// The set-up of a new box, step by step.
    public var setup: SetupProgress?

    public init() {}
}

/// The state of the practice's data as a person would name it.
public enum StorageState: String, Codable, Sendable, CaseIterable {
    /// Looking at the disks.
    case starting
    /// No data disk belongs to a box yet.
    case unsetUp = "unset-up"
    case locked, unlocking, open
    case openDegraded = "open-degraded"
    case failed
}

/// Why something was refused: a code with a sentence and one action in DatasafeTexts, and what it is about.
public struct Refusal: Codable, Sendable, Hashable, Error {
    /// `KEY-DAMAGED`, `MEM-SPLIT` ...
    public var code: String
    /// Which stick, disk, file: a short name for people, no path.
    public var subject: String
    public var at: Instant?

    public init(code: String, subject: String = "", at: Instant? = nil) {
        self.code = code
        self.subject = subject
        self.at = at
    }
}

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
    public init() {}
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

/// One internal disk that could hold or holds a member.
public struct DiskFact: Codable, Sendable, Equatable {
    /// Stable name from /dev/disk/by-id, without the folder.
    public var id: String
    /// `d1`...`d4` for members and candidates by position.
    public var bay: String
    public var model: String
    public var serial: String
    public var bytes: Int64
    /// `empty`, `member`, `other-box`, `system`, or what was found: `ntfs`, `ext4`, `gpt` ...
    public var content: String
    /// SMART values of the last reading, nil where the disk reports none.
    public var smart: SmartFact?

    public init(id: String, bay: String, model: String, serial: String, bytes: Int64, content: String) {
        self.id = id
        self.bay = bay
        self.model = model
        self.serial = serial
        self.bytes = bytes
        self.content = content
    }
}

/// SMART values as read, without a verdict: judging is the monitor's.
public struct SmartFact: Codable, Sendable, Equatable {
    /// `ata`, `nvme`, `scsi`, or `none`.
    public var kind = "none"
    /// The disk's own overall health, if it says one.
    public var passed: Bool?
    /// Raw counters by name: `reallocated`, `pending`, `uncorrectable`, `reported`, `endToEnd`, `timeouts`, `crc`,
    /// `criticalWarning`, `spare`, `spareThreshold`, `mediaErrors`, `percentageUsed`, `grownDefects`, `hours`.
    public var values: [String: Int] = [:]
    public var celsius: Int?
    /// False while the reader fails: UNKNOWN.
    public var readable = true
    /// SMART- code of why there is no health, nil while there is.
    public var lack: String?
    /// Self-tests: what runs, what the last one found; nil where the disk has none.
    public var selfTest: SelfTestFact?
    public var at: Instant
    public init(at: Instant) { self.at = at }
}

/// One USB stick.
public struct StickFact: Codable, Sendable, Equatable {
    /// Kernel-independent id of this plugging (serial based).
    public var id: String
    public var model: String
    public var bytes: Int64
    /// `unlock`, `backup`, `blank` (ours, empty), `empty` (nothing on it), `other`.
    public var role: String
    /// 1, 2, 3 as printed on the stick, for our keys.
    public var number: Int?
    /// A KEY- code if something is wrong with it.
    public var code: String?
    public init(id: String, model: String, bytes: Int64, role: String) {
        self.id = id
        self.model = model
        self.bytes = bytes
        self.role = role
    }
}

/// One external disk.
public struct BackupDiskFact: Codable, Sendable, Equatable {
    /// Stable name from /dev/disk/by-id, without the folder.
    public var id: String
    public var model: String
    public var serial: String
    public var bytes: Int64
    /// `known` (has our layout), `empty`, `foreign`.
    public var kind: String
    /// What is on a foreign disk: `ntfs`, `ext4`, `gpt` ...
    public var content: String
    /// Sticker number of a known disk.
    public var number: Int?
    /// PARTUUID of its repository partition: the identity together with the repository id.
    public var partition: String?
    /// Mounted for the backup service.
    public var mounted = false
    /// SMART values of the last reading, where its USB case lets them through.
    public var smart: SmartFact?
    public init(id: String, model: String, serial: String, bytes: Int64, kind: String, content: String) {
        self.id = id
        self.model = model
        self.serial = serial
        self.bytes = bytes
        self.kind = kind
        self.content = content
    }
}

/// One key enrolled in the container or the backup key made at set-up.
public struct KeyFact: Codable, Sendable, Equatable {
    /// `unlock` or `backup`.
    public var role: String
    public var number: Int
    /// First 8 hex digits of the key id.
    public var id: String
    public init(role: String, number: Int, id: String) {
        self.role = role
        self.number = number
        self.id = id
    }
}

/// The btrfs data volume.
public struct VolumeFact: Codable, Sendable, Equatable {
    public var bytes: Int64 = 0
    public var used: Int64 = 0
    public var unallocated: Int64 = 0
    public var metadataPercent = 0
    public var readOnly = false
    /// Checksum errors btrfs itself saw: must stay 0.
    public var corruptions = 0
    public init() {}
}

/// Where the set-up of a new box stands, as storage sees it (storage.md 3.3).
public struct SetupProgress: Codable, Sendable, Equatable {
    /// `empty`, `disks-chosen`, `keys-writing`, `formatting`, `proving`, `done`.
    public var stage: String
    /// Sticks already written, pulled, plugged again and read back: `unlock-1`, `unlock-2`, `backup-1`.
    public var verifiedKeys: [String]
    /// Stick written and waiting to be pulled and plugged again.
    public var waitingFor: String?
    public init(stage: String, verifiedKeys: [String] = [], waitingFor: String? = nil) {
        self.stage = stage
        self.verifiedKeys = verifiedKeys
        self.waitingFor = waitingFor
    }
}
