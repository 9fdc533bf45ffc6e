/// One beat of a box to the hub, version 1: the complete list of what leaves a box by itself.
///
/// Only these fields exist, each typed and bounded, each text out of a closed list. A name, an address, a serial number or
/// a free text has no place to stand in. The practice sees byte for byte what was sent.
/// Source: monitoring design, 3.7; decision 0018.
public struct Heartbeat: Sendable, Equatable {
    /// The newest minor version this software knows.
    public static let minor = 1
    /// The largest body in bytes, before compression.
    public static let largest = 64 << 10
    /// Bodies above this many bytes travel as gzip.
    public static let compressAbove = 1024
    /// Most checks and most events of one beat.
    public static let mostChecks = 200
    public static let mostEvents = 200

    public enum Kind: String, Sendable, CaseIterable {
        /// Every check and the inventory.
        case full
        /// Checks that changed since the beat before.
        case delta
        /// Sent at once because something rose, got worse or was resolved.
        case event
    }

    /// Minor version of the sender's format.
    public var minor = Heartbeat.minor
    public var kind: Kind
    /// `YYYY.M.N`
    public var software: String
    public var phase: BeatPhase
    /// Random UUID given at enrolment; nothing stands behind it.
    public var device: String
    /// 8 hex digits, random for each boot.
    public var boot: String
    /// Counts up over reboots, never twice: with `device` the identity of a beat.
    public var seq: Int
    /// The box's own clock.
    public var at: Instant
    /// Seconds since boot.
    public var uptime: Int
    /// Milliseconds by which the hub's clock was ahead at its last reply; nil before the first.
    public var offset: Int?
    /// Only in full beats.
    public var inventory: BeatInventory?
    public var checks: [BeatCheck]
    /// Oldest first.
    public var events: [BeatEvent]
    public var audit: BeatAudit?

    public init(
        kind: Kind, software: String, phase: BeatPhase, device: String, boot: String, seq: Int, at: Instant,
        uptime: Int, offset: Int? = nil, inventory: BeatInventory? = nil, checks: [BeatCheck] = [],
        events: [BeatEvent] = [], audit: BeatAudit? = nil
    ) {
        self.kind = kind
        self.software = software
        self.phase = phase
        self.device = device
        self.boot = boot
        self.seq = seq
        self.at = at
        self.uptime = uptime
        self.offset = offset
        self.inventory = inventory
        self.checks = checks
        self.events = events
        self.audit = audit
    }
}

/// The state of the practice's data as the console names it, and two of the box itself.
public enum BeatPhase: String, Sendable, CaseIterable {
    case starting
    case unsetUp = "unset-up"
    case locked, unlocking, open
    case openDegraded = "open-degraded"
    case failed
    /// The box is being switched off or restarted in order.
    case stopping
    /// Storage does not say.
    case unknown
}

/// What the box is made of, in numbers.
public struct BeatInventory: Sendable, Equatable {
    /// Internal disks seen, 0...32.
    public var disks: Int
    /// Members the array is made for, 0...8.
    public var members: Int
    /// Backup disks initialised, 0...99.
    public var backups: Int

    public init(disks: Int, members: Int, backups: Int) {
        self.disks = disks
        self.members = members
        self.backups = backups
    }
}

/// One check as the box judged it.
public struct BeatCheck: Sendable, Equatable {
    /// `CheckID.text`
    public var id: String
    /// -1 not applicable, 0 OK, 1 WARN, 2 CRIT, 3 UNKNOWN.
    public var state: Int
    /// In `CheckKind.unit`.
    public var value: Double?
    /// Since when, by the box's clock.
    public var since: Instant
    /// A code of `BeatWords.reasons`, or empty.
    public var reason: String

    public init(id: String, state: Int, value: Double?, since: Instant, reason: String) {
        self.id = id
        self.state = state
        self.value = value
        self.since = since
        self.reason = reason
    }
}

/// One change of a check.
public struct BeatEvent: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case raise, worse, resolve, maintenance, swap, restart
    }

    /// The box's own number of this event, counting up; with the device it makes a replay harmless.
    public var number: Int
    public var kind: Kind
    /// `CheckID.text`; empty for `restart`.
    public var id: String
    public var state: Int
    public var value: Double?
    public var reason: String
    public var at: Instant

    public init(number: Int, kind: Kind, id: String, state: Int, value: Double?, reason: String, at: Instant) {
        self.number = number
        self.kind = kind
        self.id = id
        self.state = state
        self.value = value
        self.reason = reason
        self.at = at
    }

    /// Whether the hub must hear of it now and not with the next beat: as `CheckEvent.isUrgent`.
    public var isUrgent: Bool {
        switch kind {
        case .worse, .resolve: true
        case .raise: state == 2 || CheckID(id)?.kind.isTimely == true
        case .maintenance, .swap, .restart: false
        }
    }
}

/// Length and head of the audit log: the hub keeps it, a later head must continue it.
public struct BeatAudit: Sendable, Equatable {
    public var lines: Int
    /// 64 hex digits.
    public var head: String

    public init(lines: Int, head: String) {
        self.lines = lines
        self.head = head
    }
}
