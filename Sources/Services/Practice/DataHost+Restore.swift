import Database
import DatasafeCore
import Seal
import Staging
import Threads

// How documents of a night come back:
//
// 1. The log gets a line "begun"; a restore that a cut ends gets its outcome "not-done" at the next start.
// 2. Every content is made sure of, one after the other: hashed from the living store if it has it, else taken over from
//    the staged folder as an upload is (hashed, durable). Contents that are missing or wrong are remembered.
// 3. One commit: the new folder, all folders and documents in it, and the outcome in the log. All of it or nothing.
//
// Nothing living is touched: new folder, new ids; contents are shared, as they cannot change.
extension DataHost {
    func answer(
        _ deed: PracticeDeeds.TakeRestored, progress: @escaping @Sendable (DeedProgress) async -> Void
    ) async throws -> PracticeDeeds.TakeRestored.Outcome {
        let part = try NightPart(kind: deed.kind, id: deed.id)
        guard let name = StagedName(deed.staged) else { throw Refusal(DocumentCode.request) }
        let user = LogLine.plain(deed.user, 32)
        let subject = "night:\(name.text)"
        try await commit { page in
            try page.note(user: user, AuditAction.restored.rawValue, on: subject, outcome: "begun")
        }
        // No content goes away meanwhile: the rows that will speak for them come last.
        held.holdAll()
        defer { held.releaseAll() }
        do {
            return try await inNight(deed.staged) { night in
                let damaged = try await self.makeSure(of: part, in: night, progress)
                return try await self.enter(part, of: night, without: damaged, by: user, subject: subject)
            }
        } catch {
            let refusal = refusal(error, "restore")
            try await commit { page in
                try page.note(user: user, AuditAction.restored.rawValue, on: subject, outcome: refusal.code)
            }
            throw refusal
        }
    }

    /// Step 2. Returns the contents that cannot be had.
    func makeSure(
        of part: NightPart, in night: Night, _ progress: @escaping @Sendable (DeedProgress) async -> Void
    ) async throws -> Set<ContentAddress> {
        var damaged: Set<ContentAddress> = []
        var after = ""
        var done: Int64 = 0
        while true {
            let from = after
            let addresses = try await night.database.read { db in
                try Row.fetchAll(db, sql: part.blobsSQL, arguments: [from, DataHost.pageRows]).map {
                    try NightRow($0).address("sha256")
                }
            }
            guard let last = addresses.last else { return damaged }
            try await mustHaveRoom()
            // Eight at once: each waits for the disk twice, and waits that overlap cost one.
            try await withThrowingTaskGroup(of: (ContentAddress, Int64?).self) { group in
                var waiting = addresses[...]
                for _ in 0..<8 { self.addNext(&waiting, of: night, to: &group) }
                while let (address, bytes) = try await group.next() {
                    self.addNext(&waiting, of: night, to: &group)
                    if bytes == nil { damaged.insert(address) }
                    done += bytes ?? 0
                    await progress(DeedProgress(step: "restore", done: done))
                }
            }
            after = last.hex
        }
    }

    private func addNext(
        _ waiting: inout ArraySlice<ContentAddress>, of night: Night,
        to group: inout ThrowingTaskGroup<(ContentAddress, Int64?), any Error>
    ) {
        guard let address = waiting.popFirst() else { return }
        group.addTask { (address, try await offload { try self.makeSure(of: address, in: night) }) }
    }

    /// One content; blocks. Its bytes, or nil when neither the store nor the night has the right ones.
    private func makeSure(of address: ContentAddress, in night: Night) throws -> Int64? {
        if let living = blobs.openIfThere(address), try living.hasContent(address) { return living.bytes }
        guard let staged = night.blobs.openIfThere(address) else { return nil }
        return try blobs.takeRestored(staged, as: address)
    }

    /// Step 3.
    private func enter(
        _ part: NightPart, of night: Night, without damaged: Set<ContentAddress>, by user: String, subject: String
    ) async throws -> PracticeDeeds.TakeRestored.Outcome {
        try await commit { page in
            // Faults of the night's file are not the living store's: told apart here, where both are at hand.
            let outcome: PracticeDeeds.TakeRestored.Outcome
            do {
                outcome = try night.database.read { source in
                    var entry = RestoredEntry(page: page, night: source, damaged: damaged, user: user)
                    return try entry.enter(part)
                }
            } catch is DatabaseFileError {
                throw NightFault.unreadable
            }
            try page.note(
                user: user, AuditAction.restored.rawValue, on: "\(subject)/folder:\(outcome.folder ?? 0)",
                outcome: "done")
            return outcome
        }
    }
}

extension BlobFolder {
    /// A content that is missing, or a link or folder in its place, is one that is not there.
    fileprivate func openIfThere(_ address: ContentAddress) -> StagedFile? {
        do { return try open(address) } catch { return nil }
    }

    /// Takes over a restored content if its bytes are what its name says. Returns its bytes, nil when they are not.
    fileprivate func takeRestored(_ staged: StagedFile, as address: ContentAddress) throws -> Int64? {
        var digest = ContentDigest()
        let fresh = try take(staged) { digest.add($0) }
        guard ContentAddress(digest: digest.finish()) == address else { return nil }
        try fresh.keep(as: address)
        return fresh.bytes
    }
}

extension StagedFile {
    /// True when the file's bytes have this address.
    fileprivate func hasContent(_ address: ContentAddress) throws -> Bool {
        var digest = ContentDigest()
        _ = try read { digest.add($0) }
        return ContentAddress(digest: digest.finish()) == address
    }
}
