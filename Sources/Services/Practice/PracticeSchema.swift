import Database

/// The practice's tables. Moments are milliseconds since 1970; ids are never used twice, so that an old audit line never
/// points at a new document.
enum PracticeSchema {
    static let steps = [
        SchemaStep("1-practice", sql: practice), SchemaStep("2-audit", sql: audit), SchemaStep("3-gone", sql: gone),
    ]

    /// Tables that a night has to have to be read.
    static let nightTables: Set<String> = ["user", "folder", "document", "version", "audit"]

    private static let practice = """
        CREATE TABLE practice(
            id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, founded INTEGER NOT NULL) STRICT;
        CREATE TABLE user(
            id INTEGER PRIMARY KEY AUTOINCREMENT, login TEXT NOT NULL UNIQUE, fullName TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('administrator', 'doctor', 'assistant')),
            active INTEGER NOT NULL CHECK (active IN (0, 1)), password TEXT NOT NULL, lastLogIn INTEGER) STRICT;

        -- hidden: this folder or one above it lies in the bin. Kept by every change of the tree, so that reading is cheap.
        CREATE TABLE folder(
            id INTEGER PRIMARY KEY AUTOINCREMENT, parent INTEGER REFERENCES folder(id), name TEXT NOT NULL,
            sortKey TEXT NOT NULL, changed INTEGER NOT NULL, binned INTEGER,
            hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1))) STRICT;
        CREATE UNIQUE INDEX folderName ON folder(ifnull(parent, 0), name) WHERE binned IS NULL;
        CREATE INDEX folderOrder ON folder(parent, sortKey, name);
        CREATE INDEX folderBin ON folder(binned) WHERE binned IS NOT NULL;

        -- version, bytes, sha256, changed, by: of the newest version.
        CREATE TABLE document(
            id INTEGER PRIMARY KEY AUTOINCREMENT, folder INTEGER REFERENCES folder(id), name TEXT NOT NULL,
            sortKey TEXT NOT NULL, changed INTEGER NOT NULL, by INTEGER REFERENCES user(id), binned INTEGER,
            version INTEGER NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL REFERENCES blob(sha256)) STRICT;
        CREATE UNIQUE INDEX documentName ON document(ifnull(folder, 0), name) WHERE binned IS NULL;
        CREATE INDEX documentOrder ON document(folder, sortKey, name);
        CREATE INDEX documentBin ON document(binned) WHERE binned IS NOT NULL;
        CREATE INDEX documentBlob ON document(sha256);
        CREATE INDEX documentBy ON document(by);

        CREATE TABLE version(
            document INTEGER NOT NULL REFERENCES document(id), number INTEGER NOT NULL CHECK (number > 0),
            at INTEGER NOT NULL, by INTEGER REFERENCES user(id), bytes INTEGER NOT NULL,
            sha256 TEXT NOT NULL REFERENCES blob(sha256), PRIMARY KEY (document, number)) STRICT, WITHOUT ROWID;
        CREATE INDEX versionBlob ON version(sha256);
        CREATE INDEX versionBy ON version(by);

        -- Contents whose file is durable. doomed: contents without a version whose file is still to be removed.
        CREATE TABLE blob(sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE doomed(sha256 TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

        -- rowid: 2 * folder, 2 * document + 1.
        CREATE VIRTUAL TABLE title USING fts5(
            name, german, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');

        CREATE TABLE pulse(id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL) STRICT;
        """

    // kind: 0 folder, 1 document. path: "Befunde/2026". Kept as long as a night may hold them, no longer.
    private static let gone = """
        CREATE TABLE gone(
            kind INTEGER NOT NULL CHECK (kind IN (0, 1)), id INTEGER NOT NULL, name TEXT NOT NULL, path TEXT NOT NULL,
            bytes INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (kind, id))
            STRICT, WITHOUT ROWID;
        CREATE INDEX goneUntil ON gone(until);
        CREATE TABLE goneVersion(
            document INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, bytes INTEGER NOT NULL,
            PRIMARY KEY (document, number)) STRICT, WITHOUT ROWID;
        -- rowid: 2 * id + kind.
        CREATE VIRTUAL TABLE goneTitle USING fts5(
            name, german, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
        """

    // Source of the chain: DatasafeCore.AuditLine. The head stands apart as well, so that a tail cut off by hand is seen
    // here already; who cuts both is seen by the hub and the backups, which keep older heads.
    private static let audit = """
        CREATE TABLE audit(
            seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, user TEXT NOT NULL, action TEXT NOT NULL,
            subject TEXT NOT NULL, outcome TEXT NOT NULL, hash BLOB NOT NULL CHECK (length(hash) = 32),
            object TEXT GENERATED ALWAYS AS (substr(subject, 1, instr(subject || '/', '/') - 1)) VIRTUAL) STRICT;
        CREATE INDEX auditObject ON audit(object);
        CREATE TABLE auditHead(
            id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
        INSERT INTO auditHead VALUES (1, 0, zeroblob(32));
        CREATE TRIGGER auditNoChange BEFORE UPDATE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
        CREATE TRIGGER auditNoRemoval BEFORE DELETE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
        """
}
