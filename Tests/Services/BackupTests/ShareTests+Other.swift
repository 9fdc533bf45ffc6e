import DatasafeCore
import FoundationEssentials
import Spawn
import Synchronization
import Testing

@testable import Backup

/// What others have left on a share.
extension ShareTests {
    @Test func `what another box left there is taken over with its backup key`() async throws {
        let (box, keeper) = try await ready()
        try await add(keeper)
        await keeper.runRemotesWhenDue()
        let (other, new) = try await ready()
        other.facts.name("cafe0bad")
        Files.remove(other.shares.folder(Self.address))
        try FileManager.default.copyItem(
            atPath: box.shares.folder(Self.address), toPath: other.shares.folder(Self.address))
        other.storage.state.withLock {
            $0.key = $0.key.map { $0 ^ 0x5a }
            $0.strangeKey = TestBox.backupKey
        }
        try await add(new)
        #expect(try fact(other).nights == 1 && fact(other).server?.folder == "Datasafe-0badcafe")
        try await pass(other, new)
        #expect(try fact(other).nights == 2 && fact(other).code == nil)
        // Without that key it begins beside it.
        let (third, fresh) = try await ready()
        third.facts.name("12345678")
        Files.remove(third.shares.folder(Self.address))
        try FileManager.default.copyItem(
            atPath: box.shares.folder(Self.address), toPath: third.shares.folder(Self.address))
        try await add(fresh)
        #expect(try fact(third).nights == 0 && fact(third).server?.folder == "Datasafe-12345678")
    }

    @Test func `a set-up that was cut off is finished by the next one; one of a stranger is not touched`() async throws
    {
        let (box, keeper) = try await ready()
        let password = Secret.boxPassword()
        try PasswordShelf(places: box.places).put(password, of: "joining-share")
        let text = password.withBytes { String(decoding: $0, as: UTF8.self) }
        try Files.makePrivate(folder(box))
        #expect(try await plain(box, text, ["init"]).succeeded)
        try await add(keeper)
        await keeper.runRemotesWhenDue()
        #expect(try fact(box).nights == 1)
        #expect(!Files.exists(box.places.password("joining-share")))
        let (other, new) = try await ready()
        try Files.makePrivate(folder(other))
        #expect(try await plain(other, "fremd", ["init"]).succeeded)
        await #expect(throws: Refusal(.shareKey)) { try await add(new) }
    }
}
