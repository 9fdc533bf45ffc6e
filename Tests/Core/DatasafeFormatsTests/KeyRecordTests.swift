import DatasafeCore
import DatasafeFormats
import Testing

/// A record with known bytes.
enum KeyFixtures {
    static let box = BoxID(raw: Bytes16(high: 0x0011_2233_4455_6677, low: 0x8899_aabb_ccdd_eeff))

    static func block(
        role: KeyRole = .unlock, number: UInt8 = 1, keyID: UInt64 = 1, box: BoxID = box, first: UInt8 = 0,
        change: ((inout [UInt8]) -> Void)? = nil
    ) throws -> [UInt8] {
        var key = SecretBytes(count: 64)
        key.withUnsafeMutableBytes { bytes in
            for index in bytes.indices { bytes[index] = first &+ UInt8(index) }
        }
        let identity = KeyIdentity(
            role: role, number: number, keyID: KeyID(raw: Bytes16(high: 0, low: keyID)), boxID: box,
            created: Instant(seconds: 1_795_000_000))
        let record = try KeyRecord(identity: identity, key: key)
        var block = [UInt8](repeating: 0xee, count: 4096)
        block.withUnsafeMutableBytes { record.write(to: $0) }
        if let change {
            change(&block)
            block.replaceSubrange(480..<512, with: SHA256Digest(of: Array(block[..<480])).bytes)
        }
        return block
    }

    static func candidate(_ a: [UInt8]?, _ b: [UInt8]?, place: KeyReading.Place = .labelled) -> KeyCandidate {
        reading(a, b, place: place).candidate
    }

    static func reading(_ a: [UInt8]?, _ b: [UInt8]?, place: KeyReading.Place = .labelled) -> KeyReading {
        let blocks = [a, b].map { bytes -> UnsafeMutableRawBufferPointer? in
            guard let bytes else { return nil }
            let block = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
            block.copyBytes(from: bytes)
            return block
        }
        defer { for block in blocks { block?.deallocate() } }
        return KeyReading(
            copyA: blocks[0].map { UnsafeRawBufferPointer($0) }, copyB: blocks[1].map { UnsafeRawBufferPointer($0) },
            place: place)
    }

    static let zeros = [UInt8](repeating: 0, count: 4096)
    static let other = Array("another file system".utf8) + [UInt8](repeating: 7, count: 4077)
}

@Suite struct KeyRecordTests {
    @Test func `the bytes are those of the table`() throws {
        let block = try KeyFixtures.block()
        #expect(Array(block[0..<16]) == Array("DSAFEKEY".utf8) + [1, 0, 0, 2, 1, 1, 0, 0])
        #expect(Array(block[16..<32]) == [UInt8](repeating: 0, count: 15) + [1])
        #expect(Array(block[32..<48]) == fromHex("00112233445566778899aabbccddeeff"))
        #expect(Array(block[48..<56]) == fromHex("c086fd6a00000000"))
        #expect(Array(block[64..<128]) == Array(0..<64))
        #expect(block[56..<64].allSatisfy { $0 == 0 } && block[128..<480].allSatisfy { $0 == 0 })
        #expect(Array(block[480..<512]) == SHA256Digest(of: Array(block[..<480])).bytes)
        #expect(block[512...].allSatisfy { $0 == 0 })
    }

    @Test func `a record comes back as it was written`() throws {
        let block = try KeyFixtures.block(role: .backup, number: 7, keyID: 99)
        let reading = KeyFixtures.reading(block, block)
        let record = try #require(reading.candidate.records.first)
        #expect(reading.candidate.findings.isEmpty && reading.candidate.records.count == 1)
        #expect(record.identity.role == .backup && record.identity.number == 7 && record.copy == .a)
        #expect(record.identity.keyID.hex.hasSuffix("63") && record.identity.boxID == KeyFixtures.box)
        #expect(record.identity.created == Instant(seconds: 1_795_000_000))
        #expect(reading.withKey(.b) { key in key.withUnsafeBytes { Array($0) } } == Array(0..<64))
    }

