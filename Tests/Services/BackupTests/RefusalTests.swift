import DatasafeCore
import FoundationEssentials
import Synchronization
import Testing

@testable import Backup

@Suite(.serialized, .timeLimit(.minutes(10))) struct RefusalTests {
    @Test func `without the backup key nothing is written`() async throws {
        let box = try TestBox()
        let keeper = try await box.keeper().keeper
        box.storage.state.withLock { $0.keyIsPlugged = false }
        await #expect(throws: Refusal(code: "BAK-KEY-MISSING")) { try await box.initialise(keeper, 1) }
        #expect(!box.storage.asked().contains("InitialiseBackupDisk"))
        #expect(!Files.exists(box.places.disk(1)))
        #expect(try box.fact().disks.isEmpty)
        #expect(await keeper.job == nil)
    }

    @Test(arguments: [0, -1, 100, 5000])
    func `a sticker has one or two digits`(number: Int) async throws {
        let box = try TestBox()
        let keeper = try await box.keeper().keeper
        await #expect(throws: Refusal(.number, "\(number)")) { try await box.initialise(keeper, number) }
    }

    @Test func `a number belongs to one disk, a disk must be there`() async throws {
        let box = try TestBox(hindrance: .slowMachine)
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        box.facts.plugEmpty(7)
        func ask(_ disk: String, _ number: Int) async throws {
            _ = try await keeper.initialise(
                BackupDeeds.InitialiseDisk(deed: "x", disk: disk, number: number, confirm: "", user: "u")
            ) { _ in }
        }
        await #expect(throws: Refusal(.numberTaken, "1")) { try await ask("usb-7", 1) }
        await #expect(throws: Refusal(.diskGone, "3")) { try await ask("usb-3", 3) }
        #expect(try box.fact().disks.map(\.number) == [1])
        // The same disk again under its own number is a new beginning.
        let before = await keeper.targets[1]?.repository
        try await ask("usb-1", 1)
        #expect(await keeper.targets[1]?.repository != before)
        #expect(try box.fact().disks.map(\.state) == ["done"])
    }

    @Test func `no disk: the timer keeps the night, a person is told, the next disk catches up`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 4)
        let keeper = try await box.initialised()
        box.facts.pull(1)
        await keeper.look()
        box.pass(hours: 24)
        await #expect(throws: Refusal(.noDisk)) { try await keeper.runNow { _ in } }
        #expect(try !box.fact().catchUp)
        try await keeper.runNight()
        #expect(try box.fact().catchUp)
        let night = box.outsides.now()

        // Also over a restart of the service.
        let (again, plugs) = try await box.keeper()
        var wakes = plugs.makeAsyncIterator()
        #expect(try box.fact().catchUp)
        await wakes.next()
        await again.catchUp()
        #expect(try box.fact().runs.count == 1)
        box.pass(hours: 10)
        box.facts.plug(1)
        await again.look()
        await wakes.next()
        await again.catchUp()
        let fact = try box.fact()
        #expect(fact.runs[0].cause == "catch-up")
        #expect(fact.runs[0].step == "done")
        #expect(!fact.catchUp)
        #expect(fact.disks[0].state == "done")
        // Dated with the snapshot's time, not with the time of catching up.
        #expect(try await again.nights(in: .disk(1)).nights.first?.at == night)
    }

    @Test func `one thing at a time`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        await keeper.hold(Job.night)
        await #expect(throws: Refusal(.running)) { try await keeper.runNow { _ in } }
        await #expect(throws: Refusal(.running)) { try await keeper.nights(in: .disk(1)) }
        await #expect(throws: Refusal(.running)) { try await keeper.verify(1) { _ in } }
        await #expect(throws: Refusal(.running)) { try await box.initialise(keeper, 2) }
        await keeper.hold(nil)
        _ = try await keeper.nights(in: .disk(1))
    }

    @Test func `the night waits until nothing else holds the disks`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        await keeper.runWhenDue()
        box.pass(hours: 24)
        await keeper.hold(Job.verify)
        let run = Task { await keeper.runWhenDue() }
        try await Task.sleep(for: .milliseconds(500))
        #expect(try box.fact().runs.count == 1)
        await keeper.hold(nil)
        await run.value
        #expect(try box.fact().runs.map(\.cause) == ["timer", "first"])
    }

    @Test func `a disk that came meanwhile is caught up, one that failed is left alone`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let (keeper, plugs) = try await box.initialisedWithPlugs()
        var wakes = plugs.makeAsyncIterator()
        box.facts.pull(1)
        await keeper.look()
        box.pass(hours: 24)
        try await keeper.runNight()
        await keeper.hold(Job.browse)
        box.facts.plug(1)
        await keeper.look()
        await wakes.next()
        await keeper.catchUp()
        #expect(try box.fact().catchUp)
        await keeper.remind()
        await keeper.hold(nil)
        await keeper.remind()
        await wakes.next()
        // It fails: the password is gone.
        let id = try #require(await keeper.targets[1]?.repository)
        let password = try await keeper.passwords.password(of: id)
        await keeper.passwords.remove(id)
        await keeper.catchUp()
        #expect(try box.fact().disks[0].code == "BAK-PASSWORD")
        #expect(try box.fact().runs[0].code == "BAK-PASSWORD")
        try await keeper.passwords.put(password, of: id)
        await keeper.remind()
        // Plugged anew it gets its night: the next wake is that of the plugging.
        box.facts.pull(1)
        await keeper.look()
        box.facts.plug(1)
        await keeper.look()
        await wakes.next()
        await keeper.catchUp()
        #expect(try box.fact().disks[0].state == "done")
        #expect(try !box.fact().catchUp)
    }

    @Test func `no snapshot, no backup`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        box.storage.state.withLock { $0.failSnapshot = true }
        let failure = await #expect(throws: BackupFailure.self) { try await keeper.runNight() }
        #expect(failure?.code == .snapshot)
        #expect(await keeper.job == nil)
    }

    @Test func `a run that a power cut ended is owed at the next start`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        var target = try #require(await keeper.targets[1])
        target.state = "verifying"
        try await keeper.ledger.save(target)
        try await keeper.ledger.save(night: box.outsides.now().adding(seconds: 60))
        let (again, plugs) = try await box.keeper()
        #expect(try box.fact().disks[0].code == "BAK-INTERRUPTED")
        #expect(try box.fact().runs[0].code == "BAK-INTERRUPTED")
        var wakes = plugs.makeAsyncIterator()
        await wakes.next()
        await again.catchUp()
        #expect(try box.fact().disks[0].state == "done")
    }

    @Test func `a full reading on request`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        box.pass(hours: 3)
        _ = try await keeper.verify(1) { _ in }
        #expect(try box.fact().disks[0].lastFullRead == box.outsides.now())
        await #expect(throws: Refusal(.diskGone, "4")) { try await keeper.verify(4) { _ in } }
    }
}

extension BackupKeeper {
    func hold(_ job: String?) { self.job = job }
}
