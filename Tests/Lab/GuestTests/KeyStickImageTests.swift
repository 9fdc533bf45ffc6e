import Crypto
import Subprocess
import SystemPackage
import Testing

@testable import Guest

@Suite("Sticks in the drawer") struct KeyStickImageTests {
    let record = KeyStickImage.Record(
        role: 1, number: 1, keyID: Array(1...16), boxID: Array(17...32), created: 1_790_000_000,
        key: (0..<64).map { UInt8($0 * 3 + 1) })

    @Test("A key stick: one labelled partition of 1 MiB, two equal records with a right checksum")
    func key() throws {
        let image = KeyStickImage.key(record)
        let table = try GPTDisk(reading: image)
        #expect(table.partitions.map(\.label) == ["datasafe-key"])
        #expect(table.partitions[0].first * 512 == 1_048_576)
        #expect((table.partitions[0].last - table.partitions[0].first + 1) * 512 == 1 << 20)
        #expect(KeyStickImage.holdsKey(image))
        let first = try #require(image.slice(1_048_576, 512))
        #expect(image.slice(1_572_864, 512) == first)
        #expect(Array(SHA256.hash(data: first.prefix(480))) == Array(first.suffix(32)))
        #expect(Array(first.prefix(16)) == Array("DSAFEKEY".utf8) + [1, 0, 0, 2, 1, 1, 0, 0])
        #expect(first[56..<64].allSatisfy { $0 == 0 } && first[128..<480].allSatisfy { $0 == 0 })
    }

    @Test("Damaged in both copies holds no key, damaged in one still does, the table stays") func damage() throws {
        let image = KeyStickImage.key(record)
        let both = KeyStickImage.damaged(copyOf: image)
        #expect(!KeyStickImage.holdsKey(both))
        #expect(KeyStickImage.holdsKey(KeyStickImage.damaged(copyOf: image, .first)))
        #expect(try GPTDisk(reading: both).partitions.map(\.label) == ["datasafe-key"])
        #expect(both[1_048_576..<1_048_584].elementsEqual("DSAFEKEY".utf8))
    }

    @Test("Sticks without a key hold none", arguments: ["empty", "prepared", "photos"])
    func noKey(name: String) {
        let image = ["empty": KeyStickImage.empty, "prepared": KeyStickImage.prepared][
            name, default: KeyStickImage.photos]()
        #expect(image.count == KeyStickImage.size)
        #expect(!KeyStickImage.holdsKey(image))
    }

    @Test("The foreign key is always the same and right in itself") func foreign() {
        #expect(KeyStickImage.holdsKey(KeyStickImage.foreign()))
        #expect(KeyStickImage.foreign() == KeyStickImage.foreign())
    }

    @Test("The stick with photos is a file system that fsck.fat finds nothing wrong with")
    func photos() async throws {
        let file = FilePath("/tmp/datasafe-photos-\(UInt64.random(in: 0 ... .max)).img")
        try Files.write(KeyStickImage.photos(), to: file)
        defer { try? Files.remove(file) }
        let check = try await run(
            .path("/usr/sbin/fsck.fat"), arguments: ["-n", file.string], output: .string(limit: 10_000),
            error: .discarded)
        #expect(check.terminationStatus.isSuccess, "\(check.standardOutput)")
        #expect(check.standardOutput.contains("3 files"))
    }
}
