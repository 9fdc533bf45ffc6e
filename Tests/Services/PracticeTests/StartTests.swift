import Database
import DatasafeCore
import FactFiles
import FoundationEssentials
import Logging
import Seal
import Staging
import Testing

@testable import Practice

@Suite struct StartTests {
    private func plant(_ practice: TestPractice, _ bytes: [UInt8]) throws -> String {
        let path = "\(practice.folder)/plant"
        try Data(bytes).write(to: URL(filePath: path))
        var digest = ContentDigest()
        let fresh = try practice.host.blobs.take(StagedFile(path: path, what: "plant")) { digest.add($0) }
        let address = try #require(ContentAddress(digest: digest.finish()))
        try fresh.keep(as: address)
        return address.hex
    }

    @Test func `contents nobody refers to are removed, the others stay`() async throws {
        let practice = try TestPractice()
        let chef = try await practice.found()
        let row = try await practice.file(chef, "a.txt", [1])
        let orphan = try plant(practice, [2])
        #expect(practice.blobs == [row.sha256, orphan])
        #expect(try await practice.host.settle() == 0)
        #expect(practice.blobs == [row.sha256])
        #expect(try await practice.read(chef, row.id) == [1])
    }

    @Test func `too many of them mean a wrong database: nothing is removed`() async throws {
        let practice = try TestPractice()
        _ = try await practice.found()
        for number in 0...DataHost.orphansAtMost { _ = try plant(practice, [1, UInt8(number)]) }
        #expect(try await practice.host.settle() == 0)
        #expect(practice.blobs.count == DataHost.orphansAtMost + 1)
        // After a restore that was cut off there may be as many as it had taken.
        try await practice.host.ledger.commit { page in
            try page.note(user: "chef", "restore.take", on: "night:abc", outcome: "begun")
        }
        _ = try await practice.host.settle()
        #expect(practice.blobs.isEmpty)
    }

    @Test func `what an upload holds is no orphan`() async throws {
        let practice = try TestPractice()
        _ = try await practice.found()
        let address = try #require(ContentAddress(try plant(practice, [2])))
        practice.host.held.hold(address)
        _ = try await practice.host.settle()
        #expect(practice.blobs.count == 1)
    }

    @Test func `missing contents are counted`() async throws {
        let practice = try TestPractice()
        let chef = try await practice.found()
        let row = try await practice.file(chef, "a.txt", [1])
        _ = try await practice.file(chef, "b.txt", [2])
        try practice.host.blobs.remove(try #require(ContentAddress(row.sha256)))
        #expect(try await practice.host.settle() == 1)
    }

    @Test func `bytes without a database are not called orphans`() async throws {
        let practice = try TestPractice()
        let chef = try await practice.found()
        _ = try await practice.file(chef, "a.txt", [1])
        try practice.host.pool.close()
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: practice.places.database + suffix)
        }
        #expect(throws: PracticeError(code: .databaseMissing, what: practice.places.database)) {
            try DataHost(
                places: practice.places, now: { practice.now },
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        }
        #expect(!FileManager.default.fileExists(atPath: practice.places.database))
    }

    @Test func `everything is there after a restart`() async throws {
        let practice = try TestPractice()
        let chef = try await practice.found()
        let row = try await practice.file(chef, "a.txt", [1])
        try practice.host.pool.close()
        let again = try TestPractice(folder: practice.folder)
        #expect(await code { try await again.list(chef) } == "USR-SESSION")
        let session = try await again.logIn("chef")
        #expect(try await again.read(session, row.id) == [1])
        #expect(await again.auditFault() == nil)
    }

    @Test func `the fact says what the store holds, and when it fails`() async throws {
        let practice = try TestPractice()
        let chef = try await practice.found()
        _ = try await practice.file(chef, "a.txt", [1, 2, 3])
        let pulse = Pulse(
            host: practice.host,
            facts: FactWriter(folder: practice.folder, version: "0.0.0", now: { practice.now }),
            clock: ContinuousClock())
        var fact = PracticeFact()
        var walked = AuditWalk()
        practice.wait(901)
        await pulse.beat(&fact, &walked)
        let facts = FactFolder(path: practice.folder, now: { practice.now })
        let read = try #require(facts.read(PracticeFact.self).fact)
        #expect(read == fact)
        #expect(read.documents == 1 && read.bytes == 3 && read.users == 1 && read.storeWorks && read.auditWhole)
        // The session that ended by itself is the last line.
        #expect(read.auditLines == 4 && read.auditHead.count == 64)
        let session = try await practice.logIn("chef")
        #expect(try await practice.audit(session, "session-end").map(\.user) == ["chef"])
        _ = chef

        try await practice.host.pool.write { db in
            try db.execute(sql: "DROP TRIGGER auditNoChange; UPDATE audit SET user = 'x' WHERE seq = 2")
        }
        await pulse.beat(&fact, &walked)
        #expect(!fact.auditWhole && fact.storeWorks)
        await pulse.beat(&fact, &walked)
        #expect(!fact.auditWhole, "a broken log stays broken")
        try practice.host.pool.close()
        await pulse.beat(&fact, &walked)
        #expect(!fact.storeWorks)
        #expect(facts.read(PracticeFact.self).fact?.storeWorks == false)
    }
}
