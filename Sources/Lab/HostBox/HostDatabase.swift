import Database
import Guest
public import SystemPackage

/// A large database beside the practice's own, as a practice system's would lie there.
public enum HostDatabase {
    private static let rowBytes = 1_000

    /// Makes one of so many rows of 1,000 bytes that nobody can press smaller. Blocks.
    public static func make(at path: FilePath, megabytes: Int) throws {
        let pool = try open(path)
        for thousand in 0..<megabytes {
            try pool.write { db in
                for row in 0..<1_000 {
                    try db.execute(
                        sql: "INSERT INTO entry VALUES (?, randomblob(?))",
                        arguments: [thousand * 1_000 + row, rowBytes])
                }
            }
        }
        try fold(pool)
    }

    /// Changes every row whose number is a multiple of `step`: scattered over the whole file.
    public static func change(at path: FilePath, every step: Int) throws {
        let pool = try open(path)
        try pool.write { db in
            try db.execute(
                sql: "UPDATE entry SET bytes = randomblob(?) WHERE number % ? = 0", arguments: [rowBytes, step])
        }
        try fold(pool)
    }

    private static func open(_ path: FilePath) throws -> DatabasePool {
        try DatabaseFile.open(
            path: path.string,
            steps: [
                SchemaStep(
                    "1-entry", sql: "CREATE TABLE entry(number INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;")
            ], readers: 1)
    }

    /// All of it in the file.
    private static func fold(_ pool: DatabasePool) throws {
        _ = try pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
        try pool.close()
    }
}
