import Database
import DatasafeCore
import FoundationEssentials

/// What beat remembers over restarts: where it is enrolled, its counter, and the beats the hub has not acknowledged.
struct BeatBook: Sendable {
    /// Who this box is at which hub.
    struct Enrolment: Sendable, Equatable {
        /// `https://host:port`
        var hub: String
        var device: String
        /// SHA-256 of the hub's public key, 64 hex digits.
        var pin: String
    }

    /// One beat as it travels.
    struct Spooled: Sendable, Equatable {
        var seq: Int
        var kind: Heartbeat.Kind
        var at: Instant
        var hasEvents: Bool
        /// The exact bytes that were signed.
        var body: [UInt8]
        var signature: [UInt8]
    }

    private static let steps = [
        SchemaStep(
            "1-spool",
            sql: """
                CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
                CREATE TABLE spool(
                    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, at INTEGER NOT NULL, events INTEGER NOT NULL,
                    stored BLOB NOT NULL, signature BLOB NOT NULL) STRICT;
                """)
    ]

    private let pool: DatabasePool

    /// Opens `beat.sqlite` in the state folder. Blocks for a moment.
    init(folder: String) throws(DatabaseFileError) {
        pool = try DatabaseFile.open(path: "\(folder)/beat.sqlite", steps: Self.steps, readers: 1)
    }

    func close() { try? pool.close() }

    // MARK: Enrolment

    func enrolment() async throws -> Enrolment? {
        try await pool.read { db in
            guard let hub = try Self.get("hub", db), let device = try Self.get("device", db),
                let pin = try Self.get("pin", db)
            else { return nil }
            return Enrolment(hub: hub, device: device, pin: pin)
        }
    }

    /// A new device begins to count anew; what the old one could not send is gone with it.
    func enrol(_ enrolment: Enrolment) async throws {
        try await pool.write { db in
            try db.execute(sql: "DELETE FROM spool; DELETE FROM meta;")
            try Self.set("hub", enrolment.hub, db)
            try Self.set("device", enrolment.device, db)
            try Self.set("pin", enrolment.pin, db)
        }
    }

    // MARK: Counters

    /// Number of the newest beat made, 0 before the first.
    func lastSeq() async throws -> Int { try await number("seq") }

    /// Number of the newest event that stands in a beat.
    func lastEvent() async throws -> Int { try await number("event") }

    /// Seconds between two beats as the hub last asked.
    func interval() async throws -> Int {
        let stored = try await number("interval")
        return HubReply.intervals.contains(stored) ? stored : 60
    }

    func setInterval(_ seconds: Int) async throws {
        try await pool.write { db in try Self.set("interval", "\(seconds)", db) }
    }

    private func number(_ key: String) async throws -> Int {
        try await pool.read { db in try Self.get(key, db).flatMap { Int($0) } ?? 0 }
    }

    // MARK: Spool

    /// Puts a beat into the spool and moves both counters in one commit.
    func append(_ beat: Spooled, event: Int) async throws {
        try await pool.write { db in
            try Self.insert(beat, db)
            try Self.set("seq", "\(beat.seq)", db)
            try Self.set("event", "\(event)", db)
        }
    }

    /// The same beat under a new number and signature.
    func renumber(_ seq: Int, to beat: Spooled) async throws {
        try await pool.write { db in
            try db.execute(sql: "DELETE FROM spool WHERE seq = ?", arguments: [seq])
            try Self.insert(beat, db)
            let last = try Self.get("seq", db).flatMap { Int($0) } ?? 0
            try Self.set("seq", "\(max(last, beat.seq))", db)
        }
    }

    func remove(_ seqs: Set<Int>) async throws {
        try await pool.write { db in
            for seq in seqs {
                try db.cachedStatement(sql: "DELETE FROM spool WHERE seq = ?").execute(arguments: [seq])
            }
        }
    }

    /// The newest or the oldest waiting beat.
    func next(newest: Bool) async throws -> Spooled? {
        try await pool.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM spool ORDER BY seq \(newest ? "DESC" : "ASC") LIMIT 1")
                .map { row in
                    let stored: Data = row["stored"]
                    let signature: Data = row["signature"]
                    return Spooled(
                        seq: row["seq"], kind: Heartbeat.Kind(rawValue: row["kind"]) ?? .delta,
                        at: Instant(milliseconds: row["at"]), hasEvents: row["events"],
                        body: try Self.unpacked(Array(stored)), signature: Array(signature))
                }
        }
    }

    /// Waiting beats, bytes they take, and the moment of the oldest.
    func waiting() async throws -> (count: Int, bytes: Int, oldest: Instant?) {
        try await pool.read { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT count(*) AS n, coalesce(sum(length(stored)), 0) AS bytes FROM spool")
            let oldest = try Int64.fetchOne(db, sql: "SELECT at FROM spool ORDER BY seq LIMIT 1")
            return (row?["n"] ?? 0, row?["bytes"] ?? 0, oldest.map { Instant(milliseconds: $0) })
        }
    }

    /// Makes room when there is too much; true when beats with events had to go.
    func trim(now: Instant) async throws -> Bool {
        let entries = try await pool.read { db in
            try Row.fetchAll(db, sql: "SELECT seq, kind, at, events, length(stored) AS bytes FROM spool ORDER BY seq")
                .map {
                    row in
                    SpoolEntry(
                        seq: row["seq"], at: Instant(milliseconds: row["at"]), bytes: row["bytes"],
                        hasEvents: row["events"],
                        isFull: row["kind"] as String == Heartbeat.Kind.full.rawValue)
                }
        }
        let drop = SpoolRule.toDrop(entries, now: now)
        guard !drop.isEmpty else { return false }
        try await remove(drop)
        return entries.contains { $0.hasEvents && drop.contains($0.seq) }
    }

    // MARK: Rows

    private static func insert(_ beat: Spooled, _ db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO spool(seq, kind, at, events, stored, signature) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                beat.seq, beat.kind.rawValue, beat.at.milliseconds, beat.hasEvents, Data(packed(beat.body)),
                Data(beat.signature),
            ])
    }

    /// Large bodies are kept as they travel: compressed.
    private static func packed(_ body: [UInt8]) -> [UInt8] {
        body.count > Heartbeat.compressAbove ? Deflate.gzip(body) : body
    }

    private static func unpacked(_ stored: [UInt8]) throws -> [UInt8] {
        stored.first == UInt8(ascii: "{") ? stored : try Gunzip.bytes(of: stored, limit: Heartbeat.largest)
    }

    private static func get(_ key: String, _ db: Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = ?", arguments: [key])
    }

    private static func set(_ key: String, _ value: String, _ db: Database) throws {
        try db.execute(
            sql: "INSERT INTO meta(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            arguments: [key, value])
    }
}
