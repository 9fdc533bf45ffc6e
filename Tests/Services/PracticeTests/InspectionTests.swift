import Database
import DatasafeCore
import FoundationEssentials
import Staging
import Testing

@testable import Practice

/// A night of a practice, looked through without its service.
@Suite struct InspectionTests {
    let practice: TestPractice
    let night: String
    let inspection: Inspection

    init() async throws {
        practice = try TestPractice()
        let before = try await practice.found()
        let folder = try await practice.folder(before, "Röntgen")
        _ = try await practice.file(before, "Brief.txt", [1], in: folder)
        _ = try await practice.file(before, "Brief.txt", [2, 2], in: folder)
        _ = try await practice.file(before, "Bild.png", [3, 3, 3])
        // The same content twice is one.
        _ = try await practice.file(before, "Bild Kopie.png", [3, 3, 3])
        night = "\(practice.places.staging)/\(try RestoreTests.snapshot(practice))/practice"
        let scratch = "\(practice.places.staging)/looking"
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: false)
        inspection = Inspection(of: night, scratch: scratch)
    }

    @Test func `everything is counted, and the folder stays as it was`() async throws {
        let counts = try inspection.counts()
        #expect(counts.documents == 3 && counts.versions == 4 && counts.folders == 1 && counts.users == 1)
        #expect(counts.contents == 3 && counts.bytes == 6)
        let head = try await practice.host.counts().head
        #expect(counts.auditLines == head.seq && counts.auditHead == head.hash.lowercaseHex)
        var sum = ContentCounts()
        for digit in UInt8(0)..<16 { sum = sum + (try inspection.contents((digit << 4)...(digit << 4 | 15))) }
        #expect(sum.right == 3 && sum.bytes == 6 && sum.missing == 0 && sum.wrong == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(practice.places.staging)/looking").isEmpty)
        #expect(!FileManager.default.fileExists(atPath: "\(night)/practice.sqlite-shm"))
    }

    @Test func `contents that are missing, longer or other are told apart from right ones`() throws {
        let blobs = BlobFolder(path: "\(night)/blobs")
        let all = (UInt8.min...UInt8.max).flatMap { blobs.addresses(fan: $0) }
        try #require(all.count == 3)
        try FileManager.default.removeItem(atPath: blobs.path(of: all[0]))
        for (address, bytes) in [(all[1], [UInt8](repeating: 7, count: 9)), (all[2], Array("x".utf8))] {
            try FileManager.default.removeItem(atPath: blobs.path(of: address))
            try Data(bytes).write(to: URL(filePath: blobs.path(of: address)))
        }
        let counts = try inspection.contents(0...255)
        #expect(counts.right == 0 && counts.bytes == 0 && counts.missing == 1 && counts.wrong == 2)
        // A link is no content.
        try FileManager.default.removeItem(atPath: blobs.path(of: all[1]))
        try FileManager.default.createSymbolicLink(
            atPath: blobs.path(of: all[1]), withDestinationPath: "/etc/hostname")
        #expect(try inspection.contents(0...255).missing == 2)
        #expect(try inspection.absent() == 2)
    }

    @Test func `a damaged or missing database is no practice data`() async throws {
        // All of it in the file; before, most of it stood in the log beside it.
        try await practice.host.pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
        let night = "\(practice.places.staging)/\(try RestoreTests.snapshot(practice))/practice"
        let inspection = Inspection(of: night, scratch: "\(practice.places.staging)/looking")
        _ = try inspection.counts()
        let file = "\(night)/practice.sqlite"
        let good = try Data(contentsOf: URL(filePath: file))
        var bad = good
        for index in stride(from: 4_096, to: bad.count, by: 61) { bad[index] ^= 0xFF }
        try bad.write(to: URL(filePath: file))
        #expect(throws: (any Error).self) { try inspection.counts() }
        try FileManager.default.removeItem(atPath: file)
        #expect(throws: (any Error).self) { try inspection.counts() }
        try Data("no database".utf8).write(to: URL(filePath: file))
        #expect(throws: (any Error).self) { try inspection.counts() }
    }

    @Test func `without its log the newest commits are missing, and that is seen`() throws {
        // Other counts, or no whole chain; never the same.
        let whole = try inspection.counts()
        try FileManager.default.removeItem(atPath: "\(night)/practice.sqlite-wal")
        #expect((try? inspection.counts()) != whole)
    }
}
