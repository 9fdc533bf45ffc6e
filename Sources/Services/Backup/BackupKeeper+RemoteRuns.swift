import BackupFormats
import DatasafeCore
import Logging
import Threads

/// Nights to targets that are no disk, beside those of the disks.
extension BackupKeeper {
    /// Every ten seconds: what is due by its plan or is tried again. Waits for no disk, and no disk waits for it.
    func runRemotesWhenDue() async {
        for (id, target) in remotes where jobs[.remote(id)] == nil {
            let now = outsides.now()
            // A night of the future is one of a clock that was wrong: kept as it is, none would be due until then.
            if let begun = target.begun, begun > now { remotes[id]?.begun = now }
            let isDue = isDue(target, now: now)
            guard isDue || RemoteRetry.isDue(target, now: now) else { continue }
            if isDue { remotes[id]?.begun = now }
            do {
                try await runRemote(id, cause: target.lastNight == nil ? "first" : "timer") { _ in }
            } catch {
                logger.warning(
                    "night not good", metadata: ["target": "\(id.text)", "failure": "\(BackupFailure(error, at: id))"])
            }
        }
    }

    /// Whether its moment has passed since a night began by itself. One that never had a night is due at once.
    func isDue(_ target: RemoteTarget, now: Instant) -> Bool {
        guard let begun = target.begun else { return true }
        return target.plan.schedule.isDue(begun: NightSchedule.believed(begun, now: now), now: now)
    }

    /// A new night. Its state, the shown run and the history are right whatever happens. Throws a refusal.
    @discardableResult
    func runRemote(_ id: TargetID, cause: String, _ report: @escaping Report) async throws -> Done {
        try await holding(Job.night, in: .remote(id)) {
            guard var target = remotes[id] else { throw Refusal(.night, id.text) }
            // A share that a person looked through a moment ago is still open there.
            if id == .share { await endLook(id.lookLane) }
            let started = outsides.now()
            remoteRuns[id] = BackupRunFact(id, step: "snapshot", started: started, cause: cause)
            target.isRunning = true
            remotes[id] = target
            publish()
            do {
                try await ledger.save(target)
                let running = Task { [target] in try await night(of: target, cause: cause, report) }
                remoteTasks[id] = running
                defer { remoteTasks[id] = nil }
                let outcome = try await withTaskCancellationHandler {
                    try await running.value
                } onCancel: {
                    running.cancel()
                }
                await succeedRemote(outcome, started: started, cause: cause)
            } catch {
                let failure = BackupFailure(error, at: id)
                logger.error("night failed", metadata: ["target": "\(id.text)", "failure": "\(failure)"])
                await failRemote(id, failure, started: started, cause: cause)
                throw Refusal(failure.code, id.text)
            }
            return Done()
        }
    }

    private func night(
        of target: RemoteTarget, cause: String, _ report: @escaping Report
    ) async throws -> NightOutcome<RemoteTarget> {
        if let server = target.server { return try await night(of: target, at: server, cause: cause, report) }
        // Before a snapshot is made and an engine is started: it would try for a quarter of an hour.
        let probe = try await outsides.deeds.ask(BeatDeeds.ProbeVault())
        guard probe.hasRepository else { throw BackupFailure(.remoteDamaged, "no repository") }
        let places = places.beside(for: target.id)
        try await offload { try Backup.makeScratch(places.scratch) }
        let night = try await snapshot(at: target.id.snapshot)
        let id = target.id
        let run = RemoteRun(
            engine: engine(for: id), access: try access(to: target), places: places, target: target, night: night,
            host: target.host ?? host, cause: cause, mayDelete: probe.mayDelete, clock: outsides.clock,
            now: outsides.now, logger: logger
        ) { progress in
            await self.show(progress, of: id)
            await report(progress)
        }
        return try await run.run()
    }

    func show(_ progress: DeedProgress, of remote: TargetID) {
        let isNew = remoteRuns[remote]?.step != progress.step
        remoteRuns[remote]?.step = progress.step
        remoteRuns[remote]?.progress = progress
        if isNew { publish() } else { publishSoon() }
    }

    private func succeedRemote(_ outcome: NightOutcome<RemoteTarget>, started: Instant, cause: String) async {
        let id = outcome.target.id
        var target = outcome.target
        let ended = outsides.now()
        (target.lastSuccess, target.code, target.isRunning) = (ended, nil, nil)
        (target.failures, target.failedAt) = (0, nil)
        // A person may have changed it while the night went on.
        if let now = remotes[id] { (target.plan, target.begun) = (now.plan, now.begun) }
        remotes[id] = target
        remoteRuns[id] = nil
        var run = BackupRunFact(id, step: "done", started: started, cause: cause)
        run.ended = ended
        (run.files, run.bytes) = (outcome.files, outcome.bytes)
        run.healed = outcome.isHealed ? true : nil
        run.lost = outcome.lost > 0 ? outcome.lost : nil
        show(run)
        publish()
        // History must not make a good night a bad one.
        do { try await ledger.save(target, run: run) } catch {
            logger.error("history not kept", metadata: ["error": "\(error)"])
        }
        var certificate = DrillCertificate(.night, of: id, night: target.lastNight, began: started, ended: ended)
        (certificate.files, certificate.databases) = (outcome.drilled.files, outcome.drilled.databases)
        certificate.bytes = outcome.drilled.bytes
        await keep(certificate)
        await keep(outcome.nights, of: id)
    }

    func failRemote(_ id: TargetID, _ failure: BackupFailure, started: Instant, cause: String) async {
        remoteRuns[id] = nil
        guard var target = remotes[id] else { return publish() }
        target.isRunning = nil
        target.code = failure.code
        target.failures += 1
        target.failedAt = outsides.now()
        if [.remoteDamaged, .shareDamaged].contains(failure.code) {
            target.damages += 1
            target.isSuspect = true
        }
        remotes[id] = target
        var run = BackupRunFact(id, step: "failed", started: started, cause: cause)
        run.ended = target.failedAt
        run.code = failure.code.code
        show(run)
        publish()
        do { try await ledger.save(target, run: run) } catch {
            logger.error("history not kept", metadata: ["error": "\(error)"])
        }
    }

    /// The nights of a target that is no disk: its list is read anew after a night.
    func browse(_ remote: TargetID) async throws -> Browsing {
        guard let target = remotes[remote] else { throw Refusal(.night, remote.text) }
        let lane = remote.lookLane
        if var open = looks[lane], open.nights.first?.at.seconds == target.lastNight?.seconds {
            open.used = outsides.now()
            looks[lane] = open
            return open
        }
        await endLook(lane)
        if let server = target.server { return try await browse(target, at: server) }
        var access = try access(to: target)
        // A run may be under way, and nothing is ever taken away there.
        access.isLockFree = true
        let places = places.beside(for: remote)
        do {
            let snapshots = try await engine.snapshots(access)
            let open = Browsing(
                place: .target(remote), source: DiskNights(engine: engine, access: access, source: places.source),
                nights: [Night](snapshots), used: outsides.now())
            looks[lane] = open
            await keep(open.nights, of: remote)
            return open
        } catch {
            throw Refusal(BackupFailure(error, at: remote).code, remote.text)
        }
    }
}
