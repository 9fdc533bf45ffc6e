import DatasafeCore
import Logging
import Threads

extension BackupKeeper {
    typealias Report = @Sendable (DeedProgress) async -> Void

    /// A new snapshot onto every attached disk of ours. Without one the snapshot is kept for the next disk; a person is
    /// told, the timer is content. Throws the refusal of the first disk that failed, after all had their turn.
    func runNow(cause: String, _ report: @escaping Report) async throws -> Done {
        try await holding(Job.night) {
            await endBrowsing()
            look()
            let waiting = attachedTargets
            if waiting.isEmpty, cause == "person" {
                throw Refusal(seen.isEmpty ? .noDisk : .unknownDisk)
            }
            await report(DeedProgress(step: "snapshot"))
            let night = try await takeSnapshot()
            if waiting.isEmpty {
                logger.notice("no disk at 21:00, the night is kept")
                return Done()
            }
            try await runAll(waiting, night: night, cause: cause, report)
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

    /// Disks of ours that are here, in the order of their turn.
    private var attachedTargets: [BackupTarget] {
        BackupOrder.sorted(targets.values.filter { states[$0.number]?.mayRun == true && disk(of: $0) != nil })
    }

    /// Takes a snapshot and keeps it until a disk has it.
    func takeSnapshot() async throws -> Instant {
        do { _ = try await outsides.deeds.ask(StorageDeeds.TakeSnapshot()) } catch {
            logger.error("no snapshot", metadata: ["error": "\(error)"])
            throw BackupFailure(.snapshot, "\(error)")
        }
        let night = outsides.now()
        kept = night
        try await ledger.save(night: night)
        publish()
        return night
    }

    private func runAll(
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
        let access = Engine.Access(
            repository: places.repository(number), password: try passwords.password(of: target.repository))
        let started = outsides.now()
        running = BackupRunFact(disk: number, step: "prepare", started: started, cause: cause)
        pass(.runBegan, to: number)
        publish()
        // Also on the disk: after a power cut the next start knows that this run never ended.
        if let target = targets[number] { try await ledger.save(target) }
        let night = NightRun(
            outsides: outsides, engine: engine, access: access, target: target, night: night, host: host, cause: cause
        ) { progress in
            await self.show(progress, of: number)
            await report(progress)
        }
        do {
            let outcome = try await whileAttached(device.id) { try await night.run() }
            try await succeed(outcome, started: started, cause: cause)
        } catch {
            await fail(number, BackupFailure(error), started: started, cause: cause)
            throw error
        }
    }

    private func show(_ progress: DeedProgress, of number: Int) {
        guard running?.disk == number else { return }
        let isNew = running?.step != progress.step
        running?.step = progress.step
        running?.progress = progress
        if isNew, progress.step == "verify" { pass(.verifyBegan, to: number) }
        if isNew { publish() } else { publishSoon() }
    }

    private func succeed(_ outcome: NightRun.Outcome, started: Instant, cause: String) async throws {
        let number = outcome.target.number
        guard let state = states[number], state == .verifying else { throw BackupFailure(.pulled) }
        var target = outcome.target
        target.lastSuccess = outsides.now()
        target.lastSeen = target.lastSuccess
        targets[number] = target
        var run = BackupRunFact(disk: number, step: "done", started: started, cause: cause)
        run.ended = target.lastSuccess
        run.files = outcome.files
        run.bytes = outcome.bytes
        await record(run, of: number, state: state.after(.runSucceeded))
        if !owes {
            kept = nil
            try await ledger.save(night: nil)
        }
        logger.notice("disk can be pulled", metadata: ["disk": "\(number)"])
    }

    private func fail(_ number: Int, _ failure: BackupFailure, started: Instant, cause: String) async {
        let state = (states[number] ?? .away).after(.runFailed(failure.code))
        var run = BackupRunFact(disk: number, step: "failed", started: started, cause: cause)
        run.ended = outsides.now()
        run.code = (state.code ?? failure.code).code
        if failure.code == .verify { targets[number]?.damages += 1 }
        // Asked for before the state is told: "can be pulled" must not come before the disk is closed.
        do { _ = try await outsides.deeds.ask(StorageDeeds.CloseBackupDisk(number: number)) } catch {
            logger.info("disk not closed", metadata: ["disk": "\(number)", "error": "\(error)"])
        }
        await record(run, of: number, state: (states[number] ?? .away).after(.runFailed(failure.code)))
    }

    /// Reads a disk back in full.
    func verify(_ number: Int, _ report: @escaping Report) async throws -> Done {
        try await holding(Job.verify) {
            await endBrowsing()
            look()
            guard let target = targets[number], let device = disk(of: target) else {
                throw Refusal(.diskGone, "\(number)")
            }
            let access = Engine.Access(
                repository: places.repository(number), password: try passwords.password(of: target.repository))
            let (engine, outsides) = (engine, outsides)
            do {
                let read = try await whileAttached(device.id) {
                    _ = try await outsides.deeds.ask(StorageDeeds.OpenBackupDisk(number: number))
                    try await engine.unlock(access)
                    let bytes = try await offload { Files.packBytes(access.repository) }
                    return try await VerifyRun(engine: engine, access: access, clock: outsides.clock, report: report)
                        .run(.everything, bytes: bytes, of: target, at: outsides.now())
                }
                targets[number]?.lastFullRead = read.lastFullRead
                targets[number]?.verifySpeed = read.verifySpeed
            } catch {
                let failure = BackupFailure(error)
                if failure.code == .verify { targets[number]?.damages += 1 }
                pass(.runFailed(failure.code), to: number)
                await closeQuietly(number)
                throw Refusal(failure.code, "\(number)")
            }
            await closeQuietly(number)
            if let target = targets[number] { try await ledger.save(target) }
            return Done()
        }
    }

    func closeQuietly(_ number: Int) async {
        do { _ = try await outsides.deeds.ask(StorageDeeds.CloseBackupDisk(number: number)) } catch {
            logger.warning("disk not closed", metadata: ["disk": "\(number)", "error": "\(error)"])
        }
        publish()
    }
}
