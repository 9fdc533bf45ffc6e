import DatasafeCore

/// A made-up array and what its disks look like.
struct ArrayStage {
    static let box = BoxID(raw: Bytes16(high: 0x0123_4567_0000_0000, low: 1))
    static let array = ArrayUUID(raw: Bytes16(high: 7, low: 7))

    var level = ArrayLevel.mirror
    var count = 2

    static func disk(_ name: String) -> DiskID {
        guard let id = DiskID("disk-\(name)") else { preconditionFailure("a bad name in a test") }
        return id
    }

    static func serial(_ name: String) -> SerialHash {
        let digit = name.utf8.first.map { String($0 & 15, radix: 16) } ?? "0"
        guard let hash = SerialHash(hex: String(repeating: digit, count: 64)) else { preconditionFailure("a bad hash") }
        return hash
    }

    static func id(_ name: String) -> MemberUUID {
        MemberUUID(raw: Bytes16(high: 9, low: UInt64(name.utf8.first ?? 0)))
    }

    /// A disk with a member: `roles` by device number, its own number the place of its letter.
    func seen(
        _ name: String, events: UInt64, roles: [Int?], rebuilding: Bool = false, tooSmall: Bool = false,
        array: ArrayUUID = array, host: String = box.homeHost, serial: String? = nil, level: Int? = nil
    ) -> SeenDisk {
        let number = Int(name.utf8.first ?? 97) - 97
        let member = SeenMember(
            array: array, homeHost: host, member: Self.id(name), level: level ?? self.level.rawValue, places: count,
            deviceNumber: number, roles: roles, events: events, isRebuilding: rebuilding, isTooSmall: tooSmall)
        return SeenDisk(disk: Self.disk(serial ?? name), serial: Self.serial(serial ?? name), content: .member(member))
    }

    func other(_ name: String, _ content: SeenDisk.Content) -> SeenDisk {
        SeenDisk(disk: Self.disk(name), serial: Self.serial(name), content: content)
    }

    func record(
        _ states: [(String, RecordedMember.State)], newest: UInt64 = 100
    ) -> ArrayRecord {
        ArrayRecord(
            boxID: Self.box, array: Self.array, level: level, memberCount: count,
            members: states.enumerated().map { index, entry in
                RecordedMember(
                    number: index + 1, member: Self.id(entry.0), serial: Self.serial(entry.0), state: entry.1, events: 0
                )
            }, newestEvents: newest, present: Array(1...count), generation: 5)
    }

    static func found(_ code: MemberCode, _ name: String?, _ number: Int?) -> MemberFinding {
        MemberFinding(code, disk: name.map(disk), number: number)
    }
}
