import Damage
import DatasafeCore

@testable import DatasafeFormats

/// The dm-integrity superblock and what follows from it for a disk.
enum IntegrityParser: FuzzParser {
    static let name = "integrity"
    static let longest = 256

    static func outcome(_ bytes: [UInt8]) -> String {
        let content = SeenDisk.Content(head: bytes, diskBytes: 1 << 40, inside: { _ in Array(bytes.dropFirst(64)) })
        do throws(FormatError) {
            let superblock = try IntegritySuperblock(bytes: bytes)
            hold(superblock.providedBytes > 0, "a size that turned over")
            _ = superblock.isRecalculating
            return superblock.hasOurParameters ? "ours \(MDParser.word(content))" : "reads"
        } catch {
            return error.code.rawValue
        }
    }

    static func seeds() -> [(what: String, bytes: [UInt8])] {
        var bytes = Array("integrt\0".utf8) + [5, 10, 4, 0, 2, 0, 0, 0]
        bytes += [0, 0, 6, 0, 0, 0, 0, 0, 2, 0, 0, 0, 3, 15, 15, 0] + [UInt8](repeating: 0, count: 32)
        var edge = bytes
        edge.replaceSubrange(16..<24, with: [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f, 0])
        var strange = bytes
        strange[10] = 8
        return [("ours", bytes), ("edge-of-sizes", edge), ("other-tag-size", strange), ("empty", [])]
    }
}

/// The md superblock and the decision it leads to. First byte: bit 0 makes the checksum right, bit 1 takes the box that
/// the superblock names for this one.
enum MDParser: FuzzParser {
    static let name = "md"
    static let longest = 1 + 512

    static func outcome(_ bytes: [UInt8]) -> String {
        guard let flags = bytes.first else { return "nothing" }
        var block = Array(bytes.dropFirst())
        if block.count < 512 { block += [UInt8](repeating: 0, count: 512 - block.count) }
        if flags & 1 != 0 {
            let count = min(Int(block.little32(220)), 128)
            let sum = MDSuperblock.checksum(block, devices: count)
            block.replaceSubrange(216..<220, with: (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * UInt32($0))) })
        }
        do throws(FormatError) {
            let superblock = try MDSuperblock(bytes: block)
            let member = superblock.seen(deviceBytes: 1 << 40)
            let plan = plan(member, knowsBox: flags & 2 != 0)
            return (superblock.hasOurParameters ? "ours " : "reads ") + word(plan.decision)
        } catch {
            return error.code.rawValue
        }
    }

    /// This member beside one that says the same of itself under the next number.
    private static func plan(_ member: SeenMember, knowsBox: Bool) -> AssemblyPlan {
        let boxID = BoxID(hex: member.homeHost.dropFirst(2) + String(repeating: "0", count: 24)) ?? StickImage.box
        let twin = SeenMember(
            array: member.array, homeHost: member.homeHost, member: MemberUUID(raw: Bytes16(high: 3, low: 3)),
            level: member.level, places: member.places, deviceNumber: member.deviceNumber ^ 1, roles: member.roles,
            events: ~member.events, isRebuilding: !member.isRebuilding)
        let serials = ["a", "b"].map { SerialHash(serial: $0, wwn: "", key: [1]) }
        let seen = zip([member, twin], serials).enumerated().compactMap { index, pair in
            DiskID("disk-\(index)").map { SeenDisk(disk: $0, serial: pair.1, content: .member(pair.0)) }
        }
        let record = ArrayRecord(
            boxID: boxID, array: member.array, level: member.level == 10 ? .mirroredPairs : .mirror, memberCount: 2,
            members: [
                RecordedMember(number: 1, member: member.member, serial: serials[0], state: .ready),
                RecordedMember(number: 2, member: twin.member, serial: serials[1], state: .joining),
            ], newestEvents: member.events &+ 1)
        return AssemblyPlan.plan(record: knowsBox ? record : nil, seen: seen, mayStillCome: false)
    }

    static func word(_ decision: AssemblyPlan.Decision) -> String {
        switch decision {
        case .nothing: "nothing"
        case .wait: "waits"
        case .assemble(_, let degraded): degraded ? "degraded" : "assembles"
        case .refuse(let code): code.code
        }
    }

    static func word(_ content: SeenDisk.Content) -> String {
        switch content {
        case .member: "member"
        case .prepared: "prepared"
        case .otherParameters: MemberCode.parameters.code
        case .tooSmall: MemberCode.tooSmall.code
        case .foreign: "foreign"
        case .unreadable: "unreadable"
        }
    }

    static func seeds() -> [(what: String, bytes: [UInt8])] {
        func put(_ value: UInt64, _ count: Int, at place: Int, _ bytes: inout [UInt8]) {
            for index in 0..<count { bytes[place + index] = UInt8(truncatingIfNeeded: value >> (8 * UInt64(index))) }
        }
        func member(_ change: (inout [UInt8]) -> Void = { _ in }) -> [UInt8] {
            var bytes = [UInt8](repeating: 0, count: 512)
            put(0xa92b_4efc, 4, at: 0, &bytes)
            put(1, 4, at: 4, &bytes)
            put(1, 4, at: 8, &bytes)
            bytes.replaceSubrange(16..<32, with: (1...16).map { UInt8($0) })
            bytes.replaceSubrange(32..<47, with: Array("ds00112233:data".utf8))
            put(1, 4, at: 72, &bytes)
            put(360_448, 8, at: 80, &bytes)
            put(2, 4, at: 92, &bytes)
            put(2048, 8, at: 128, &bytes)
            put(362_496, 8, at: 136, &bytes)
            put(8, 8, at: 144, &bytes)
            bytes.replaceSubrange(168..<184, with: (101...116).map { UInt8($0) })
            put(19, 8, at: 200, &bytes)
            put(.max, 8, at: 208, &bytes)
            put(128, 4, at: 220, &bytes)
            for place in 256..<512 { bytes[place] = 0xff }
            bytes.replaceSubrange(256..<260, with: [0, 0, 1, 0])
            change(&bytes)
            return bytes
        }
        return [
            ("together", [3] + member()), ("without-record", [1] + member()), ("unsealed", [2] + member()),
            ("last-event", [3] + member { put(.max, 8, at: 200, &$0) }),
            ("recovering", [3] + member { put(3, 4, at: 8, &$0) }),
            (
                "pairs",
                [3]
                    + member {
                        put(10, 4, at: 72, &$0)
                        put(0x102, 4, at: 76, &$0)
                        put(4, 4, at: 92, &$0)
                    }
            ),
            (
                "edge-of-sizes",
                [3]
                    + member {
                        put(1 << 53 - 1, 8, at: 80, &$0)
                        put(1 << 53 - 1, 8, at: 136, &$0)
                    }
            ),
        ]
    }
}

