import Database
public import DatasafeCore
import FoundationEssentials
import Seal
import Staging

/// Looks through practice data that nobody works on - a snapshot, or what was brought back from a backup - with the
/// service's own reading code, and counts. Nothing there is changed. Blocks; throws `InspectionFault`, `AuditFault`,
/// `NightFault`, and what the system says.
public struct Inspection: Sendable {
    private let folder: String
    private let scratch: String

    /// - Parameters:
    ///   - folder: `practice.sqlite`, its log, and `blobs`, as the service keeps them.
    ///   - scratch: an empty private folder on the data volume, for a copy of the database.
    public init(of folder: String, scratch: String) {
        self.folder = folder
        self.scratch = scratch
    }

    /// Counts everything, after SQLite's check of all pages, of all references, and of the audit log from its first line.
    public func counts() throws -> PracticeCounts {
        try read { db in
            let faults = try String.fetchAll(db, sql: "PRAGMA integrity_check(3)").filter { $0 != "ok" }
            guard faults.isEmpty, try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil else {
                throw InspectionFault.damaged
            }
            func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
            var counts = PracticeCounts()
            counts.documents = try count("SELECT count(*) FROM document")
            counts.versions = try count("SELECT count(*) FROM version")
            counts.folders = try count("SELECT count(*) FROM folder")
            counts.users = try count("SELECT count(*) FROM user")
            counts.contents = try count("SELECT count(*) FROM blob")
            counts.bytes = try Int64.fetchOne(db, sql: "SELECT ifnull(sum(bytes), 0) FROM blob") ?? 0
            let (head, _) = try AuditHead.empty.follow(db, lines: .max)
            counts.auditLines = head.seq
            counts.auditHead = head.hash.lowercaseHex
            return counts
        }
    }

    /// Reads the contents whose names begin with one of `fans` (first two digits) and holds each against its name and the
    /// database. Contents that no document refers to any more are no fault.
    public func contents(_ fans: ClosedRange<UInt8>) throws -> ContentCounts {
        let blobs = BlobFolder(path: "\(folder)/blobs")
        return try read { db in
            var counts = ContentCounts()
            for fan in fans {
                let prefix = [fan].lowercaseHex
                let rows = try Row.fetchAll(
                    db, sql: "SELECT sha256, bytes FROM blob WHERE sha256 BETWEEN ? AND ?",
                    arguments: [prefix, prefix + "g"])
                for row in rows {
                    guard let hex = String.fromDatabaseValue(row["sha256"]), let address = ContentAddress(hex),
                        let bytes = Int64.fromDatabaseValue(row["bytes"])
                    else { throw InspectionFault.damaged }
                    guard let file = try? blobs.open(address) else {
                        counts.missing += 1
                        continue
                    }
                    var digest = ContentDigest()
                    let read = try file.read { digest.add($0) }
                    if read == bytes, digest.finish().lowercaseHex == hex {
                        counts.right += 1
                        counts.bytes += bytes
                    } else {
                        counts.wrong += 1
                    }
                }
            }
            return counts
        }
    }

    /// Contents that the database knows and the store does not have; only looked for, not read.
    public func absent() throws -> Int {
        let blobs = BlobFolder(path: "\(folder)/blobs")
        return try read { db in
            let rows = try Row.fetchCursor(db, sql: "SELECT sha256 FROM blob")
            var absent = 0
            while let row = try rows.next() {
                let address = String.fromDatabaseValue(row["sha256"]).flatMap { ContentAddress($0) }
                guard let address else { throw InspectionFault.damaged }
                if blobs.bytes(of: address) == nil { absent += 1 }
            }
            return absent
        }
    }

    private func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
        let copy = "\(scratch)/inspected"
        defer { try? FileManager.default.removeItem(atPath: copy) }
        let database = try Night.openCopy(of: folder, in: copy)
        defer { try? database.close() }
        return try database.read(body)
    }
}

/// What is wrong with practice data that are looked through.
public enum InspectionFault: Error {
    /// SQLite finds pages or references wrong, or a value is none of ours.
    case damaged
}