    @Test(arguments: [63, 65, 0]) func `a key of another length is not written`(count: Int) {
        let identity = KeyIdentity(
            role: .unlock, number: 1, keyID: KeyID(raw: Bytes16(high: 0, low: 1)), boxID: KeyFixtures.box, created: nil)
        #expect(throws: FormatError(.badValue, "key length")) {
            _ = try KeyRecord(identity: identity, key: SecretBytes(count: count))
        }
    }

    @Test(arguments: [UInt64(0), 253_402_300_800, .max]) func `a clock nobody trusts is no time`(seconds: UInt64) throws
    {
        let block = try KeyFixtures.block { block in
            for index in 0..<8 { block[48 + index] = UInt8(truncatingIfNeeded: seconds >> (8 * UInt64(index))) }
        }
        #expect(KeyFixtures.candidate(block, block).records.first?.identity.created == nil)
    }

    /// All 4,096 one-bit flips of one copy leave a key that opens; in both copies the key is called damaged, never wrong,
    /// blank or strange.
    @Test func `every flipped bit is damage`() throws {
        let good = try KeyFixtures.block()
        for bit in 0..<4096 {
            var bad = good
            bad[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(KeyFixtures.candidate(bad, good).findings == [.oneCopy], "bit \(bit) of copy A")
            #expect(KeyFixtures.candidate(good, bad).findings == [.oneCopy], "bit \(bit) of copy B")
            let both = KeyFixtures.candidate(bad, bad)
            #expect(both.findings == [.damaged] && both.records.isEmpty, "bit \(bit) of both")
        }
    }

    @Test func `a length that lies never reads beyond the block`() throws {
        let good = try KeyFixtures.block()
        for length in [0, 1, 31, 32, 511, 513, 1024, 4096, 4097, 65535] {
            var bad = good
            bad[10] = UInt8(length & 0xff)
            bad[11] = UInt8(length >> 8)
            #expect(KeyFixtures.candidate(bad, bad).findings == [.damaged], "length \(length)")
            let short = Array(bad[..<512])
            #expect(KeyFixtures.candidate(short, short).findings == [.damaged], "length \(length), 512 bytes")
        }
    }

    @Test(arguments: [
        "version 2", "version 65535", "flags", "reserved at 56", "reserved at 479", "role 3", "role 0", "number 0",
    ])
    func `a right checksum over unknown fields is a newer version`(what: String) throws {
        let block = try KeyFixtures.block { block in
            switch what {
            case "version 2": block[8] = 2
            case "version 65535": block.replaceSubrange(8..<10, with: [0xff, 0xff])
            case "flags": block[15] = 0x80
            case "reserved at 56": block[56] = 1
            case "reserved at 479": block[479] = 1
            case "role 3": block[12] = 3
            case "role 0": block[12] = 0
            default: block[13] = 0
            }
        }
        let candidate = KeyFixtures.candidate(block, block)
        #expect(candidate.findings == [.version] && candidate.records.isEmpty)
    }

    @Test func `a longer record of a newer version is recognised by its checksum`() throws {
        var block = try KeyFixtures.block()
        block[10] = 0
        block[11] = 4
        block.replaceSubrange(992..<1024, with: SHA256Digest(of: Array(block[..<992])).bytes)
        #expect(KeyFixtures.candidate(block, block).findings == [.version])
    }

    @Test func `a constant key is weak`() throws {
        let block = try KeyFixtures.block { $0.replaceSubrange(64..<128, with: [UInt8](repeating: 0x41, count: 64)) }
        #expect(KeyFixtures.candidate(block, block).records.first?.isWeak == true)
        let good = try KeyFixtures.block()
        #expect(KeyFixtures.candidate(good, good).records.first?.isWeak == false)
    }
}

