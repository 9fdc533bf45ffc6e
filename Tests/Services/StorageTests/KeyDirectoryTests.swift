import BlockDevices
import Cryptsetup
import DatasafeCore
import DatasafeFormats
import Glibc
import Testing

@testable import Storage

/// The real library on a plain file that holds a container as set-up makes it.
@Suite(.timeLimit(.minutes(5))) struct KeyDirectoryTests {
    private static let box = BoxID(raw: Bytes16(high: 1, low: 2))
    private static let array = ArrayUUID(raw: Bytes16(high: 7, low: 8))
    private let directory: KeyDirectory
    private let one: (identity: KeyIdentity, key: Secret)
    private let two: (identity: KeyIdentity, key: Secret)

    private static func key(_ number: UInt8) -> (identity: KeyIdentity, key: Secret) {
        let identity = KeyIdentity(
            role: .unlock, number: number, keyID: KeyID(raw: Bytes16(high: 3, low: UInt64(number))), boxID: box,
            created: nil)
        return (identity, Secret(bytes: (0..<64).map { UInt8($0) ^ number }))
    }

    init() throws {
        var template = Array("/tmp/directory-XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        let node = "\(folder)/container"
        let descriptor = open(node, O_CREAT | O_RDWR, 0o600)
        try #require(descriptor >= 0 && ftruncate(descriptor, 24 << 20) == 0)
        close(descriptor)
        (one, two) = (Self.key(1), Self.key(2))
        try LUKSContainer.format(
            device: node, label: "datasafe-data", subsystem: Self.box.subsystem, keys: [one.key, two.key])
        for (slot, key) in [one, two].enumerated() {
            let enrolled = EnrolledKey(
                keyID: key.identity.keyID, boxID: Self.box, role: .unlock, number: key.identity.number, keyslots: [slot]
            )
            try LUKSContainer.setToken(device: node, index: slot, json: LUKS2KeyToken(enrolled).json)
        }
        let token = LUKS2ArrayToken(boxID: Self.box, array: Self.array, state: .ready, revoked: [])
        try LUKSContainer.setToken(device: node, index: 3, json: token.json)
        directory = KeyDirectory(
            node: node, files: StorageMemory(folder: folder), boxID: Self.box, array: Self.array)
    }

    /// Whether a key opens by the way every unlock goes: plan first, then libcryptsetup on the keyslot it names.
    private func opens(_ key: (identity: KeyIdentity, key: Secret)) throws -> Bool {
        let header = try directory.read().header
        let record = KeyCandidate.Record(copy: .a, identity: key.identity, isWeak: false)
        let plan = KeyPlan.plan(
            candidate: KeyCandidate(records: [record], findings: []), enrolled: header.enrolled,
            revoked: directory.revoked(header), boxID: Self.box)
        guard case .use(_, let keyslots, _) = plan, let slot = keyslots.first else { return false }
        do {
            try LUKSContainer.prove(device: directory.node, slot: slot, key: key.key)
            return true
        } catch { return false }
    }

    /// Whether a key opens any keyslot of a header, asked past all our own checks, as a thief would.
    private func opensBluntly(_ file: String, _ key: Secret) -> Bool {
        (0..<8).contains { slot in (try? LUKSContainer.prove(device: file, slot: slot, key: key)) != nil }
    }

    @Test func `a new key is enrolled, the old one revoked, and 100 tries with it open nothing`() throws {
        let three = Self.key(3)
        try directory.enrol(three.identity, three.key, right: one.key)
        #expect(try opens(one) && opens(two) && opens(three))
        try directory.revoke(two.identity.keyID)
        #expect(try opens(one) && opens(three))
        for _ in 0..<100 { #expect(try !opens(two)) }
        #expect(!opensBluntly(directory.node, two.key))
        // The next new key takes the free keyslot.
        let four = Self.key(4)
        try directory.enrol(four.identity, four.key, right: three.key)
        #expect(try opens(four) && !opens(two))
        #expect(try directory.read().header.arrayToken?.revoked == [two.identity.keyID])
    }

    @Test func `a wrong right enrols nothing`() throws {
        let before = try directory.read().header
        #expect(throws: CryptsetupError.self) {
            try directory.enrol(Self.key(3).identity, Self.key(3).key, right: Self.key(9).key)
        }
        #expect(try directory.read().header == before)
    }

    @Test func `after a cut between any two steps of a change the old or the new state is reached`() throws {
        // Cut before the token: a keyslot without a key.
        try LUKSContainer.addKey(device: directory.node, old: one.key, new: Self.key(3).key)
        #expect(try directory.read().warnings == [.keyChange])
        #expect(try opens(one) && opens(two) && !opens(Self.key(3)))
        #expect(try directory.tidy() == [.destroy(keyslot: 2)])
        #expect(!opensBluntly(directory.node, Self.key(3).key))
        // Cut after the list on the state volume, before anything in the header.
        try directory.files.write(revoked: [two.identity.keyID])
        #expect(try !opens(two))
        // Cut after the keyslot, before the token goes.
        try LUKSContainer.destroyKey(device: directory.node, slot: 1)
        #expect(try opens(one) && !opens(two))
        #expect(try directory.tidy() == [.note(revoked: [two.identity.keyID]), .forget(token: 1)])
        #expect(try directory.tidy().isEmpty && opens(one))
        #expect(try directory.read().warnings.isEmpty)
    }

    @Test func `with the state volume lost the header still knows who is revoked, and tells it`() throws {
        try directory.revoke(two.identity.keyID)
        try directory.files.write(revoked: [])
        try directory.tidy()
        #expect(directory.files.revoked() == [two.identity.keyID])
    }

    @Test func `the last key is not revoked away`() throws {
        try directory.revoke(two.identity.keyID)
        #expect(throws: StorageError.self) { try directory.revoke(one.identity.keyID) }
        #expect(opensBluntly(directory.node, one.key))
    }

    @Test func `a destroyed header comes back from its copy, and a key revoked since does not`() throws {
        try directory.keepCopy(at: Instant(seconds: 1))
        let old = "\(directory.files.folder)/old"
        try RawDevice.copy(directory.files.headerCopy, to: old, count: 16 << 20)
        try directory.revoke(two.identity.keyID)
        // The copy of the day before the revoke opens with the lost key: whoever kept it elsewhere can use it.
        #expect(opensBluntly(old, two.key))
        try directory.keepCopy(at: Instant(seconds: 2))
        #expect(!opensBluntly(directory.files.headerCopy, two.key))
        for damage in [Int64(LUKS2Reading.length), 16 << 20] {
            try RawDevice.wipe(directory.node, at: 0, count: damage)
            #expect(throws: Refusal(code: "VOL-NOT-LUKS")) { try directory.read() }
            #expect(directory.hasFittingCopy)
            try directory.restore()
            #expect(try opens(one) && !opens(two))
        }
        // The older copy in the place of the newest: restored, but the revoked key loses its keyslot at once.
        try RawDevice.copy(old, to: directory.files.headerCopy, count: 16 << 20)
        try RawDevice.wipe(directory.node, at: 0, count: 4096)
        try RawDevice.wipe(directory.node, at: 16_384, count: 4096)
        try directory.restore()
        #expect(try opens(one) && !opens(two))
        #expect(!opensBluntly(directory.node, two.key))
    }

    @Test func `a copy that is none, or of another container, is never written`() throws {
        #expect(throws: Refusal(code: "VOL-NO-COPY")) { try directory.restore() }
        try directory.keepCopy(at: Instant(seconds: 1))
        // Formatted anew with the same keys: another volume key.
        try LUKSContainer.format(
            device: directory.node, label: "datasafe-data", subsystem: Self.box.subsystem, keys: [one.key, two.key])
        #expect(directory.hasFittingCopy)
        let identity = HeaderIdentity(uuid: "other", digest: "other", at: Instant(seconds: 1))
        _ = directory.files.newHeaderCopy()
        try RawDevice.copy(directory.files.headerCopy, to: directory.files.newHeaderCopy(), count: 16 << 20)
        try directory.files.keepHeaderCopy(identity)
        #expect(!directory.hasFittingCopy)
        #expect(throws: Refusal(code: "VOL-NO-COPY")) { try directory.restore() }
        try RawDevice.wipe(directory.files.headerCopy, at: 0, count: 32_768)
        #expect(!directory.hasFittingCopy)
    }
}
