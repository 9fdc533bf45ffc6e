import Glibc

/// One small file of state that survives a power cut: after `replace` returned it holds the new bytes, at any moment
/// before it holds the old ones, never a mixture.
public struct StateFile: Sendable {
    /// Bytes at most.
    public static let largest = 1 << 20

    public let path: String

    public init(path: String) { self.path = path }

    /// The whole file; nil when there is none. Throws `.system` when it cannot be read, `.tooLarge` above 1 MiB.
    public func read() throws(StateFileError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw StateFileError(code: .system, path: path, errno: errno)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            guard count > 0 else { throw StateFileError(code: .system, path: path, errno: errno) }
            bytes += chunk[..<count]
            guard bytes.count <= Self.largest else { throw StateFileError(code: .tooLarge, path: path) }
        }
    }

    /// Whether the file is there.
    public var exists: Bool { access(path, F_OK) == 0 }

    /// Replaces the file, mode 0600: temporary file, fsync, rename, fsync of the folder.
    public func replace(with bytes: [UInt8]) throws(StateFileError) {
        guard bytes.count <= Self.largest else { throw StateFileError(code: .tooLarge, path: path) }
        let temporary = "\(path).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw StateFileError(code: .system, path: path, errno: errno) }
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failed(descriptor) }
            done += count
        }
        guard fsync(descriptor) == 0 else { throw failed(descriptor) }
        guard close(descriptor) == 0, rename(temporary, path) == 0 else {
            throw StateFileError(code: .system, path: path, errno: errno)
        }
        try syncFolder()
    }

    private func failed(_ descriptor: Int32) -> StateFileError {
        let error = StateFileError(code: .system, path: path, errno: errno)
        close(descriptor)
        return error
    }

    /// The new name itself survives only once its folder is on the disk.
    private func syncFolder() throws(StateFileError) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let descriptor = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StateFileError(code: .system, path: path, errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StateFileError(code: .system, path: path, errno: errno) }
    }
}

/// Why a file of state could not be read or replaced.
public struct StateFileError: Error, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// More than 1 MiB.
        case tooLarge
        /// The system refused: see `errno`.
        case system
    }

    public var code: Code
    public var path: String
    public var errno: Int32

    public init(code: Code, path: String, errno: Int32 = 0) {
        self.code = code
        self.path = path
        self.errno = errno
    }

    public var description: String { "state file \(path): \(code.rawValue)\(errno == 0 ? "" : " errno \(errno)")" }
}
