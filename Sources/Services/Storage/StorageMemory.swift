import BlockDevices
import DatasafeCore
import DatasafeFormats
import FoundationEssentials
import StateFiles

/// What storage remembers on the state volume, `/var/lib/datasafe/storage`: no key, no personal data.
struct StorageMemory: Sendable {
    var folder: String

    /// The member record, its newest whole generation; nil when there is none (a new box, or the state volume is lost).
    func record() -> ArrayRecord? {
        ArrayRecordFile.newest(of: ["array.json", "array.json.old"].map { bytes($0) })
    }

    /// Writes the record: the older generation stays until the new one is on the disk.
    func write(_ record: ArrayRecord) throws {
        // No record yet: nothing to keep.
        try? Folder.rename("\(folder)/array.json", to: "\(folder)/array.json.old")
        try file("array.json").replace(with: try ArrayRecordFile.bytes(of: record))
    }

    /// The random key under which serials are hashed; made once. Throws when it is there and cannot be read: with a new
    /// one every disk would be a stranger.
    func serialKey() throws -> [UInt8] {
        if let bytes = try file("serial-key.json").read() {
            let known = try JSONDecoder().decode([UInt8].self, from: Data(bytes))
            guard known.count == 32 else { throw StorageError(.state, "serial-key.json") }
            return known
        }
        var random = SystemRandomNumberGenerator()
        let made = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
        try write(made, "serial-key.json")
        return made
    }

    /// Keys revoked for good, also on disks that were absent then.
    func revoked() -> Set<KeyID> { Set(read([KeyID].self, "revoked.json") ?? []) }

    /// Written before the keyslot is destroyed: from then on the key is refused whatever the header says.
    func write(revoked: Set<KeyID>) throws { try write(revoked.sorted { $0.hex < $1.hex }, "revoked.json") }

    /// The highest number ever printed on a silver key of this box; 0 when that is not known.
    func lastKeyNumber() -> UInt8 { read(UInt8.self, "key-number.json") ?? 0 }
    func write(lastKeyNumber: UInt8) throws { try write(lastKeyNumber, "key-number.json") }

    /// Where the set-up of a new box stands; nil when none is under way.
    func setUp() -> SetUpJournal? { read(SetUpJournal.self, "setup.json") }

    func write(_ journal: SetUpJournal?) throws {
        guard let journal else {
            Folder.remove("\(folder)/setup.json")
            return
        }
        try write(journal, "setup.json")
    }

    /// Where a new copy of the container's header is written; `keepHeaderCopy` makes it the copy. A half-written one of
    /// an earlier try is removed: libcryptsetup writes no file that is there.
    func newHeaderCopy() -> String {
        Folder.make("\(folder)/headers")
        let path = "\(folder)/headers/data.luks.new"
        Folder.remove(path)
        return path
    }

    /// The newest copy of the container's header.
    var headerCopy: String { "\(folder)/headers/data.luks" }

    /// What stood in the place of the header when it was last restored.
    var headerBefore: String { "\(folder)/headers/data.luks.before" }

    /// The newest copy takes the place of the older one. That one opens with the keys of its day, so it is overwritten;
    /// a disk of flash cells may keep its bytes all the same, where nobody reads them in passing.
    func keepHeaderCopy(_ identity: HeaderIdentity) throws {
        let old = "\(folder)/headers/data.luks.old"
        try forgetHeader(old)
        try Folder.makeWritable("\(folder)/headers/data.luks.new")
        // libcryptsetup only writes. Whole before it is the copy, the copy before the older one is overwritten.
        try Folder.sync("\(folder)/headers/data.luks.new")
        if Folder.holds(headerCopy) { try Folder.link(headerCopy, as: old) }
        try Folder.rename("\(folder)/headers/data.luks.new", to: headerCopy)
        try Folder.sync("\(folder)/headers")
        try write(identity, "header.json")
        try forgetHeader(old)
    }

    /// Overwrites and removes an older copy; its second name only, while it still is the newest.
    private func forgetHeader(_ old: String) throws {
        guard Folder.holds(old) else { return }
        if !Folder.isSame(old, headerCopy) { try overwrite(old) }
        Folder.remove(old)
    }

    private func overwrite(_ path: String) throws {
        try Folder.makeWritable(path)
        try RawDevice.wipe(path, at: 0, count: 16 << 20)
    }

    /// Which container the copy is of; nil when none was made.
    func headerIdentity() -> HeaderIdentity? { read(HeaderIdentity.self, "header.json") }

