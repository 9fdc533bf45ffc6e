import Guest
public import SystemPackage

/// A large database beside the practice's own, as a practice system's would lie there. Made by the program `sqlite3`.
public enum HostDatabase {
    /// Makes one of so many thousand rows of 1,000 bytes that nobody can press smaller. Throws `.missing`, `.ended`.
    public static func make(at path: FilePath, megabytes: Int) async throws {
        try await run(
            """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            CREATE TABLE entry(number INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
            WITH RECURSIVE row(number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM row WHERE number < \(megabytes * 1_000 - 1))
            INSERT INTO entry SELECT number, randomblob(1000) FROM row;
            PRAGMA journal_mode = WAL;
            """, on: path)
    }

    /// Changes every row whose number is a multiple of `step`: scattered over the whole file.
    public static func change(at path: FilePath, every step: Int) async throws {
        try await run("UPDATE entry SET bytes = randomblob(1000) WHERE number % \(step) = 0;", on: path)
    }

    /// All of it is in the file when this returns: the last one who closes a database folds its log in.
    private static func run(_ sql: String, on path: FilePath) async throws {
        let program: FilePath = "/usr/bin/sqlite3"
        guard Files.exists(program) else { throw GuestError(.missing, program.string, "package sqlite3") }
        let log = path.removingLastComponent().appending("sqlite3.log")
        let child = try await ChildProcess.start(
            "sqlite3", program: program, arguments: ["-batch", "-bail", path.string, sql], log: log, grace: nil)
        let ending = try await child.ended(within: .seconds(1800))
        guard ending.contains("exited(0)") else { throw GuestError(.ended, "sqlite3", ending) }
        try Files.remove(log)
    }
}
