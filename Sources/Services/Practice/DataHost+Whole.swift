import Database
import DatasafeCore
import FoundationEssentials
import Logging
import Staging
import Synchronization
import Threads

// How the practice becomes what it was in a night:
//
// 1. `TakeNight`: the night's database is looked through, its rows go into a new database of our own schema beside the living
//    one, and its contents into the living store. Contents are only added: until here nothing has changed for anybody.
// 2. Whoever asked holds today's state fast.
// 3. `BecomeNight`: if nobody wrote anything since, the pages of the new database take the place of the living ones, in one
//    commit (SQLite's backup, which is one transaction in the target). A cut leaves one or the other.
extension DataHost {
    func answer(
        _ deed: PracticeDeeds.TakeNight, progress: @escaping @Sendable (DeedProgress) async -> Void
    ) async throws -> PracticeDeeds.TakeNight.Outcome {
        try await mustHaveRoom()
        // No content goes away meanwhile: the rows that will speak for them come last.
        held.holdAll()
        defer { held.releaseAll() }
        return try await inNight(deed.staged) { night in
            await progress(DeedProgress(step: "look-through"))
            let place = self.places.whole
            try await offload { try WholeNight.make(of: night.database, at: place) }
            let damaged = try await self.makeSure(of: .practice, in: night, progress)
            let head = try await self.read { db in try AuditHead(db) }
            return PracticeDeeds.TakeNight.Outcome(damaged: damaged.count, head: head.seq)
        }
    }

    func answer(_ deed: PracticeDeeds.BecomeNight) async throws -> PracticeDeeds.BecomeNight.Outcome {
        guard StagedName(deed.staged) != nil else { throw Refusal(DocumentCode.request) }
        held.holdAll()
        let outcome: PracticeDeeds.BecomeNight.Outcome
        do {
            outcome = try await offload { try self.become(deed) }
            held.releaseAll()
        } catch {
            held.releaseAll()
            WholeNight.remove(places.whole)
            throw error is NightFault ? Refusal(DocumentCode.night) : refusal(error, "become")
        }
        guard outcome.done else { return outcome }
        // Whoever had a session may be nobody in that night, or somebody else.
        sessions.closeAll()
        WholeNight.remove(places.whole)
        logs.withLock { $0 += 1 }
        logger.notice("practice became a night", metadata: ["documents": "\(outcome.documents)"])
        await removeDoomed()
        return outcome
    }

    /// Step 3; blocks.
    private func become(_ deed: PracticeDeeds.BecomeNight) throws -> PracticeDeeds.BecomeNight.Outcome {
        guard FileManager.default.fileExists(atPath: places.whole) else { throw NightFault.unreadable }
        let whole = try WholeNight(places.whole)
        defer { whole.close() }
        guard try whole.missing(in: blobs) <= deed.damaged else { throw NightFault.unreadable }
        return try pool.writeWithoutTransaction { living in
            let head = try AuditHead(living)
            guard head.seq == deed.after else { return .init(done: false, head: head.seq) }
            let user = LogLine.plain(deed.user, 32)
            let night = LogLine.plain(deed.night, 100)
            let counts = try whole.join(living, head: head, user: user, night: night, now: now())
            try whole.replace(living)
            return .init(done: true, head: counts.head, documents: counts.documents, users: counts.users)
        }
    }
}
