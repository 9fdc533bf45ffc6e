import DatasafeCore
import DatasafeFormats
import Testing

@Suite struct ArrayRecordFileTests {
    static func record(generation: UInt64 = 3) -> ArrayRecord {
        let serial = { (name: String) in SerialHash(serial: name, wwn: "", key: [1]) }
        let id = { (number: UInt64) in MemberUUID(raw: Bytes16(high: 1, low: number)) }
        return ArrayRecord(
            boxID: KeyFixtures.box, array: ArrayUUID(raw: Bytes16(high: 7, low: 8)), level: .mirror, memberCount: 2,
            members: [
                RecordedMember(number: 1, member: id(1), serial: serial("a"), state: .ready, events: 12),
                RecordedMember(number: 2, member: nil, serial: serial("b"), state: .joining),
            ], newestEvents: UInt64.max - 1, present: [1], generation: generation)
    }

    @Test func `a record comes back as it was written`() throws {
        let bytes = try ArrayRecordFile.bytes(of: Self.record())
        #expect(try ArrayRecordFile.record(from: bytes) == Self.record())
        #expect(bytes.count { $0 == 0x0a } == 2 && bytes.last == 0x0a)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(#""boxID":"00112233445566778899aabbccddeeff""#) && text.contains(#""state":"joining""#))
    }

    @Test func `every flipped bit is noticed`() throws {
        let good = try ArrayRecordFile.bytes(of: Self.record())
        for bit in stride(from: 0, to: good.count * 8, by: 3) {
            var bad = good
            bad[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: FormatError.self, "bit \(bit)") { try ArrayRecordFile.record(from: bad) }
        }
    }

    @Test func `every cut is noticed`() throws {
        let good = try ArrayRecordFile.bytes(of: Self.record())
        for count in 0..<good.count {
            #expect(throws: FormatError.self, "\(count) bytes") {
                try ArrayRecordFile.record(from: Array(good[..<count]))
            }
        }
    }

    @Test func `of two generations the newer valid one counts`() throws {
        let old = try ArrayRecordFile.bytes(of: Self.record(generation: 3))
        let new = try ArrayRecordFile.bytes(of: Self.record(generation: 4))
        #expect(ArrayRecordFile.newest(of: [old, new])?.generation == 4)
        #expect(ArrayRecordFile.newest(of: [new, old])?.generation == 4)
        #expect(ArrayRecordFile.newest(of: [old, Array(new.dropLast())])?.generation == 3)
        #expect(ArrayRecordFile.newest(of: [nil, old])?.generation == 3)
        #expect(ArrayRecordFile.newest(of: [nil, nil]) == nil && ArrayRecordFile.newest(of: [[], [0x0a]]) == nil)
    }

    /// A member keeps its number for good.
    @Test(arguments: [1, 2, 3])
    func `a record with a member that leaves, or has left, comes back`(number: Int) throws {
        var three = Self.record().next { $0.members[1].state = .ready }
        three = try three.adding(SerialHash(serial: "c", wwn: "", key: [1])).next { $0.members[2].state = .ready }
        let leaving = try three.takingOut(number)
        let gone = leaving.next { $0.members.removeAll { $0.number == number } }
        for record in [three, leaving, gone, try gone.adding(SerialHash(serial: "d", wwn: "", key: [1]))] {
            #expect(try ArrayRecordFile.record(from: try ArrayRecordFile.bytes(of: record)) == record)
        }
    }

    @Test(arguments: ["a number out of range", "no number", "one member", "five members", "more than there are places"])
    func `senseless records are refused`(what: String) throws {
        var record = Self.record()
        switch what {
        case "a number out of range": record.members[0].number = 5
        case "no number": record.members[0].number = 0
        case "more than there are places":
            record.members.append(RecordedMember(number: 3, member: nil, serial: .nobody, state: .ready))
        case "one member": record.memberCount = 1
        default: record.memberCount = 5
        }
        let bytes = try ArrayRecordFile.bytes(of: record)
        #expect(throws: FormatError(.badValue, "member record")) { try ArrayRecordFile.record(from: bytes) }
    }

    @Test func `a generation after which there is no next one is refused`() throws {
        for generation in [.max, 1 << 62 + 1] as [UInt64] {
            let bytes = try ArrayRecordFile.bytes(of: Self.record(generation: generation))
            #expect(throws: FormatError(.badValue, "member record")) { try ArrayRecordFile.record(from: bytes) }
        }
        let last = try ArrayRecordFile.record(from: try ArrayRecordFile.bytes(of: Self.record(generation: 1 << 62)))
        #expect(last.next { $0.present = [] }.generation == 1 << 62 + 1)
    }

    @Test func `a large file is refused unread`() {
        #expect(throws: FormatError(.tooLong, "member record")) {
            try ArrayRecordFile.record(from: [UInt8](repeating: 0x20, count: 70_000))
        }
    }
}
