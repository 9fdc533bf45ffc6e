import DatasafeCore
import DatasafeFormats
import Testing

@Suite struct MDSuperblockTests {
    static func superblock(_ head: String) throws -> MDSuperblock { try MDSuperblock(bytes: MDFixtures.bytes(head)) }

    @Test func `a real mirror`() throws {
        let a = try Self.superblock(MDFixtures.togetherA)
        let b = try Self.superblock(MDFixtures.togetherB)
        #expect(a.array == b.array && a.array.mdadmText == "96de4e17:2d41b1fd:8e57156f:a5dc167f")
        #expect(a.member != b.member && a.name == "ds01234567:data" && a.homeHost == "ds01234567")
        #expect(a.level == 1 && a.raidDisks == 2 && a.size == 286_720 && a.dataOffset == 2048)
        #expect(a.events == 22 && b.events == 22 && a.deviceNumber == 0 && b.deviceNumber == 1)
        #expect(a.roles.count == 128 && a.roles[..<3] == [.active(0), .active(1), .spare])
        #expect(a.features == [.bitmap] && a.recovered == nil && a.resyncOffset == .max && a.hasOurParameters)
    }

    @Test func `four members in pairs`() throws {
        let heads = [MDFixtures.pairs0, MDFixtures.pairs1, MDFixtures.pairs2, MDFixtures.pairs3]
        let members = try heads.map(Self.superblock)
        #expect(members.map(\.level) == [10, 10, 10, 10] && members.map(\.layout) == [0x102, 0x102, 0x102, 0x102])
        #expect(members.map(\.deviceNumber) == [0, 1, 2, 3] && members.allSatisfy(\.hasOurParameters))
        #expect(members.map { $0.seen(deviceBytes: 187_138_048).role } == [0, 1, 2, 3])
    }

    @Test func `a member being filled says so`() throws {
        let rejoining = try Self.superblock(MDFixtures.rejoiningB)
        #expect(rejoining.features == [.bitmap, .recoveryOffset, .recoveryBitmap] && rejoining.recovered == 18_048)
        let filling = try Self.superblock(MDFixtures.fillingC)
        #expect(filling.recovered == 0 && filling.seen(deviceBytes: 187_138_048).isRebuilding)
        #expect(filling.hasOurParameters && filling.deviceNumber == 2)
    }

    @Test func `a device shorter than its superblock says`() throws {
        let a = try Self.superblock(MDFixtures.togetherA)
        let need = Int64((2048 + 286_720) * 512)
        #expect(!a.seen(deviceBytes: need).isTooSmall && a.seen(deviceBytes: need - 1).isTooSmall)
    }

    @Test func `every flipped bit is noticed`() throws {
        let good = MDFixtures.bytes(MDFixtures.togetherA)
        for bit in 0..<(512 * 8) {
            var bad = good
            bad[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: FormatError.self, "bit \(bit)") { try MDSuperblock(bytes: bad) }
        }
    }

    @Test(arguments: [
        ("reshape", 8, 0x05), ("clustered", 9, 0x01), ("no bitmap", 8, 0x00), ("level 5", 72, 5), ("level 0", 72, 0),
        ("five places", 92, 5),
    ])
    func `other arrays are kept out`(what: String, offset: Int, value: UInt8) throws {
        let bytes = Self.changed { $0[offset] = value }
        #expect(try !MDSuperblock(bytes: bytes).hasOurParameters)
    }

    @Test(arguments: [
        ("other superblock place", 144, 0), ("no places", 92, 0), ("name with control characters", 33, 7),
        ("more than fits", 87, 1),
    ])
    func `senseless values are refused`(what: String, offset: Int, value: UInt8) {
        #expect(throws: FormatError.self) { try MDSuperblock(bytes: Self.changed { $0[offset] = value }) }
    }

