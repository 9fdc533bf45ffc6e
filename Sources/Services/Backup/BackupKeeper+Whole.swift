import DatasafeCore
import Logging
import Threads

extension BackupKeeper {
    /// Tries to find a moment in which nobody writes.
    private static let tries = 20

    /// The whole practice becomes what it was in a night (decision 0049). Until the last step nothing has changed, and right
    /// before it today's state is held fast, so that nothing is lost by a wrong choice either.
    func restorePractice(
        _ deed: BackupDeeds.RestorePractice, _ report: @escaping Report
    ) async throws -> BackupDeeds.RestorePractice.Outcome {
        try await holding(Job.browse, in: deed.place.lane) {
            await report(DeedProgress(step: "prepare"))
            let browsing = try await browse(deed.place)
            let night = try night(deed.night, browsing)
            let name = try await stage(night, browsing)
            let missing = try await missingBlobs(of: "practice", 0, in: name)
            try await bring(missing, of: night, into: name, browsing, report)
            let taken = try await outsides.deeds.ask(
                PracticeDeeds.TakeNight(staged: name.text, user: deed.user), secret: nil, progress: report)
            guard taken.damaged == 0 || deed.gaps else { throw Refusal(.nightGaps, "\(taken.damaged)") }
            await report(DeedProgress(step: "swap"))
            let label = "\(deed.place.text)/\(deed.place == .here ? night : String(night.prefix(8)))"
            var head = taken.head
            for _ in 0..<Self.tries {
                do { _ = try await outsides.deeds.ask(StorageDeeds.TakeSnapshot(place: nil)) } catch {
                    let failure = BackupFailure(error)
                    throw Refusal(failure.code == .dataShut ? .dataShut : .snapshot)
                }
                let become = PracticeDeeds.BecomeNight(
                    staged: name.text, after: head, damaged: taken.damaged, night: label, user: deed.user)
                let outcome = try await outsides.deeds.ask(become)
                if outcome.done {
                    await dropStaged(deed.place.lane)
                    logger.notice("practice brought back", metadata: ["documents": "\(outcome.documents)"])
                    return BackupDeeds.RestorePractice.Outcome(documents: outcome.documents, users: outcome.users)
                }
                head = outcome.head
                try await outsides.clock.sleep(for: .milliseconds(300))
            }
            throw Refusal(.atWork)
        }
    }
}
