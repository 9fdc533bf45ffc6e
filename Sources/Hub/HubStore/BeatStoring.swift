import Database
import DatasafeCore
import FoundationEssentials

/// Puts one beat into the tables, inside the transaction of its batch.
struct BeatStoring: Sendable {
    /// How many beats of a box are remembered to tell a repetition from a conflict.
    static let window = 256
    /// Clocks that differ by more are worth a WARN, milliseconds.
    static let clockLimit: Int64 = 60_000

    let chain: EventChain

    func store(_ arrival: BeatArrival, _ db: Database) throws -> BeatVerdict {
        let beat = arrival.beat
        guard
            let box = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT seq, boots, revoked, interval, silence, ph, aud_lines, aud_head, rank FROM box WHERE id = ?
                        """), arguments: [arrival.box])
        else { return .revoked }
        if (box["revoked"] as Int64?) != nil { return .revoked }
        let highest: Int = box["seq"]
        let interval: Int = box["interval"]
        if beat.seq <= highest {
            return try storeOld(arrival, highest: highest, interval: interval, db)
        }
        try remember(arrival, db)
        try storeEvents(arrival, db)
        try storeChecks(arrival, db)
        let boots = try judgeBoot(arrival, boots: box["boots"], db)
        try judgeClock(arrival, db)
        try judgeAudit(arrival, lines: box["aud_lines"], head: box["aud_head"], db)
        if box["silence"] as Int > 0 {
            try note(.silent, raised: false, arrival, db)
        }
        try db.cachedStatement(
            sql: """
                UPDATE box SET seq = ?, boots = ?, sw = ?, ph = ?, seen = ?, at = ?, up = ?, silence = 0,
                    silent_since = NULL, incident = NULL, dropped = dropped + ?,
                    disks = coalesce(?, disks), members = coalesce(?, members), backups = coalesce(?, backups)
                WHERE id = ?
                """
        ).execute(arguments: [
            beat.seq, boots, beat.software, beat.phase.rawValue, arrival.arrived.milliseconds, beat.at.milliseconds,
            beat.uptime, arrival.dropped, beat.inventory?.disks, beat.inventory?.members, beat.inventory?.backups,
            arrival.box,
        ])
        try BoxStanding.refresh(arrival.box, now: arrival.arrived, db)
        try BoxPulse.count(arrival, isLate: false, db)
        let isGap = beat.seq > highest + 1 && highest > 0 && beat.kind != .full
        return .stored(highest: beat.seq, interval: interval, isGap: isGap)
    }

    /// A beat with a number that is not new: a repetition, a conflict, or one that was held back while offline. Its state
    /// is older than what is known and is not looked at; its events count.
    private func storeOld(_ arrival: BeatArrival, highest: Int, interval: Int, _ db: Database) throws -> BeatVerdict {
        let stored = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT digest, boot FROM beat WHERE box = ? AND seq = ?"),
            arguments: [arrival.box, arrival.beat.seq])
        if let stored {
            if stored.bytes("digest") == arrival.digest { return .repeated(highest: highest, interval: interval) }
            if stored["boot"] as String != arrival.beat.boot { try note(.clone, raised: true, arrival, db) }
            return .conflict(highest: highest)
        }
        try remember(arrival, db)
        try storeEvents(arrival, db)
        try BoxPulse.count(arrival, isLate: true, db)
        return .stored(highest: highest, interval: interval, isGap: false)
    }

    private func remember(_ arrival: BeatArrival, _ db: Database) throws {
        let beat = arrival.beat
        try db.cachedStatement(sql: "INSERT INTO beat(box, seq, boot, digest) VALUES (?, ?, ?, ?)").execute(
            arguments: [arrival.box, beat.seq, beat.boot, Data(arrival.digest)])
        // By number of rows, not of sequence: replays of weeks ago stay known for a while too.
        if beat.seq % 64 == 0 {
            try db.cachedStatement(
                sql: """
                    DELETE FROM beat WHERE box = ?1 AND seq < (
                        SELECT seq FROM beat WHERE box = ?1 ORDER BY seq DESC LIMIT 1 OFFSET ?2)
                    """
            ).execute(arguments: [arrival.box, Self.window])
        }
    }

    private func storeEvents(_ arrival: BeatArrival, _ db: Database) throws {
        for event in arrival.beat.events {
            try chain.append(
                EventChain.Entry(
                    box: arrival.box, number: event.number, kind: event.kind.rawValue, check: event.id,
                    state: event.state, value: event.value, reason: event.reason, at: event.at,
                    arrived: arrival.arrived, by: "box"), db)
        }
    }

    private func storeChecks(_ arrival: BeatArrival, _ db: Database) throws {
        let beat = arrival.beat
        if beat.kind == .full {
            let keep = Set(beat.checks.map(\.id))
            let known = try String.fetchAll(
                db.cachedStatement(sql: "SELECT chk FROM cur WHERE box = ? AND chk NOT LIKE 'hub.%'"),
                arguments: [arrival.box])
            for check in known where !keep.contains(check) {
                try db.cachedStatement(sql: "DELETE FROM cur WHERE box = ? AND chk = ?").execute(
                    arguments: [arrival.box, check])
            }
        }
        for check in beat.checks {
            try BoxStanding.put(
                CheckRow(
                    check: check.id, state: check.state, value: check.value, since: check.since, reason: check.reason),
                box: arrival.box, db)
        }
    }

    private func judgeBoot(_ arrival: BeatArrival, boots: String, _ db: Database) throws -> String {
        var trail = BootTrail(text: boots)
        if trail.isClone(arrival.beat.boot) { try note(.clone, raised: true, arrival, db) }
        return trail.text
    }

    private func judgeClock(_ arrival: BeatArrival, _ db: Database) throws {
        let off = abs(arrival.arrived.milliseconds - arrival.beat.at.milliseconds)
        try note(.clock, raised: off > Self.clockLimit, state: 1, value: Double(off / 1000), arrival, db)
    }

    private func judgeAudit(_ arrival: BeatArrival, lines: Int, head: String, _ db: Database) throws {
        guard let audit = arrival.beat.audit else { return }
        if audit.lines < lines || (audit.lines == lines && audit.head != head) {
            try note(.auditShrunk, raised: true, arrival, db)
            return
        }
        guard audit.lines > lines else { return }
        try db.cachedStatement(sql: "UPDATE box SET aud_lines = ?, aud_head = ? WHERE id = ?").execute(
            arguments: [audit.lines, audit.head, arrival.box])
    }

    private func note(
        _ reason: HubReason, raised: Bool, state: Int = 2, value: Double? = nil, _ arrival: BeatArrival, _ db: Database
    ) throws {
        try BoxStanding.note(
            reason, raised: raised, state: state, value: value, box: arrival.box, now: arrival.arrived, chain: chain, db
        )
    }
}
