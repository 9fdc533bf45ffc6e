import DatasafeCore
import Logging
import Threads

extension BackupKeeper {
    typealias Report = @Sendable (DeedProgress) async -> Void

    /// A new snapshot onto every attached disk of ours, because a person wants it. Throws the refusal of the first disk that
    /// failed, after all had their turn.
    func runNow(_ report: @escaping Report) async throws -> Done {
        try await holding(Job.night) {
            await endBrowsing()
            look()
            let waiting = attachedTargets
            guard !waiting.isEmpty else { throw Refusal(seen.isEmpty ? .noDisk : .unknownDisk) }
            await report(DeedProgress(step: "snapshot"))
            try await runAll(waiting, night: takeSnapshot(), cause: "person", report)
            return Done()
        }
    }

    /// The kept night onto disks that came after it was missed.
    func catchUp() async {
        guard owes, job == nil else { return }
        look()
        let waiting = attachedTargets
        guard let night = kept, !waiting.isEmpty else { return }
        do {
            try await holding(Job.night) {
                await endBrowsing()
                try await runAll(waiting, night: night, cause: "catch-up") { _ in }
            }
        } catch {
            logger.warning("not caught up", metadata: ["error": "\(BackupFailure(error))"])
        }
    }

    /// Wakes the catch-up for a disk that came while something else was going on. A disk that failed since it was plugged
    /// in is left alone: its next try is the next night, the next plugging or a person's.
    func remind() {
        guard owes, job == nil else { return }
        if attachedTargets.contains(where: { states[$0.number] == .attached }) { plug.yield() }
    }

    /// Disks of ours that are here, in the order of their turn.
    var attachedTargets: [BackupTarget] {
        BackupOrder.sorted(targets.values.filter { states[$0.number]?.mayRun == true && disk(of: $0) != nil })
    }

    /// Takes a snapshot and keeps it until a disk has it. `bySchedule`: today's night has begun with it.
    func takeSnapshot(bySchedule: Bool = false) async throws -> Instant {
        let night = try await snapshot(at: .current)
        kept = night
        if bySchedule { begun = night }
        try await ledger.save(night: night, begun: bySchedule ? night : nil)
        publish()
        return night
    }

    /// Today's state at a fixed place. Returns its moment.
    func snapshot(at place: SnapshotPlace) async throws -> Instant {
        do { _ = try await outsides.deeds.ask(StorageDeeds.TakeSnapshot(place: place)) } catch {
            logger.error("no snapshot", metadata: ["error": "\(error)"])
            // Whatever went wrong on the way: no snapshot.
            let failure = BackupFailure(error)
            throw failure.code == .dataShut ? failure : BackupFailure(.snapshot, "\(error)")
        }
        return outsides.now()
    }

    func runAll(
        _ waiting: [BackupTarget], night: Instant, cause: String, _ report: @escaping Report
    ) async throws {
        var first: Refusal?
        for target in waiting {
            do { try await run(target.number, night: night, cause: cause, report) } catch {
                let failure = BackupFailure(error)
                logger.error("night failed", metadata: ["disk": "\(target.number)", "failure": "\(failure)"])
                first = first ?? Refusal(failure.code, "\(target.number)")
                if Task.isCancelled { break }
            }
        }
        if let first { throw first }
    }

    /// One disk. Its state, the shown run and the history are right whatever happens.
    func run(_ number: Int, night: Instant, cause: String, _ report: @escaping Report) async throws {
        guard let target = targets[number], let device = disk(of: target) else {
            throw BackupFailure(.diskGone)
        }
        let started = outsides.now()
        running = BackupRunFact(.disk(number), step: "prepare", started: started, cause: cause)
        pass(.runBegan, to: number)
        publish()
        do {
            // Also on the disk: after a power cut the next start knows that this run never ended.
            if let target = targets[number] { try await ledger.save(target) }
            let night = NightRun(
                outsides: outsides, places: places, engine: engine, seat: .disk(number, outsides),
                access: try access(to: target), target: target, night: night,
                host: target.host ?? host, cause: cause, plan: plan
            ) { progress in
                await self.show(progress, of: number)
                await report(progress)
            }
            let outcome = try await whileAttached(device.id) { try await night.run() }
            try await succeed(outcome, started: started, cause: cause)
        } catch {
            await fail(number, BackupFailure(error), started: started, cause: cause)
            throw error
        }
    }

    /// What opens the repository of a disk for this box. Throws BAK-PASSWORD.
    func access(to target: BackupTarget) throws -> Engine.Access {
        Engine.Access(
            repository: places.repository(target.number), password: try passwords.password(of: target.repository))
    }

    func show(_ progress: DeedProgress, of number: Int) {
        guard running?.target == .disk(number) else { return }
        let isNew = running?.step != progress.step
        running?.step = progress.step
        running?.progress = progress
        if isNew, progress.step == "verify" { pass(.verifyBegan, to: number) }
        if isNew { publish() } else { publishSoon() }
    }

    private func succeed(_ outcome: NightOutcome<BackupTarget>, started: Instant, cause: String) async throws {
        let number = outcome.target.number
        guard let state = states[number], state == .verifying else { throw BackupFailure(.pulled) }
        var target = outcome.target
        target.lastSuccess = outsides.now()
        target.lastSeen = target.lastSuccess
        targets[number] = target
        var run = BackupRunFact(.disk(number), step: "done", started: started, cause: cause)
        run.ended = target.lastSuccess
        run.files = outcome.files
        run.bytes = outcome.bytes
        run.healed = outcome.isHealed ? true : nil
        run.lost = outcome.lost > 0 ? outcome.lost : nil
        await record(run, of: number, state: state.after(.runSucceeded))
        await keep(outcome.nights, of: .disk(number))
        if let ended = target.lastSuccess {
            var certificate = DrillCertificate(
                .night, of: .disk(number), night: target.lastNight, began: started, ended: ended)
            (certificate.files, certificate.databases) = (outcome.drilled.files, outcome.drilled.databases)
            certificate.bytes = outcome.drilled.bytes
            await keep(certificate)
        }
        if !owes {
            kept = nil
            try await ledger.save(night: nil)
        }
        logger.notice("disk can be pulled", metadata: ["disk": "\(number)"])
    }

    /// Ends a run or a reading that failed.
    func fail(_ number: Int, _ failure: BackupFailure, started: Instant, cause: String) async {
        let state = (states[number] ?? .away).after(.runFailed(failure.code))
        var run = BackupRunFact(.disk(number), step: "failed", started: started, cause: cause)
        run.ended = outsides.now()
        run.code = (state.code ?? failure.code).code
        if failure.code == .verify {
            targets[number]?.damages += 1
            targets[number]?.isSuspect = true
        }
        // Asked for before the state is told: "can be pulled" must not come before the disk is closed.
        do { _ = try await outsides.deeds.ask(StorageDeeds.CloseBackupDisk(number: number)) } catch {
            logger.info("disk not closed", metadata: ["disk": "\(number)", "error": "\(error)"])
        }
        await record(run, of: number, state: (states[number] ?? .away).after(.runFailed(failure.code)))
    }

    func closeQuietly(_ number: Int) async {
        do { _ = try await outsides.deeds.ask(StorageDeeds.CloseBackupDisk(number: number)) } catch {
            logger.warning("disk not closed", metadata: ["disk": "\(number)", "error": "\(error)"])
        }
        publish()
    }
}
