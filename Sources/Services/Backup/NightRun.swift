import BackupFormats
import DatasafeCore
import FoundationEssentials
import Logging
import Threads

/// One night onto one disk, from opening to closing (backup design 3.2). Success is what `run` returns, never before.
struct NightRun: Sendable {
    let outsides: BackupOutsides
    let engine: Engine
    let access: Engine.Access
    /// What the box remembers of the disk.
    let target: BackupTarget
    /// Moment of the snapshot at the fixed path.
    let night: Instant
    /// Of the practice system, survives the box.
    let host: String
    let cause: String
    let plan: BackupPlan
    /// Called at each change of step and with each progress.
    let report: @Sendable (DeedProgress) async -> Void

    struct Outcome: Sendable {
        var target: BackupTarget
        var files: Int
        var bytes: Int64
        /// Wrong bytes were found, and are no more.
        var isHealed: Bool
        /// Files, or whole nights, of before that could not be healed.
        var lost: Int
        /// What the nightly drill brought back and compared.
        var drilled: Drill.Report
        /// All nights on the disk now.
        var nights: [Night]
    }

    func run() async throws -> Outcome {
        let mended = try await prepare()
        await step("backup")
        var summary: BackupSummary
        var target: BackupTarget
        var lost = mended.lost.count
        var isHealed = !mended.isClean
        do {
            summary = try await backUp()
            target = try await verify()
        } catch let failure as BackupFailure where failure.code == .verify {
            let files: Int
            (target, summary, files) = try await heal(failure)
            (lost, isHealed) = (lost + files, true)
        }
        if isHealed {
            target.damages += 1
            outsides.logger.notice(
                "disk is healed",
                metadata: ["disk": "\(target.number)", "damages": "\(target.damages)", "lost": "\(lost)"])
        }
        let snapshots = try await engine.snapshots(access)
        // 0.14 says only the first 8 digits.
        guard let written = snapshots.last(where: { $0.id.hasPrefix(summary.snapshot) }) else {
            throw BackupFailure(.verify, "the new night is not in the list")
        }
        target.lastSnapshot = written.id
        try await forget(newestBefore: snapshots.filter { $0.id != written.id }.map(\.at).max())
        await step("drill")
        let drilled = try await Drill(engine: engine, places: outsides.places, logger: outsides.logger)
            .run(access, snapshot: written.id)
        target.counter += 1
        target.lastNight = night
        let files = try await finish(&target)
        let nights = snapshots.filter { files.contains($0.id) }.map { Night(id: $0.id, at: $0.at) }
        outsides.logger.info(
            "night is good",
            metadata: [
                "disk": "\(target.number)", "files": "\(summary.files)", "added": "\(summary.added)",
                "drilled": "\(drilled.files)", "nights": "\(target.nights)",
            ])
        return Outcome(
            target: target, files: Int(summary.files), bytes: summary.bytes, isHealed: isHealed, lost: lost,
            drilled: drilled, nights: nights)
    }

    /// Opens the disk and makes sure it is the one that is meant. Returns what was wrong with its small files.
    private func prepare() async throws -> AddressedFiles.Mended {
        await step("prepare")
        let opened = try await outsides.deeds.ask(StorageDeeds.OpenBackupDisk(number: target.number))
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
        if let fault = DiskIdentity.fault(
            target, partition: opened.partition, repository: repository, snapshots: snapshots)
        {
            throw BackupFailure(fault, "counter \(target.counter)")
        }
        return mended
    }

    private var info: InfoPartition {
        InfoPartition(
            folder: outsides.places.info(target.number), places: outsides.places, logger: outsides.logger)
    }

