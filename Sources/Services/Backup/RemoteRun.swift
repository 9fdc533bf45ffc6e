import BackupFormats
import DatasafeCore
import Logging
import Threads

/// One night to the online service. Nothing there can be deleted by this box, except while the vendor has opened a window
/// (decision 0053): then nights are thinned out, and what is found wrong is healed. Else it is told.
struct RemoteRun: Sendable {
    let engine: Engine
    let access: Engine.Access
    /// With the snapshot and the scratch folder of this target.
    let places: BackupPlaces
    /// What the box remembers of the target.
    let target: RemoteTarget
    /// Moment of the snapshot at the target's fixed place.
    let night: Instant
    let host: String
    let cause: String
    /// The window is open.
    let mayDelete: Bool
    let clock: any Clock<Duration>
    let now: @Sendable () -> Instant
    let logger: Logger
    let report: @Sendable (DeedProgress) async -> Void

    func run() async throws -> NightOutcome<RemoteTarget> {
        await report(DeedProgress(step: "connect"))
        guard try await engine.repositoryID(access) == target.repository else {
            throw BackupFailure(.remoteDamaged, "another repository")
        }
        try await engine.unlock(access)
        let before = try await engine.snapshots(access)
        var lost = 0
        if let newest = target.lastSnapshot, !before.contains(where: { $0.id == newest }) {
            // An older state was put there. A new night goes on top of it; that one is missing is said.
            logger.error("the newest night is no more there", metadata: ["target": "\(target.id.text)"])
            lost = max(1, target.nights - before.count)
        }
        await report(DeedProgress(step: "backup"))
        var summary: BackupSummary
        var read: RemoteTarget
        var isHealed = false
        do {
            summary = try await backUp()
            read = try await verify(bytes: summary.bytes)
        } catch let failure as BackupFailure where failure.code == .verify && mayDelete {
            let healing = Healing(
                engine: engine, access: access, name: target.id.text, logger: logger, report: report)
            var bytes: Int64 = 0
            let healed = try await healing.run(
                failure,
                backUp: {
                    let summary = try await backUp(again: true)
                    bytes = summary.bytes
                    return summary
                }, verify: { try await verify(bytes: bytes, all: true) })
            (read, summary, isHealed) = (healed.target, healed.summary, true)
            lost += healed.lost
        }
        var after = try await engine.snapshots(access)
        guard let written = after.last(where: { $0.id.hasPrefix(summary.snapshot) }) else {
            throw BackupFailure(.remoteDamaged, "the new night is not in the list")
        }
        if isHealed { try await engine.forgetTwins(access, of: written, among: after) }
        let isThinner = try await thinOut(&read, newestBefore: after.filter { $0.id != written.id }.map(\.at).max())
        if isHealed || isThinner { after = try await engine.snapshots(access) }
        await report(DeedProgress(step: "drill"))
        let drilled = try await Drill(engine: engine, places: places, logger: logger)
            .run(access, snapshot: written.id, withDatabases: target.lastNight == nil || read.share?.endsRound == true)
        read.lastSnapshot = written.id
        read.lastNight = night
        read.nights = after.count
        read.counter += 1
        if lost > 0 || isHealed { read.damages += 1 }
        return NightOutcome(
            target: read, files: Int(summary.files), bytes: summary.bytes, isHealed: isHealed, lost: lost,
            drilled: drilled, nights: [Night](after))
    }

    /// - Parameter again: reads every file anew instead of believing the night before.
    private func backUp(again: Bool = false) async throws -> BackupSummary {
        try await engine.backup(
            access, source: places.source, host: host, tag: cause, at: night, again: again
        ) { status in
            await report(DeedProgress(again ? "heal" : "backup", status))
        }
    }

    /// Seconds between two thinnings: a window is open for a day, and one in it is enough.
    private static let thinEvery: Int64 = 20 * 86_400

    /// Lets go of nights that are too old, if the vendor allows it now. Returns whether it did.
    private func thinOut(_ target: inout RemoteTarget, newestBefore: Instant?) async throws -> Bool {
        guard mayDelete else { return false }
        let age = target.lastThinned.map { now().seconds(since: $0) }
        // Of the future: the clock was wrong.
        if let age, age >= 0, age < Self.thinEvery { return false }
        guard Retention.mayForget(now: now(), newestBefore: newestBefore) else {
            logger.warning("clock is not believed, no night is forgotten")
            return false
        }
        await report(DeedProgress(step: "forget"))
        try await engine.forget(access, host: host, Retention(target.plan.keep ?? .usual))
        target.lastThinned = now()
        return true
    }

    private func verify(bytes: Int64, all: Bool = false) async throws -> RemoteTarget {
        let share: VerifyShare =
            all || target.isSuspect == true ? .everything : VerifyShare.next(data: bytes, last: target.share)
        return try await VerifyRun(engine: engine, access: access, clock: clock, report: report)
            .run(share, bytes: bytes, of: target, at: now())
    }
}
