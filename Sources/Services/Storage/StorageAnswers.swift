import BlockDevices
import DatasafeCore
import Varlink

/// Each deed and who does it. A deed with an id is done once, however often it is asked, and goes on when the asker
/// hangs up.
struct StorageAnswers: Sendable {
    let keeper: StorageKeeper

    func register(on server: inout VarlinkServer) {
        let keeper = keeper
        registerMembers(on: &server)
        registerKeys(on: &server)
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
        server.on(StorageDeeds.TakeSnapshot.self) { deed, _ in
            let name = try await keeper.snapshotTurn.take { try await keeper.takeSnapshot(place: deed.place) }
            return StorageDeeds.TakeSnapshot.Outcome(snapshot: name.text)
        }
        server.on(StorageDeeds.InitialiseBackupDisk.self) { deed, _ in
            let partition = try await keeper.backupTurn.take { try await keeper.initialiseBackupDisk(deed) }
            return StorageDeeds.InitialiseBackupDisk.Outcome(partition: partition)
        }
        server.on(StorageDeeds.RenumberBackupDisk.self) { deed, _ in
            try await keeper.backupTurn.take { try await keeper.renumberBackupDisk(deed) }
            return Done()
        }
        server.on(StorageDeeds.OpenBackupDisk.self) { deed, _ in
            let partition = try await keeper.backupTurn.take { try await keeper.openBackupDisk(deed.number) }
            return StorageDeeds.OpenBackupDisk.Outcome(partition: partition)
        }
        server.on(StorageDeeds.CloseBackupDisk.self) { deed, _ in
            try await keeper.backupTurn.take { try await keeper.closeBackupDisk(deed.number) }
            return Done()
        }
        server.on(StorageDeeds.ReadBackupKey.self) { deed, context in
            context.giveBack(try await keeper.readBackupKey(strange: deed.strange))
            return Done()
        }
        server.on(StorageDeeds.PowerOff.self) { deed, _ in
            try await keeper.checkPowerOff()
            try await SystemUnits.powerOff(restart: deed.restart)
            return Done()
        }
    }
}
