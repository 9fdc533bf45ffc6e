import DatasafeCore
import FoundationEssentials
import Synchronization
import Testing

@testable import Backup

/// The line to the service: not there, away for a while, broken at the worst moment.
extension OnlineTests {
    @Test(arguments: [BackupCode.notEnrolled, .lineAway, .lineStrange, .lineRefused])
    func `a line that is not there is said, and nothing is begun`(code: BackupCode) async throws {
        let box = try TestBox()
        let keeper = try await box.keeper().keeper
        box.storage.state.withLock { $0.lineRefusal = code }
        await #expect(throws: Refusal(code)) { _ = try await keeper.addOnline { _ in } }
        await keeper.publish()
        #expect(try box.fact().remotes.isEmpty)
        box.storage.state.withLock { $0.keyIsPlugged = false }
        await #expect(throws: Refusal(.keyMissing)) { _ = try await keeper.addOnline { _ in } }
    }

    @Test func `a line that breaks for a while is a night that is late`() async throws {
        let (box, vault, keeper) = try await ready()
        _ = try await keeper.addOnline { _ in }
        await keeper.runRemotesWhenDue()
        box.storage.state.withLock { $0.lineRefusal = .lineAway }
        try await pass(box, keeper)
        #expect(try remote(box).code == "BAK-AWAY" && remote(box).nights == 1)
        // Ten minutes later again, then twenty.
        box.clock.now.withLock { $0 = $0.adding(seconds: 590) }
        await keeper.runRemotesWhenDue()
        #expect(try remote(box).failures == 1)
        box.clock.now.withLock { $0 = $0.adding(seconds: 20) }
        await keeper.runRemotesWhenDue()
        #expect(try remote(box).failures == 2)
        box.storage.state.withLock { $0.lineRefusal = nil }
        box.clock.now.withLock { $0 = $0.adding(seconds: 1_200) }
        await keeper.runRemotesWhenDue()
        #expect(try remote(box).code == nil && remote(box).nights == 2 && remote(box).failures == 0)
        await vault.stop()
    }

    @Test func `a server that dies in an upload and comes back is one night, whole`() async throws {
        let (box, vault, keeper) = try await ready()
        _ = try await keeper.addOnline { _ in }
        try await box.fill(documents: 60, bytes: 400_000)
        let running = Task { try await keeper.runRemote(.online, cause: "person") { _ in } }
        try await box.wait("packs") { !vault.files("data").isEmpty }
        await vault.stop()
        try await vault.start()
        _ = try await running.value
        #expect(try remote(box).nights == 1 && remote(box).code == nil)
        try await expectSame(box)
        await vault.stop()
    }

    @Test func `a file that the server has and could not say so does not end the night`() async throws {
        let (box, vault, keeper) = try await ready()
        _ = try await keeper.addOnline { _ in }
        await vault.stop()
        let behind = "\(box.root)/vault.pipe"
        try await vault.start(at: behind)
        Files.remove(box.places.uplink)
        let line = try LossyLine(at: box.places.uplink, to: behind)
        _ = try await keeper.runRemote(.online, cause: "person") { _ in }
        #expect(line.losses == 1)
        #expect(try remote(box).nights == 1 && remote(box).code == nil)
        try await expectSame(box)
        line.end()
        await vault.stop()
    }
}
