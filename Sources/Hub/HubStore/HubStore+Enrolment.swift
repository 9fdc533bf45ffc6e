import Database
public import DatasafeCore
import FoundationEssentials

extension HubStore {
    /// Remembers a one-time ticket. `hash`: what `enrol` will be asked with, never the ticket itself.
    public func addCode(hash: String, label: String, now: Instant, expires: Instant) async throws(HubStoreError) {
        try await write { db in
            try db.execute(
                sql: "DELETE FROM code WHERE expires < ?", arguments: [now.adding(seconds: -86_400 * 30).milliseconds])
            let count =
                try Int.fetchOne(db, sql: "SELECT (SELECT count(*) FROM box) + (SELECT count(*) FROM code)") ?? 0
            try db.execute(
                sql: "INSERT INTO code(hash, label, made, expires) VALUES (?, ?, ?, ?)",
                arguments: [hash, label.isEmpty ? "Box \(count + 1)" : label, now.milliseconds, expires.milliseconds])
        }
    }

    /// Takes a box into the fleet. The same key with the same ticket gets the same answer again, so that a lost reply does
    /// no harm.
    ///
    /// - Returns: its device id; nil when the ticket is unknown, used by another key, or its time is over.
    public func enrol(
        codeHash: String, key: String, spki: [UInt8], device: String, now: Instant
    ) async throws(HubStoreError) -> String? {
        let chain = chain
        return try await write { db -> String? in
            guard let code = try Row.fetchOne(db, sql: "SELECT * FROM code WHERE hash = ?", arguments: [codeHash])
            else {
                return nil
            }
            if let box = code["box"] as Int64? {
                return try String.fetchOne(
                    db, sql: "SELECT dev FROM box WHERE id = ? AND key = ? AND revoked IS NULL", arguments: [box, key])
            }
            guard code["expires"] as Int64 >= now.milliseconds else { return nil }
            // A box that is enrolled once more keeps its key but becomes a new device: its old history stays with the old
            // one. The unique key moves.
            try db.execute(
                sql: "UPDATE box SET revoked = coalesce(revoked, ?), key = key || '-' || id WHERE key = ?",
                arguments: [now.milliseconds, key])
            try db.execute(
                sql: "INSERT INTO box(dev, label, key, spki, enrolled, rank_since) VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    device, code["label"] as String, key, Data(spki), now.milliseconds, now.milliseconds,
                ])
            let box = db.lastInsertedRowID
            try db.execute(
                sql: "UPDATE code SET used = ?, box = ? WHERE hash = ?", arguments: [now.milliseconds, box, codeHash])
            try chain.append(
                EventChain.Entry(
                    box: box, number: nil, kind: "enrol", check: "", state: 0, value: nil, reason: "", at: now,
                    arrived: now, by: "hub"), db)
            return device
        }
    }

    /// The newest one-time codes; the codes themselves are nowhere.
    public func codes(limit: Int = 20) async throws(HubStoreError) -> [CodeRow] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT code.label, code.made, code.expires, code.used, box.dev FROM code
                    LEFT JOIN box ON box.id = code.box ORDER BY code.made DESC LIMIT ?
                    """, arguments: [limit]
            ).map { row in
                CodeRow(
                    label: row["label"], made: Instant(stored: row["made"]), expires: Instant(stored: row["expires"]),
                    used: (row["used"] as Int64?).map { Instant(stored: $0) }, device: row["dev"])
            }
        }
    }

    /// Refuses all further beats of a box. Its history stays.
    public func revoke(box: Int64, by: String, now: Instant) async throws(HubStoreError) {
        let chain = chain
        try await write { db in
            try db.execute(
                sql: "UPDATE box SET revoked = ?, silence = 0, incident = NULL WHERE id = ? AND revoked IS NULL",
                arguments: [now.milliseconds, box])
            guard db.changesCount == 1 else { throw HubStoreError(.unknown) }
            try chain.append(
                EventChain.Entry(
                    box: box, number: nil, kind: "revoke", check: "", state: 0, value: nil, reason: "", at: now,
                    arrived: now, by: by), db)
        }
    }

    /// Gives a box another name.
    public func rename(box: Int64, to label: String) async throws(HubStoreError) {
        try await write { db in
            try db.execute(sql: "UPDATE box SET label = ? WHERE id = ?", arguments: [label, box])
            guard db.changesCount == 1 else { throw HubStoreError(.unknown) }
        }
    }
}
