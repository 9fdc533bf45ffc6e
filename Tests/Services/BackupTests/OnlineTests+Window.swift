import DatasafeCore
import Spawn
import Testing

@testable import Backup

/// What a box does while the vendor lets it take away (decision 0053).
extension OnlineTests {
    @Test func `in the vendor's window nights are thinned out, once`() async throws {
        let (box, vault, keeper) = try await ready()
        _ = try await keeper.addOnline { _ in }
        await keeper.runRemotesWhenDue()
        for _ in 0..<6 { try await pass(box, keeper) }
        #expect(try remote(box).nights == 7 && remote(box).lastThinned == nil)
        // Short of what it keeps of days, weeks, months: three of the last and few more.
        let plan = RemotePlan(keep: .short)
        var target = try #require(await keeper.remotes[.online])
        target.plan = plan
        try await keeper.ledger.save(target)
        let again = try await box.keeper().keeper
        await vault.stop()
        try await vault.start(isOpen: true)
        box.pass(hours: 24 * 60)
        await again.runRemotesWhenDue()
        let thinned = try #require(try remote(box).lastThinned)
        #expect(thinned == box.outsides.now())
        #expect(try remote(box).nights == vault.files("snapshots").count)
        #expect(try remote(box).code == nil && remote(box).damages == 0)
        #expect(try await plain(box, TestBox.backupKeyText, ["check", "--read-data"]).succeeded)
        // The next night of the same window adds only.
        try await pass(box, again)
        #expect(try remote(box).lastThinned == thinned)
        try await expectSame(box)
        await vault.stop()
    }

    /// Wrong, or put aside by the vendor because it is wrong (decision 0054).
    @Test(arguments: ["wrong", "data", "index"])
    func `in the vendor's window wrong bytes are healed, with the old nights`(how: String) async throws {
        let (box, vault, keeper) = try await ready()
        guard try await TestBox.heals(box.engine) else { return }
        _ = try await keeper.addOnline { _ in }
        await keeper.runRemotesWhenDue()
        if how == "wrong" { try vault.harm() } else { try vault.lose(how) }
        try await pass(box, keeper)
        #expect(try remote(box).code == "BAK-REMOTE-DAMAGED")
        await vault.stop()
        try await vault.start(isOpen: true)
        try await pass(box, keeper)
        let run = try #require(try box.fact().runs.first)
        #expect(run.healed == true && run.lost == nil && run.code == nil, "\(run)")
        #expect(try remote(box).code == nil)
        #expect(try await plain(box, TestBox.backupKeyText, ["check", "--read-data"]).succeeded)
        try await expectSame(box)
        await vault.stop()
    }
}
