import DatasafeCore
import Logging
import Threads

extension BackupKeeper {
    /// The key drill (backup design 3.8): the backup key that is plugged in opens an attached disk, the one where that was
    /// longest ago. Whoever has never tried the key does not know that it works.
    func drillKey(_ report: @escaping Report) async throws -> Done {
        try await holding(Job.drillKey) {
            await endBrowsing()
            look()
            let key = try await backupKey()
            let oldest =
                attachedTargets.first { $0.hasStrangeKey == true }
                ?? attachedTargets.min { ($0.keyProven ?? $0.initialised) < ($1.keyProven ?? $1.initialised) }
            guard let target = oldest, let device = disk(of: target) else {
                throw Refusal(seen.isEmpty ? .noDisk : .unknownDisk)
            }
            await report(DeedProgress(step: "prepare"))
            let began = outsides.now()
            let access = Engine.Access(repository: places.repository(target.number), password: key)
            let (engine, deeds, number) = (engine, outsides.deeds, target.number)
            do {
                let box = target.hasStrangeKey == true ? try self.access(to: target) : nil
                let id = try await whileAttached(device.id) {
                    _ = try await deeds.ask(StorageDeeds.OpenBackupDisk(number: number))
                    // A disk taken over without it gets it now.
                    if let box { _ = try await self.enrol(key, in: box) }
                    // More than the header: the list of nights is sealed with what the key opens.
                    _ = try await engine.snapshots(access)
                    return try await engine.repositoryID(access)
                }
                guard id == target.repository else { throw BackupFailure(.otherDisk) }
            } catch {
                await closeQuietly(number)
                let failure = BackupFailure(error)
                throw Refusal(failure.code == .password ? .keyWrong : failure.code, "\(number)")
            }
            await closeQuietly(number)
            targets[number]?.keyProven = outsides.now()
            targets[number]?.hasStrangeKey = nil
            await keep(DrillCertificate(.key, of: .disk(number), night: nil, began: began, ended: outsides.now()))
            if let target = targets[number] { try await ledger.save(target) }
            return Done()
        }
    }

    /// Takes a disk out of the rotation that is lost or broken.
    func drop(_ number: Int) async throws -> Done {
        try await holding(Job.drop) {
            look()
            guard let target = targets[number] else { throw Refusal(.unknownDisk, "\(number)") }
            guard disk(of: target) == nil else { throw Refusal(.stillHere, "\(number)") }
            // The last way back is not given up by a form.
            let others = targets.values.filter { $0.number != number }
            guard target.lastNight == nil || others.contains(where: { $0.lastNight != nil }) else {
                throw Refusal(.lastNight, "\(number)")
            }
            try await forgetTarget(number)
            passwords.remove(target.repository)
            publish()
            logger.notice("disk taken out of the rotation", metadata: ["disk": "\(number)"])
            return Done()
        }
    }
}
