import BackupFormats
import DatasafeCore
import FoundationEssentials
import Logging
import Threads

/// One night onto a disk or a share, from opening to closing (backup design 3.2). Success is what `run` returns, never before.
struct NightRun<Target: NightTarget>: Sendable {
    let outsides: BackupOutsides
    /// With the snapshot and the scratch folder of this target.
    let places: BackupPlaces
    let engine: Engine
    let seat: NightSeat<Target>
    let access: Engine.Access
    /// What the box remembers of it.
    let target: Target
    /// Moment of the snapshot at the fixed path.
    let night: Instant
    /// Of the practice system, survives the box.
    let host: String
    let cause: String
    let plan: BackupPlan
    /// Called at each change of step and with each progress.
    let report: @Sendable (DeedProgress) async -> Void

    func run() async throws -> NightOutcome<Target> {
        let mended = try await prepare()
        await step("backup")
        var summary: BackupSummary
        var target: Target
        var lost = mended.lost.count
        var isHealed = !mended.isClean
        do {
            summary = try await backUp()
            target = try await verify()
        } catch let failure as BackupFailure where failure.code == .verify {
            let healing = Healing(
                engine: engine, access: access, name: name, logger: outsides.logger, report: report)
            let healed = try await healing.run(
                failure, backUp: { try await backUpOnce(again: true) }, verify: { try await verify(all: true) })
            (target, summary) = (healed.target, healed.summary)
            (lost, isHealed) = (lost + healed.lost, true)
        }
        if isHealed {
            target.damages += 1
            outsides.logger.notice(
                "repository is healed",
                metadata: ["target": "\(name)", "damages": "\(target.damages)", "lost": "\(lost)"])
        }
        let snapshots = try await engine.snapshots(access)
        // 0.14 says only the first 8 digits.
        guard let written = snapshots.last(where: { $0.id.hasPrefix(summary.snapshot) }) else {
            throw BackupFailure(.verify, "the new night is not in the list")
        }
        target.lastSnapshot = written.id
        if isHealed { try await engine.forgetTwins(access, of: written, among: snapshots) }
        try await forget(newestBefore: snapshots.filter { $0.id != written.id }.map(\.at).max())
        await step("drill")
        let drilled = try await Drill(engine: engine, places: places, logger: outsides.logger)
            .run(access, snapshot: written.id)
        target.counter += 1
        target.lastNight = night
        let files = try await finish(&target)
        let nights = [Night](snapshots.filter { files.contains($0.id) })
        outsides.logger.info(
            "night is good",
            metadata: [
                "target": "\(name)", "files": "\(summary.files)", "added": "\(summary.added)",
                "drilled": "\(drilled.files)", "nights": "\(target.nights)",
            ])
        return NightOutcome(
            target: target, files: Int(summary.files), bytes: summary.bytes, isHealed: isHealed, lost: lost,
            drilled: drilled, nights: nights)
    }

    /// Opens the disk and makes sure it is the one that is meant. Returns what was wrong with its small files.
    private func prepare() async throws -> AddressedFiles.Mended {
        await step(target.id.number == nil ? "connect" : "prepare")
        let partition = try await seat.open()
        let id = target.repository
        var mended = try await addressed(.keys).mend(isMissed: try await offload { [info] in info.isOf(id) })
        // A night can go on without the backup key's way in; nobody may believe it is there.
        guard mended.lost.isEmpty else { throw BackupFailure(.verify, "\(mended.lost.count) keys") }
        let (repository, isConfigMended) = try await identify()
        if isConfigMended { mended.whole.append("config") }
        try await engine.unlock(access)
        let nights = try await addressed(.snapshots).mend(isMissed: false)
        try await addressed(.snapshots).remove(nights.lost)
        mended.whole += nights.whole
        mended.lost += nights.lost
        let snapshots = Set(try await engine.snapshots(access).map(\.id)).union(nights.lost)
        if let fault = seat.fault(target, partition, repository, snapshots) {
            throw BackupFailure(fault, "counter \(target.counter)")
        }
        if let newest = target.lastSnapshot, !snapshots.contains(newest) {
            // An older state was put there. A new night goes on top of it; that one is missing is said.
            outsides.logger.error("the newest night is no more there", metadata: ["target": "\(name)"])
            mended.lost.append(newest)
        }
        return mended
    }

