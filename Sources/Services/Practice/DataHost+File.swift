import Database
import DatasafeCore
import Logging
import Seal
import Staging
import Threads

// How an upload becomes a document that survives a power cut at any moment after the answer:
//
// 1. The bytes of the staged file go into a file of our own (clone or copy) while they are hashed. The staged file belongs
//    to the web service: whatever it still writes there is not what we keep.
// 2. `fsync` of our file: bytes and size are on the disk before anything names them.
// 3. `rename` to the content address and `fsync` of its folder: the name is on the disk before anything refers to it.
// 4. One SQLite commit (WAL, synchronous = FULL) with blob, document, version, index and audit line: from here on the
//    document exists, whole or not at all.
// 5. The staged file is removed, then comes the answer.
//
// A cut before 4 leaves a file without a name in `blobs/fresh` (removed at start) or a blob nobody refers to (swept after
// start); a cut between 4 and 5 leaves a staged file nobody asks for again (swept when it is old). Nothing that was
// acknowledged is ever in one of these three places only. The other order - row first - would acknowledge a name without
// bytes.
extension DataHost {
    func answer(_ deed: PracticeDeeds.FileDocument) async throws -> PracticeDeeds.FileDocument.Outcome {
        let person = try person(deed.session)
        let above = "folder:\(deed.folder ?? 0)"
        let content: KeptContent
        let name: EntryName
        do {
            try person.mustBeAllowed(.file)
            guard let staged = StagedName(deed.staged), deed.bytes >= 0 else { throw Refusal(DocumentCode.request) }
            guard let allowed = EntryName(deed.name) else { throw Refusal(DocumentCode.name) }
            name = allowed
            // Early, so that gigabytes are not hashed for a folder that is gone; again in the commit.
            try await read { db in try Tree.mustLive(db, folder: deed.folder) }
            content = try await keep(staged, bytes: deed.bytes)
        } catch let refusal as Refusal {
            try await commit { page in try page.note(person, .documentFiled, on: above, outcome: refusal.code) }
            throw refusal
        }
        defer { held.release(content.address) }
        let row = try await change(deed.session, .file, as: .documentFiled, on: above) { page, person in
            let row = try page.file(content, as: name, in: deed.folder, by: person)
            return Noted(row, on: "document:\(row.id)/\(row.versions)")
        }
        await forget(deed.staged)
        return PracticeDeeds.FileDocument.Outcome(document: row)
    }

    /// Steps 1 to 3; the content is held until the caller releases it.
    private func keep(_ staged: StagedName, bytes: Int64) async throws -> KeptContent {
        do {
            try await mustHaveRoom()
            return try await offload {
                try self.keep(self.staging.open(staged, bytes: bytes))
            }
        } catch let error as StagingError where [.missing, .notPlain, .wrongSize].contains(error.code) {
            throw Refusal(DocumentCode.incomplete)
        } catch {
            throw refusal(error, "keep")
        }
    }

    /// Hashes and keeps one file; blocks. Held when it returns, not held when it throws.
    func keep(_ file: StagedFile) throws -> KeptContent {
        var digest = ContentDigest()
        let fresh = try blobs.take(file) { digest.add($0) }
        guard let address = ContentAddress(digest: digest.finish()) else { throw LedgerError.lost }
        held.hold(address)
        do {
            // A content that a committed row speaks for and whose file has its size is there already.
            if try !isStored(address, bytes: fresh.bytes) { try fresh.keep(as: address) }
        } catch {
            held.release(address)
            throw error
        }
        return KeptContent(address: address, bytes: fresh.bytes)
    }

    func isStored(_ address: ContentAddress, bytes: Int64) throws -> Bool {
        guard blobs.bytes(of: address) == bytes else { return false }
        return try pool.read { db in
            try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT 1 FROM blob WHERE sha256 = ?"), arguments: [address.hex]) ?? false
        }
    }

    /// Step 5. What stays is swept later: no reason to call a stored document lost.
    private func forget(_ staged: String) async {
        do {
            guard let name = StagedName(staged) else { return }
            try await offload { try self.staging.remove(name) }
        } catch {
            logger.warning("staged file stays", metadata: ["error": "\(error)"])
        }
    }
}

/// A content whose file is durable under its address.
struct KeptContent: Sendable {
    var address: ContentAddress
    var bytes: Int64
}

extension LedgerPage {
    /// Step 4: a new document, or the next version when the folder has one of that name. The very same bytes again are no
    /// new version: who asks twice because the answer got lost has one document.
    fileprivate func file(
        _ content: KeptContent, as name: EntryName, in folder: Int?, by person: Person
    ) throws -> DocumentRow {
        try Tree.mustLive(db, folder: folder)
        try refer(to: content)
        let there = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT id, version, sha256 FROM document
                    WHERE ifnull(folder, 0) = ? AND name = ? AND binned IS NULL
                    """), arguments: [folder ?? 0, name.text])
        let id: Int
        if let there {
            id = there["id"]
            if there["sha256"] as String != content.address.hex {
                try addVersion(there["version"] + 1, of: id, content, by: person)
            }
        } else {
            try run(
                """
                INSERT INTO document(folder, name, sortKey, changed, by, version, bytes, sha256)
                VALUES (?, ?, ?, ?, ?, 0, ?, ?)
                """,
                [
                    folder, name.text, SortKey.of(name), now.milliseconds, person.id, content.bytes,
                    content.address.hex,
                ])
            id = Int(db.lastInsertedRowID)
            try setTitle(.document, id, name)
            try addVersion(1, of: id, content, by: person)
        }
        guard let row = try DocumentRow(db, id: id) else { throw LedgerError.lost }
        return row
    }

    /// The content belongs to the store from this commit on.
    func refer(to content: KeptContent) throws {
        try run("INSERT OR IGNORE INTO blob(sha256, bytes) VALUES (?, ?)", [content.address.hex, content.bytes])
        try run("DELETE FROM doomed WHERE sha256 = ?", [content.address.hex])
    }

    private func addVersion(_ number: Int, of document: Int, _ content: KeptContent, by person: Person) throws {
        try run(
            "INSERT INTO version(document, number, at, by, bytes, sha256) VALUES (?, ?, ?, ?, ?, ?)",
            [document, number, now.milliseconds, person.id, content.bytes, content.address.hex])
        try run(
            "UPDATE document SET version = ?, changed = ?, by = ?, bytes = ?, sha256 = ? WHERE id = ?",
            [number, now.milliseconds, person.id, content.bytes, content.address.hex, document])
    }

    /// Writes the index of names.
    func setTitle(_ kind: EntryKind, _ id: Int, _ name: EntryName) throws {
        let row = kind.titleRow(id)
        try run("DELETE FROM title WHERE rowid = ?", [row])
        try run(
            "INSERT INTO title(rowid, name, german) VALUES (?, ?, ?)", [row, name.text, SearchWords.german(name)])
    }
}
