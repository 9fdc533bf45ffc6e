import DatasafeCore
import Synchronization
import Testing

@testable import Backup

/// The night by itself, and what a practice chooses.
@Suite(.serialized, .timeLimit(.minutes(5))) struct PlanTests {
    /// Moments of snapshots that were taken for a night.
    private func nights(_ box: TestBox) -> Int { box.storage.asked().count { $0 == "TakeSnapshot" } }

    @Test func `once a night, whatever the clock does, also when it was locked then`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 1)
        // A new box, at nine in the evening, owes nothing.
        let (keeper, _) = try await box.keeper()
        await keeper.runWhenDue()
        #expect(nights(box) == 0)
        box.pass(hours: 23)
        await keeper.runWhenDue()
        #expect(nights(box) == 0)
        box.pass(hours: 1)
        for _ in 0..<3 { await keeper.runWhenDue() }
        #expect(nights(box) == 1)
        #expect(try box.fact().catchUp)
        // The next nine in the evening passes while the data are locked: at the next start it is done, once.
        box.pass(hours: 35)
        let (again, _) = try await box.keeper()
        for _ in 0..<2 { await again.runWhenDue() }
        #expect(nights(box) == 2)
        // The clock is a year ahead for a while: one night, and the next is not a year away.
        box.pass(hours: 8_760)
        for _ in 0..<2 { await again.runWhenDue() }
        #expect(nights(box) == 3)
        box.pass(hours: -8_760)
        await again.runWhenDue()
        #expect(nights(box) == 3)
        box.pass(hours: 24)
        await again.runWhenDue()
        #expect(nights(box) == 4)
    }

    @Test func `a night that could not begin is tried again, not every ten seconds`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 1)
        let (keeper, _) = try await box.keeper()
        await keeper.runWhenDue()
        box.pass(hours: 24)
        box.storage.state.withLock { $0.failSnapshot = true }
        for _ in 0..<3 { await keeper.runWhenDue() }
        #expect(nights(box) == 1)
        #expect(try !box.fact().catchUp)
        box.storage.state.withLock { $0.failSnapshot = false }
        box.clock.now.withLock { $0 = $0.adding(seconds: 601) }
        await keeper.runWhenDue()
        #expect(nights(box) == 2)
        #expect(try box.fact().catchUp)
    }

    @Test func `a time of the future on a disk does not stand for tonight's night`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        box.pass(hours: 8_760)
        try await keeper.runNight()
        box.pass(hours: -8_736)
        box.facts.pull(1)
        await keeper.look()
        try await keeper.runNight()
        #expect(try box.fact().catchUp)
        box.facts.plug(1)
        await keeper.look()
        await keeper.catchUp()
        let fact = try box.fact()
        #expect(!fact.catchUp && fact.runs[0].cause == "catch-up" && fact.runs[0].step == "done")
    }

    @Test func `a chosen time and a way of keeping stay over a restart, a passed time is not missed`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 1)
        let (keeper, _) = try await box.keeper()
        await keeper.runWhenDue()
        func choose(_ minute: Int, _ keep: BackupKeep) async throws {
            _ = try await keeper.choose(.init(deed: "", minute: minute, keep: keep, user: "u"))
        }
        for wrong in [-1, 0, 3 * 60, 21 * 60 + 1, 24 * 60, Int.max] {
            await #expect(throws: Refusal(.time)) { try await choose(wrong, .long) }
        }
        #expect(try box.fact().plan == BackupPlan())
        // It is 22:00; 19:00 was before, and there was a night today.
        box.pass(hours: 1)
        try await choose(19 * 60, .short)
        await keeper.runWhenDue()
        #expect(nights(box) == 0)
        #expect(try box.fact().plan == BackupPlan(minute: 19 * 60, keep: .short))
        let (again, _) = try await box.keeper()
        await again.publish()
        #expect(try box.fact().plan == BackupPlan(minute: 19 * 60, keep: .short))
        // 18:59, 19:00.
        box.clock.now.withLock { $0 = $0.adding(seconds: 21 * 3600 - 60) }
        await again.runWhenDue()
        #expect(nights(box) == 0)
        box.clock.now.withLock { $0 = $0.adding(seconds: 60) }
        await again.runWhenDue()
        #expect(nights(box) == 1)
        // Later again, before it has come: today's second night is one that was wanted.
        _ = try await again.choose(.init(deed: "", minute: 23 * 60, keep: .usual, user: "u"))
        box.pass(hours: 4)
        await again.runWhenDue()
        #expect(nights(box) == 2)
    }
}
