import DatasafeCore
import Logging
import Varlink

extension BackupKeeper {
    /// The server with every deed answered.
    nonisolated func server(_ server: VarlinkServer) -> VarlinkServer {
        var server = server
        server.on(BackupDeeds.InitialiseDisk.self) { deed, context in
            try await self.tracked(
                deed.deed, BackupDeeds.InitialiseDisk.name, audit: "backup.initialise", "\(deed.number)", deed.user,
                context
            ) {
                try await self.initialise(deed, $0)
            }
        }
        server.on(BackupDeeds.RunNow.self) { deed, context in
            try await self.tracked(
                deed.deed, BackupDeeds.RunNow.name, audit: "backup.run", "person", deed.user, context
            ) {
                try await self.runNow($0)
            }
        }
        server.on(BackupDeeds.VerifyDisk.self) { deed, context in
            try await self.tracked(
                deed.deed, BackupDeeds.VerifyDisk.name, audit: "backup.verify", "\(deed.disk)", deed.user, context
            ) {
                try await self.verify(deed.disk, $0)
            }
        }
        server.on(BackupDeeds.ListNights.self) { deed, _ in
            try await self.said { try await self.nights(in: deed.place) }
        }
        server.on(BackupDeeds.ListPlaces.self) { _, _ in try await self.said { try await self.allNights() } }
        server.on(BackupDeeds.ListFolder.self) { deed, _ in
            try await self.said { try await self.folder(deed) }
        }
        server.on(BackupDeeds.RestoreEntry.self) { deed, context in
            try await self.tracked(
                deed.deed, BackupDeeds.RestoreEntry.name, audit: "backup.restore", deed.place.text, deed.user,
                context
            ) {
                try await self.restore(deed, $0)
            }
        }
        server.on(BackupDeeds.RestorePractice.self) { deed, context in
            try await self.tracked(
                deed.deed, BackupDeeds.RestorePractice.name, audit: "backup.restore-all",
                "\(deed.place.text)/\(deed.night.prefix(32))", deed.user, context
            ) {
                try await self.restorePractice(deed, $0)
            }
        }
        server.on(BackupDeeds.AdoptDisk.self) { deed, context in
            try await self.tracked(
                deed.deed, BackupDeeds.AdoptDisk.name, audit: "backup.adopt", deed.disk, deed.user, context
            ) {
                try await self.adopt(deed, typed: context.typed, $0)
            }
        }
        server.on(BackupDeeds.DrillKey.self) { deed, context in
            try await self.tracked(
                deed.deed, BackupDeeds.DrillKey.name, audit: "backup.drill-key", "", deed.user, context
            ) {
                try await self.drillKey($0)
            }
        }
        server.on(BackupDeeds.DrillDisk.self) { deed, context in
            try await self.tracked(
                deed.deed, BackupDeeds.DrillDisk.name, audit: "backup.drill", "\(deed.disk)", deed.user, context
            ) {
                try await self.drillInFull(deed.disk, cause: "person", $0)
            }
        }
        server.on(BackupDeeds.ChoosePlan.self) { deed, context in
            try await self.tracked(
                deed.deed, BackupDeeds.ChoosePlan.name, audit: "backup.plan",
                "\(BackupPlan(minute: deed.minute).hourMinute) \(deed.keep.rawValue)", deed.user, context
            ) { _ in
                try await self.choose(deed)
            }
        }
        answerRemotes(&server)
        server.on(BackupDeeds.DropDisk.self) { deed, context in
            try await self.tracked(
                deed.deed, BackupDeeds.DropDisk.name, audit: "backup.drop", "\(deed.disk)", deed.user, context
            ) { _ in
                try await self.drop(deed.disk)
            }
        }
        return server
    }

    /// A deed by its id: asked twice, done once, the same answer. An empty id is no id.
    func tracked<Outcome: Sendable>(
        _ id: String, _ name: String, audit: String, _ subject: String, _ user: String, _ context: DeedContext,
        _ body: @escaping @Sendable (@escaping Report) async throws -> Outcome
    ) async throws -> Outcome {
        let task: Task<any Sendable, any Error>
        if !id.isEmpty, let same = answers[id] {
            task = same
        } else {
            // Not a child of the asker: the deed belongs to the service. It ends with the service.
            task = Task { try await self.carryOut(id, name, audit: audit, subject, user, context, body) }
            if !id.isEmpty { answers[id] = task }
        }
        let answer = try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
        guard let outcome = answer as? Outcome else { throw Refusal(.failed, name) }
        return outcome
    }

