/// What the services know, as beat reads it.
public struct BeatSources: Sendable {
    public var monitor: FactReading<MonitorFact>
    public var storage: FactReading<StorageFact>
    public var backup: FactReading<BackupFact>
    public var practice: FactReading<PracticeFact>

    public init(
        monitor: FactReading<MonitorFact>, storage: FactReading<StorageFact>, backup: FactReading<BackupFact>,
        practice: FactReading<PracticeFact>
    ) {
        self.monitor = monitor
        self.storage = storage
        self.backup = backup
        self.practice = practice
    }
}

/// What of the facts may leave the box: bays and numbers, no serial, model, name or path. A pure fold, tested with planted
/// canaries in every text of every fact.
public struct BeatContent: Sendable, Equatable {
    /// How long the monitor may be silent after the start of the box before that itself is an alarm, seconds.
    public static let monitorGrace = 180

    public var phase: BeatPhase
    public var inventory: BeatInventory
    public var checks: [BeatCheck]
    /// Events the monitor still holds, oldest first.
    public var events: [BeatEvent]
    public var audit: BeatAudit?
    /// False while the monitor does not say: what the hub knows stays as it is.
    public var isComplete: Bool

    /// Folds the facts.
    ///
    /// - Parameters:
    ///   - uptime: seconds since boot.
    ///   - now: for the moment of the check `monitor.self`, if beat itself has to raise it.
    public init(_ sources: BeatSources, uptime: Int, now: Instant) {
        phase = Self.phase(sources.storage)
        let storage = sources.storage.fact
        inventory = BeatInventory(
            disks: min(storage?.disks.count ?? 0, 32), members: min(max(storage?.array?.memberCount ?? 0, 0), 8),
            backups: min(sources.backup.fact?.disks.count ?? 0, 99))
        audit = Self.audit(sources.practice)
        switch sources.monitor {
        case .fresh(let envelope):
            checks = envelope.fact.checks.prefix(Heartbeat.mostChecks).compactMap(Self.check)
            events = envelope.fact.events.prefix(Heartbeat.mostEvents).reversed().compactMap(Self.event)
            isComplete = true
        case .stale(let envelope, let age):
            // The one check that the monitor cannot raise itself: that it is gone.
            let since = envelope.at
            checks = [Self.silentMonitor(minutes: age / 60, since: since)]
            events = []
            isComplete = false
        case .missing, .unreadable:
            let isLate = uptime > Self.monitorGrace
            checks = isLate ? [Self.silentMonitor(minutes: uptime / 60, since: now)] : []
            events = []
            isComplete = false
        }
    }

    private static func silentMonitor(minutes: Int, since: Instant) -> BeatCheck {
        BeatCheck(
            id: CheckID(.monitorSelf).text, state: 2, value: Double(minutes), since: since,
            reason: CheckReason.monitorGaps.code)
    }

    private static func phase(_ reading: FactReading<StorageFact>) -> BeatPhase {
        guard case .fresh(let envelope) = reading else { return .unknown }
        return BeatPhase(rawValue: envelope.fact.state.rawValue) ?? .unknown
    }

    private static func audit(_ reading: FactReading<PracticeFact>) -> BeatAudit? {
        guard case .fresh(let envelope) = reading, envelope.fact.auditLines > 0,
            let head = HeartbeatReading.hex(envelope.fact.auditHead, count: 64)
        else { return nil }
        return BeatAudit(lines: envelope.fact.auditLines, head: head)
    }

    private static func check(_ fact: CheckFact) -> BeatCheck? {
        guard let id = BeatWords.check(fact.id), (-1...3).contains(fact.state) else { return nil }
        return BeatCheck(
            id: id.text, state: fact.state, value: finite(fact.value), since: fact.since,
            reason: BeatWords.reason(fact.reason))
    }

    private static func event(_ fact: CheckEventFact) -> BeatEvent? {
        guard let kind = BeatEvent.Kind(rawValue: fact.event), fact.seq >= 1, (-1...3).contains(fact.state) else {
            return nil
        }
        let id = BeatWords.check(fact.check)?.text
        guard id != nil || kind == .restart else { return nil }
        return BeatEvent(
            number: fact.seq, kind: kind, id: id ?? "", state: fact.state, value: finite(fact.value),
            reason: BeatWords.reason(fact.reason), at: fact.at)
    }

    private static func finite(_ value: Double?) -> Double? {
        guard let value, value.isFinite, abs(value) < 1e15 else { return nil }
        return value
    }
}
