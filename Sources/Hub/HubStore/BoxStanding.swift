import Database
import DatasafeCore

/// How a box stands: its current checks, those of the hub about it, and its place in the list.
enum BoxStanding {
    static func put(_ row: CheckRow, box: Int64, _ db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO cur(box, chk, state, value, since, reason) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT(box, chk) DO UPDATE SET
                    state = excluded.state, value = excluded.value, since = excluded.since, reason = excluded.reason
                """
        ).execute(arguments: [box, row.check, row.state, row.value, row.since.milliseconds, row.reason])
    }

    /// Raises or takes back what the hub says about a box; an event only when that changes something.
    static func note(
        _ reason: HubReason, raised: Bool, state: Int = 2, value: Double? = nil, by: String = "hub", box: Int64,
        now: Instant, chain: EventChain, _ db: Database
    ) throws {
        let old = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT state FROM cur WHERE box = ? AND chk = ?"), arguments: [box, reason.check])
        let oldState = old?["state"] as Int? ?? 0
        guard raised || old != nil else { return }
        let isSame = raised && oldState == state
        if raised {
            let since = try isSame ? since(reason.check, box: box, db) : now
            try put(
                CheckRow(check: reason.check, state: state, value: value, since: since, reason: reason.code), box: box,
                db)
        } else {
            try db.cachedStatement(sql: "DELETE FROM cur WHERE box = ? AND chk = ?").execute(
                arguments: [box, reason.check])
        }
        guard !isSame else { return }
        let kind: BeatEvent.Kind = raised ? (oldState == 0 ? .raise : .worse) : .resolve
        try chain.append(
            EventChain.Entry(
                box: box, number: nil, kind: kind.rawValue, check: reason.check, state: raised ? state : 0,
                value: value,
                reason: reason.code, at: now, arrived: now, by: by), db)
    }

    private static func since(_ check: String, box: Int64, _ db: Database) throws -> Instant {
        let stored = try Int64.fetchOne(
            db, sql: "SELECT since FROM cur WHERE box = ? AND chk = ?", arguments: [box, check])
        return Instant(stored: stored ?? 0)
    }

    /// Brings the place of a box in the list up to date.
    static func refresh(_ box: Int64, now: Instant, _ db: Database) throws {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT rank, open, silence, incident FROM box WHERE id = ?"), arguments: [box])
        else { return }
        let problems = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT cur.state AS state, ack.until AS until FROM cur
                    LEFT JOIN ack ON ack.box = cur.box AND ack.chk = cur.chk AND ack.until > ?
                    WHERE cur.box = ? AND cur.state > 0
                    """), arguments: [now.milliseconds, box])
        // A box in a common incident is not shown as a fault of its own.
        let isCommon = (row["incident"] as Int64?) != nil
        let silence = isCommon ? Silence.none : Silence(rawValue: row["silence"]) ?? .none
        var states = problems.map { $0["state"] as Int }
        if isCommon { states.append(3) }
        let rank = BoxRank.rank(states: states, silence: silence)
        let open = problems.contains { ($0["until"] as Int64?) == nil } || silence != .none ? 1 : 0
        guard rank != row["rank"] as Int || open != row["open"] as Int else { return }
        let since = rank != row["rank"] as Int ? now.milliseconds : nil
        try db.cachedStatement(
            sql: "UPDATE box SET rank = ?, open = ?, rank_since = coalesce(?, rank_since) WHERE id = ?"
        ).execute(arguments: [rank, open, since, box])
    }
}