    @Test func `a lying number of devices reads nothing behind the end`() {
        let lying = Self.changed { $0.replaceSubrange(220..<224, with: [0xff, 0xff, 0xff, 0x7f]) }
        #expect(throws: FormatError(.tooMany, "md devices")) { try MDSuperblock(bytes: lying) }
        let many = Array(Self.changed { $0.replaceSubrange(220..<222, with: [0x80, 0x07]) }[..<1024])
        #expect(throws: FormatError(.truncated, "md roles")) { try MDSuperblock(bytes: many) }
        #expect(throws: FormatError(.truncated, "md superblock")) { try MDSuperblock(bytes: []) }
    }

    /// The recorded superblock with a change and a right checksum.
    static func changed(_ change: (inout [UInt8]) -> Void) -> [UInt8] {
        var bytes = MDFixtures.bytes(MDFixtures.togetherA)
        change(&bytes)
        var sum: UInt64 = 0
        for offset in stride(from: 0, to: 512, by: 4) where offset != 216 {
            sum += (0..<4).reduce(UInt64(0)) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
        }
        let folded = UInt32(truncatingIfNeeded: sum) &+ UInt32(truncatingIfNeeded: sum >> 32)
        bytes.replaceSubrange(216..<220, with: (0..<4).map { UInt8(truncatingIfNeeded: folded >> UInt32(8 * $0)) })
        return bytes
    }
}

/// The plan of the core rules over superblocks that md itself wrote.
@Suite struct MDAssemblyTests {
    static func disk(_ name: String, _ head: String) throws -> SeenDisk {
        let id = try #require(DiskID(name))
        let member = try MDSuperblockTests.superblock(head).seen(deviceBytes: 187_138_048)
        return SeenDisk(disk: id, serial: serial(name), content: .member(member))
    }

    static func serial(_ name: String) -> SerialHash { SerialHash(serial: name, wwn: "", key: [1]) }

    static func record(_ heads: [(String, String)], states: [RecordedMember.State], newest: UInt64) throws
        -> ArrayRecord
    {
        let blocks = try heads.map { try MDSuperblockTests.superblock($0.1) }
        let members = zip(zip(heads, blocks), states).enumerated().map { index, entry in
            RecordedMember(
                number: index + 1, member: entry.0.1.member, serial: serial(entry.0.0.0), state: entry.1,
                events: entry.0.1.events)
        }
        let first = try #require(blocks.first)
        return ArrayRecord(
            boxID: BoxID(raw: Bytes16(high: 0x0123_4567_0000_0000, low: 0)), array: first.array,
            level: try #require(ArrayLevel(rawValue: first.level)), memberCount: first.raidDisks, members: members,
            newestEvents: newest, present: [1, 2])
    }

    static let together = [("a", MDFixtures.togetherA), ("b", MDFixtures.togetherB)]

    @Test func `two that agree are assembled`() throws {
        let record = try Self.record(Self.together, states: [.ready, .ready], newest: 22)
        let seen = try Self.together.map { try Self.disk($0.0, $0.1) }
        let plan = AssemblyPlan.plan(record: record, seen: seen, mayStillCome: true)
        #expect(plan.decision == .assemble(seen.map(\.disk), degraded: false))
        #expect(plan.findings.isEmpty && plan.record == nil)
        #expect(AssemblyPlan.plan(record: nil, seen: seen, mayStillCome: false).decision == plan.decision)
    }

    @Test func `the one left behind is joined again`() throws {
        let record = try Self.record(Self.together, states: [.ready, .lost], newest: 27)
        let a = try Self.disk("a", MDFixtures.runsAloneA)
        let b = try Self.disk("b", MDFixtures.leftBehindB)
        let plan = AssemblyPlan.plan(record: record, seen: [b, a], mayStillCome: true)
        #expect(plan.decision == .assemble([a.disk], degraded: true) && plan.rejoin == [b.disk])
        #expect(plan.findings == [MemberFinding(.stale, disk: b.disk, number: 2)])
        // Without the newer half nothing starts, also if the record missed the loss.
        let alone = AssemblyPlan.plan(record: record, seen: [b], mayStillCome: false)
        #expect(alone.decision == .refuse(.newerAbsent))
        let behind = try Self.record(Self.together, states: [.ready, .ready], newest: 27)
        #expect(AssemblyPlan.plan(record: behind, seen: [b], mayStillCome: false).decision == .refuse(.newerAbsent))
        #expect(AssemblyPlan.plan(record: behind, seen: [b], mayStillCome: true).decision == .wait([1]))
    }

