import BackupFormats
import DatasafeCore
import Logging
import Threads

/// Disks that this box did not begin: of a box that is no more, or its own of before it forgot.
extension BackupKeeper {
    /// Makes such a disk one of this box, with all its nights. Nothing on it is lost whatever happens: passwords are added
    /// first and proven, and the last step takes away what only the other box knew.
    func adopt(_ deed: BackupDeeds.AdoptDisk, typed: Secret?, _ report: @escaping Report) async throws -> Done {
        guard typed == nil || typed?.count == 64 else { throw Refusal(.paper) }
        return try await holding(Job.adopt) {
            await endBrowsing()
            look()
            guard let device = seen[deed.disk], device.kind == "known", let old = device.number else {
                throw Refusal(.diskGone)
            }
            let number = deed.number ?? old
            guard (1...99).contains(number) else { throw Refusal(.number, "\(number)") }
            if let ours = targets.values.first(where: { disk(of: $0)?.id == deed.disk }) {
                throw Refusal(.ours, "\(ours.number)")
            }
            guard targets[number] == nil else { throw Refusal(.numberTaken, "\(number)") }
            await report(DeedProgress(step: "prepare"))
            var keys: [Secret] = []
            if let typed { keys.append(typed.hexPassword()) }
            if let strange = try await strangeKey() { keys.append(strange) }
            let own = try? await backupKey()
            let candidates = keys
            var done = Done()
            do {
                let (target, plan, found, isOlder) = try await whileAttached(device.id) {
                    if number != old { try await self.renumber(device.id, old, to: number, with: candidates) }
                    return try await self.takeOver(number, strange: candidates, own: own)
                }
                try await ledger.save(target)
                targets[number] = target
                states[number] = .attached
                try await keep(plan)
                await keep(found, of: .disk(number))
                if isOlder { done.outcome = BackupDeeds.AdoptDisk.older }
            } catch {
                await closeQuietly(number)
                if let refusal = error as? Refusal { throw refusal }
                throw Refusal(BackupFailure(error).code, "\(number)")
            }
            await closeQuietly(number)
            publish()
            logger.notice("disk taken over", metadata: ["disk": "\(number)", "outcome": "\(done.outcome)"])
            return done
        }
    }

    /// Another number, for a disk that one of the keys opens: nobody else's is touched.
    private func renumber(_ disk: String, _ old: Int, to number: Int, with keys: [Secret]) async throws {
        _ = try await outsides.deeds.ask(StorageDeeds.OpenBackupDisk(number: old))
        do { _ = try await open(old, with: keys) } catch {
            await closeQuietly(old)
            throw error
        }
        _ = try await outsides.deeds.ask(StorageDeeds.CloseBackupDisk(number: old))
        _ = try await outsides.deeds.ask(StorageDeeds.RenumberBackupDisk(disk: disk, number: number))
        // Storage tells of it a moment later.
        for _ in 0..<50 where seen[disk]?.number != number {
            try await outsides.clock.sleep(for: .milliseconds(200))
            look()
        }
    }

    /// What the practice had chosen, on a box where nobody has chosen anything yet.
    private func keep(_ chosen: BackupPlan?) async throws {
        guard let chosen, chosen.isPossible, plan == BackupPlan() else { return }
        try await ledger.save(chosen)
        plan = chosen
    }

    /// - Parameters:
    ///   - strange: keys of others, as passwords.
    ///   - own: this box's backup key, if it is plugged in.
    private func takeOver(
        _ number: Int, strange: [Secret], own: Secret?
    ) async throws -> (target: BackupTarget, plan: BackupPlan?, nights: [Night], isOlder: Bool) {
        let opened = try await outsides.deeds.ask(StorageDeeds.OpenBackupDisk(number: number))
        let passwords = passwords
        let info = InfoPartition(folder: places.info(number), places: places, logger: logger)
        let record = try await offload { info.record }
        let kept = record.flatMap { try? passwords.password(of: $0.repository) }
        let access = try await open(number, with: strange + [kept, own].compactMap { $0 })
        try await engine.unlock(access)
        let id = try await engine.repositoryID(access)
        let before = try await engine.keys(access)
        let box = Engine.Access(repository: access.repository, password: .boxPassword())
        // Durable before anything is kept that only this password opens.
        try await offload { try passwords.put(box.password, of: id) }
        try await engine.addKey(box.password, to: access)
        guard try await engine.repositoryID(box) == id else { throw BackupFailure(.password, "box") }
        let nights = try await engine.snapshots(box)
        for key in before where !key.isCurrent { try await engine.removeKey(key.id, of: box) }
        let isOwn = try await enrol(own, in: box)

        var target = BackupTarget(
            number: number, repository: id, partition: opened.partition, initialised: outsides.now())
        target.counter = record?.counter ?? nights.count
        target.nights = nights.count
        let newest = nights.max { $0.at < $1.at }
        target.lastSnapshot = newest?.id
        target.lastNight = newest?.at
        target.lastSuccess = newest?.at
        target.host = newest.map(\.host)
        // An older state was put there, or its newest night was taken away; what is there is whole all the same.
        let isOlder = record?.night.map { $0 > newest?.at ?? Instant(seconds: 0) } ?? false
        if isOlder { target.damages += 1 }
        // Who knows where it has been: the next night reads all of it.
        target.isSuspect = true
        target.hasStrangeKey = isOwn ? nil : true
        target.keyProven = isOwn ? outsides.now() : nil
        try await describe(target)
        return (target, record?.plan, [Night](nights), isOlder)
    }

    /// The first of the passwords that opens the disk. Throws BAK-STRANGE-KEY.
    private func open(_ number: Int, with keys: [Secret]) async throws -> Engine.Access {
        for key in keys {
            let access = Engine.Access(repository: places.repository(number), password: key)
            do {
                _ = try await engine.repositoryID(access)
                return access
            } catch let failure as BackupFailure where failure.code == .password {
                continue
            }
        }
        throw Refusal(.strangeKey, "\(number)")
    }

    /// Sees to it that this box's own backup key opens a repository. False = it is not plugged in.
    func enrol(_ own: Secret?, in access: Engine.Access, _ engine: Engine? = nil) async throws -> Bool {
        guard let own else { return false }
        let engine = engine ?? self.engine
        var way = access
        way.password = own
        do {
            _ = try await engine.repositoryID(way)
        } catch let failure as BackupFailure where failure.code == .password {
            try await engine.addKey(own, to: access)
        }
        return true
    }
}