@Suite struct KeyReadingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let a: Copy
        let b: Copy
        var place = KeyReading.Place.labelled
        let findings: [KeyRefusal]
        var records = 0
        var testDescription: String { name }
    }

    enum Copy: Sendable { case good, second, torn, zeros, other, unreadable, newer }

    static let cases: [Case] = [
        Case(name: "both good", a: .good, b: .good, findings: [], records: 1),
        Case(name: "A torn", a: .torn, b: .good, findings: [.oneCopy], records: 1),
        Case(name: "B unreadable", a: .good, b: .unreadable, findings: [.oneCopy], records: 1),
        Case(name: "cut after B, before A", a: .zeros, b: .good, findings: [.oneCopy], records: 1),
        Case(name: "A overwritten", a: .other, b: .good, findings: [.oneCopy], records: 1),
        Case(name: "two records", a: .good, b: .second, findings: [.copiesDiffer], records: 2),
        Case(name: "a newer one beside", a: .good, b: .newer, findings: [.copiesDiffer], records: 1),
        Case(name: "no table", a: .good, b: .good, place: .withoutTable, findings: [.tableLost], records: 1),
        Case(
            name: "no table, torn", a: .torn, b: .good, place: .withoutTable, findings: [.oneCopy, .tableLost],
            records: 1),
        Case(name: "both torn", a: .torn, b: .torn, findings: [.damaged]),
        Case(name: "both torn, no table", a: .torn, b: .torn, place: .withoutTable, findings: [.damaged]),
        Case(name: "torn and unreadable", a: .torn, b: .unreadable, findings: [.damaged]),
        Case(name: "nothing readable", a: .unreadable, b: .unreadable, findings: [.readError]),
        Case(name: "prepared", a: .zeros, b: .zeros, findings: [.blank]),
        Case(name: "half prepared", a: .zeros, b: .unreadable, findings: [.damaged]),
        Case(name: "label, and other bytes", a: .other, b: .other, findings: [.damaged]),
        Case(name: "label, and other bytes in A", a: .other, b: .zeros, findings: [.damaged]),
        Case(name: "empty stick", a: .zeros, b: .zeros, place: .withoutTable, findings: [.notAKey]),
        Case(name: "FAT stick", a: .other, b: .other, place: .elsewhere, findings: [.notAKey]),
        Case(name: "newer", a: .newer, b: .newer, findings: [.version]),
        Case(name: "newer and torn", a: .torn, b: .newer, findings: [.version]),
    ]

    static func bytes(_ copy: Copy) throws -> [UInt8]? {
        switch copy {
        case .good: try KeyFixtures.block()
        case .second: try KeyFixtures.block(number: 2, keyID: 2, first: 9)
        case .torn: try KeyFixtures.block(change: nil).enumerated().map { $0.offset >= 256 ? 0xff : $0.element }
        case .zeros: KeyFixtures.zeros
        case .other: KeyFixtures.other
        case .unreadable: nil
        case .newer: try KeyFixtures.block { $0[8] = 2 }
        }
    }

    @Test(arguments: cases) func `each pair of copies has its code`(one: Case) throws {
        let candidate = KeyFixtures.candidate(try Self.bytes(one.a), try Self.bytes(one.b), place: one.place)
        #expect(candidate.findings == one.findings)
        #expect(candidate.records.count == one.records)
    }

    @Test func `a copy that is not valid has no key`() throws {
        let reading = KeyFixtures.reading(KeyFixtures.zeros, try KeyFixtures.block())
        #expect(reading.withKey(.a) { $0.count } == nil)
        #expect(reading.withKey(.b) { $0.count } == 64)
        #expect(reading.faultA == .zeros && reading.faultB == nil)
    }

    @Test func `of two different keys each copy gives its own`() throws {
        let reading = KeyFixtures.reading(try KeyFixtures.block(), try KeyFixtures.block(keyID: 2, first: 9))
        #expect(reading.withKey(.a) { key in key.withUnsafeBytes { $0[0] } } == 0)
        #expect(reading.withKey(.b) { key in key.withUnsafeBytes { $0[0] } } == 9)
    }
}
