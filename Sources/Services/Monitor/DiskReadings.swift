import Database
import DatasafeCore
import FoundationEssentials

/// The table of what disks said over the years: the hours of a week, the days of three years.
enum DiskReadings {
    /// Only what is drawn; the disk and the moment stand in the key.
    private struct Content: Codable {
        var values: [SmartCounter: Int]
        var celsius: Int?
    }

    static let step = SchemaStep(
        "2-disk-readings",
        sql: """
            CREATE TABLE disk_reading (
                disk TEXT NOT NULL, at INTEGER NOT NULL, json BLOB NOT NULL, PRIMARY KEY (disk, at)
            ) WITHOUT ROWID;
            """)

    /// Keeps a reading and thins those of the same disk.
    static func keep(_ reading: DiskReading, _ db: Database) throws {
        let now = reading.at.seconds
        try db.execute(
            sql: "INSERT OR REPLACE INTO disk_reading (disk, at, json) VALUES (?, ?, ?)",
            arguments: [reading.disk, now, encode(Content(values: reading.values, celsius: reading.celsius))])
        // From a clock that ran ahead. Where there are many, it is this clock that is behind: they stay.
        let ahead =
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM disk_reading WHERE disk = ? AND at > ?", arguments: [reading.disk, now])
            ?? 0
        if (1...DiskReading.strays).contains(ahead) {
            try db.execute(
                sql: "DELETE FROM disk_reading WHERE disk = ? AND at > ?", arguments: [reading.disk, now])
        }
        // The first of each day stays.
        try db.execute(
            sql: """
                DELETE FROM disk_reading WHERE disk = ?1 AND at < ?2 AND EXISTS (
                    SELECT 1 FROM disk_reading AS first WHERE first.disk = ?1
                    AND first.at >= disk_reading.at / 86400 * 86400 AND first.at < disk_reading.at)
                """, arguments: [reading.disk, now - DiskReading.wholeFor])
        // By count, not by age: a clock that jumps by years forgets nothing.
        try db.execute(
            sql: """
                DELETE FROM disk_reading WHERE disk = ?1 AND at <= (
                    SELECT at FROM disk_reading WHERE disk = ?1 ORDER BY at DESC LIMIT 1 OFFSET ?2)
                """, arguments: [reading.disk, DiskReading.kept])
    }

    static func newest(_ db: Database) throws -> [String: Instant] {
        let rows = try Row.fetchAll(db, sql: "SELECT disk, max(at) AS newest FROM disk_reading GROUP BY disk")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["disk"] as String, Instant(seconds: $0["newest"])) })
    }

    /// Oldest first. What this version cannot read is left out.
    static func all(of disk: String, _ db: Database) throws -> [DiskReading] {
        try Row.fetchAll(
            db, sql: "SELECT at, json FROM disk_reading WHERE disk = ? ORDER BY at", arguments: [disk]
        ).compactMap { row in
            guard let content = decode(Content.self, row["json"]) else { return nil }
            return DiskReading(
                disk: disk, at: Instant(seconds: row["at"]), values: content.values, celsius: content.celsius)
        }
    }
}
