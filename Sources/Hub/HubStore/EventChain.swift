import Database
import DatasafeCore
import FoundationEssentials

/// Writes events so that none can be changed or taken out unseen: each row carries the hash of itself and of the row
/// before. Nothing updates or deletes an event.
struct EventChain: Sendable {
    let hash: @Sendable ([UInt8]) -> [UInt8]

    struct Entry {
        var box: Int64
        /// The box's own number; nil for events of the hub.
        var number: Int?
        var kind: String
        var check: String
        var state: Int
        var value: Double?
        var reason: String
        var at: Instant
        var arrived: Instant
        /// `box`, `hub`, or the name of a person.
        var by: String
    }

    /// Appends an event; false when the box already told it.
    @discardableResult
    func append(_ entry: Entry, _ db: Database) throws -> Bool {
        if let number = entry.number {
            let known = try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT 1 FROM event
                        WHERE box = ? AND number = ? AND at = ? AND chk = ? AND kind = ? AND number IS NOT NULL
                        """),
                arguments: [entry.box, number, entry.at.milliseconds, entry.check, entry.kind])
            if known == true { return false }
        }
        let last = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT id, chain FROM event ORDER BY id DESC LIMIT 1"))
        let id = (last?["id"] as Int64? ?? 0) + 1
        let link = hash((last?.bytes("chain") ?? []) + content(entry, id: id))
        try db.cachedStatement(
            sql: """
                INSERT INTO event(id, box, number, kind, chk, state, value, reason, at, arrived, by, chain)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            id, entry.box, entry.number, entry.kind, entry.check, entry.state, entry.value, entry.reason,
            entry.at.milliseconds, entry.arrived.milliseconds, entry.by, Data(link),
        ])
        return true
    }

    private func content(_ entry: Entry, id: Int64) -> [UInt8] {
        let parts: [String] = [
            "\(id)", "\(entry.box)", entry.number.map { "\($0)" } ?? "", entry.kind, entry.check, "\(entry.state)",
            entry.value.map { "\($0)" } ?? "", entry.reason, "\(entry.at.milliseconds)",
            "\(entry.arrived.milliseconds)",
            entry.by,
        ]
        return Array(parts.joined(separator: "\u{1f}").utf8)
    }

    /// One sentence for the first event that does not fit its hash.
    func faults(_ db: Database) throws -> [String] {
        var link: [UInt8] = []
        var next: Int64 = 1
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM event ORDER BY id")
        while let row = try rows.next() {
            let id: Int64 = row["id"]
            let entry = Entry(
                box: row["box"], number: row["number"], kind: row["kind"], check: row["chk"], state: row["state"],
                value: row["value"], reason: row["reason"], at: Instant(stored: row["at"]),
                arrived: Instant(stored: row["arrived"]), by: row["by"])
            link = hash(link + content(entry, id: id))
            guard id == next, row.bytes("chain") == link else { return ["event \(id) does not fit the chain"] }
            next += 1
        }
        return []
    }
}
