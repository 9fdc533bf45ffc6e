import BlockDevices
import DatasafeCore
import DatasafeFormats
import Glibc
import StateFiles
import Testing

@testable import Storage

@Suite struct StorageMemoryTests {
    private let memory: StorageMemory

    init() throws {
        var template = Array("/tmp/storage-XXXXXX".utf8CString)
        memory = StorageMemory(folder: try #require(mkdtemp(&template).map { String(cString: $0) }))
    }

    private func record(_ generation: UInt64) -> ArrayRecord {
        ArrayRecord(
            boxID: BoxID(raw: Bytes16(high: 1, low: 2)), array: ArrayUUID(raw: Bytes16(high: 7, low: 8)),
            level: .mirror,
            memberCount: 2,
            members: [
                RecordedMember(
                    number: 1, member: nil, serial: SerialHash(serial: "a", wwn: "", key: [1]), state: .ready)
            ], newestEvents: 1, present: [1], generation: generation)
    }

    @Test func `the newest whole record counts, also when the newest is damaged`() throws {
        #expect(memory.record() == nil)
        try memory.write(record(1))
        try memory.write(record(2))
        #expect(memory.record()?.generation == 2)
        try StateFile(path: "\(memory.folder)/array.json").replace(with: Array("half".utf8))
        #expect(memory.record()?.generation == 1)
    }

    @Test func `the serial key is made once; a damaged one is an error, never a new one`() throws {
        let key = try memory.serialKey()
        #expect(key.count == 32)
        #expect(try memory.serialKey() == key)
        for damage in ["", "[1,2]", "nonsense"] {
            try StateFile(path: "\(memory.folder)/serial-key.json").replace(with: Array(damage.utf8))
            #expect(throws: (any Error).self, "\(damage)") { try memory.serialKey() }
        }
    }

    @Test func `self-tests are remembered, and a damaged file begins anew`() throws {
        #expect(memory.selfTests().isEmpty)
        var disk = SelfTestMemory()
        disk.start(.long, SelfTestFact(), at: Instant(seconds: 1_795_000_000))
        try memory.write(selfTests: ["ata-1": disk])
        #expect(memory.selfTests() == ["ata-1": disk])
        try StateFile(path: "\(memory.folder)/self-tests.json").replace(with: Array("{".utf8))
        #expect(memory.selfTests().isEmpty)
    }

    @Test func `the older header copy stays until the new one is whole`() throws {
        let kept = StateFile(path: "\(memory.folder)/headers/data.luks")
        for text in ["first", "second"] {
            let place = memory.newHeaderCopy()
            #expect(!Folder.holds(place))
            if text == "second" { #expect(try kept.read() == Array("first".utf8)) }
            try StateFile(path: place).replace(with: Array(text.utf8))
            // As libcryptsetup makes it; a root without privileges could not overwrite it later.
            chmod(place, 0o400)
            let identity = HeaderIdentity(uuid: text, digest: "", at: Instant(seconds: 1))
            try memory.keepHeaderCopy(identity)
            #expect(try kept.read() == Array(text.utf8) && memory.headerIdentity() == identity)
            #expect(!Folder.holds("\(memory.folder)/headers/data.luks.old"))
            var about = stat()
            #expect(stat(memory.headerCopy, &about) == 0 && about.st_mode & 0o777 == 0o600)
        }
    }

    @Test func `an older header copy left by a power cut is overwritten, the newest never`() throws {
        let headers = "\(memory.folder)/headers"
        let identity = HeaderIdentity(uuid: "", digest: "", at: Instant(seconds: 1))
        try StateFile(path: memory.newHeaderCopy()).replace(with: Array("first".utf8))
        try memory.keepHeaderCopy(identity)
        // Cut after the second name was given.
        try Folder.link(memory.headerCopy, as: "\(headers)/data.luks.old")
        try StateFile(path: memory.newHeaderCopy()).replace(with: Array("second".utf8))
        #expect(try StateFile(path: memory.headerCopy).read() == Array("first".utf8))
        try memory.keepHeaderCopy(identity)
        #expect(try StateFile(path: memory.headerCopy).read() == Array("second".utf8))
        // Cut before the older one was overwritten.
        try StateFile(path: "\(headers)/data.luks.old").replace(with: Array("older".utf8))
        try Folder.link("\(headers)/data.luks.old", as: "\(headers)/watched")
        try StateFile(path: memory.newHeaderCopy()).replace(with: Array("third".utf8))
        try memory.keepHeaderCopy(identity)
        let left = try RawDevice.read("\(headers)/watched", at: 0, count: 4096)
        #expect(left.withBytes { $0.allSatisfy { $0 == 0 } })
        #expect(try StateFile(path: memory.headerCopy).read() == Array("third".utf8))
    }
}
