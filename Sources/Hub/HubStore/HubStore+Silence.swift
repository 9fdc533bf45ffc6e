import Database
public import DatasafeCore

/// What the dead man's switch looks at.
public struct SilenceRow: Sendable, Equatable {
    public var box: Int64
    public var seen: Instant
    public var interval: Int
    public var isStopping: Bool
    public var silence: Silence
    public var silentSince: Instant?
    public var incident: Int64?
}

extension HubStore {
    /// Every box that has spoken at least once and is not revoked.
    public func listeners() async throws(HubStoreError) -> [SilenceRow] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id, seen, interval, ph, silence, silent_since, incident FROM box
                        WHERE revoked IS NULL AND seen IS NOT NULL
                        """)
            ).map { row in
                SilenceRow(
                    box: row["id"], seen: Instant(stored: row["seen"]), interval: row["interval"],
                    isStopping: row["ph"] as String == BeatPhase.stopping.rawValue,
                    silence: Silence(rawValue: row["silence"]) ?? .none,
                    silentSince: (row["silent_since"] as Int64?).map { Instant(stored: $0) }, incident: row["incident"])
            }
        }
    }

    /// Writes what was judged. A box that has beaten since `seen` was read is left alone.
    ///
    /// - Parameter incident: for boxes that are silent together with others; no alarm of their own is raised for them.
    public func mark(
        _ rows: [SilenceRow], silence: Silence, incident: Int64?, now: Instant
    ) async throws(HubStoreError) {
        guard !rows.isEmpty else { return }
        let chain = chain
        try await write { db in
            for row in rows {
                try db.cachedStatement(
                    sql: """
                        UPDATE box SET silence = ?, silent_since = coalesce(silent_since, ?), incident = ?
                        WHERE id = ? AND seen = ? AND revoked IS NULL
                        """
                ).execute(arguments: [
                    silence.rawValue, now.milliseconds, incident, row.box, row.seen.milliseconds,
                ])
                guard db.changesCount == 1 else { continue }
                if incident == nil, silence != .none {
                    try BoxStanding.note(
                        silence == .crit ? .silentLong : .silent, raised: true, state: silence.rawValue,
                        value: Double(now.seconds(since: row.seen) / 60), box: row.box, now: now, chain: chain, db)
                }
                try BoxStanding.refresh(row.box, now: now, db)
            }
        }
    }

    /// Opens a common incident; its id.
    public func openIncident(boxes: Int, now: Instant) async throws(HubStoreError) -> Int64 {
        try await write { db in
            try db.execute(
                sql: "INSERT INTO incident(started, boxes) VALUES (?, ?)", arguments: [now.milliseconds, boxes])
            return db.lastInsertedRowID
        }
    }

    /// Updates the number of boxes of an incident, or ends it.
    public func setIncident(_ id: Int64, boxes: Int, ended: Instant?) async throws(HubStoreError) {
        try await write { db in
            try db.execute(
                sql: "UPDATE incident SET boxes = max(boxes, ?), ended = coalesce(ended, ?) WHERE id = ?",
                arguments: [boxes, ended?.milliseconds, id])
        }
    }

    /// The incident that is open, if any; else the newest `limit` ended ones.
    public func incidents(limit: Int = 5) async throws(HubStoreError) -> [IncidentRow] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM incident ORDER BY ended IS NULL DESC, id DESC LIMIT ?", arguments: [limit]
            ).map { row in
                IncidentRow(
                    id: row["id"], started: Instant(stored: row["started"]),
                    ended: (row["ended"] as Int64?).map { Instant(stored: $0) }, boxes: row["boxes"])
            }
        }
    }
}
