import DatasafeCore
import FoundationEssentials
import Synchronization
import Testing

@testable import Backup

/// The backup key is tried; disks that are lost leave the rotation.
@Suite(.serialized, .timeLimit(.minutes(10))) struct KeyDrillTests {
    @Test func `the key opens the disk, and the day is known over a restart`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        let first = try #require(try box.fact().keyProven)
        box.pass(hours: 24 * 130)
        _ = try await keeper.drillKey { _ in }
        #expect(try box.fact().keyProven == box.outsides.now())
        #expect(box.outsides.now().seconds(since: first) >= 130 * 86_400)
        #expect(box.storage.asked().suffix(2) == ["OpenBackupDisk", "CloseBackupDisk"])
        #expect(try box.fact().disks[0].state == "done")
        _ = try await box.keeper()
        #expect(try box.fact().keyProven == box.outsides.now())
    }

    @Test func `no key, another key, no disk: each by its name, and nothing is called tried`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        let before = try box.fact().keyProven
        box.pass(hours: 24)
        box.storage.state.withLock { $0.keyIsPlugged = false }
        await #expect(throws: Refusal(.keyMissing)) { try await keeper.drillKey { _ in } }
        box.storage.state.withLock {
            $0.keyIsPlugged = true
            $0.key = TestBox.backupKey.reversed()
        }
        await #expect(throws: Refusal(.keyWrong, "1")) { try await keeper.drillKey { _ in } }
        #expect(box.storage.asked().last == "CloseBackupDisk")
        box.storage.state.withLock { $0.key = TestBox.backupKey }
        await keeper.hold(Job.night)
        await #expect(throws: Refusal(.running)) { try await keeper.drillKey { _ in } }
        await keeper.hold(nil)
        // Another repository where ours was: the key may open it, it is not our disk.
        box.facts.pull(1)
        await #expect(throws: Refusal(.noDisk)) { try await keeper.drillKey { _ in } }
        #expect(try box.fact().keyProven == before)
        #expect(await keeper.job == nil)
    }

    @Test func `a lost disk leaves, its number is free; the last one with a night stays`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        await #expect(throws: Refusal(.unknownDisk, "7")) { try await keeper.drop(7) }
        await #expect(throws: Refusal(.stillHere, "1")) { try await keeper.drop(1) }
        box.facts.pull(1)
        await #expect(throws: Refusal(.lastNight, "1")) { try await keeper.drop(1) }
        try await box.initialise(keeper, 2)
        let password = box.places.password(try #require(await keeper.targets[1]?.repository))
        #expect(Files.exists(password))
        _ = try await keeper.drop(1)
        #expect(try box.fact().disks.map(\.number) == [2])
        #expect(!Files.exists(password))
        #expect(try BackupLedger(path: box.places.ledger).load().targets.map(\.number) == [2])
        // Found again it is a stranger: nothing is done to it.
        box.facts.plug(1)
        await keeper.look()
        box.facts.pull(2)
        await #expect(throws: Refusal(.unknownDisk)) { try await keeper.runNow { _ in } }
    }
}
