public import DatasafeCore

/// One box in lists and on its page.
public struct BoxRow: Sendable, Equatable {
    public var id: Int64
    /// Random UUID.
    public var device: String
    /// The vendor's own name for it.
    public var label: String
    public var enrolled: Instant
    public var revoked: Instant?
    public var seq: Int
    public var software: String
    public var phase: BeatPhase
    /// Arrival of the last beat by the hub's clock; nil before the first.
    public var seen: Instant?
    /// The box's own clock in its last beat.
    public var at: Instant?
    public var uptime: Int
    public var silence: Silence
    public var silentSince: Instant?
    /// Part of a common incident.
    public var isCommon: Bool
    /// `BoxRank`, 0...3.
    public var rank: Int
    public var rankSince: Instant
    /// A problem that nobody has seen yet.
    public var isOpen: Bool
    public var inventory: BeatInventory?
    public var auditLines: Int
    public var dropped: Int
    public var refused: Int
    /// Bytes booked in the vault; nil = nothing.
    public var vault: Int?
    /// When its store there was last read through; nil = never.
    public var vaultRead: Instant?
}

/// One check of one box.
public struct CheckRow: Sendable, Equatable {
    public var check: String
    public var state: Int
    public var value: Double?
    public var since: Instant
    public var reason: String
    /// Who has seen it, until when.
    public var ack: AckRow?

    public init(
        check: String, state: Int, value: Double?, since: Instant, reason: String, ack: AckRow? = nil
    ) {
        self.check = check
        self.state = state
        self.value = value
        self.since = since
        self.reason = reason
        self.ack = ack
    }
}

/// A person has seen a problem; it stays, only nobody is reminded of it until then.
public struct AckRow: Sendable, Equatable {
    public var by: String
    public var at: Instant
    public var until: Instant
}

/// One event of one box.
public struct EventRow: Sendable, Equatable {
    public var id: Int64
    public var kind: String
    public var check: String
    public var state: Int
    public var value: Double?
    public var reason: String
    /// By the clock of whoever says it.
    public var at: Instant
    public var arrived: Instant
    /// `box`, `hub`, or the name of a person.
    public var by: String
}

/// The fleet in numbers.
public struct FleetCounts: Sendable, Equatable {
    public var boxes = 0
    public var crit = 0
    public var warn = 0
    public var unknown = 0
    public var silent = 0
    /// Boxes that wait for their key.
    public var locked = 0
}

/// A common incident of hub or provider.
public struct IncidentRow: Sendable, Equatable {
    public var id: Int64
    public var started: Instant
    public var ended: Instant?
    public var boxes: Int
}

/// A one-time code as the vendor sees it later.
public struct CodeRow: Sendable, Equatable {
    public var label: String
    public var made: Instant
    public var expires: Instant
    public var used: Instant?
    /// The box that used it.
    public var device: String?
}

/// An event with the box it is about.
public struct FleetEventRow: Sendable, Equatable {
    public var device: String
    public var label: String
    public var event: EventRow
}

/// One hour of one box.
public struct PulseRow: Sendable, Equatable {
    /// Hours since 1970, UTC.
    public var hour: Int
    /// Beats that arrived in that hour.
    public var beats: Int
    /// Beats of that hour, by the box's clock, that arrived afterwards.
    public var late: Int
    /// The worst `BoxRank` after a beat of that hour.
    public var rank: Int
}
