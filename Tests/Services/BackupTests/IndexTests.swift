import DatasafeCore
import FoundationEssentials
import Spawn
import Synchronization
import Testing

@testable import Backup

/// Which nights lie where, also on a disk that is away.
@Suite(.serialized, .timeLimit(.minutes(10))) struct IndexTests {
    private func shown(_ keeper: BackupKeeper) async throws -> [String] {
        try await keeper.allNights().places.map { "\($0.place.text)\($0.isHere ? "" : "?") \($0.nights.count)" }
    }

    @Test func `the list follows the disk, and stays when the disk goes and the service starts anew`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        await keeper.holdHour()
        #expect(try await shown(keeper) == ["here 1", "1 1"])
        box.pass(hours: 24)
        try await keeper.runNight()
        let there = try await keeper.allNights().places
        let disk = try #require(there.last)
        #expect(disk.nights.count == 2 && disk.nights[0].at > disk.nights[1].at)
        // What it lists is what the disk itself says.
        #expect(try await keeper.nights(in: .disk(1)).nights == disk.nights)
        await keeper.endBrowsing()
        box.facts.pull(1)
        #expect(try await shown(keeper).last == "1? 2")
        let again = try await box.keeper().keeper
        #expect(try await again.allNights().places.last?.nights == disk.nights)
        box.facts.plug(1)
        #expect(try await shown(again).last == "1 2")
    }

    @Test func `the oldest night anywhere bounds what is remembered; an unknown list forgets nothing`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        let first = try #require(await keeper.nights[.disk(1)]?.first?.at)
        for _ in 0..<2 {
            box.pass(hours: 24)
            try await keeper.runNight()
        }
        box.pass(hours: 2)
        await keeper.holdHour()
        #expect(box.storage.state.withLock { $0.oldest } == first)
        // A disk of before this list was kept.
        await keeper.keep([], of: .disk(1))
        box.storage.state.withLock { $0.oldest = nil }
        box.pass(hours: 2)
        await keeper.holdHour()
        #expect(box.storage.state.withLock { $0.oldest } == nil)
    }

    @Test func `a disk that is dropped takes its nights out of the list`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        try await box.initialise(keeper, 2)
        #expect(try await shown(keeper).contains("2 1"))
        box.facts.pull(1)
        _ = try await keeper.drop(1)
        #expect(try await !shown(keeper).contains { $0.hasPrefix("1") })
        let again = try await box.keeper().keeper
        #expect(try await !shown(again).contains { $0.hasPrefix("1") })
    }
}
