import DatasafeCore
import FoundationEssentials
import Seal
import Staging
import Testing

@testable import Practice

@Suite struct DocumentsTests {
    let practice: TestPractice
    let chef: String

    init() async throws {
        practice = try TestPractice()
        chef = try await practice.found()
    }

    @Test func `a document comes back as it was, and its name is its content`() async throws {
        let bytes = Array("Befund: ohne Auffälligkeit".utf8)
        let row = try await practice.file(chef, "Befund.txt", bytes)
        #expect(row.sha256 == ContentDigest.sha256(bytes).lowercaseHex)
        #expect(row.bytes == Int64(bytes.count) && row.versions == 1 && row.by == "Dr. Eva Chef")
        #expect(row.changed == practice.now && row.folder == nil && row.name == "Befund.txt")
        #expect(try await practice.read(chef, row.id) == bytes)
        #expect(try FileManager.default.contentsOfDirectory(atPath: practice.places.staging) == [])
    }

    @Test(arguments: [0, 1, 70_000, 1 << 20, 3_000_000])
    func `documents of every size`(count: Int) async throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ ($0 >> 8)) }
        let row = try await practice.file(chef, "gross.bin", bytes)
        #expect(try await practice.read(chef, row.id) == bytes)
    }

    @Test func `the same name is a new version, the same bytes are not`() async throws {
        let first = try await practice.file(chef, "Brief.txt", [1])
        practice.wait(60)
        let second = try await practice.file(chef, "Brief.txt", [2, 2])
        #expect(second.id == first.id && second.versions == 2 && second.bytes == 2)
        #expect(try await practice.file(chef, "Brief.txt", [2, 2]).versions == 2)
        #expect(try await practice.file(chef, "Brief.txt", [1]).versions == 3)
        #expect(try await practice.read(chef, first.id) == [1])
        #expect(try await practice.read(chef, first.id, version: 2) == [2, 2])
        let versions = try await practice.host.answer(
            PracticeDeeds.ListVersions(session: chef, document: first.id)
        ).versions
        #expect(versions.map(\.number) == [3, 2, 1])
        #expect(versions.map(\.bytes) == [1, 2, 1])
        #expect(versions[2].at == practice.now.adding(seconds: -60) && versions[2].by == "Dr. Eva Chef")
        #expect(practice.blobs.count == 2)
    }

    @Test func `the same content is stored once`() async throws {
        let folder = try await practice.folder(chef, "Ordner")
        let one = try await practice.file(chef, "eins.txt", [5, 5])
        let two = try await practice.file(chef, "zwei.txt", [5, 5], in: folder)
        #expect(one.id != two.id && one.sha256 == two.sha256)
        #expect(practice.blobs == [one.sha256])
    }

    @Test func `a stored content of the wrong size is replaced by the good one`() async throws {
        let one = try await practice.file(chef, "eins.txt", [5, 5])
        let address = try #require(ContentAddress(one.sha256))
        try practice.host.blobs.remove(address)
        try Data([5]).write(to: URL(filePath: practice.host.blobs.path(of: address)))
        #expect(await code { try await practice.read(chef, one.id) } == "DOC-DAMAGED")
        _ = try await practice.file(chef, "zwei.txt", [5, 5])
        #expect(try await practice.read(chef, one.id) == [5, 5])
    }

    @Test func `uploads that are not what they should be are refused and nothing stays`() async throws {
        let host = practice.host
        func file(_ staged: String, _ bytes: Int64, name: String = "a.txt", folder: Int? = nil) async -> String {
            await code {
                try await host.answer(
                    PracticeDeeds.FileDocument(
                        session: chef, folder: folder, name: name, staged: staged, bytes: bytes))
            }
        }
        let staged = try practice.stage([1, 2, 3])
        #expect(await file(staged, 4) == "DOC-INCOMPLETE")
        #expect(await file(staged, 2) == "DOC-INCOMPLETE")
        #expect(await file(staged, -1) == "DOC-REQUEST")
        #expect(await file(StagedName().text, 3) == "DOC-INCOMPLETE")
        #expect(await file("../practice/practice.sqlite", 3) == "DOC-REQUEST")
        #expect(await file(staged, 3, name: "a/b") == "DOC-NAME")
        #expect(await file(staged, 3, name: "") == "DOC-NAME")
        #expect(await file(staged, 3, folder: 99) == "DOC-FOLDER-GONE")
        let link = StagedName().text
        try FileManager.default.createSymbolicLink(
            atPath: "\(practice.places.staging)/\(link)", withDestinationPath: "/etc/passwd")
        #expect(await file(link, 3) == "DOC-INCOMPLETE")
        #expect(practice.blobs.isEmpty)
        #expect(try await practice.list(chef) == [])
        // After all that the upload is still there for a second try.
        #expect(await file(staged, 3) == "-")
    }

    @Test func `a nearly full volume takes no uploads but everything else`() async throws {
        let full = try TestPractice(space: VolumeSpace(free: 60 << 20, total: 1 << 30))
        let chef = try await full.found()
        #expect(await code { try await full.file(chef, "a.txt", [1]) } == "DOC-FULL")
        #expect(await code { try await full.folder(chef, "Ordner") } == "-")
        #expect(try await full.audit(chef).contains { $0.outcome == "DOC-FULL" })
    }

    @Test func `what is not there cannot be opened`() async throws {
        let row = try await practice.file(chef, "a.txt", [1])
        #expect(await code { try await practice.read(chef, row.id, version: 2) } == "DOC-GONE")
        #expect(await code { try await practice.read(chef, 99) } == "DOC-GONE")
        #expect(
            await code {
                try await practice.host.answer(PracticeDeeds.ListVersions(session: chef, document: 99))
            } == "DOC-GONE")
        try practice.host.blobs.remove(try #require(ContentAddress(row.sha256)))
        #expect(await code { try await practice.read(chef, row.id) } == "DOC-DAMAGED")
    }

    @Test func `forty uploads at once, of ten contents`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let row = try await practice.file(chef, "d\(number).txt", [UInt8(number % 10)])
                    #expect(row.versions == 1)
                }
            }
            try await group.waitForAll()
        }
        #expect(try await practice.list(chef).count == 40)
        #expect(practice.blobs.count == 10)
        #expect(await practice.auditFault() == nil)
        let lines = try await practice.audit(chef, "document.file")
        #expect(lines.count == 40)
        #expect(Set(lines.map(\.subject)).count == 40)
    }
}
