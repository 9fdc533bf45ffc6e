import DatasafeCore
import Glibc
import Threads

/// The folder in which uploads wait until the practice service has taken them: one writer, names nobody can guess.
///
/// A staged file is not flushed to the disk: whoever takes it makes it durable before he says so.
public struct StagingFolder: Sendable {
    /// Bytes gathered before they are written at once.
    static let piece = 1 << 20

    /// The folder.
    public let path: String

    /// At `path`, which must exist.
    public init(path: String) { self.path = path }

    /// Writes all chunks to a new file and returns how many bytes that were. Nothing is left behind on failure.
    ///
    /// - Parameters:
    ///   - name: 32 lower-case hex digits that no staged file has.
    ///   - limit: bytes at most.
    /// - Throws: `StagingError`, or what the sequence throws.
    public func receive<Chunks: AsyncSequence>(
        _ name: String, chunks: Chunks, limit: Int64
    ) async throws -> Int64 where Chunks.Element: Collection<UInt8> {
        guard let name = StagedName(name) else { throw StagingError(code: .name) }
        let file = "\(path)/\(name.text)"
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else { throw StagingFolder.failure() }
        defer { close(descriptor) }
        do {
            var total: Int64 = 0
            var gathered: [UInt8] = []
            gathered.reserveCapacity(StagingFolder.piece * 2)
            for try await chunk in chunks {
                total += Int64(chunk.count)
                guard total <= limit else { throw StagingError(code: .tooLong) }
                gathered.append(contentsOf: chunk)
                if gathered.count >= StagingFolder.piece {
                    try await StagingFolder.write(gathered, to: descriptor)
                    gathered.removeAll(keepingCapacity: true)
                }
            }
            try await StagingFolder.write(gathered, to: descriptor)
            return total
        } catch {
            unlink(file)
            throw error
        }
    }

    /// Takes a staged file away; nothing happens if it is gone already.
    public func remove(_ name: String) {
        guard let name = StagedName(name) else { return }
        unlink("\(path)/\(name.text)")
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) async throws {
        guard !bytes.isEmpty else { return }
        try await offload {
            var done = 0
            while done < bytes.count {
                let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw failure() }
                done += count
            }
        }
    }

    private static func failure() -> StagingError {
        StagingError(code: errno == ENOSPC || errno == EDQUOT ? .full : .system, errno: errno)
    }
}
