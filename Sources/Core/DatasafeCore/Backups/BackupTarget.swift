/// A disk initialised for this box, as the backup service remembers it. No personal data.
public struct BackupTarget: Codable, Sendable, Equatable {
    /// Sticker number, 1...99.
    public var number: Int
    /// Repository id, 64 hex digits, and PARTUUID of its partition: the identity.
    public var repository: String
    public var partition: String
    public var initialised: Instant
    /// `RotationState.word`, and its code.
    public var state: String
    public var code: BackupCode?
    /// Good runs so far; also in `disk.json`.
    public var counter = 0
    /// Snapshot id of the newest good run, 64 hex digits.
    public var lastSnapshot: String?
    /// Moment of that snapshot.
    public var lastNight: Instant?
    /// When that run ended.
    public var lastSuccess: Instant?
    public var lastSeen: Instant?
    /// When the backup key last opened it; nil = when it was initialised.
    public var keyProven: Instant?
    /// When every pack of the disk had last been read back.
    public var lastFullRead: Instant?
    /// The share read last, while the disk is read in shares.
    public var share: VerifyShare?
    /// Speed of the last read-back, bytes a second.
    public var verifySpeed: Int64?
    public var nights = 0
    public var freePercent: Int?
    /// Times that wrong bytes were found.
    public var damages = 0
    /// Name under which the nights on it stand, if another box began it; nil = this box's.
    public var host: String?
    /// Another box's backup key opens it, and this box's own does not yet.
    public var hasStrangeKey: Bool?
    /// Wrong bytes were found and not healed yet: the next reading is a full one.
    public var isSuspect: Bool?

    public init(number: Int, repository: String, partition: String, initialised: Instant) {
        self.number = number
        self.repository = repository
        self.partition = partition
        self.initialised = initialised
        self.state = RotationState.attached.word
    }
}
