import DatasafeCore
import FoundationEssentials
import Logging
import Threads

extension BackupKeeper {
    /// Makes a disk ours: only with the backup key plugged in, so that each disk proves that the key works. Half of it is
    /// never left: a disk is known from the moment when both passwords open it, and its first night follows at once.
    func initialise(_ deed: BackupDeeds.InitialiseDisk, _ report: @escaping Report) async throws -> Done {
        guard (1...99).contains(deed.number) else { throw Refusal(.number, "\(deed.number)") }
        return try await holding(Job.initialise) {
            await endBrowsing()
            look()
            guard let device = seen[deed.disk] else { throw Refusal(.diskGone, "\(deed.number)") }
            if let other = targets[deed.number], disk(of: other)?.id != deed.disk {
                throw Refusal(.numberTaken, "\(deed.number)")
            }
            // Before anything is written.
            let key = try await backupKey()
            let old = device.kind == "known" ? targets.values.first { disk(of: $0)?.id == deed.disk } : nil
            await report(DeedProgress(step: "prepare"))
            let target: BackupTarget
            do {
                target = try await whileAttached(device.id) { try await self.make(deed, key: key) }
            } catch {
                await closeQuietly(deed.number)
                throw error
            }
            if let old, old.number != target.number { try await forgetTarget(old.number) }
            targets[target.number] = target
            states[target.number] = .attached
            try await ledger.save(target)
            await waitUntilSeen(target)
            await report(DeedProgress(step: "snapshot"))
            let night = try await takeSnapshot()
            do { try await run(target.number, night: night, cause: "first", report) } catch {
                throw Refusal(BackupFailure(error).code, "\(target.number)")
            }
            return Done()
        }
    }

    /// The key of the stick as the password text that plain restic takes: 128 lower-case hex digits.
    func backupKey() async throws -> Secret {
        let key = try await outsides.deeds.askForSecret(StorageDeeds.ReadBackupKey())
        guard key.count == 64 else { throw Refusal(.keyMissing) }
        return key.hexPassword()
    }

    /// The same of another box; nil = none is plugged in.
    func strangeKey() async throws -> Secret? {
        do {
            let key = try await outsides.deeds.askForSecret(StorageDeeds.ReadBackupKey(strange: true))
            return key.count == 64 ? key.hexPassword() : nil
        } catch is Refusal {
            return nil
        }
    }

    /// Storage formats and mounts; then the repository with both passwords, each proven, and the first partition.
    private func make(_ deed: BackupDeeds.InitialiseDisk, key: Secret) async throws -> BackupTarget {
        let number = deed.number
        let made = try await outsides.deeds.ask(
            StorageDeeds.InitialiseBackupDisk(
                deed: deed.deed, disk: deed.disk, number: number, confirm: deed.confirm))
        let access = Engine.Access(repository: places.repository(number), password: .boxPassword())
        try await engine.initialise(access)
        let id = try await engine.repositoryID(access)
        do {
            // Durable before anything is kept that only this password opens.
            let (passwords, password) = (passwords, access.password)
            try await offload { try passwords.put(password, of: id) }
            try await engine.addKey(key, to: access)
            let withKey = Engine.Access(repository: access.repository, password: key)
            guard try await engine.repositoryID(withKey) == id else { throw BackupFailure(.password, "backup key") }
            let target = BackupTarget(
                number: number, repository: id, partition: made.partition, initialised: outsides.now())
            try await describe(target)
            return target
        } catch {
            passwords.remove(id)
            throw error
        }
    }

    /// Writes the first partition of a disk that is open: record, programs, copies of the small files.
    func describe(_ target: BackupTarget) async throws {
        let (info, repository) = (places.info(target.number), places.repository(target.number))
        let record = DiskRecord(target: target, box: host, plan: plan, auditLines: 0, auditHead: "")
        let partition = InfoPartition(folder: info, places: places, logger: logger)
        _ = try await offload { try partition.refresh(repository: repository, record: record) }
        for kind in AddressedFiles.Kind.allCases {
            try await AddressedFiles(kind: kind, repository: repository, info: info, logger: logger).keep()
        }
        try await engine.sync(places.disk(target.number))
    }

    /// The disk is ours under another number now.
    func forgetTarget(_ number: Int) async throws {
        targets[number] = nil
        states[number] = nil
        nights[.disk(number)] = nil
        try await ledger.forget(number)
    }

    /// Storage tells of the new partitions a moment later.
    private func waitUntilSeen(_ target: BackupTarget) async {
        for _ in 0..<50 {
            look()
            if disk(of: target) != nil { return }
            try? await outsides.clock.sleep(for: .milliseconds(200))
        }
    }
}
