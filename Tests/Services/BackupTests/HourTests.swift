import Database
import DatasafeCore
import FoundationEssentials
import Synchronization
import Testing

@testable import Backup

/// Snapshots in the box: taken by the hour, looked through, brought back from.
@Suite(.serialized, .timeLimit(.minutes(10))) struct HourTests {
    @Test func `one an hour, whatever the clock does, and none again and again where storage refuses`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 1)
        let keeper = try await box.keeper().keeper
        func taken() -> Int { box.storage.asked().count { $0 == "TakeSnapshot" } }
        await keeper.holdHour()
        await keeper.holdHour()
        #expect(taken() == 1)
        box.pass(hours: 1)
        await keeper.holdHour()
        #expect(taken() == 2)
        await keeper.publish()
        let here = try #require(try box.fact().here)
        #expect(
            here.count == 2 && here.newest == box.outsides.now() && here.newest.seconds(since: here.oldest) == 3_600)
        // Three years back: the newest lies ahead.
        box.pass(hours: -26_280)
        await keeper.holdHour()
        #expect(taken() == 3)
        box.pass(hours: 26_280 + 1)
        box.storage.state.withLock { $0.failSnapshot = true }
        await keeper.holdHour()
        await keeper.holdHour()
        #expect(taken() == 4)
        box.storage.state.withLock { $0.failSnapshot = false }
        box.clock.now.withLock { $0 = $0.adding(seconds: 301) }
        await keeper.holdHour()
        #expect(taken() == 5)
        // No night: nothing is owed to a disk.
        #expect(try !box.fact().catchUp && box.fact().runs.isEmpty)
    }

    @Test func `what was deleted is back, while a night goes onto a disk`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 6)
        let keeper = try await box.keeper().keeper
        await #expect(throws: Refusal(.night, "here")) {
            try await keeper.folder(BackupDeeds.ListFolder(place: .here, night: "20261120T200000Z", folder: nil))
        }
        await keeper.holdHour()
        let blobs = try await box.database.read { db in try String.fetchAll(db, sql: "SELECT sha256 FROM document") }
        // A program that deletes whatever it reaches.
        Files.remove("\(box.root)/data/practice/blobs")
        await keeper.hold(Job.night)
        let night = try #require(try await keeper.nights(in: .here).nights.first)
        #expect(night.id == "20261120T200000Z" && night.at == box.outsides.now())
        let folder = try await keeper.folder(BackupDeeds.ListFolder(place: .here, night: night.id, folder: nil))
        #expect(folder.entries.map(\.id) == [1, 201])
        box.storage.state.withLock {
            $0.blobs = blobs.enumerated().map { NightBlob(sha256: $1, bytes: 20_000, stored: $0 >= 2) }
        }
        func restore(_ kind: String, night: String = night.id) async throws -> Set<String> {
            _ = try await keeper.restore(
                BackupDeeds.RestoreEntry(deed: "", place: .here, night: night, kind: kind, id: 1, user: "u")
            ) { _ in }
            #expect(Files.names(in: box.places.staging).isEmpty)
            return Set(box.storage.state.withLock { $0.taken }.filter { $0.contains("/blobs/") })
        }
        func wanted(_ blobs: some Sequence<String>) -> Set<String> {
            Set(blobs.map { "practice/blobs/\($0.prefix(2))/\($0) 640" })
        }
        #expect(try await restore("folder") == wanted(blobs.prefix(2)))
        // More than can be named, more than there is room for: it is cloned.
        box.storage.state.withLock {
            let more = (0..<4_000).map { NightBlob(sha256: "\($0)", bytes: 1 << 50, stored: false) }
            $0.blobs = blobs.map { NightBlob(sha256: $0, bytes: 1, stored: false) } + more
        }
        #expect(try await restore("everything") == wanted(blobs))
        for other in ["", "here", "20261120T20", "20261120T200000Z-2", "../current", "current"] {
            await #expect(throws: Refusal(.night, "here")) { _ = try await restore("folder", night: other) }
        }
        // A content that the snapshot does not have either is never called complete.
        box.storage.state.withLock { $0.damaged = 1 }
        await #expect(throws: Refusal(.nightDamaged, "here")) { _ = try await restore("folder") }
        #expect(Files.names(in: box.places.staging).isEmpty)
        #expect(await keeper.job == Job.night)
    }

    @Test func `a link in a snapshot opens nothing of ours`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 1)
        let secret = "\(box.root)/secret"
        try Data("secret".utf8).write(to: URL(filePath: secret))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
        let name = String(repeating: "a", count: 64)
        let shelf = "\(box.root)/data/practice/blobs/aa"
        try FileManager.default.createDirectory(atPath: shelf, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: "\(shelf)/\(name)", withDestinationPath: secret)
        let keeper = try await box.keeper().keeper
        await keeper.holdHour()
        let night = try #require(try await keeper.nights(in: .here).nights.first)
        box.storage.state.withLock { $0.blobs = [NightBlob(sha256: name, bytes: 6, stored: false)] }
        _ = try await keeper.restore(
            BackupDeeds.RestoreEntry(deed: "", place: .here, night: night.id, kind: "folder", id: 1, user: "u")
        ) { _ in }
        let modes = try FileManager.default.attributesOfItem(atPath: secret)
        #expect(modes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `nights on a disk are moments in the box too, and looking ends by itself`() async throws {
        let box = try TestBox()
        try await box.fill(documents: 2)
        let keeper = try await box.initialised()
        box.pass(hours: 24)
        try await keeper.runNight()
        let night = try #require(try await keeper.nights(in: .disk(1)).nights.first)
        #expect(try await keeper.nights(in: .here).nights.map(\.at).contains(night.at))
        #expect(await keeper.looks.count == 2)
        box.clock.now.withLock { $0 = $0.adding(seconds: 301) }
        await keeper.tidy()
        #expect(await keeper.looks.isEmpty)
        #expect(box.storage.asked().last == "CloseBackupDisk")
    }
}
