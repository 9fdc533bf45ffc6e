import Database
public import DatasafeCore

/// Counts beats by the hour, so that a page can show days without a row for each beat.
enum BoxPulse {
    /// Hours that are kept.
    static let kept: Int64 = 31 * 24

    static func hour(_ instant: Instant) -> Int64 { instant.seconds / 3600 }

    /// Counts one beat. A late one belongs to the hour the box says, if that is one of the hours kept.
    static func count(_ arrival: BeatArrival, isLate: Bool, _ db: Database) throws {
        let now = hour(arrival.arrived)
        let hour = isLate ? hour(arrival.beat.at) : now
        guard hour <= now, hour > now - kept else { return }
        try db.cachedStatement(
            sql: """
                INSERT INTO pulse(box, hour, beats, late, rank)
                    SELECT id, ?1, ?2, ?3, CASE ?3 WHEN 0 THEN rank ELSE 0 END FROM box WHERE id = ?4
                ON CONFLICT(box, hour) DO UPDATE SET
                    beats = beats + excluded.beats, late = late + excluded.late, rank = max(rank, excluded.rank)
                """
        ).execute(arguments: [hour, isLate ? 0 : 1, isLate ? 1 : 0, arrival.box])
        guard arrival.beat.seq % 64 == 0 else { return }
        try db.cachedStatement(sql: "DELETE FROM pulse WHERE box = ? AND hour <= ?").execute(
            arguments: [arrival.box, now - kept])
    }
}

extension HubStore {
    /// The hours of a box in which it spoke, from `since` on, oldest first.
    public func pulse(box: Int64, since: Instant) async throws(HubStoreError) -> [PulseRow] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: "SELECT * FROM pulse WHERE box = ? AND hour >= ? ORDER BY hour"),
                arguments: [box, BoxPulse.hour(since)]
            ).map { PulseRow(hour: $0["hour"], beats: $0["beats"], late: $0["late"], rank: $0["rank"]) }
        }
    }

    /// The newest events of the whole fleet, newest first.
    public func newestEvents(limit: Int = 50) async throws(HubStoreError) -> [FleetEventRow] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT event.*, box.dev AS dev, box.label AS label FROM event JOIN box ON box.id = event.box
                        ORDER BY event.id DESC LIMIT ?
                        """), arguments: [limit]
            ).map { FleetEventRow(device: $0["dev"], label: $0["label"], event: EventRow($0)) }
        }
    }
}
