import BackupFormats
import DatasafeCore
import Logging
import Threads

/// One night to a target that is no disk. Nothing there can be deleted by this box, so nothing is thinned out or healed from
/// here: what is found wrong is told.
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
    let clock: any Clock<Duration>
    let now: @Sendable () -> Instant
    let logger: Logger
    let report: @Sendable (DeedProgress) async -> Void

    struct Outcome: Sendable {
        var target: RemoteTarget
        var files: Int
        var bytes: Int64
        /// Nights that the target had and has no more.
        var lost: Int
        var drilled: Drill.Report
        /// All nights there now.
        var nights: [Night]
    }

    func run() async throws -> Outcome {
        await report(DeedProgress(step: "prepare"))
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
        let summary = try await engine.backup(
            access, source: places.source, host: host, tag: cause, at: night
        ) { status in
            await report(
                DeedProgress(
                    step: "backup", done: status.bytesDone, of: status.bytes, secondsLeft: status.secondsLeft))
        }
        var read = try await verify(bytes: summary.bytes)
        let after = try await engine.snapshots(access)
        guard let written = after.last(where: { $0.id.hasPrefix(summary.snapshot) }) else {
            throw BackupFailure(.remoteDamaged, "the new night is not in the list")
        }
        await report(DeedProgress(step: "drill"))
        let drilled = try await Drill(engine: engine, places: places, logger: logger)
            .run(access, snapshot: written.id, withDatabases: target.lastNight == nil || read.share?.endsRound == true)
        read.lastSnapshot = written.id
        read.lastNight = night
        read.nights = after.count
        read.counter += 1
        return Outcome(
            target: read, files: Int(summary.files), bytes: summary.bytes, lost: lost, drilled: drilled,
            nights: after.map { Night(id: $0.id, at: $0.at) })
    }

    private func verify(bytes: Int64) async throws -> RemoteTarget {
        let share: VerifyShare =
            target.isSuspect == true ? .everything : VerifyShare.next(data: bytes, last: target.share)
        return try await VerifyRun(engine: engine, access: access, clock: clock, report: report)
            .run(share, bytes: bytes, of: target, at: now())
    }

    /// What people are told: of a line and a store, not of a disk.
    static func failure(_ error: any Error) -> BackupFailure {
        var failure = BackupFailure(error)
        switch failure.code {
        case .verify, .drill, .nightDamaged, .noRepository, .password, .damaged: failure.code = .remoteDamaged
        case .interrupted: failure.code = .remoteBroken
        case .failed, .inputOutput, .full, .readOnly, .noDisk: failure.code = .remoteFailed
        default: break
        }
        return failure
    }
}
