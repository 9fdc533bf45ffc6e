public import DatasafeCore
import FoundationEssentials
import Glibc
import Synchronization

/// The one writer of a service's fact. Replaces the file by temporary file and `rename`, so that a reader never sees half.
public final class FactWriter<Content: Fact>: Sendable {
    private let folder: String
    private let version: String
    private let boot: String
    private let now: @Sendable () -> Instant
    private let seq = Mutex(0)

    /// - Parameters:
    ///   - version: software version of the writer.
    ///   - boot: first 8 hex digits of the boot id.
    public init(
        folder: String = ServiceName.runFolder, version: String, boot: String = bootID(),
        now: @escaping @Sendable () -> Instant
    ) {
        self.folder = folder
        self.version = version
        self.boot = boot
        self.now = now
    }

    /// Writes the fact now. Throws `.tooLarge` above 64 KiB, `.system` when the folder cannot be written.
    public func write(_ fact: Content) throws(FactFilesError) {
        let name = Content.service.factFile
        // Held over the rename: two writes in one process must not overtake each other.
        let result: Result<Void, FactFilesError> = seq.withLock { seq in
            seq += 1
            let envelope = FactEnvelope(fact: fact, version: version, boot: boot, seq: seq, at: now())
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            guard let data = try? encoder.encode(envelope) else {
                return .failure(FactFilesError(code: .notEncodable, what: name))
            }
            guard data.count <= FactFolder.largest else {
                return .failure(FactFilesError(code: .tooLarge, what: name))
            }
            return replace(name, with: Array(data))
        }
        try result.get()
    }

    private func replace(_ name: String, with bytes: [UInt8]) -> Result<Void, FactFilesError> {
        let temporary = "\(folder)/.\(name).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else { return .failure(FactFilesError(code: .system, what: name, errno: errno)) }
        defer { close(descriptor) }
        // The unit's umask would take the group's right away; the group comes from the folder (set-group-id).
        _ = fchmod(descriptor, 0o640)
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return .failure(FactFilesError(code: .system, what: name, errno: errno)) }
            done += count
        }
        guard rename(temporary, "\(folder)/\(name)") == 0 else {
            return .failure(FactFilesError(code: .system, what: name, errno: errno))
        }
        return .success(())
    }
}

/// First 8 hex digits of the kernel's boot id; "00000000" where there is none.
public func bootID() -> String {
    guard let text = readSmallFile("/proc/sys/kernel/random/boot_id", limit: 64) else { return "00000000" }
    return String(decoding: text.prefix(8), as: UTF8.self)
}

/// A whole file of at most `limit` bytes; nil when it is missing, longer or not readable.
func readSmallFile(_ path: String, limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    while true {
        let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        if count == 0 { return bytes }
        guard count > 0 else { return nil }
        bytes.append(contentsOf: chunk[0..<count])
        guard bytes.count <= limit else { return nil }
    }
}
