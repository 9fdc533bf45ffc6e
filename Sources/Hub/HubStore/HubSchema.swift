import Database

/// Tables of the hub. Times are milliseconds since 1970 by the hub's clock, except `at` and `since`, which are the box's.
enum HubSchema {
    static let steps = [
        SchemaStep(
            "1-fleet",
            sql: """
                CREATE TABLE incident(
                    id INTEGER PRIMARY KEY, started INTEGER NOT NULL, ended INTEGER, boxes INTEGER NOT NULL) STRICT;
                CREATE TABLE box(
                    id INTEGER PRIMARY KEY, dev TEXT NOT NULL UNIQUE, label TEXT NOT NULL,
                    key TEXT NOT NULL UNIQUE, spki BLOB NOT NULL, enrolled INTEGER NOT NULL, revoked INTEGER,
                    seq INTEGER NOT NULL DEFAULT 0, boots TEXT NOT NULL DEFAULT '',
                    sw TEXT NOT NULL DEFAULT '', ph TEXT NOT NULL DEFAULT 'unknown',
                    seen INTEGER, at INTEGER, up INTEGER NOT NULL DEFAULT 0, interval INTEGER NOT NULL DEFAULT 60,
                    silence INTEGER NOT NULL DEFAULT 0, silent_since INTEGER,
                    incident INTEGER REFERENCES incident(id),
                    rank INTEGER NOT NULL DEFAULT 0, open INTEGER NOT NULL DEFAULT 0,
                    rank_since INTEGER NOT NULL DEFAULT 0,
                    disks INTEGER, members INTEGER, backups INTEGER,
                    aud_lines INTEGER NOT NULL DEFAULT 0, aud_head TEXT NOT NULL DEFAULT '',
                    dropped INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0) STRICT;
                CREATE INDEX box_worst ON box(rank DESC, open DESC, rank_since DESC, id) WHERE revoked IS NULL;
                CREATE TABLE cur(
                    box INTEGER NOT NULL REFERENCES box(id), chk TEXT NOT NULL, state INTEGER NOT NULL, value REAL,
                    since INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY(box, chk)) STRICT, WITHOUT ROWID;
                CREATE INDEX cur_problem ON cur(chk, state) WHERE state > 0;
                CREATE TABLE beat(
                    box INTEGER NOT NULL REFERENCES box(id), seq INTEGER NOT NULL, boot TEXT NOT NULL,
                    digest BLOB NOT NULL, PRIMARY KEY(box, seq)) STRICT, WITHOUT ROWID;
                CREATE TABLE event(
                    id INTEGER PRIMARY KEY, box INTEGER NOT NULL REFERENCES box(id), number INTEGER,
                    kind TEXT NOT NULL, chk TEXT NOT NULL, state INTEGER NOT NULL, value REAL, reason TEXT NOT NULL,
                    at INTEGER NOT NULL, arrived INTEGER NOT NULL, by TEXT NOT NULL, chain BLOB NOT NULL) STRICT;
                CREATE UNIQUE INDEX event_once ON event(box, number, at, chk, kind) WHERE number IS NOT NULL;
                CREATE INDEX event_box ON event(box, id);
                CREATE TABLE ack(
                    box INTEGER NOT NULL REFERENCES box(id), chk TEXT NOT NULL, by TEXT NOT NULL,
                    at INTEGER NOT NULL, until INTEGER NOT NULL, PRIMARY KEY(box, chk)) STRICT, WITHOUT ROWID;
                CREATE TABLE code(
                    hash TEXT PRIMARY KEY, label TEXT NOT NULL, made INTEGER NOT NULL, expires INTEGER NOT NULL,
                    used INTEGER, box INTEGER REFERENCES box(id)) STRICT, WITHOUT ROWID;
                """),
        SchemaStep(
            "2-people",
            sql: """
                CREATE TABLE user(
                    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, password TEXT NOT NULL,
                    must_change INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0,
                    locked_until INTEGER NOT NULL DEFAULT 0, made INTEGER NOT NULL) STRICT;
                CREATE TABLE session(
                    hash TEXT PRIMARY KEY, user INTEGER NOT NULL REFERENCES user(id) ON DELETE CASCADE,
                    made INTEGER NOT NULL, seen INTEGER NOT NULL, form TEXT NOT NULL) STRICT, WITHOUT ROWID;
                CREATE TABLE link(
                    hash TEXT PRIMARY KEY, user INTEGER NOT NULL REFERENCES user(id) ON DELETE CASCADE,
                    expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
                """),
        SchemaStep(
            "3-pulse",
            sql: """
                CREATE TABLE pulse(
                    box INTEGER NOT NULL REFERENCES box(id), hour INTEGER NOT NULL, beats INTEGER NOT NULL,
                    late INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY(box, hour)) STRICT, WITHOUT ROWID;
                ALTER TABLE session ADD COLUMN by_link INTEGER NOT NULL DEFAULT 0;
                """),
        // Bytes booked in the vault; NULL = nothing is booked.
        SchemaStep("4-vault", sql: "ALTER TABLE box ADD COLUMN vault INTEGER;"),
        // Until when the box may take away from its store; NULL = it never could.
        SchemaStep("5-window", sql: "ALTER TABLE box ADD COLUMN vault_until INTEGER;"),
        // When its store was last read through; NULL = never.
        SchemaStep("6-scrub", sql: "ALTER TABLE box ADD COLUMN vault_read INTEGER;"),
    ]
}