/// The member record as a file. First byte: bit 0 puts the right seal behind the first line.
enum RecordParser: FuzzParser {
    static let name = "record"
    static let longest = 4096

    static func outcome(_ bytes: [UInt8]) -> String {
        guard let flags = bytes.first else { return "nothing" }
        var file = Array(bytes.dropFirst())
        if flags & 1 != 0 {
            file = file.prefix { $0 != 0x0a } + [0x0a]
            file += Array("{\"sha256\":\"\(SHA256Digest(of: file).hex)\"}\n".utf8)
        }
        do throws(FormatError) {
            let record = try ArrayRecordFile.record(from: file)
            let next = record.next { $0.newestEvents = 1 }
            hold(next.generation == record.generation + 1, "a generation that is not counted")
            hold(try ArrayRecordFile.record(from: ArrayRecordFile.bytes(of: next)) == next, "a record that is not kept")
            let plan = AssemblyPlan.plan(record: record, seen: [], mayStillCome: true)
            return "reads " + MDParser.word(plan.decision)
        } catch {
            return error.code.rawValue
        }
    }

    static func seeds() throws -> [(what: String, bytes: [UInt8])] {
        let serials = ["a", "b"].map { SerialHash(serial: $0, wwn: "", key: [1]) }
        let record = ArrayRecord(
            boxID: StickImage.box, array: HeaderParser.array, level: .mirror, memberCount: 2,
            members: [
                RecordedMember(
                    number: 1, member: MemberUUID(raw: Bytes16(high: 1, low: 1)), serial: serials[0], state: .ready,
                    events: 12),
                RecordedMember(number: 2, member: nil, serial: serials[1], state: .joining),
            ], newestEvents: 19, present: [1], generation: 7)
        let good = try ArrayRecordFile.bytes(of: record)
        let text = String(decoding: good, as: UTF8.self)
        return [
            ("whole", [0] + good), ("torn", [0] + good.prefix(good.count / 2)),
            (
                "last-generation",
                [1] + Array(text.replacing(#""generation":7"#, with: #""generation":\#(UInt64.max)"#).utf8)
            ),
            ("no-number", [1] + Array(text.replacing(#""newestEvents":19"#, with: #""newestEvents":1e400"#).utf8)),
            ("five-members", [1] + Array(text.replacing(#""memberCount":2"#, with: #""memberCount":5"#).utf8)),
        ]
    }
}
