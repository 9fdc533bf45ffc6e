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

/// A USB device that was refused: only sticks and disks are let in.
public struct RefusedUSBFact: Codable, Sendable, Equatable {
    /// Raw value of a `USBRule.Kind`.
    public var kind: String
    /// Its own name as far as it can be shown.
    public var name: String
    public var at: Instant
    public init(kind: String, name: String, at: Instant) {
        self.kind = kind
        self.name = name
        self.at = at
    }
}

/// The record of one erased disk (NIST SP 800-88).
public struct ErasureFact: Codable, Sendable, Equatable {
    public var model: String
    public var serial: String
    public var bytes: Int64
    /// `overwrite`, `keys-and-overwrite`, `sanitize-crypto`, `sanitize-block`, `secure-erase`.
    public var method: String
    public var began: Instant
    public var ended: Instant
    /// Places read back after it, and how many of them still held something else than expected.
    public var checked: Int
    public var wrong: Int
    /// Who asked.
    public var user: String
    public init(
        model: String, serial: String, bytes: Int64, method: String, began: Instant, ended: Instant, checked: Int,
        wrong: Int, user: String
    ) {
        self.model = model
        self.serial = serial
        self.bytes = bytes
        self.method = method
        self.began = began
        self.ended = ended
        self.checked = checked
        self.wrong = wrong
        self.user = user
    }
}
