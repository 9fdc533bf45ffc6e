import Database
import Glibc
import Testing

struct DatabaseFileTests {
    let folder: String
    var path: String { "\(folder)/test.sqlite" }

    init() throws {
        var template = Array("/tmp/database-XXXXXX".utf8CString)
        folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    static let first = SchemaStep(
        "1-note",
        sql: """
            CREATE TABLE owner(id INTEGER PRIMARY KEY);
            CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE,
                owner INTEGER NOT NULL REFERENCES owner(id)) STRICT;
            INSERT INTO owner VALUES (1);
            """)
    static let second = SchemaStep("2-mark", sql: "ALTER TABLE note ADD COLUMN mark INTEGER NOT NULL DEFAULT 0")

    @Test func `every connection has the safe settings`() async throws {
        let pool = try DatabaseFile.open(path: path, steps: [Self.first])
        let writer = try await pool.writeWithoutTransaction { db in try Self.settings(db) }
        #expect(writer == ["wal", "2", "1", "0", "1", "2", "5000"])
        let reader = try await pool.read { db in try Self.settings(db) }
        #expect(reader == ["wal", "2", "1", "0", "1", "2", "10000"] || reader == writer)
    }

    private static func settings(_ db: Database) throws -> [String] {
        try [
            "journal_mode", "synchronous", "foreign_keys", "trusted_schema", "cell_size_check", "temp_store",
            "busy_timeout",
        ].map { try String.fetchOne(db, sql: "PRAGMA \($0)") ?? "" }
    }

    @Test func `the file and its companions are private`() throws {
        let before = umask(0)
        defer { umask(before) }
        let pool = try DatabaseFile.open(path: path, steps: [Self.first])
        try pool.write { db in try db.execute(sql: "INSERT INTO note(text, owner) VALUES ('a', 1)") }
        for suffix in ["", "-wal", "-shm"] {
            var state = stat()
            #expect(stat(path + suffix, &state) == 0)
            #expect(state.st_mode & 0o777 == 0o600, "\(suffix)")
        }
    }

    @Test func `steps run once and in order`() throws {
        try DatabaseFile.open(path: path, steps: [Self.first]).close()
        for _ in 0..<2 {
            let pool = try DatabaseFile.open(path: path, steps: [Self.first, Self.second])
            #expect(try pool.read { db in try Int.fetchOne(db, sql: "SELECT count(mark) FROM note") } == 0)
            try pool.close()
        }
    }

    @Test func `older software refuses a newer file and leaves it alone`() throws {
        try DatabaseFile.open(path: path, steps: [Self.first, Self.second]).close()
        #expect(throws: DatabaseFileError(code: .newer, path: path, cause: "")) {
            try DatabaseFile.open(path: path, steps: [Self.first])
        }
        try DatabaseFile.open(path: path, steps: [Self.first, Self.second]).close()
    }

    @Test func `a failing step leaves nothing of itself`() throws {
        let bad = SchemaStep("2-bad", sql: "CREATE TABLE half(id INTEGER); CREATE TABLE owner(id INTEGER)")
        #expect(throws: DatabaseFileError(code: .step, path: path, cause: "")) {
            try DatabaseFile.open(path: path, steps: [Self.first, bad])
        }
        let pool = try DatabaseFile.open(path: path, steps: [Self.first])
        #expect(try pool.read { db in try db.tableExists("half") } == false)
    }

    @Test func `a broken reference is refused`() throws {
        let pool = try DatabaseFile.open(path: path, steps: [Self.first])
        #expect(throws: DatabaseError.self) {
            try pool.write { db in try db.execute(sql: "INSERT INTO note(text, owner) VALUES ('a', 9)") }
        }
    }

    @Test func `what is not a database is damaged, a link and a folder are refused`() throws {
        let file = try #require(fopen(path, "w"))
        for _ in 0..<500 { fputs("this is not a database ", file) }
        fclose(file)
        #expect(throws: DatabaseFileError(code: .damaged, path: path, cause: "")) {
            try DatabaseFile.open(path: path, steps: [Self.first])
        }
        let link = "\(folder)/link.sqlite"
        #expect(symlink(path, link) == 0)
        for (path, code) in [
            (link, DatabaseFileError.Code.notPlain), (folder, .notPlain), ("\(folder)/none/x.sqlite", .cannotOpen),
        ] {
            #expect(throws: DatabaseFileError(code: code, path: path, cause: "")) {
                try DatabaseFile.open(path: path, steps: [Self.first])
            }
        }
    }

    @Test func `faults finds a table that was overwritten`() throws {
        let pool = try DatabaseFile.open(path: path, steps: [Self.first])
        try pool.write { db in
            for number in 0..<2000 {
                try db.execute(
                    sql: "INSERT INTO note(text, owner) VALUES (?, 1)",
                    arguments: ["\(number) " + String(repeating: "x", count: 60)])
            }
        }
        #expect(try DatabaseFile.faults(in: pool, quick: false) == [])
        try pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
        try pool.close()
        let file = try #require(fopen(path, "r+"))
        fseek(file, 6 * 4096, SEEK_SET)
        for _ in 0..<4096 { fputc(0x5a, file) }
        fclose(file)
        let again = try DatabaseFile.open(path: path, steps: [Self.first])
        var found = false
        do { found = try !DatabaseFile.faults(in: again, quick: true).isEmpty } catch { found = error.code == .damaged }
        #expect(found)
    }
}
