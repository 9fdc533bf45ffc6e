import DatasafeCore
import FoundationEssentials
import Glibc
import Logging
import Testing

@testable import Storage

/// What the fact says of a scrub, with the keeper itself.
struct ScrubStateTests {
    private static func folder() throws -> String {
        var template = Array("/tmp/scrub-XXXXXX".utf8CString)
        return try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    /// Once the same line read the fact in the middle of its own change: the service ended at every start.
    @Test func `a scrub of the volume that waits says how far it is`() async throws {
        let (state, facts) = try (Self.folder(), Self.folder())
        defer { for folder in [state, facts] { try? FileManager.default.removeItem(atPath: folder) } }
        let keeper = StorageKeeper(
            stateFolder: state, factFolder: facts, version: "0.0.0", logger: Logger(label: "test"),
            now: { Instant(seconds: 1_800_000_000) })
        await keeper.open(degraded: MemberFact(number: 2, bay: nil, state: "rebuilding"), scrubbed: 42)
        await keeper.scrub()
        #expect(await keeper.fact.array?.scrubPercent == 42)
        #expect(await keeper.fact.array?.isScrubHeld == false)
        #expect(await keeper.volumeScrub == nil)
    }
}

extension StorageKeeper {
    /// Open, a member is being copied, the file system's own scrub is due: it waits.
    fileprivate func open(degraded member: MemberFact, scrubbed percent: Int) {
        var array = ArrayFact()
        array.members = [member]
        fact.array = array
        fact.openedAt = now()
        scrubMemory = ScrubMemory(isVolumeDue: true)
        volumeScrubPercent = percent
    }
}
