import BackupFormats
import DatasafeCore
import FoundationEssentials
import Logging
import Threads

/// Targets that are no disk: beginning, plan, end.
extension BackupKeeper {
    /// A run that a power cut ended is owed.
    func startRemotes() async {
        for (id, target) in remotes where target.isRunning == true {
            let failure = BackupFailure(BackupFailure(.interrupted), at: id)
            await failRemote(id, failure, started: outsides.now(), cause: "timer")
        }
    }

    func remoteFacts(now: Instant) -> [RemoteFact] {
        remotes.values.sorted { $0.id < $1.id }.map { target in
            var fact = RemoteFact(target, now: now)
            fact.running = remoteRuns[target.id]
            return fact
        }
    }

    /// The engine for a target that is no disk: it works beside the one for the disks.
    func engine(for remote: TargetID) -> Engine {
        Engine(program: places.engine, scratch: places.beside(for: remote).scratch, logger: logger)
    }

    /// What opens the repository of a target that is no disk for this box. Throws BAK-PASSWORD.
    func access(to remote: RemoteTarget) throws -> Engine.Access {
        Engine.Access(
            repository: places.repository(remote.id), password: try passwords.password(of: remote.repository))
    }

    /// Begins to use the online service: with the backup key plugged in, so that the nights there can come back without
    /// this box. A repository that is there already is of this box before it was replaced, and is taken over; its own key is
    /// needed for that too, if it is another.
    func addOnline(_ report: @escaping Report) async throws -> Done {
        try await holding(Job.initialise, in: .remote(.online)) {
            guard remotes[.online] == nil else { throw Refusal(.alreadyThere) }
            let key = try await backupKey()
            await report(DeedProgress(step: "prepare"))
            let probe = try await outsides.deeds.ask(BeatDeeds.ProbeVault())
            let scratch = places.beside(for: .online).scratch
            try await offload { try Backup.makeScratch(scratch) }
            let strange = probe.hasRepository ? try await strangeKey() : nil
            let repository = places.repository(.online)
            let target = try await join(
                .online, key: key, strange: strange, isThere: probe.hasRepository
            ) { Engine.Access(repository: repository, password: $0) }
            try await begin(target)
            logger.notice("online service in use", metadata: ["taken over": "\(probe.hasRepository)"])
            return Done()
        }
    }

    /// From now on it gets its nights.
    func begin(_ target: RemoteTarget) async throws {
        remotes[target.id] = target
        do { try await ledger.save(target) } catch {
            remotes[target.id] = nil
            passwords.remove(target.repository)
            throw error
        }
        publish()
    }

    /// A repository that both passwords open, each proven.
    ///
    /// - Parameters:
    ///   - strange: the backup key of another box, if it is plugged in.
    ///   - isThere: one is there already.
    ///   - at: the repository, as a password opens it.
    func join(
        _ remote: TargetID, key: Secret, strange: Secret?, isThere: Bool, at access: (Secret) -> Engine.Access
    ) async throws -> RemoteTarget {
        let engine = engine(for: remote)
        // Name under which the box's password lies until the repository has an id. A power cut between the two must not
        // leave a repository that nobody opens: at the vendor's nothing can be deleted.
        let joining = "joining-\(remote.text)"
        var own = access(.boxPassword())
        let withKey = access(key)
        do {
            let id: String
            var isTaken = false
            if isThere, let found = try await firstOpened(engine, [key, strange].compactMap { $0 }.map(access)) {
                (id, isTaken) = (found.id, true)
                try await keep(own.password, of: id)
                try await engine.addKey(own.password, to: found.access)
                _ = try await enrol(key, in: own, engine)
            } else {
                if isThere {
                    // Begun before, and cut off.
                    guard let password = try? passwords.password(of: joining) else {
                        throw Refusal(remote == .share ? .shareKey : .remoteKey)
                    }
                    own.password = password
                } else {
                    try await keep(own.password, of: joining)
                    try await engine.initialise(own)
                }
                guard let made = try await opened(engine, own) else {
                    throw Refusal(remote == .share ? .shareKey : .remoteKey)
                }
                id = made
                try await keep(own.password, of: id)
                try await engine.addKey(key, to: own)
            }
            guard try await engine.repositoryID(own) == id, try await engine.repositoryID(withKey) == id else {
                throw BackupFailure(.damaged, "another repository")
            }
            passwords.remove(joining)
            var target = RemoteTarget(remote, repository: id, since: outsides.now())
            if isTaken { target.takeOver(try await engine.snapshots(own), now: outsides.now()) }
            return target
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(BackupFailure(error, at: remote).code)
        }
    }