    private func addressed(_ kind: AddressedFiles.Kind) -> AddressedFiles {
        AddressedFiles(
            kind: kind, repository: access.repository, info: outsides.places.info(target.number),
            logger: outsides.logger)
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
            outsides.logger.notice("disk is full, thinning out first", metadata: ["disk": "\(target.number)"])
            try await engine.unlock(access)
            try await forget(newestBefore: target.lastNight)
            await step("backup")
            return try await backUpOnce()
        }
    }

    /// - Parameter again: reads every file anew instead of believing the night before.
    private func backUpOnce(again: Bool = false) async throws -> BackupSummary {
        let summary = try await engine.backup(
            access, source: outsides.places.source, host: host, tag: cause, at: night, again: again
        ) { status in
            await report(
                DeedProgress(
                    step: again ? "heal" : "backup", done: status.bytesDone, of: status.bytes,
                    secondsLeft: status.secondsLeft))
        }
        try await engine.sync(outsides.places.disk(target.number))
        return summary
    }

    /// Reads back everything, or the share whose turn it is.
    private func verify(all: Bool = false) async throws -> BackupTarget {
        let repository = access.repository
        let bytes = try await offload { Files.packBytes(repository) }
        let share =
            all || target.isSuspect == true
            ? .everything : VerifyShare.next(bytes: bytes, speed: target.verifySpeed, last: target.share)
        return try await VerifyRun(engine: engine, access: access, clock: outsides.clock, report: report)
            .run(share, bytes: bytes, of: target, at: outsides.now())
    }

    /// Wrong bytes were found: what is whole in the broken packs is kept, what is not is written anew from the living data,
    /// by which old nights become whole too. Only what even then is missing is taken out of the nights that had it. The
    /// order is vital: the last step, done first, would drop the old nights' files for good (backup design 3.7).
    ///
    /// - Returns: how many files nobody has any more, too.
    private func heal(
        _ failure: BackupFailure
    ) async throws -> (target: BackupTarget, summary: BackupSummary, lost: Int) {
        let logger = outsides.logger
        logger.error("wrong bytes on the disk", metadata: ["disk": "\(target.number)", "failure": "\(failure)"])
        await step("heal")
        try await engine.unlock(access)
        // Everything is read: the share may have found only a part.
        let broken = try await engine.check(access, share: .everything).brokenPacks
        do {
            try await engine.repair(access, packs: Set(broken).union(failure.brokenPacks).sorted())
        } catch let cannot as BackupFailure where cannot.code == .failed {
            logger.error("not healed", metadata: ["disk": "\(target.number)", "failure": "\(cannot)"])
            throw failure
        }
        let summary = try await backUpOnce(again: true)
        do {
            return (try await verify(all: true), summary, 0)
        } catch let failure as BackupFailure where failure.code == .verify {
            await step("heal")
            let lost = try await engine.dropMissing(access)
            logger.error(
                "nights lost files that today's data does not have",
                metadata: ["disk": "\(target.number)", "files": "\(lost)"])
            return (try await verify(all: true), summary, lost.count)
        }
    }

    private func forget(newestBefore: Instant?) async throws {
        guard Retention.mayForget(now: outsides.now(), newestBefore: newestBefore) else {
            outsides.logger.warning("clock is not believed, no night is forgotten")
            return
        }
        await step("forget")
        try await engine.forget(access, host: host, Retention(plan.keep))
    }

    /// First partition, figures, sync, close. Returns the ids of the nights that are left.
    private func finish(_ target: inout BackupTarget) async throws -> Set<String> {
        let places = outsides.places
        let practice = outsides.facts.read(PracticeFact.self).fact
        let record = DiskRecord(
            target: target, box: host, plan: plan, auditLines: practice?.auditLines ?? 0,
            auditHead: practice?.auditHead ?? "")
        let info = info
        let (repository, disk) = (access.repository, places.disk(target.number))
        let (space, nights) = try await offload {
            try info.refresh(repository: repository, record: record)
            // One file each.
            return (Files.space(disk), Files.names(in: "\(repository)/snapshots"))
        }
        for kind in AddressedFiles.Kind.allCases { try await addressed(kind).keep() }
        target.nights = nights.count
        target.freePercent = space.map { Int($0.free * 100 / $0.total) }
        try await engine.sync(disk)
        try await engine.sync(places.info(target.number))
        _ = try await outsides.deeds.ask(StorageDeeds.CloseBackupDisk(number: target.number))
        return Set(nights)
    }

    private func step(_ name: String) async { await report(DeedProgress(step: name)) }
}
