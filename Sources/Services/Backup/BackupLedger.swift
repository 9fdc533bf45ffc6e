import Database
import DatasafeCore
import FoundationEssentials

/// Targets, runs and the kept night, in the service's own SQLite file on the state volume: numbers only, no personal data,
/// so it needs no encryption and is there before the first disk. A commit that returned survives a power cut.
struct BackupLedger: Sendable {
    /// What was kept of before.
    struct Kept {
        var targets: [BackupTarget] = []
        /// Newest first.
        var runs: [BackupRunFact] = []
        /// Moment of a snapshot that no disk has yet.
        var night: Instant?
        var plan = BackupPlan()
        /// When the last night began by itself; nil = never.
        var begun: Instant?
        /// Newest first.
        var certificates: [DrillCertificate] = []
        var remotes: [RemoteTarget] = []
        /// Newest first.
        var nights: [TargetID: [Night]] = [:]
    }

    /// Runs in the fact.
    static let shown = 30
    /// Runs kept: five years of two disks.
    private static let mostRuns = 4_000
    /// Certificates kept of each kind: ten years of months, a year of nights.
    private static let mostCertificates = 400
    static let steps = [
        SchemaStep(
            "1-backup",
            sql: """
                CREATE TABLE target(number INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;
                CREATE TABLE run(seq INTEGER PRIMARY KEY AUTOINCREMENT, json TEXT NOT NULL) STRICT;
                CREATE TABLE night(id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL) STRICT;
                """),
        SchemaStep(
            "2-plan",
            sql: """
                CREATE TABLE plan(id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL) STRICT;
                CREATE TABLE begun(id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL) STRICT;
                """),
        SchemaStep(
            "3-certificate",
            sql: """
                CREATE TABLE certificate(
                    number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, json TEXT NOT NULL) STRICT;
                """),
        // A run and a certificate name their target now: what was disk 2 is target "2".
        SchemaStep(
            "4-remote",
            sql: """
                CREATE TABLE remote(id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
                UPDATE run SET json = json_remove(
                    json_set(json, '$.target', CAST(json_extract(json, '$.disk') AS TEXT)), '$.disk')
                    WHERE json_extract(json, '$.disk') IS NOT NULL;
                UPDATE certificate SET json = json_remove(
                    json_set(json, '$.target', CAST(json_extract(json, '$.disk') AS TEXT)), '$.disk')
                    WHERE json_extract(json, '$.disk') IS NOT NULL;
                """),
        SchemaStep(
            "5-stored",
            sql: """
                CREATE TABLE stored(
                    target TEXT NOT NULL, at INTEGER NOT NULL, night TEXT NOT NULL, PRIMARY KEY (target, at, night))
                    STRICT, WITHOUT ROWID;
                """),
        SchemaStep("6-partial", sql: "ALTER TABLE stored ADD COLUMN partial INTEGER NOT NULL DEFAULT 0;"),
    ]

    private let pool: DatabasePool

    /// Opens or makes the file. Blocks. Throws `DatabaseFileError`.
    init(path: String) throws { pool = try DatabaseFile.open(path: path, steps: Self.steps, readers: 1) }

    /// Everything kept. A row that this version cannot read is an error: a forgotten disk would look like a free number.
    func load() throws -> Kept {
        try pool.read { db in
            var kept = Kept()
            for text in try String.fetchAll(db, sql: "SELECT json FROM target ORDER BY number") {
                kept.targets.append(try JSONDecoder().decode(BackupTarget.self, from: Data(text.utf8)))
            }
            let runs = try String.fetchAll(
                db, sql: "SELECT json FROM run ORDER BY seq DESC LIMIT ?", arguments: [Self.shown])
            kept.runs = try runs.map { try JSONDecoder().decode(BackupRunFact.self, from: Data($0.utf8)) }
            kept.night = try Int64.fetchOne(db, sql: "SELECT at FROM night").map { Instant(milliseconds: $0) }
            kept.begun = try Int64.fetchOne(db, sql: "SELECT at FROM begun").map { Instant(milliseconds: $0) }
            if let text = try String.fetchOne(db, sql: "SELECT json FROM plan") {
                kept.plan = try JSONDecoder().decode(BackupPlan.self, from: Data(text.utf8))
            }
            for row in try Row.fetchAll(db, sql: "SELECT number, json FROM certificate ORDER BY number DESC") {
                var certificate = try JSONDecoder().decode(
                    DrillCertificate.self, from: Data((row["json"] as String).utf8))
                certificate.number = row["number"]
                kept.certificates.append(certificate)
            }
            for text in try String.fetchAll(db, sql: "SELECT json FROM remote ORDER BY id") {
                kept.remotes.append(try JSONDecoder().decode(RemoteTarget.self, from: Data(text.utf8)))
            }
            for row in try Row.fetchAll(
                db, sql: "SELECT target, at, night, partial FROM stored ORDER BY target, at DESC")
            {
                guard let target = TargetID(row["target"] as String) else { continue }
                kept.nights[target, default: []].append(
                    Night(id: row["night"], at: Instant(milliseconds: row["at"]), isPartial: row["partial"]))
            }
            return kept
        }
    }

