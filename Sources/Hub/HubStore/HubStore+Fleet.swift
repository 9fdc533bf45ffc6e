import Database
public import DatasafeCore

/// Where a page of the list ended.
public struct FleetCursor: Sendable, Equatable {
    public var rank: Int
    public var open: Int
    public var since: Int64
    public var id: Int64

    /// Reads what `text` wrote; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "_").compactMap { Int64($0) }
        guard parts.count == 4 else { return nil }
        (rank, open, since, id) = (Int(parts[0]), Int(parts[1]), parts[2], parts[3])
    }

    init(after row: BoxRow) {
        (rank, open, since, id) = (row.rank, row.isOpen ? 1 : 0, row.rankSince.milliseconds, row.id)
    }

    /// For a link.
    public var text: String { "\(rank)_\(open)_\(since)_\(id)" }
}

extension HubStore {
    /// Boxes, worst first, the newest change first among equals; `limit` of them after `cursor`.
    public func fleet(
        after cursor: FleetCursor? = nil, limit: Int = 50
    ) async throws(HubStoreError) -> (rows: [BoxRow], next: FleetCursor?) {
        let rows = try await read { db in
            let start = cursor.map { ($0.rank, $0.open, $0.since, $0.id) } ?? (Int.max, 1, Int64.max, 0)
            return try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT * FROM box WHERE revoked IS NULL
                            AND (rank < ?1 OR (rank = ?1 AND (open < ?2 OR (open = ?2 AND
                                (rank_since < ?3 OR (rank_since = ?3 AND id > ?4))))))
                        ORDER BY rank DESC, open DESC, rank_since DESC, id LIMIT ?5
                        """), arguments: [start.0, start.1, start.2, start.3, limit + 1]
            ).map(BoxRow.init)
        }
        let shown = Array(rows.prefix(limit))
        return (shown, rows.count > limit ? shown.last.map(FleetCursor.init(after:)) : nil)
    }

    /// The fleet in numbers, without revoked boxes.
    public func counts() async throws(HubStoreError) -> FleetCounts {
        try await read { db in
            var counts = FleetCounts()
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT rank, count(*) AS boxes, sum(silence > 0) AS silent, sum(ph = 'locked') AS locked FROM box
                        WHERE revoked IS NULL GROUP BY rank
                        """))
            for row in rows {
                let boxes: Int = row["boxes"]
                counts.boxes += boxes
                counts.silent += row["silent"] as Int
                counts.locked += row["locked"] as Int
                switch row["rank"] as Int {
                case 3: counts.crit += boxes
                case 2: counts.warn += boxes
                case 1: counts.unknown += boxes
                default: break
                }
            }
            return counts
        }
    }

    /// One box, also a revoked one.
    public func box(device: String) async throws(HubStoreError) -> BoxRow? {
        try await read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM box WHERE dev = ?", arguments: [device]).map(BoxRow.init)
        }
    }

    /// The checks of a box, worst first, then by id.
    public func checks(box: Int64, now: Instant) async throws(HubStoreError) -> [CheckRow] {
        let rows = try await read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT cur.*, ack.by AS ack_by, ack.at AS ack_at, ack.until AS ack_until FROM cur
                        LEFT JOIN ack ON ack.box = cur.box AND ack.chk = cur.chk AND ack.until > ?
                        WHERE cur.box = ? ORDER BY cur.chk
                        """), arguments: [now.milliseconds, box]
            ).map(CheckRow.init)
        }
        return rows.enumerated().sorted { left, right in
            let ranks = (BoxRank.rank(state: left.element.state), BoxRank.rank(state: right.element.state))
            return ranks.0 == ranks.1 ? left.offset < right.offset : ranks.0 > ranks.1
        }.map(\.element)
    }

    /// The newest events of a box, newest first, before `id`.
    public func events(box: Int64, before id: Int64 = .max, limit: Int = 100) async throws(HubStoreError) -> [EventRow]
    {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: "SELECT * FROM event WHERE box = ? AND id < ? ORDER BY id DESC LIMIT ?"),
                arguments: [box, id, limit]
            ).map(EventRow.init)
        }
    }

    /// How many boxes have each problem: `(check, WARN, CRIT)`, most frequent first.
    public func problems() async throws(HubStoreError) -> [(check: String, warn: Int, crit: Int)] {
        try await read { db in
            // "state > 0" must stand there: only then the partial index is used.
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT chk, sum(state = 1) AS warn, sum(state = 2) AS crit FROM cur
                        WHERE state > 0 AND box NOT IN (SELECT id FROM box WHERE revoked IS NOT NULL) GROUP BY chk ORDER BY crit DESC, warn DESC, chk LIMIT 50
                        """)
            ).map { (check: $0["chk"], warn: $0["warn"], crit: $0["crit"]) }
        }
    }

    /// Somebody has seen a problem.
    public func acknowledge(
        box: Int64, check: String, by: String, now: Instant, until: Instant
    ) async throws(HubStoreError) {
        let chain = chain
        try await write { db in
            let state = try Int.fetchOne(
                db, sql: "SELECT state FROM cur WHERE box = ? AND chk = ? AND state > 0", arguments: [box, check])
            guard let state else { throw HubStoreError(.unknown) }
            try db.execute(
                sql: """
                    INSERT INTO ack(box, chk, by, at, until) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT(box, chk) DO UPDATE SET by = excluded.by, at = excluded.at, until = excluded.until
                    """, arguments: [box, check, by, now.milliseconds, until.milliseconds])
            try chain.append(
                EventChain.Entry(
                    box: box, number: nil, kind: "ack", check: check, state: state, value: nil, reason: "", at: now,
                    arrived: now, by: by), db)
            try BoxStanding.refresh(box, now: now, db)
        }
    }
}

extension BoxRow {
    init(_ row: Row) {
        func instant(_ column: String) -> Instant? { (row[column] as Int64?).map { Instant(stored: $0) } }
        id = row["id"]
        device = row["dev"]
        label = row["label"]
        enrolled = Instant(stored: row["enrolled"])
        revoked = instant("revoked")
        seq = row["seq"]
        software = row["sw"]
        phase = BeatPhase(rawValue: row["ph"]) ?? .unknown
        seen = instant("seen")
        at = instant("at")
        uptime = row["up"]
        silence = Silence(rawValue: row["silence"]) ?? .none
        silentSince = instant("silent_since")
        isCommon = (row["incident"] as Int64?) != nil
        rank = row["rank"]
        rankSince = Instant(stored: row["rank_since"])
        isOpen = row["open"] as Int == 1
        if let disks = row["disks"] as Int?, let members = row["members"] as Int?, let backups = row["backups"] as Int?
        {
            inventory = BeatInventory(disks: disks, members: members, backups: backups)
        } else {
            inventory = nil
        }
        auditLines = row["aud_lines"]
        dropped = row["dropped"]
        refused = row["refused"]
        vault = row["vault"]
        vaultRead = instant("vault_read")
    }
}

extension CheckRow {
    init(_ row: Row) {
        self.init(
            check: row["chk"], state: row["state"], value: row["value"], since: Instant(stored: row["since"]),
            reason: row["reason"])
        if let by = row["ack_by"] as String? {
            ack = AckRow(by: by, at: Instant(stored: row["ack_at"]), until: Instant(stored: row["ack_until"]))
        }
    }
}

extension EventRow {
    init(_ row: Row) {
        id = row["id"]
        kind = row["kind"]
        check = row["chk"]
        state = row["state"]
        value = row["value"]
        reason = row["reason"]
        at = Instant(stored: row["at"])
        arrived = Instant(stored: row["arrived"])
        by = row["by"]
    }
}
