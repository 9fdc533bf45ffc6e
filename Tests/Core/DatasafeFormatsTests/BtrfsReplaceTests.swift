import DatasafeFormats
import Testing

@Suite struct BtrfsReplaceTests {
    @Test(arguments: [
        ("0.0% done, 0 write errs, 0 uncorr. read errs\n", BtrfsReplaceStatus.State.running, 0, 0),
        ("45.7% done, 3 write errs, 0 uncorr. read errs", .running, 457, 3),
        ("100.0% done, 0 write errs, 0 uncorr. read errs", .running, 1000, 0),
        (
            "Started on 21.Nov 18:00:00, finished on 21.Nov 18:05:10, 0 write errs, 0 uncorr. read errs\n",
            .finished, 0, 0
        ),
        (
            "Started on 21.Nov 18:00:00, canceled on 21.Nov 18:01:00 at 12.5%, 2 write errs, 0 uncorr. read errs",
            .cancelled, 0, 2
        ),
        (
            "Started on 21.Nov 18:00:00, suspended on 21.Nov 18:01:00 at 12.5%, 0 write errs, 0 uncorr. read errs",
            .suspended, 0, 0
        ), ("Never started\n", .never, 0, 0),
    ])
    func `one line says how far it is`(
        text: String, state: BtrfsReplaceStatus.State, permille: Int, errors: Int
    ) throws {
        let status = try BtrfsReplaceStatus(text: text)
        #expect(status.state == state && status.permille == permille && status.writeErrors == errors)
    }

    @Test(arguments: [
        "", "done", "% done", "-% done", "x% done, 0 write errs", "101.0% done", "Never", "\u{0}",
        "4.0% done, many write errs", String(repeating: "1", count: 5000) + "% done",
    ])
    func `anything else is no status`(text: String) {
        #expect(throws: FormatError.self) { try BtrfsReplaceStatus(text: text) }
    }

    private static func superblock(_ device: UInt8, _ generation: UInt8, system: UInt8 = 5) throws -> BtrfsSuperblock {
        var bytes = [UInt8](repeating: 0, count: BtrfsSuperblock.length)
        bytes.replaceSubrange(64..<72, with: Array("_BHRfS_M".utf8))
        (bytes[32], bytes[72], bytes[201]) = (system, generation, device)
        return try BtrfsSuperblock(bytes: bytes)
    }

    @Test func `a file system has moved when the new device is whole and knows more than the old one`() throws {
        let old = try Self.superblock(1, 7)
        #expect(BtrfsSuperblock.hasMoved(from: nil, to: try Self.superblock(1, 8)))
        #expect(BtrfsSuperblock.hasMoved(from: old, to: try Self.superblock(1, 8)))
        #expect(!BtrfsSuperblock.hasMoved(from: old, to: try Self.superblock(1, 7)))
        #expect(!BtrfsSuperblock.hasMoved(from: old, to: try Self.superblock(0, 8)))
        #expect(!BtrfsSuperblock.hasMoved(from: nil, to: try Self.superblock(0, 8)))
        #expect(!BtrfsSuperblock.hasMoved(from: old, to: try Self.superblock(1, 8, system: 6)))
        #expect(!BtrfsSuperblock.hasMoved(from: old, to: nil) && !BtrfsSuperblock.hasMoved(from: nil, to: nil))
    }

    @Test func `a superblock names its device; a scratched one is none`() throws {
        var bytes = [UInt8](repeating: 0, count: BtrfsSuperblock.length)
        bytes.replaceSubrange(64..<72, with: Array("_BHRfS_M".utf8))
        bytes[72] = 9
        let target = try BtrfsSuperblock(bytes: bytes)
        #expect(!target.isWhole && target.generation == 9)
        bytes[201] = 1
        #expect(try BtrfsSuperblock(bytes: bytes).isWhole)
        bytes.replaceSubrange(64..<72, with: [UInt8](repeating: 0, count: 8))
        #expect(throws: FormatError.self) { try BtrfsSuperblock(bytes: bytes) }
        #expect(throws: FormatError.self) { try BtrfsSuperblock(bytes: [1, 2, 3]) }
    }
}