    func firstOpened(
        _ engine: Engine, _ ways: [Engine.Access]
    ) async throws -> (access: Engine.Access, id: String)? {
        for access in ways {
            if let id = try await opened(engine, access) { return (access, id) }
        }
        return nil
    }

    /// Id of the repository; nil when the password is not one of its own.
    private func opened(_ engine: Engine, _ access: Engine.Access) async throws -> String? {
        do { return try await engine.repositoryID(access) } catch let failure as BackupFailure
            where failure.code == .password
        { return nil }
    }

    /// Durable before anything is kept that only this password opens.
    private func keep(_ password: Secret, of repository: String) async throws {
        let passwords = passwords
        try await offload { try passwords.put(password, of: repository) }
    }

    /// When a target that is no disk gets its night, and how much of the line it may take. A time that has passed today is
    /// none that was missed.
    func choose(_ deed: BackupDeeds.ChooseRemotePlan) async throws -> Done {
        guard var target = remotes[deed.target] else { throw Refusal(.night, deed.target.text) }
        let plan = RemotePlan(
            minute: deed.minute, dayLimit: deed.dayLimit, nightLimit: deed.nightLimit,
            keep: deed.target == .share ? deed.keep ?? .usual : nil)
        guard plan.isPossible else { throw Refusal(.time) }
        let now = outsides.now()
        let wasDue = isDue(target, now: now)
        target.plan = plan
        if !wasDue, isDue(target, now: now) { target.begun = now }
        try await ledger.save(target)
        // A run that went on meanwhile has changed the rest.
        remotes[deed.target]?.plan = target.plan
        remotes[deed.target]?.begun = target.begun
        publish()
        return Done()
    }

    /// Ends the use of a target that is no disk; what is there stays. An upload under way is called off: a first one takes
    /// days.
    func drop(_ remote: TargetID) async throws -> Done {
        guard let target = remotes[remote] else { throw Refusal(.night, remote.text) }
        guard target.lastNight == nil || targets.values.contains(where: { $0.lastNight != nil }) else {
            throw Refusal(.otherLastNight)
        }
        remoteTasks[remote]?.cancel()
        _ = await remoteTasks[remote]?.result
        // Whoever ran it has to take it in.
        for _ in 0..<50 where jobs[.remote(remote)] != nil {
            try await outsides.clock.sleep(for: .milliseconds(100))
        }
        return try await holding(Job.drop, in: .remote(remote)) {
            guard let target = remotes[remote] else { throw Refusal(.night, remote.text) }
            try await ledger.forget(remote)
            remotes[remote] = nil
            nights[remote] = nil
            await endLook(remote.lookLane)
            passwords.remove(target.repository)
            if remote == .share { passwords.removeLogin() }
            publish()
            logger.notice("target is no longer used", metadata: ["target": "\(remote.text)"])
            return Done()
        }
    }
}

extension RemoteTarget {
    /// Goes on with what another box left there. Its next night is that of the plan: right after a replacement the nights
    /// there are what somebody wants to see, and not one of an empty practice.
    fileprivate mutating func takeOver(_ nights: [RepositorySnapshot], now: Instant) {
        let newest = nights.max { $0.at < $1.at }
        (lastSnapshot, lastNight, lastSuccess) = (newest?.id, newest?.at, newest?.at)
        host = newest.map(\.host)
        self.nights = nights.count
        isSuspect = true
        begun = newest == nil ? nil : now
    }
}