    @Test func `both ran alone with equal event counts`() throws {
        let heads = [("a", MDFixtures.splitA), ("b", MDFixtures.splitB)]
        let record = try Self.record(heads, states: [.ready, .ready], newest: 19)
        let seen = try heads.map { try Self.disk($0.0, $0.1) }
        let plan = AssemblyPlan.plan(record: record, seen: seen, mayStillCome: true)
        #expect(plan.decision == .refuse(.split) && plan.rejoin.isEmpty)
        #expect(plan.findings.map(\.code) == [.split, .split])
        #expect(AssemblyPlan.plan(record: nil, seen: seen, mayStillCome: false).decision == .refuse(.recordLost))
        let chosen = AssemblyPlan.plan(record: record, seen: seen, mayStillCome: false, chosen: [seen[1].disk])
        #expect(chosen.decision == .assemble([seen[1].disk], degraded: true) && chosen.rejoin.isEmpty)
        #expect(chosen.findings.contains(MemberFinding(.split, disk: seen[0].disk, number: 1)))
    }

    @Test func `a member being filled is taken along and does not count`() throws {
        let record = try Self.record(
            [("a", MDFixtures.fillingA), ("c", MDFixtures.fillingC)], states: [.ready, .joining], newest: 50)
        let a = try Self.disk("a", MDFixtures.fillingA)
        let c = try Self.disk("c", MDFixtures.fillingC)
        let plan = AssemblyPlan.plan(record: record, seen: [a, c], mayStillCome: false)
        #expect(plan.decision == .assemble([a.disk, c.disk], degraded: true))
        #expect(AssemblyPlan.plan(record: record, seen: [c], mayStillCome: false).decision == .refuse(.newerAbsent))
    }

    @Test func `a replaced member that comes back is left alone`() throws {
        let record = try Self.record(
            [("a", MDFixtures.withCA), ("c", MDFixtures.withCC)], states: [.ready, .ready], newest: 67)
        let seen = try [
            Self.disk("a", MDFixtures.withCA), Self.disk("b", MDFixtures.replacedB), Self.disk("c", MDFixtures.withCC),
        ]
        let plan = AssemblyPlan.plan(record: record, seen: seen, mayStillCome: true)
        #expect(plan.decision == .assemble([seen[0].disk, seen[2].disk], degraded: false))
        #expect(plan.findings == [MemberFinding(.retired, disk: seen[1].disk)] && plan.rejoin.isEmpty)
        // State volume lost: the old one makes them disagree, so a person is asked.
        #expect(AssemblyPlan.plan(record: nil, seen: seen, mayStillCome: false).decision == .refuse(.recordLost))
    }
}

@Suite struct SeenContentTests {
    private static let head = IntegritySuperblockTests.finished
    private static let size: Int64 = 180 << 20

    @Test func `a member is recognised`() throws {
        let content = SeenDisk.Content(head: Self.head, diskBytes: Self.size) { _ in
            MDFixtures.bytes(MDFixtures.togetherA)
        }
        guard case .member(let member) = content else {
            Issue.record("\(content)")
            return
        }
        #expect(member.homeHost == "ds01234567" && member.role == 0 && !member.isTooSmall)
    }

