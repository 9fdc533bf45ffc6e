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
    /// A silver key being issued.
    public var keyChange: KeyChangeFact?
    /// The lock is being changed.
    public var lockChange: LockChangeFact?
    /// When the container's header was last copied to the state volume.
    public var headerCopied: Instant?
    /// The key directory is damaged and a saved copy of it is here.
    public var canRestoreHeader = false
    /// While `state` is `.failed` because a person must choose: the disks to choose from.
    public var sides: [SideFact] = []
    /// The six digits of the box's screen while the data is not open; the console shows them, web compares by a deed.
    public var screenCode = ""
    /// USB devices that were plugged in and not let in, since the start.
    public var refusedUSB: [RefusedUSBFact] = []
    /// Disks erased, newest last, at most 16.
    public var erasures: [ErasureFact] = []
    /// The box leaves for good, or has left; `reason` is `BOX-RETIRED` then.
    public var retirement: RetirementFact?

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

/// A silver key on its way to a stick and into the container.
public struct KeyChangeFact: Codable, Sendable, Equatable {
    /// `write-key`, `pull-and-plug`, `enrol`, `revoke`, `copy-header`.
    public var step: String
    /// Number of the new key.
    public var number: Int
    /// Number of the key it replaces, 0 = none.
    public var replaces: Int
    /// `StickFact.id`
    public var stick: String
    public init(step: String, number: Int, replaces: Int, stick: String) {
        self.step = step
        self.number = number
        self.replaces = replaces
        self.stick = stick
    }
}

/// The btrfs data volume.
public struct VolumeFact: Codable, Sendable, Equatable {
    public var bytes: Int64 = 0
    public var used: Int64 = 0
    /// Bytes that an ordinary user may still write, as the file system guesses.
    public var free: Int64?
    public var unallocated: Int64 = 0
    public var metadataPercent = 0
    public var readOnly = false
    /// Checksum errors btrfs itself saw: must stay 0.
    public var corruptions = 0
    /// When the file system last compared everything with its checksums; nil = never.
    public var lastScrub: Instant?
    /// Blocks that the last such reading could not put right.
    public var uncorrectable = 0
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
