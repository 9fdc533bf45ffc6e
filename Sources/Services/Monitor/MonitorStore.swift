import Database
import DatasafeCore
import FoundationEssentials

/// The monitor's own SQLite file: states of the checks, what the judges remember, events. A commit that returned survives
/// kill -9 and a power cut.
struct MonitorStore: Sendable {
    /// What was kept of before.
    struct Kept {
        var states: [CheckID: CheckState] = [:]
        var memory = CheckMemory()
        /// The moment of the last save; nil for a new file.
        var time: CheckTime?
        /// Boot of the last run, and whether it ended in order.
        var boot = ""
        var endedInOrder = true
        /// Steady times of the crashes of the last hour.
        var crashes: [Int64] = []
        /// Newest first, at most `MonitorStore.shown`.
        var events: [CheckEventFact] = []
        /// When the newest kept reading of each disk was made.
        var newestReadings: [String: Instant] = [:]
    }

    /// One round's changes, written together or not at all.
    struct Round {
        var states: [CheckID: CheckState] = [:]
        var forgotten: [CheckID] = []
        var memory: CheckMemory?
        var events: [CheckEvent] = []
        var readings: [DiskReading] = []
        var time: CheckTime
        var run: Run
    }

    /// What tells a crash from an orderly end.
    struct Run: Codable, Equatable {
        var boot: String
        var endedInOrder: Bool
        var crashes: [Int64]
    }

    /// Events in the fact.
    static let shown = 50
    /// Events kept.
    private static let kept = 20_000

    private let pool: DatabasePool

    /// Opens or makes the file. Blocks. Throws `DatabaseFileError`.
    init(path: String) throws { pool = try DatabaseFile.open(path: path, steps: Self.steps, readers: 1) }

    /// Everything kept. A state or memory that this version cannot read is dropped: the check starts anew, and alarms again
    /// if it is bad.
    func load() throws -> Kept {
        try pool.read { db in
            var kept = Kept()
            for row in try Row.fetchAll(db, sql: "SELECT id, json FROM state") {
                guard let id = CheckID(row["id"] as String), let state = decode(CheckState.self, row["json"]) else {
                    continue
                }
                kept.states[id] = state
            }
            for row in try Row.fetchAll(db, sql: "SELECT name, json FROM kept") {
                switch row["name"] as String {
                case "memory": kept.memory = decode(CheckMemory.self, row["json"]) ?? kept.memory
                case "time": kept.time = decode(CheckTime.self, row["json"])
                case "run":
                    guard let run = decode(Run.self, row["json"]) else { continue }
                    (kept.boot, kept.endedInOrder, kept.crashes) = (run.boot, run.endedInOrder, run.crashes)
                default: continue
                }
            }
            kept.events = try newest(db)
            kept.newestReadings = try DiskReadings.newest(db)
            return kept
        }
    }

    /// Writes one round in one transaction; returns the newest events with their numbers. Blocks until it is on the disk.
    func save(_ round: Round) throws -> [CheckEventFact] {
        try pool.write { db in
            for (id, state) in round.states {
                try db.execute(
                    sql:
                        "INSERT INTO state (id, json) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json",
                    arguments: [id.text, encode(state)])
            }
            for id in round.forgotten { try db.execute(sql: "DELETE FROM state WHERE id = ?", arguments: [id.text]) }
            if let memory = round.memory { try keep("memory", encode(memory), db) }
            try keep("time", encode(round.time), db)
            try keep("run", encode(round.run), db)
            for event in round.events {
                try db.execute(
                    sql: """
                        INSERT INTO event (kind, id, severity, value, reason, at, lasted) VALUES (?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        event.kind.rawValue, event.check?.text ?? CheckKind.monitorSelf.rawValue,
                        event.severity.rawValue, event.value, event.reason, event.at.description, event.lasted,
                    ])
            }
            if !round.events.isEmpty {
                try db.execute(
                    sql: "DELETE FROM event WHERE seq <= (SELECT max(seq) FROM event) - ?", arguments: [Self.kept])
            }
            for reading in round.readings { try DiskReadings.keep(reading, db) }
            return try newest(db)
        }
    }

    /// The readings kept of one disk, oldest first. Blocks.
    func readings(of disk: String) throws -> [DiskReading] { try pool.read { try DiskReadings.all(of: disk, $0) } }

    /// Runs one statement past everything; tests only.
    func spoil(_ sql: String) throws { try pool.write { db in try db.execute(sql: sql) } }

    private static let steps = [
        SchemaStep(
            "1-checks",
            sql: """
                CREATE TABLE state (id TEXT PRIMARY KEY NOT NULL, json BLOB NOT NULL) WITHOUT ROWID;
                CREATE TABLE kept (name TEXT PRIMARY KEY NOT NULL, json BLOB NOT NULL) WITHOUT ROWID;
                CREATE TABLE event (
                    seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL,
                    severity INTEGER NOT NULL, value REAL, reason TEXT NOT NULL, at TEXT NOT NULL, lasted INTEGER
                );
                """),
        DiskReadings.step,
    ]
}

private func keep(_ name: String, _ json: Data, _ db: Database) throws {
    try db.execute(
        sql: "INSERT INTO kept (name, json) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET json = excluded.json",
        arguments: [name, json])
}

private func newest(_ db: Database) throws -> [CheckEventFact] {
    try Row.fetchAll(
        db, sql: "SELECT * FROM event ORDER BY seq DESC LIMIT ?", arguments: [MonitorStore.shown]
    ).compactMap { row in
        guard let at = Instant(row["at"] as String) else { return nil }
        var event = CheckEventFact(
            seq: row["seq"], event: row["kind"], check: row["id"], state: row["severity"], value: row["value"],
            reason: row["reason"], at: at)
        event.lasted = row["lasted"]
        return event
    }
}

func encode(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
}

func decode<Value: Decodable>(_ type: Value.Type, _ json: Data) -> Value? {
    try? JSONDecoder().decode(type, from: json)
}
