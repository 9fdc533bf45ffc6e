import BackupFormats
import DatasafeCore

/// Reads a share of a repository back. The engine says nothing while it reads, so progress is the time passed at the speed
/// of the last time.
struct VerifyRun: Sendable {
    let engine: Engine
    let access: Engine.Access
    let clock: any Clock<Duration>
    let report: @Sendable (DeedProgress) async -> Void

    /// - Parameters:
    ///   - bytes: size of the repository, about.
    ///   - now: counts as the moment of the reading.
    /// - Returns: the target with share, speed and, at the end of a round, the full reading.
    /// - Throws: BAK-VERIFY when wrong bytes were found.
    func run<Target: ReadInShares>(
        _ share: VerifyShare, bytes: Int64, of target: Target, at now: Instant
    ) async throws -> Target {
        var target = target
        let expected = bytes / Int64(share.of)
        let speed = target.verifySpeed ?? VerifyShare.assumedSpeed
        let started = ContinuousClock.now
        let found = try await withThrowingTaskGroup(of: CheckReport?.self) { group in
            group.addTask { try await engine.check(access, share: share) }
            group.addTask {
                var seconds: Int64 = 0
                while !Task.isCancelled {
                    // Never quite there: only the engine says when it is.
                    let done = min(expected * 99 / 100, seconds * speed)
                    let left = Int(max(1, (expected - done) / max(1, speed)))
                    await report(DeedProgress(step: "verify", done: done, of: expected, secondsLeft: left))
                    try? await clock.sleep(for: .seconds(2))
                    seconds += 2
                }
                return nil
            }
            defer { group.cancelAll() }
            while let found = try await group.next() {
                if let found { return found }
            }
            throw CancellationError()
        }
        guard found.errors == 0 else {
            throw BackupFailure(
                .verify, "\(found.errors) errors, \(found.brokenPacks.count) packs", brokenPacks: found.brokenPacks)
        }
        let seconds = Double((ContinuousClock.now - started).components.seconds) + 1
        // A small repository says nothing about the disk.
        if expected > 1 << 30 { target.verifySpeed = Int64(Double(expected) / seconds) }
        target.share = share
        if share.endsRound { target.lastFullRead = now }
        if share == .everything { target.isSuspect = nil }
        return target
    }
}
