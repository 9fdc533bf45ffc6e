import BlockDevices
import Cryptsetup
import DatasafeCore
import DatasafeFormats
import Glibc
import StateFiles
import Testing

@testable import Storage

/// A new lock beside an old one: the real library on two plain files.
@Suite(.timeLimit(.minutes(5))) struct LockMoveTests {
    private static let box = BoxID(raw: Bytes16(high: 1, low: 2))
    private static let backup = EnrolledKey(
        keyID: KeyID(raw: Bytes16(high: 9, low: 9)), boxID: box, role: .backup, number: 1, keyslots: [])
    private let files: StorageMemory
    private let old: KeyDirectory
    private let new: KeyDirectory
    private let oldKeys = [key(1), key(2)]
    private let newKeys = [key(3), key(4)]

    private static func key(_ number: UInt8) -> (KeyIdentity, Secret) {
        let identity = KeyIdentity(
            role: .unlock, number: number, keyID: KeyID(raw: Bytes16(high: 3, low: UInt64(number))), boxID: box,
            created: nil)
        return (identity, Secret(bytes: (0..<64).map { UInt8($0) ^ number }))
    }

    init() throws {
        var template = Array("/tmp/lock-XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        files = StorageMemory(folder: folder)
        var made: [KeyDirectory] = []
        for array in [UInt64(7), 8] {
            let node = "\(folder)/container\(array)"
            let descriptor = open(node, O_CREAT | O_RDWR, 0o600)
            try #require(descriptor >= 0 && ftruncate(descriptor, 24 << 20) == 0)
            close(descriptor)
            made.append(
                KeyDirectory(
                    node: node, files: files, boxID: Self.box, array: ArrayUUID(raw: Bytes16(high: array, low: 1))))
        }
        (old, new) = (made[0], made[1])
        _ = try old.make(silver: oldKeys, others: [Self.backup])
        _ = try new.make(silver: newKeys, others: [Self.backup])
    }

    /// By the way every unlock goes: plan first, then libcryptsetup on the keyslot it names.
    private func opens(_ directory: KeyDirectory, _ key: (KeyIdentity, Secret)) throws -> KeyRefusal? {
        let header = try directory.read().header
        let record = KeyCandidate.Record(copy: .a, identity: key.0, isWeak: false)
        let plan = KeyPlan.plan(
            candidate: KeyCandidate(records: [record], findings: []), enrolled: header.enrolled,
            revoked: directory.revoked(header), boxID: Self.box)
        switch plan {
        case .refuse(let code, _): return code
        case .use(_, let keyslots, _):
            let slot = try #require(keyslots.first)
            do { try LUKSContainer.prove(device: directory.node, slot: slot, key: key.1) } catch { return .noMatch }
            return nil
        }
    }

    @Test func `the new container knows the new keys and the backup key, has a key of its own, and no old key`() throws
    {
        let (one, other) = (try old.read().header, try new.read().header)
        #expect(one.volumeKeyDigest != other.volumeKeyDigest && one.uuid != other.uuid)
        for key in newKeys { #expect(try opens(new, key) == nil && opens(old, key) == .unknown) }
        for key in oldKeys { #expect(try opens(old, key) == nil && opens(new, key) == .unknown) }
        #expect(other.enrolled.contains(Self.backup) && other.arrayToken?.state == .ready)
        // The name of the array is in it: laid on another one it is refused.
        let mixed = KeyDirectory(node: new.node, files: files, boxID: Self.box, array: old.array)
        #expect(throws: Refusal(code: VolumeCode.otherArray.rawValue)) { try mixed.read() }
    }

    @Test func `an old key's bytes open no keyslot of the new container, whatever number they claim`() throws {
        for slot in 0..<2 {
            for key in oldKeys {
                #expect(throws: CryptsetupError.self) {
                    try LUKSContainer.prove(device: new.node, slot: slot, key: key.1)
                }
            }
        }
    }

    @Test func `with a good old key the new ones open both; given up they open the old one no more`() throws {
        for key in newKeys { try old.enrol(key.0, key.1, right: oldKeys[0].1) }
        for key in newKeys { #expect(try opens(old, key) == nil && opens(new, key) == nil) }
        try files.write(revoked: files.revoked().union(newKeys.map(\.0.keyID)))
        try old.tidy()
        for key in newKeys { #expect(try opens(old, key) == .revoked) }
        for key in oldKeys { #expect(try opens(old, key) == nil) }
        #expect(try old.read().header.keyslots.count == 2)
    }

    @Test func `once the data moved the old keys are refused by their numbers`() throws {
        try files.write(revoked: files.revoked().union(oldKeys.map(\.0.keyID)))
        #expect(try new.tidy().isEmpty)
        for key in oldKeys { #expect(try opens(new, key) == .revoked) }
        for key in newKeys { #expect(try opens(new, key) == nil) }
    }

    private static func record() -> ArrayRecord {
        let members = (1...3).map { number in
            RecordedMember(
                number: number, member: MemberUUID(raw: Bytes16(high: 5, low: UInt64(number))),
                serial: SerialHash(hex: String(repeating: "\(number)", count: 64)) ?? .nobody, state: .ready, events: 9)
        }
        return ArrayRecord(
            boxID: box, array: ArrayUUID(raw: Bytes16(high: 7, low: 1)), level: .mirror, memberCount: 3,
            members: members, newestEvents: 9, present: [1, 2, 3], generation: 4)
    }

    @Test func `the record of the new array has one ready member, the others join; its steps take them`() throws {
        let uuid = MemberUUID(raw: Bytes16(high: 6, low: 3))
        let array = ArrayUUID(raw: Bytes16(high: 8, low: 1))
        let next = StorageKeeper.next(Self.record(), array: array, member: uuid, number: 3)
        #expect(next.array == array && next.memberCount == 3 && next.present == [3])
        #expect(next.members.map(\.state) == [.joining, .joining, .ready] && next[3]?.member == uuid)
        #expect(next.members.map(\.serial) == Self.record().members.map(\.serial))
        let running = RunningArray(places: 3, members: [next.members[2].serial: .inSync])
        let step = ArrayStep.next(record: next, running: running, here: Set(next.members.map(\.serial)))
        #expect(step == .take(next.members[0].serial))
    }

    @Test func `the journal survives a restart and holds no key`() throws {
        #expect(files.lockMove() == nil)
        var move = LockMove(
            number: 2, serial: .nobody, newKeys: newKeys.map(\.0.keyID), numbers: [3, 4],
            oldKeys: oldKeys.map(\.0.keyID), node: "next", mapping: "datasafe-data-next", isWithoutOldKey: true,
            user: "a")
        move.stage = .moving
        move.next = Self.record()
        try files.write(move)
        #expect(files.lockMove() == move)
        let text = String(
            decoding: try #require(try StateFile(path: "\(files.folder)/lock-move.json").read()), as: UTF8.self)
        for key in newKeys + oldKeys {
            let digits = key.1.withBytes { $0.prefix(8).map { String($0, radix: 16) }.joined() }
            #expect(!text.contains(digits))
        }
        try files.write(nil as LockMove?)
        #expect(files.lockMove() == nil)
    }
}
