import Database
import DatasafeCore
import FoundationEssentials
import Logging
import Staging
import Threads

extension DataHost {
    /// Contents without a row that a cut can leave: one for each upload on its way. More means that something is wrong
    /// with the database, not with the files, and nothing is removed.
    static let orphansAtMost = 64

    /// Removes the files of doomed contents, at most 500 in one commit, until none is left or the rest is held.
    ///
    /// A file goes only while no row refers to it (looked up in the very commit) and nobody is about to (`HeldBlobs`); the
    /// doomed row goes after it, so a cut in between repeats the removal.
    func removeDoomed() async {
        do {
            while try await removeSomeDoomed() {}
        } catch {
            // They stay doomed; the next start or erase tries again.
            logger.warning("doomed contents stay", metadata: ["error": "\(error)"])
        }
    }

    private func removeSomeDoomed() async throws -> Bool {
        let (blobs, held) = (blobs, held)
        return try await ledger.commit { page in
            let doomed = try String.fetchAll(page.db, sql: "SELECT sha256 FROM doomed LIMIT 500")
            var removed = 0
            for hex in doomed {
                guard let address = ContentAddress(hex) else { continue }
                let referred =
                    try Bool.fetchOne(
                        page.db, sql: "SELECT 1 FROM version WHERE sha256 = ?", arguments: [hex]) ?? false
                let done = try referred || held.ifFree(address) { try blobs.remove(address) }
                guard done else { continue }
                try page.run("DELETE FROM doomed WHERE sha256 = ?", [hex])
                removed += 1
            }
            return removed == 500
        }
    }

    /// After a start: unfinished restores get their outcome in the log, contents nobody refers to are removed, contents
    /// that should be there and are not are counted.
    ///
    /// - Returns: how many contents are missing.
    func settle() async throws -> Int {
        let restores = try await closeUnfinishedRestores()
        let (orphans, missing) = try await compareBlobs()
        if missing > 0 { logger.error("contents missing", metadata: ["count": "\(missing)"]) }
        // A restore that was cut off leaves as many as it had taken.
        if orphans.count > DataHost.orphansAtMost, restores == 0 {
            logger.error("too many contents without a document, none removed", metadata: ["count": "\(orphans.count)"])
        } else if !orphans.isEmpty {
            try await doom(orphans)
            logger.notice("contents without a document removed", metadata: ["count": "\(orphans.count)"])
        }
        await removeDoomed()
        return missing
    }

    /// Uploads that nobody asked to file for a day, and a night that the practice did not become within an hour.
    func sweepStaging() async {
        let path = places.whole
        if let made = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date,
            made.timeIntervalSinceNow < -3600
        {
            try? await offload { WholeNight.remove(path) }
        }
        let removed = try? await offload { self.staging.sweep(unusedFor: 86_400, now: self.now()) }
        if let removed, removed > 0 { logger.notice("old uploads removed", metadata: ["count": "\(removed)"]) }
    }

    /// In 256 slices, so that neither all names nor all rows are in memory at once.
    private func compareBlobs() async throws -> (orphans: [ContentAddress], missing: Int) {
        var orphans: [ContentAddress] = []
        var missing = 0
        for fan in UInt8.min...UInt8.max {
            let files = try await offload { Set(self.blobs.addresses(fan: fan)) }
            let prefix = [fan].lowercaseHex
            let rows = try await pool.read { db in
                let statement = try db.cachedStatement(sql: "SELECT sha256 FROM blob WHERE sha256 BETWEEN ? AND ?")
                return try Set(
                    String.fetchAll(statement, arguments: [prefix, prefix + "g"]).compactMap { ContentAddress($0) })
            }
            orphans += files.subtracting(rows)
            // A row that came after the files were listed is no missing content.
            missing += rows.subtracting(files).count { blobs.bytes(of: $0) == nil }
        }
        return (orphans, missing)
    }

    private func doom(_ orphans: [ContentAddress]) async throws {
        try await ledger.commit { page in
            for orphan in orphans {
                // Not one that an upload has referred to since.
                try page.run(
                    "INSERT OR IGNORE INTO doomed SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM blob WHERE sha256 = ?1)",
                    [orphan.hex])
            }
        }
    }

    private func closeUnfinishedRestores() async throws -> Int {
        try await ledger.commit { page in
            let open = try Row.fetchAll(
                page.db,
                sql: """
                    SELECT user, object FROM audit begun WHERE action = ? AND outcome = 'begun' AND NOT EXISTS (
                        SELECT 1 FROM audit WHERE object = begun.object AND seq > begun.seq AND action = begun.action)
                    """, arguments: [AuditAction.restored.rawValue])
            for row in open {
                try page.note(
                    user: row["user"], AuditAction.restored.rawValue, on: row["object"], outcome: "not-done")
            }
            return open.count
        }
    }
}
