import BlockDevices
import DatasafeCore
import Logging
import Varlink

/// Each deed and who does it. A deed with an id is done once, however often it is asked, and goes on when the asker
/// hangs up.
struct StorageAnswers: Sendable {
    let keeper: StorageKeeper

    func register(on server: inout VarlinkServer) {
        let keeper = keeper
        server.on(StorageDeeds.BeginSetUp.self) { deed, _ in
            try await keeper.once(deed.deed, "BeginSetUp") { _ in try await keeper.beginSetUp(deed) }
            return Done()
        }
        server.on(StorageDeeds.WriteKey.self) { deed, context in
            try await keeper.once(deed.deed, "WriteKey") { report in
                try await keeper.writeKey(deed) { step in
                    await report(step)
                    await context.progress(step)
                }
            }
            return Done()
        }
        server.on(StorageDeeds.FormArray.self) { deed, context in
            try await keeper.once(deed.deed, "FormArray") { report in
                try await keeper.formArray { step in
                    await report(step)
                    await context.progress(step)
                }
            }
            return Done()
        }
        server.on(StorageDeeds.BackupKeyForPaper.self) { _, context in
            context.giveBack(try await keeper.backupKeyForPaper())
            return Done()
        }
        server.on(StorageDeeds.FinishSetUp.self) { _, _ in
            await keeper.finishSetUp()
            return Done()
        }
        server.on(StorageDeeds.ReplaceMember.self) { deed, context in
            try await keeper.once(deed.deed, "ReplaceMember") { report in
                try await keeper.replaceMember(deed) { step in
                    await report(step)
                    await context.progress(step)
                }
            }
            return Done()
        }
        server.on(StorageDeeds.AddMember.self) { deed, context in
            try await keeper.once(deed.deed, "AddMember") { report in
                try await keeper.addMember(deed) { step in
                    await report(step)
                    await context.progress(step)
                }
            }
            return Done()
        }
        server.on(StorageDeeds.TakeOutMember.self) { deed, context in
            try await keeper.once(deed.deed, "TakeOutMember") { report in
                try await keeper.takeOutMember(deed) { step in
                    await report(step)
                    await context.progress(step)
                }
            }
            return Done()
        }
        server.on(StorageDeeds.CallOffChange.self) { _, _ in
            try await keeper.callOff()
            return Done()
        }
        server.on(StorageDeeds.TakeSnapshot.self) { _, _ in
            StorageDeeds.TakeSnapshot.Outcome(snapshot: try await keeper.takeSnapshot())
        }
        server.on(StorageDeeds.InitialiseBackupDisk.self) { deed, _ in
            let partition = try await keeper.backupTurn.take { try await keeper.initialiseBackupDisk(deed) }
            return StorageDeeds.InitialiseBackupDisk.Outcome(partition: partition)
        }
        server.on(StorageDeeds.OpenBackupDisk.self) { deed, _ in
            let partition = try await keeper.backupTurn.take { try await keeper.openBackupDisk(deed.number) }
            return StorageDeeds.OpenBackupDisk.Outcome(partition: partition)
        }
        server.on(StorageDeeds.CloseBackupDisk.self) { deed, _ in
            try await keeper.backupTurn.take { try await keeper.closeBackupDisk(deed.number) }
            return Done()
        }
        server.on(StorageDeeds.ReadBackupKey.self) { _, context in
            context.giveBack(try await keeper.readBackupKey())
            return Done()
        }
        server.on(StorageDeeds.PowerOff.self) { deed, _ in
            try await SystemUnits.powerOff(restart: deed.restart)
            return Done()
        }
    }
}

extension StorageKeeper {
    /// Does a deed once per id. A second asker waits for the first one's end and gets the same answer.
    func once(
        _ id: String, _ name: String,
        _ body: @escaping @Sendable (@Sendable (DeedProgress) async -> Void) async throws -> Void
    ) async throws {
        if let running = deeds[id] { return try await running.value }
        logger.notice("deed", metadata: ["deed": "\(name)"])
        fact.deeds.append(DeedFact(deed: id, name: name, started: now()))
        // Not a child of the asker: the deed belongs to the service (house rule, facts and deeds).
        let task = Task { try await body { step in await self.note(step, of: id) } }
        deeds[id] = task
        publish()
        do {
            try await task.value
            end(id, outcome: "done", refusal: nil)
        } catch {
            let refusal = error as? Refusal ?? Refusal(code: "INTERNAL")
            logger.warning("deed refused", metadata: ["deed": "\(name)", "code": "\(refusal.code)"])
            end(id, outcome: nil, refusal: refusal)
            // A refused deed may be asked again with the same id after the cause is gone.
            deeds[id] = nil
            throw error
        }
    }

    private func note(_ step: DeedProgress, of id: String) {
        guard let index = fact.deeds.firstIndex(where: { $0.deed == id }) else { return }
        fact.deeds[index].progress = step
        publish()
    }

    private func end(_ id: String, outcome: String?, refusal: Refusal?) {
        guard let index = fact.deeds.firstIndex(where: { $0.deed == id }) else { return }
        fact.deeds[index].outcome = outcome
        fact.deeds[index].refusal = refusal
        fact.deeds[index].progress = nil
        publish()
    }
}