    /// A deed with progress in the fact and to the caller, an outcome in the fact and a line in the audit log.
    private func carryOut<Outcome: Sendable>(
        _ id: String, _ name: String, audit: String, _ subject: String, _ user: String, _ context: DeedContext,
        _ body: @Sendable (@escaping Report) async throws -> Outcome
    ) async throws -> Outcome {
        var deed = DeedFact(deed: id, name: name, started: outsides.now())
        deeds.insert(deed, at: 0)
        if deeds.count > 10 {
            let old = deeds.remove(at: deeds.lastIndex { $0.outcome != nil || $0.refusal != nil } ?? 9)
            answers[old.deed] = nil
        }
        publish()
        do {
            let outcome = try await said {
                try await body { progress in
                    await self.note(progress, of: id)
                    await context.progress(progress)
                }
            }
            deed.outcome = (outcome as? Done ?? Done()).outcome
            close(deed)
            await write(audit, subject, user, "done")
            return outcome
        } catch let refusal as Refusal {
            deed.refusal = Refusal(code: refusal.code, subject: refusal.subject, at: outsides.now())
            // What was refused may be asked again when the cause is gone.
            answers[id] = nil
            close(deed)
            await write(audit, subject, user, refusal.code)
            throw refusal
        }
    }

    private func note(_ progress: DeedProgress, of id: String) {
        guard let index = deeds.firstIndex(where: { $0.deed == id }) else { return }
        deeds[index].progress = progress
        publishSoon()
    }

    private func close(_ deed: DeedFact) {
        if let index = deeds.firstIndex(where: { $0.deed == deed.deed }) { deeds[index] = deed }
        publish()
    }

    /// The practice keeps the audit log; while it does not answer the line is only in the journal.
    private func write(_ action: String, _ subject: String, _ user: String, _ outcome: String) async {
        guard !user.isEmpty else { return }
        let deed = PracticeDeeds.RecordAudit(user: user, action: action, subject: subject, outcome: outcome)
        do { _ = try await outsides.deeds.ask(deed) } catch {
            logger.warning("audit line not taken", metadata: ["action": "\(action)", "error": "\(error)"])
        }
    }

    /// Whatever goes wrong leaves as a refusal with a code that has a sentence.
    nonisolated func said<Outcome: Sendable>(
        _ body: @Sendable () async throws -> Outcome
    ) async throws -> Outcome {
        do { return try await body() } catch let refusal as Refusal { throw refusal } catch {
            let failure = BackupFailure(error)
            outsides.logger.error("deed failed", metadata: ["failure": "\(failure)"])
            throw Refusal(failure.code)
        }
    }

    /// Runs `body` as the one job of its lane. Throws BAK-RUNNING.
    func holding<Outcome: Sendable>(
        _ name: String, in lane: Lane = .disks, _ body: () async throws -> Outcome
    ) async throws -> Outcome {
        guard jobs[lane] == nil else { throw Refusal(.running) }
        jobs[lane] = name
        defer { jobs[lane] = nil }
        return try await body()
    }

    /// Runs `body` as long as the device is at the box; pulling it cancels `body`, which kills the engine at once. Throws
    /// BAK-PULLED.
    func whileAttached<Outcome: Sendable>(
        _ id: String, _ body: @escaping @Sendable () async throws -> Outcome
    ) async throws -> Outcome {
        let (gone, signal) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        watches[id] = signal
        defer { watches[id] = nil }
        if seen[id] == nil { signal.yield() }
        return try await withThrowingTaskGroup(of: Outcome?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                for await _ in gone { throw BackupFailure(.pulled) }
                return nil
            }
            defer { group.cancelAll() }
            while let outcome = try await group.next() {
                if let outcome { return outcome }
            }
            throw BackupFailure(.pulled)
        }
    }
}
