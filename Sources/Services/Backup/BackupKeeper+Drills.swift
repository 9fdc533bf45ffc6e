import DatasafeCore
import Logging
import Threads

/// Bringing all of a night back for trial, and the papers about every drill.
extension BackupKeeper {
    /// After a night: once a month all of it is brought back, from the disk that has it and is still here.
    func drillWhenDue() async {
        let last = certificates.first { $0.kind == .full }
        guard FullDrillRule.isDue(last: last, now: outsides.now()), job == nil else { return }
        look()
        guard let target = attachedTargets.last(where: { states[$0.number] == .done }) else { return }
        do { _ = try await drillInFull(target.number) } catch {
            logger.error("trial restore not good", metadata: ["failure": "\(BackupFailure(error))"])
        }
    }

    /// All of the newest night of an attached disk. It has to be the night whose snapshot is still at the fixed path: that is
    /// what it is compared with. Pulling the disk ends it, and harms nothing.
    func drillInFull(
        _ number: Int, cause: String = "timer", _ report: @escaping Report = { _ in }
    ) async throws -> Done {
        try await holding(Job.drill) {
            await endBrowsing()
            look()
            guard let target = targets[number], let device = disk(of: target) else {
                throw Refusal(.diskGone, "\(number)")
            }
            guard states[number] == .done, let snapshot = target.lastSnapshot, let night = target.lastNight else {
                throw Refusal(.noFreshNight, "\(number)")
            }
            var certificate = DrillCertificate(
                .full, of: .disk(number), night: night, began: outsides.now(), ended: outsides.now())
            running = BackupRunFact(.disk(number), step: "drill-all", started: certificate.began, cause: cause)
            publish()
            do {
                let outcome = try await whileAttached(device.id) {
                    try await self.bringAllBack(target, snapshot: snapshot, report)
                }
                certificate.files = outcome.contents.right
                certificate.bytes = outcome.contents.bytes
                certificate.databases = outcome.databases
                (certificate.original, certificate.restored) = (outcome.original, outcome.restored)
            } catch {
                let failure = BackupFailure(error)
                logger.error("trial restore", metadata: ["disk": "\(number)", "failure": "\(failure)"])
                running = nil
                await closeQuietly(number)
                // Ended by hand or by a restart: it says nothing about the night.
                guard ![.pulled, .interrupted].contains(failure.code) else { throw Refusal(failure.code, "\(number)") }
                certificate.code = failure.code.code
                await keep(certificate)
                throw Refusal(failure.code, "\(number)")
            }
            running = nil
            await closeQuietly(number)
            await keep(certificate)
            return Done()
        }
    }

    private func bringAllBack(
        _ target: BackupTarget, snapshot: String, _ report: @escaping Report
    ) async throws -> FullDrill.Outcome {
        let number = target.number
        _ = try await outsides.deeds.ask(StorageDeeds.OpenBackupDisk(number: number))
        let access = try access(to: target)
        try await engine.unlock(access)
        guard try await engine.repositoryID(access) == target.repository else { throw BackupFailure(.otherDisk) }
        let drill = FullDrill(engine: engine, places: places) { progress in
            await self.showDrill(progress)
            await report(progress)
        }
        return try await drill.run(access, snapshot: snapshot)
    }

    private func showDrill(_ progress: DeedProgress) {
        guard running?.step == "drill-all" else { return }
        running?.progress = progress
        publishSoon()
    }

    /// Numbers a certificate and keeps it. One that cannot be kept is no reason to call a backup bad: a failure is logged.
    func keep(_ certificate: DrillCertificate) async {
        var certificate = certificate
        certificate.ended = outsides.now()
        do {
            certificate.number = try await ledger.save(certificate)
            certificates.insert(certificate, at: 0)
        } catch {
            logger.error("certificate not kept", metadata: ["error": "\(error)"])
        }
        // In either case what was drilled is over.
        publish()
    }
}
