import DatasafeCore
import Logging
import Threads

extension BackupKeeper {
    /// Reads a disk back in full, shown like a run: until it ends the disk must not be pulled. What it finds is history, a
    /// good end is not: it is no night.
    func verify(_ number: Int, _ report: @escaping Report) async throws -> Done {
        try await holding(Job.verify) {
            await endBrowsing()
            look()
            guard let target = targets[number], let device = disk(of: target), let before = states[number] else {
                throw Refusal(.diskGone, "\(number)")
            }
            let started = outsides.now()
            running = BackupRunFact(.disk(number), step: "prepare", started: started, cause: "person")
            pass(.runBegan, to: number)
            publish()
            do {
                try await ledger.save(targets[number] ?? target)
                let access = try access(to: target)
                let (engine, outsides) = (engine, outsides)
                let read = try await whileAttached(device.id) {
                    _ = try await outsides.deeds.ask(StorageDeeds.OpenBackupDisk(number: number))
                    try await engine.unlock(access)
                    let bytes = try await offload { Files.packBytes(access.repository) }
                    let run = VerifyRun(engine: engine, access: access, clock: outsides.clock) { progress in
                        await self.show(progress, of: number)
                        await report(progress)
                    }
                    let read = try await run.run(.everything, bytes: bytes, of: target, at: outsides.now())
                    _ = try await outsides.deeds.ask(StorageDeeds.CloseBackupDisk(number: number))
                    return read
                }
                guard states[number] == .verifying else { throw BackupFailure(.pulled) }
                targets[number]?.lastFullRead = read.lastFullRead
                targets[number]?.verifySpeed = read.verifySpeed
                targets[number]?.isSuspect = nil
                // A disk that waited for its night still waits.
                states[number] = before == .done ? .done : .attached
            } catch {
                let failure = BackupFailure(error)
                await fail(number, failure, started: started, cause: "person")
                throw Refusal(states[number]?.code ?? failure.code, "\(number)")
            }
            running = nil
            if let state = states[number] {
                targets[number]?.state = state.word
                targets[number]?.code = nil
            }
            publish()
            if let target = targets[number] { try await ledger.save(target) }
            return Done()
        }
    }
}
