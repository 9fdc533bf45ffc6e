import Database
import Glibc
import Testing

@Suite struct ForeignDatabaseTests {
    let folder: String
    var path: String { "\(folder)/test.sqlite" }

    init() throws {
        var template = Array("/tmp/foreign-XXXXXX".utf8CString)
        folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    private func make(_ sql: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in try db.execute(sql: sql) }
        try queue.close()
    }

    private func refusal(_ tables: Set<String>) -> DatabaseFileError.Code? {
        do {
            _ = try DatabaseFile.openForeign(path: path, tables: tables)
            return nil
        } catch { return error.code }
    }

    @Test func `reads, and writes nothing`() throws {
        try make("CREATE TABLE note(text); INSERT INTO note VALUES ('a')")
        let queue = try DatabaseFile.openForeign(path: path, tables: ["note"])
        #expect(try queue.read { db in try String.fetchOne(db, sql: "SELECT text FROM note") } == "a")
        #expect(throws: DatabaseError.self) { try queue.read { db in try db.execute(sql: "DELETE FROM note") } }
    }

    @Test func `commits that stand in the log only are seen`() throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; CREATE TABLE note(text); INSERT INTO note VALUES ('a')")
        }
        // As a snapshot finds it: copied while it is open, the log not yet folded in.
        let copy = "\(folder)/copy.sqlite"
        for suffix in ["", "-wal"] {
            let from = try #require(fopen(path + suffix, "r"))
            let to = try #require(fopen(copy + suffix, "w"))
            var piece = [UInt8](repeating: 0, count: 65_536)
            while case let count = fread(&piece, 1, piece.count, from), count > 0 { fwrite(piece, 1, count, to) }
            fclose(from)
            fclose(to)
        }
        try queue.close()
        let opened = try DatabaseFile.openForeign(path: copy, tables: ["note"])
        #expect(try opened.read { db in try String.fetchOne(db, sql: "SELECT text FROM note") } == "a")
    }

    @Test func `a view in a table's place, a missing table, a missing file and noise are refused`() throws {
        #expect(refusal(["note"]) == .cannotOpen)
        try make("CREATE TABLE other(text); CREATE VIEW note AS SELECT text FROM other")
        #expect(refusal(["other"]) == nil)
        #expect(refusal(["note"]) == .damaged)
        #expect(refusal(["none"]) == .damaged)
        let file = try #require(fopen(path, "w"))
        for _ in 0..<500 { fputs("this is not a database ", file) }
        fclose(file)
        #expect(refusal([]) == .damaged)
    }

    @Test func `a damaged page is refused`() throws {
        try make("CREATE TABLE note(text)")
        let queue = try DatabaseQueue(path: path)
        try queue.write { db in
            for _ in 0..<2000 { try db.execute(sql: "INSERT INTO note VALUES (hex(randomblob(60)))") }
        }
        try queue.close()
        let file = try #require(fopen(path, "r+"))
        fseek(file, 5 * 4096, SEEK_SET)
        for _ in 0..<4096 { fputc(0x5a, file) }
        fclose(file)
        #expect(refusal(["note"]) == .damaged)
    }
}