    /// When the last complete check of all copies ended.
    func lastCheck() -> Instant? { read(Instant.self, "last-check.json") }
    func write(lastCheck: Instant) throws { try write(lastCheck, "last-check.json") }

    /// A scrub that was begun; survives a restart.
    func scrub() -> ScrubMemory { read(ScrubMemory.self, "scrub.json") ?? ScrubMemory() }
    func write(_ scrub: ScrubMemory) throws { try write(scrub, "scrub.json") }

    /// The last whole reading of the file system; nil = never.
    func volumeScrub() -> VolumeScrub? { read(VolumeScrub.self, "volume-scrub.json") }
    func write(_ scrub: VolumeScrub) throws { try write(scrub, "volume-scrub.json") }

    /// Records of erased disks, newest last.
    func erasures() -> [ErasureFact] { read([ErasureFact].self, "erasures.json") ?? [] }
    func write(erasures: [ErasureFact]) throws { try write(erasures, "erasures.json") }

    /// A change of the lock under way; nil when there is none.
    func lockMove() -> LockMove? { read(LockMove.self, "lock-move.json") }

    func write(_ move: LockMove?) throws {
        guard let move else {
            Folder.remove("\(folder)/lock-move.json")
            return
        }
        try write(move, "lock-move.json")
    }

    /// A box that leaves; nil for one that stays.
    func retirement() -> Retirement? { read(Retirement.self, "retired.json") }
    func write(_ retirement: Retirement) throws { try write(retirement, "retired.json") }

    /// Overwrites and removes every copy of the header, newest or not.
    func forgetHeaders() throws {
        for name in ["data.luks", "data.luks.old", "data.luks.new", "data.luks.before"] {
            let path = "\(folder)/headers/\(name)"
            guard Folder.holds(path) else { continue }
            try overwrite(path)
            Folder.remove(path)
        }
        Folder.remove("\(folder)/header.json")
    }

    /// Removes the member record with its older generation: the disks belong to no box any more.
    func forgetRecord() throws {
        for name in ["array.json", "array.json.old"] { Folder.remove("\(folder)/\(name)") }
        guard record() == nil else { throw StorageError(.state, "array.json") }
    }

    /// What was done about the self-tests of each disk, by its id.
    func selfTests() -> [String: SelfTestMemory] { read([String: SelfTestMemory].self, "self-tests.json") ?? [:] }
    func write(selfTests: [String: SelfTestMemory]) throws { try write(selfTests, "self-tests.json") }

    private func file(_ name: String) -> StateFile { StateFile(path: "\(folder)/\(name)") }

    private func bytes(_ name: String) -> [UInt8]? { try? file(name).read() }

    private func read<Content: Decodable>(_ type: Content.Type, _ name: String) -> Content? {
        bytes(name).flatMap { try? JSONDecoder().decode(type, from: Data($0)) }
    }

    private func write(_ content: some Encodable, _ name: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try file(name).replace(with: Array(try encoder.encode(content)))
    }
}

/// How far the scrub is.
struct ScrubMemory: Codable, Sendable, Equatable {
    /// Sectors of each member read since it was begun; 0 = not begun.
    var position: Int64 = 0
    /// It is to run without waiting for a night.
    var isWanted = false
    /// md has read every copy; the file system's own reading is still to come or not at its end.
    var isVolumeDue: Bool?
}

/// The last whole reading of the file system.
struct VolumeScrub: Codable, Sendable, Equatable {
    var at: Instant
    /// Blocks that could not be put right.
    var uncorrectable: Int
}

/// Which container a header belongs to: it may be restored only there.
struct HeaderIdentity: Codable, Sendable, Equatable {
    /// The container's UUID.
    var uuid: String
    /// Digest of the volume key, base64: changes with it, and only with it.
    var digest: String
    /// When the copy was made.
    var at: Instant
}

/// The set-up of a new box as far as it must survive a power cut; keys never.
struct SetUpJournal: Codable, Sendable, Equatable {
    enum Stage: String, Codable, Sendable {
        case disksChosen, keysVerified, formatting, proving
    }
    var stage: Stage
    var boxID: BoxID
    var disks: [DiskID]
}

/// What can go wrong in this room that is not a refusal.
struct StorageError: Error, CustomStringConvertible {
    enum Code: String { case state, device, sequence }
    var code: Code
    var what: String
    var errno: Int32

    init(_ code: Code, _ what: String, _ errno: Int32 = 0) {
        self.code = code
        self.what = what
        self.errno = errno
    }

    var description: String { "\(what): \(code.rawValue), errno \(errno)" }
}