    private var name: String { target.id.text }

    private var info: InfoPartition { InfoPartition(folder: seat.info, places: places, logger: outsides.logger) }

    private func addressed(_ kind: AddressedFiles.Kind) -> AddressedFiles {
        AddressedFiles(
            kind: kind, repository: access.repository, info: seat.info, logger: outsides.logger)
    }

    /// Opens the repository. Its config is the few bytes without which all others are lost: if it is gone or wrong, the
    /// copy on the first partition takes its place. Returns its id, and whether that was so.
    private func identify() async throws -> (id: String, isMended: Bool) {
        do { return (try await engine.repositoryID(access), false) } catch let failure as BackupFailure
            where [.noRepository, .password, .verify, .failed].contains(failure.code)
        {
            let (info, repository, id) = (info, access.repository, target.repository)
            guard try await offload({ try info.putConfigBack(repository: repository, id: id) }) else { throw failure }
            return (try await engine.repositoryID(access), true)
        }
    }

    /// A full disk gets one more try after old nights were thinned out.
    private func backUp() async throws -> BackupSummary {
        do {
            return try await backUpOnce()
        } catch let failure as BackupFailure where failure.code == .full {
            outsides.logger.notice("no room, thinning out first", metadata: ["target": "\(name)"])
            try await engine.unlock(access)
            try await forget(newestBefore: target.lastNight)
            await step("backup")
            return try await backUpOnce()
        }
    }

    /// - Parameter again: reads every file anew instead of believing the night before.
    private func backUpOnce(again: Bool = false) async throws -> BackupSummary {
        let summary = try await engine.backup(
            access, source: places.source, host: host, tag: cause, at: night, again: again
        ) { status in
            await report(DeedProgress(again ? "heal" : "backup", status))
        }
        try await engine.sync(seat.root)
        return summary
    }

    /// Reads back everything, or the share whose turn it is.
    private func verify(all: Bool = false) async throws -> Target {
        let repository = access.repository
        let bytes = try await offload { Files.packBytes(repository) }
        let share =
            all || target.isSuspect == true
            ? .everything : VerifyShare.next(bytes: bytes, speed: target.verifySpeed, last: target.share)
        return try await VerifyRun(engine: engine, access: access, clock: outsides.clock, report: report)
            .run(share, bytes: bytes, of: target, at: outsides.now())
    }

    private func forget(newestBefore: Instant?) async throws {
        guard Retention.mayForget(now: outsides.now(), newestBefore: newestBefore) else {
            outsides.logger.warning("clock is not believed, no night is forgotten")
            return
        }
        await step("forget")
        try await engine.forget(access, host: host, Retention(plan.keep))
    }

    /// What lies open, figures, sync, close. Returns the ids of the nights that are left.
    private func finish(_ target: inout Target) async throws -> Set<String> {
        let practice = outsides.facts.read(PracticeFact.self).fact
        let record = DiskRecord(
            target: target, box: host, plan: plan, auditLines: practice?.auditLines ?? 0,
            auditHead: practice?.auditHead ?? "")
        let info = info
        let (repository, root) = (access.repository, seat.root)
        let (space, nights) = try await offload {
            try info.refresh(repository: repository, record: record)
            // One file each.
            return (Files.space(root), Files.names(in: "\(repository)/snapshots"))
        }
        for kind in AddressedFiles.Kind.allCases { try await addressed(kind).keep() }
        target.nights = nights.count
        target.freePercent = space.map { Int($0.free * 100 / $0.total) }
        try await engine.sync(root)
        try await engine.sync(seat.info)
        try await seat.close()
        return Set(nights)
    }

    private func step(_ name: String) async { await report(DeedProgress(step: name)) }
}

extension DeedProgress {
    /// How far the engine says it is.
    init(_ step: String, _ status: BackupStatus) {
        self.init(step: step, done: status.bytesDone, of: status.bytes, secondsLeft: status.secondsLeft)
        if status.files > 0 { (filesDone, files) = (status.filesDone, status.files) }
    }
}
