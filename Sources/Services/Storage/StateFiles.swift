import DatasafeCore
import DatasafeFormats
import FoundationEssentials
import Glibc

/// What storage remembers on the state volume, `/var/lib/datasafe/storage`: no key, no personal data.
struct StateFiles: Sendable {
    var folder: String

    /// The member record, its newest whole generation; nil when there is none (a new box, or the state volume is lost).
    func record() -> ArrayRecord? {
        ArrayRecordFile.newest(of: ["array.json", "array.json.old"].map { bytes($0) })
    }

    /// Writes the record: the older generation stays until the new one is on the disk.
    func write(_ record: ArrayRecord) throws {
        rename("\(folder)/array.json", "\(folder)/array.json.old")
        try write(bytes: try ArrayRecordFile.bytes(of: record), "array.json")
    }

    /// The random key under which serials are hashed; made once.
    func serialKey() throws -> [UInt8] {
        if let known = read([UInt8].self, "serial-key.json"), known.count == 32 { return known }
        var random = SystemRandomNumberGenerator()
        let made = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
        try write(made, "serial-key.json")
        return made
    }

    /// Keys revoked for good, also on disks that were absent then.
    func revoked() -> Set<KeyID> { Set(read([KeyID].self, "revoked.json") ?? []) }

    /// Where the set-up of a new box stands; nil when none is under way.
    func setUp() -> SetUpJournal? { read(SetUpJournal.self, "setup.json") }

    func write(_ journal: SetUpJournal?) throws {
        guard let journal else {
            unlink("\(folder)/setup.json")
            return
        }
        try write(journal, "setup.json")
    }

    /// A file name for a copy of the container's header; an older copy is removed, because it opens with the keys of its
    /// day.
    func headerCopy() -> String {
        mkdir("\(folder)/headers", 0o700)
        let path = "\(folder)/headers/data.luks"
        unlink(path)
        return path
    }

    /// When the last complete check of all copies ended.
    func lastCheck() -> Instant? { read(Instant.self, "last-check.json") }
    func write(lastCheck: Instant) throws { try write(lastCheck, "last-check.json") }

    private func read<Content: Decodable>(_ type: Content.Type, _ name: String) -> Content? {
        bytes(name).flatMap { try? JSONDecoder().decode(type, from: Data($0)) }
    }

    private func bytes(_ name: String) -> [UInt8]? {
        let descriptor = open("\(folder)/\(name)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let count = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
        return count > 0 ? Array(bytes[0..<count]) : nil
    }

    private func write(_ content: some Encodable, _ name: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try write(bytes: Array(try encoder.encode(content)), name)
    }

    /// Temporary file, fsync, rename, fsync of the folder: after a power cut the old or the new content.
    private func write(bytes: [UInt8], _ name: String) throws {
        let temporary = "\(folder)/.\(name).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StorageError(.state, name, errno) }
        let written = Glibc.write(descriptor, bytes, bytes.count)
        let synced = fsync(descriptor)
        close(descriptor)
        guard written == bytes.count, synced == 0, rename(temporary, "\(folder)/\(name)") == 0 else {
            throw StorageError(.state, name, errno)
        }
        let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw StorageError(.state, name, errno) }
        fsync(directory)
        close(directory)
    }
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
