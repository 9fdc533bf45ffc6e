import DatasafeCore
import Glibc
import Staging
import Testing

@Suite struct BlobFolderTests {
    let folder: TestFolder
    let blobs: BlobFolder
    let address: ContentAddress

    init() throws {
        folder = try TestFolder()
        blobs = BlobFolder(path: "\(folder.path)/blobs")
        address = try #require(ContentAddress("ab" + String(repeating: "0", count: 62)))
        try blobs.prepare()
    }

    private func staged(_ bytes: [UInt8]) throws -> StagedFile {
        try folder.write("staged", bytes)
        return try StagedFile(path: "\(folder.path)/staged", what: "staged")
    }

    @Test(arguments: [0, 1, 1000, (256 << 10) - 1, 256 << 10, (256 << 10) + 1, (1 << 20) - 1, 1 << 20, 3_000_001])
    func `the reader sees what is kept, whole and in order`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 ^ ($0 >> 8) ^ ($0 >> 16)) }
        var seen: [UInt8] = []
        let blob = try blobs.take(staged(bytes)) { seen += Array($0) }
        #expect(seen == bytes)
        #expect(blob.bytes == count)
        #expect(blobs.bytes(of: address) == nil)
        try blob.keep(as: address)
        #expect(blobs.bytes(of: address) == Int64(count))
        #expect(try folder.read("blobs/ab/\(address.hex)") == bytes)
        #expect(folder.mode("blobs/ab/\(address.hex)") == 0o440)
        #expect(folder.mode("blobs/ab") == 0o751)
        #expect(folder.mode("blobs") == 0o750)
        #expect(folder.mode("blobs/fresh") == 0o700)
        #expect(blobs.addresses(fan: 0xab) == [address])
    }

    @Test func `what nobody keeps is gone, and prepare removes what a cut left`() throws {
        do { _ = try blobs.take(staged([1, 2, 3])) { _ in } }
        try folder.write("blobs/fresh/left", [1])
        #expect(blobs.isEmpty)
        try blobs.prepare()
        #expect(!folder.exists("blobs/fresh/left"))
    }

    @Test func `the same content twice is the same file`() throws {
        for _ in 0..<2 { try blobs.take(staged([7])) { _ in }.keep(as: address) }
        #expect(blobs.addresses(fan: 0xab) == [address])
        #expect(!blobs.isEmpty)
        try blobs.remove(address)
        #expect(blobs.isEmpty)
        try blobs.remove(address)
    }

    @Test func `a file that grows or shrinks meanwhile is refused`() throws {
        let file = try staged([1, 2, 3, 4])
        #expect(truncate("\(folder.path)/staged", 3) == 0)
        #expect(throws: StagingError(code: .wrongSize, what: "staged")) { try blobs.take(file) { _ in } }
        let bigger = try staged([1, 2, 3, 4])
        #expect(truncate("\(folder.path)/staged", 5000) == 0)
        #expect(throws: StagingError(code: .wrongSize, what: "staged")) { try blobs.take(bigger) { _ in } }
        #expect(blobs.isEmpty)
    }

    @Test func `the set-group-id bit of the folder reaches the blobs`() throws {
        #expect(chmod(blobs.path, 0o2750) == 0)
        try blobs.take(staged([7])) { _ in }.keep(as: address)
        #expect(folder.mode("blobs/ab") == 0o2751)
        try blobs.prepare()
        #expect(folder.mode("blobs") == 0o2750)
    }

    @Test func `foreign names are no contents`() throws {
        #expect(mkdir("\(blobs.path)/ab", 0o700) == 0)
        try folder.write("blobs/ab/readme.txt", [1])
        #expect(symlink("/etc/passwd", blobs.path(of: address)) == 0)
        #expect(blobs.bytes(of: address) == nil)
        #expect(throws: StagingError(code: .notPlain, what: address.hex)) { try blobs.open(address) }
    }

    @Test func `a copy of a night's file is private`() throws {
        try staged([1, 2, 3]).copy(to: "\(folder.path)/copy")
        #expect(try folder.read("copy") == [1, 2, 3])
        #expect(folder.mode("copy") == 0o600)
        #expect(throws: StagingError.self) { try staged([1]).copy(to: "\(folder.path)/copy") }
    }
}
