import BackupFormats
import DatasafeCore
import FoundationEssentials
import Spawn
import Synchronization
import Testing

@testable import Backup

extension OnlineTests {
    @Test func `a new box takes over what the old one had there, with its key only`() async throws {
        let (box, vault, keeper) = try await ready()
        _ = try await keeper.addOnline { _ in }
        await keeper.runRemotesWhenDue()
        // Another box: no ledger, no passwords.
        for name in Files.names(in: "\(box.root)/state") { Files.remove("\(box.root)/state/\(name)") }
        for name in Files.names(in: box.places.secrets) where name != "scratch" {
            Files.remove("\(box.places.secrets)/\(name)")
        }
        let other = try await box.keeper().keeper
        box.storage.state.withLock { $0.key = $0.key.map { $0 ^ 1 } }
        await #expect(throws: Refusal(.remoteKey)) { _ = try await other.addOnline { _ in } }
        // The new box has a backup key of its own; with that of the old one beside it the nights are its own.
        let before = try remoteHosts(await plain(box, TestBox.backupKeyText, ["snapshots", "--json"]))
        box.storage.state.withLock { $0.strangeKey = TestBox.backupKey }
        box.facts.name("0therbox")
        _ = try await other.addOnline { _ in }
        #expect(try await other.nights(in: .target(.online)).nights.count == 1)
        #expect(try remote(box).nights == 1 && remote(box).lastNight != nil)
        // Not at once: a night of an empty practice is nothing to wait for.
        await other.runRemotesWhenDue()
        #expect(try remote(box).nights == 1)
        try await pass(box, other)
        #expect(try remote(box).nights == 2)
        let own = TestBox.backupKey.map { $0 ^ 1 }.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let after = try remoteHosts(await plain(box, own, ["snapshots", "--json"]))
        // Under the name they had: what they have in common is found.
        #expect(Set(after) == Set(before) && after.count == 2)
        await vault.stop()
    }

    private func remoteHosts(_ ended: Ended) throws -> [String] {
        try RepositorySnapshot.list(ended.stdout).map(\.host)
    }
}