    @Test(arguments: [
        "foreign", "unreadable", "other", "small", "prepared", "inner unreadable", "inner torn", "level 5",
    ])
    func `anything else has its name`(what: String) {
        var head: [UInt8]? = Self.head
        var inner: [UInt8]? = MDFixtures.bytes(MDFixtures.togetherA)
        var size = Self.size
        let wanted: SeenDisk.Content
        switch what {
        case "foreign":
            (head, wanted) = (Array("\u{eb}\u{3c}mkfs.fat".utf8) + [UInt8](repeating: 0, count: 500), .foreign)
        case "unreadable": (head, wanted) = (nil, .unreadable)
        case "other":
            head?[10] = 32
            wanted = .otherParameters
        case "small": (size, wanted) = (100 << 20, .tooSmall)
        case "prepared": (inner, wanted) = ([UInt8](repeating: 0, count: 4096), .prepared)
        case "inner unreadable": (inner, wanted) = (nil, .unreadable)
        case "inner torn":
            inner?[100] ^= 1
            wanted = .unreadable
        default: (inner, wanted) = (MDSuperblockTests.changed { $0[72] = 5 }, .otherParameters)
        }
        #expect(SeenDisk.Content(head: head, diskBytes: size) { _ in inner } == wanted)
    }

    @Test func `the inside of a foreign disk is never opened`() {
        _ = SeenDisk.Content(head: [UInt8](repeating: 0, count: 4096), diskBytes: Self.size) { _ in
            Issue.record("opened")
            return nil
        }
    }
}

@Suite struct MDStatusTests {
    @Test func `an idle array`() throws {
        let status = try MDStatus(
            degraded: "0\n", action: "idle\n", completed: "none\n", mismatches: "0\n", arrayState: "clean\n")
        #expect(status.degraded == 0 && status.action == .idle && status.progress == .none && status.isWritable)
    }

    @Test(
        arguments: [
            ("none", MDStatus.Progress.none, nil), ("delayed", .delayed, nil),
            ("1024 / 4096", .sectors(done: 1024, of: 4096), 25), ("4096 / 4096\n", .sectors(done: 4096, of: 4096), 100),
            ("0 / 0", .sectors(done: 0, of: 0), nil), ("5000 / 4096", .sectors(done: 5000, of: 4096), 100),
        ] as [(String, MDStatus.Progress, Int?)])
    func `progress`(text: String, progress: MDStatus.Progress, percent: Int?) throws {
        let status = try MDStatus(
            degraded: "1", action: "recover", completed: text, mismatches: "8", arrayState: "active")
        #expect(status.progress == progress && status.progress.percent == percent)
    }

    @Test(arguments: MDAction.allCases) func `actions`(action: MDAction) throws {
        let status = try MDStatus(
            degraded: "0", action: "\(action.rawValue)\n", completed: "none", mismatches: "0", arrayState: "read-auto")
        #expect(status.action == action)
    }

    @Test(arguments: [
        ("x", "idle", "none", "0", "clean"), ("-1", "idle", "none", "0", "clean"), ("0", "dance", "none", "0", "clean"),
        ("0", "idle", "1 of 2", "0", "clean"), ("0", "idle", "1 / 2 / 3", "0", "clean"),
        ("0", "idle", "", "0", "clean"),
        ("0", "idle", "none", "", "clean"), ("0", "idle", "none", "0", "sleeping"), ("", "", "", "", ""),
    ])
    func `anything else is refused`(
        degraded: String, action: String, completed: String, mismatches: String, state: String
    ) {
        #expect(throws: FormatError.self) {
            try MDStatus(
                degraded: degraded, action: action, completed: completed, mismatches: mismatches, arrayState: state)
        }
    }

    @Test(arguments: [
        ("in_sync\n", true, false), ("in_sync,write_mostly", true, false), ("faulty", false, true),
        ("in_sync,faulty", false, true), ("spare", false, false), ("", false, false),
        ("in_sync,replacement,want_replacement,failfast,new_word", true, false),
    ])
    func `member states`(text: String, isInSync: Bool, isFaulty: Bool) {
        let member = MDStatus.Member(state: text)
        #expect(member.isInSync == isInSync && member.isFaulty == isFaulty)
    }

    @Test(arguments: ["readonly", "broken", "inactive", "clear", "suspended"])
    func `an array that takes no writes`(state: String) throws {
        let status = try MDStatus(degraded: "0", action: "idle", completed: "none", mismatches: "0", arrayState: state)
        #expect(!status.isWritable)
    }
}