    /// Keeps a certificate and returns its number. Of each kind the newest stay.
    func save(_ certificate: DrillCertificate) async throws -> Int {
        let text = try json(certificate)
        let kind = certificate.kind.rawValue
        return try await pool.write { db in
            try db.execute(sql: "INSERT INTO certificate(kind, json) VALUES (?, ?)", arguments: [kind, text])
            let number = Int(db.lastInsertedRowID)
            try db.execute(
                sql: """
                    DELETE FROM certificate WHERE kind = ?1 AND number <= (
                        SELECT number FROM certificate WHERE kind = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)
                    """, arguments: [kind, Self.mostCertificates])
            return number
        }
    }

    /// Writes a target, and the run that changed it, together or not at all.
    func save(_ target: BackupTarget, run: BackupRunFact? = nil) async throws {
        let text = try json(target)
        let line = try run.map { try json($0) }
        try await pool.write { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO target(number, json) VALUES (?, ?)", arguments: [target.number, text])
            try Self.put(run: line, db)
        }
    }

    /// The same for one that is no disk.
    func save(_ target: RemoteTarget, run: BackupRunFact? = nil) async throws {
        let text = try json(target)
        let line = try run.map { try json($0) }
        try await pool.write { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO remote(id, json) VALUES (?, ?)", arguments: [target.id.text, text])
            try Self.put(run: line, db)
        }
    }

    /// Keeps which nights a target has.
    func save(_ nights: [Night], of target: TargetID) async throws {
        try await pool.write { db in
            try db.execute(sql: "DELETE FROM stored WHERE target = ?", arguments: [target.text])
            let statement = try db.makeStatement(
                sql: "INSERT OR IGNORE INTO stored(target, at, night, partial) VALUES (?, ?, ?, ?)")
            for night in nights {
                try statement.execute(arguments: [target.text, night.at.milliseconds, night.id, night.isPartial])
            }
        }
    }

    private static func put(run line: String?, _ db: Database) throws {
        guard let line else { return }
        try db.execute(sql: "INSERT INTO run(json) VALUES (?)", arguments: [line])
        try db.execute(sql: "DELETE FROM run WHERE seq <= (SELECT max(seq) FROM run) - ?", arguments: [mostRuns])
    }

    /// Forgets a target that is no disk.
    func forget(_ id: TargetID) async throws {
        try await pool.write { db in
            try db.execute(sql: "DELETE FROM remote WHERE id = ?", arguments: [id.text])
            try db.execute(sql: "DELETE FROM stored WHERE target = ?", arguments: [id.text])
        }
    }

    /// Forgets a disk that is ours under another number now.
    func forget(_ number: Int) async throws {
        try await pool.write { db in
            try db.execute(sql: "DELETE FROM target WHERE number = ?", arguments: [number])
            try db.execute(sql: "DELETE FROM stored WHERE target = ?", arguments: ["\(number)"])
        }
    }

    /// Keeps a night for a disk; nil = a disk has it. `begun`: it began by itself, at that moment.
    func save(night: Instant?, begun: Instant? = nil) async throws {
        try await pool.write { db in
            try db.execute(sql: "DELETE FROM night")
            if let night {
                try db.execute(sql: "INSERT INTO night(id, at) VALUES (1, ?)", arguments: [night.milliseconds])
            }
            if let begun { try Self.put(begun, db) }
        }
    }

    func save(begun: Instant) async throws { try await pool.write { db in try Self.put(begun, db) } }

    private static func put(_ begun: Instant, _ db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO begun(id, at) VALUES (1, ?)", arguments: [begun.milliseconds])
    }

    func save(_ plan: BackupPlan) async throws {
        let text = try json(plan)
        try await pool.write { db in
            try db.execute(sql: "INSERT OR REPLACE INTO plan(id, json) VALUES (1, ?)", arguments: [text])
        }
    }

    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
