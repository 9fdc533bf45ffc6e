import BackupFormats
import DatasafeCore
import Logging

/// What is done where wrong bytes were found: what is whole in the broken packs is kept, what is not is written anew from the
/// living data, by which old nights become whole too. Only what even then is missing is taken out of the nights that had it.
/// The order is vital: the last step, done first, would drop the old nights' files for good (backup design 3.7).
struct Healing: Sendable {
    let engine: Engine
    let access: Engine.Access
    /// For the log.
    let name: String
    let logger: Logger
    let report: @Sendable (DeedProgress) async -> Void

    /// - Parameters:
    ///   - backUp: today's data once more, every file read anew.
    ///   - verify: everything is read back.
    /// - Returns: how many files nobody has any more, too.
    func run<Target>(
        _ failure: BackupFailure, backUp: () async throws -> BackupSummary, verify: () async throws -> Target
    ) async throws -> (target: Target, summary: BackupSummary, lost: Int) {
        logger.error("wrong bytes in the repository", metadata: ["target": "\(name)", "failure": "\(failure)"])
        await report(DeedProgress(step: "heal"))
        try await engine.unlock(access)
        // Everything is read: the share may have found only a part.
        let found = try await engine.check(access, share: .everything)
        do {
            // Nothing can be kept of what is not there.
            let broken = Set(found.brokenPacks).union(failure.brokenPacks).subtracting(found.missingPacks)
            try await engine.repair(access, packs: broken.sorted())
        } catch let cannot as BackupFailure where cannot.code == .failed {
            logger.error("not healed", metadata: ["target": "\(name)", "failure": "\(cannot)"])
            throw failure
        }
        let summary = try await backUp()
        do {
            return (try await verify(), summary, 0)
        } catch let failure as BackupFailure where failure.code == .verify {
            await report(DeedProgress(step: "heal"))
            let lost = try await engine.dropMissing(access)
            logger.error(
                "nights lost files that today's data does not have",
                metadata: ["target": "\(name)", "files": "\(lost)"])
            return (try await verify(), summary, lost.count)
        }
    }
}
