public import DatasafeCore
public import HubStore
public import Logging
public import ServiceLifecycle

/// The dead man's switch of the fleet: who does not speak is looked for, not waited for. Many at once are one incident of
/// hub or provider.
public struct HubAlarms: Service {
    private let store: HubStore
    private let started: Instant
    private let hours: OpeningHours
    private let every: Duration
    private let now: @Sendable () -> Instant
    private let log: Logger

    /// - Parameters:
    ///   - started: since when this hub listens; before it has listened as long as it allows a box, it judges nothing.
    ///   - every: time between two rounds.
    public init(
        store: HubStore, started: Instant, hours: OpeningHours = .usual, every: Duration = .seconds(10), log: Logger,
        now: @escaping @Sendable () -> Instant
    ) {
        self.store = store
        self.started = started
        self.hours = hours
        self.every = every
        self.log = log
        self.now = now
    }

    /// Judges until it is cancelled or shut down in order.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await judge()
                } catch {
                    log.error("alarms", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: every)
            }
        }
    }

    /// One round over the whole fleet.
    public func judge() async throws(HubStoreError) {
        let now = now()
        let rows = try await store.listeners()
        let levels = rows.map { row in
            Silence.judge(
                seen: row.seen, since: started, interval: row.interval, isStopping: row.isStopping, now: now,
                hours: hours)
        }
        let silent = zip(rows, levels).filter { $0.1 != .none }.map { (row: $0.0, level: $0.1) }
        let open = try await store.incidents(limit: 1).first { $0.ended == nil }
        if let open {
            try await carryOn(open, silent, now: now)
        } else {
            try await look(silent, fleet: rows.count, now: now)
        }
    }

    /// No incident is open: either one opens, or each silent box is told singly.
    private func look(
        _ silent: [(row: SilenceRow, level: Silence)], fleet: Int, now: Instant
    ) async throws(HubStoreError) {
        // Who fell silent in the last minutes, with those of this round.
        let recent = silent.filter { entry in
            entry.row.silentSince.map { now.seconds(since: $0) <= FleetSilence.window } ?? true
        }
        let hasNew = recent.contains { $0.row.silence == .none }
        if hasNew, FleetSilence.isIncident(silent: recent.count, fleet: fleet) {
            let incident = try await store.openIncident(boxes: recent.count, now: now)
            log.error("incident", metadata: ["boxes": "\(recent.count)", "fleet": "\(fleet)"])
            try await mark(recent, incident: incident, now: now)
            let others = silent.filter { entry in !recent.contains { $0.row.box == entry.row.box } }
            try await mark(others.filter { $0.level > $0.row.silence }, incident: nil, now: now)
            return
        }
        try await mark(silent.filter { $0.level > $0.row.silence }, incident: nil, now: now)
    }

    /// Boxes that fall silent now belong to the open incident; when it ends, who is still silent is told singly.
    private func carryOn(
        _ open: IncidentRow, _ silent: [(row: SilenceRow, level: Silence)], now: Instant
    ) async throws(HubStoreError) {
        let members = silent.filter { $0.row.incident == open.id || $0.row.silence == .none }
        let single = silent.filter { $0.row.incident == nil && $0.row.silence != .none && $0.level > $0.row.silence }
        try await mark(single, incident: nil, now: now)
        if FleetSilence.isOver(stillSilent: members.count, started: open.started, now: now) {
            try await store.setIncident(open.id, boxes: members.count, ended: now)
            log.notice("incident over", metadata: ["still": "\(members.count)"])
            try await mark(members, incident: nil, now: now)
            return
        }
        try await store.setIncident(open.id, boxes: members.count, ended: nil)
        try await mark(
            members.filter { $0.row.incident == nil || $0.level > $0.row.silence }, incident: open.id, now: now)
    }

    private func mark(
        _ entries: [(row: SilenceRow, level: Silence)], incident: Int64?, now: Instant
    ) async throws(HubStoreError) {
        for level in [Silence.warn, .crit] {
            try await store.mark(
                entries.filter { $0.level == level }.map(\.row), silence: level, incident: incident, now: now)
        }
    }
}
