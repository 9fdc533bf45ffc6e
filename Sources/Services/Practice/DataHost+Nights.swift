import Database
import DatasafeCore
import FoundationEssentials
import Logging
import Staging
import Threads

extension DataHost {
    /// Contents of a page of `ListNightBlobs`.
    static let blobRows = 2000

    func answer(_ deed: PracticeDeeds.ReadNight) async throws -> PracticeDeeds.ReadNight.Outcome {
        guard (0...Int(Int32.max)).contains(deed.offset) else { throw Refusal(DocumentCode.request) }
        return try await inNight(deed.staged) { night in
            let entries = try await night.database.read { db in
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT 'folder' AS kind, id, name, 0 AS bytes, changed, sortKey FROM folder
                        WHERE parent IS ?1 AND binned IS NULL
                        UNION ALL
                        SELECT 'document', id, name, bytes, changed, sortKey FROM document
                        WHERE folder IS ?1 AND binned IS NULL
                        ORDER BY kind DESC, sortKey, name, id LIMIT ?2 OFFSET ?3
                        """, arguments: [deed.folder, DataHost.pageRows + 1, deed.offset]
                ).map { row in
                    let values = NightRow(row)
                    // The literal of the statement above, not a value of the file.
                    let kind: String = row["kind"]
                    return NightEntry(
                        kind: kind, id: try values.integer("id"), name: values.name("name")?.text ?? "",
                        bytes: try values.bytes("bytes"), at: try values.instant("changed"), gone: false)
                }
            }
            let next = entries.count > DataHost.pageRows ? deed.offset + DataHost.pageRows : nil
            let shown = Array(entries.prefix(DataHost.pageRows))
            let living = try await self.read { db in try LivingEntries(db, of: shown) }
            return PracticeDeeds.ReadNight.Outcome(
                entries: shown.map { entry in
                    var entry = entry
                    entry.gone = !living.contains(entry)
                    return entry
                }, next: next)
        }
    }

    func answer(_ deed: PracticeDeeds.ListNightBlobs) async throws -> PracticeDeeds.ListNightBlobs.Outcome {
        let part = deed.kind == "practice" ? .practice : try NightPart(kind: deed.kind, id: deed.id)
        return try await inNight(deed.staged) { night in
            let found = try await night.database.read { db in
                try Row.fetchAll(db, sql: part.blobsSQL, arguments: [deed.after, DataHost.blobRows + 1]).map { row in
                    let values = NightRow(row)
                    return (address: try values.address("sha256"), bytes: try values.bytes("bytes"))
                }
            }
            let shown = found.prefix(DataHost.blobRows)
            let blobs = try await self.read { db in
                let statement = try db.cachedStatement(sql: "SELECT 1 FROM blob WHERE sha256 = ?")
                return try shown.map { content in
                    let stored = try Bool.fetchOne(statement, arguments: [content.address.hex]) ?? false
                    return NightBlob(sha256: content.address.hex, bytes: content.bytes, stored: stored)
                }
            }
            return PracticeDeeds.ListNightBlobs.Outcome(
                blobs: blobs, next: found.count > DataHost.blobRows ? blobs.last?.sha256 : nil)
        }
    }

    /// Opens a staged night and does something with it; whatever is wrong with the night is DOC-NIGHT.
    func inNight<Result: Sendable>(
        _ staged: String, _ body: (Night) async throws -> Result
    ) async throws -> Result {
        guard let name = StagedName(staged) else { throw Refusal(DocumentCode.request) }
        do {
            let night = try await offload { try self.nights.open(name, in: self.staging, now: self.now()) }
            return try await body(night)
        } catch let fault as NightFault {
            logger.warning("night not readable", metadata: ["staged": "\(name.text)", "fault": "\(fault)"])
        } catch let error as StagingError where ![.full, .readOnly].contains(error.code) {
            logger.warning("night not readable", metadata: ["staged": "\(name.text)", "error": "\(error)"])
        } catch let error as DatabaseError {
            // A night's own schema may lack a column; the living store's errors are refusals by now.
            logger.warning(
                "night not readable",
                metadata: ["staged": "\(name.text)", "code": "\(error.extendedResultCode.rawValue)"])
        } catch {
            throw refusal(error, "night")
        }
        throw Refusal(DocumentCode.night)
    }
}

/// Which entries of a night still live today under the same id.
private struct LivingEntries {
    private var living: Set<String> = []

    init(_ db: Database, of entries: [NightEntry]) throws {
        for entry in entries {
            guard let kind = EntryKind(rawValue: entry.kind) else { continue }
            if let today = try Entry(db, kind, entry.id), !today.isHidden { living.insert(kind.subject(entry.id)) }
        }
    }

    func contains(_ entry: NightEntry) -> Bool { living.contains("\(entry.kind):\(entry.id)") }
}
