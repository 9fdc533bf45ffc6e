public import DatasafeCore
import Glibc

/// The folder where uploads arrive: the web service writes a file, the practice service takes its bytes and removes it.
///
/// On the box `/srv/data/staging`, owned by the practice service with the sticky and set-group-id bits (03733): others may
/// add files, but neither list nor remove those of others; what they add carries the practice service's group.
/// All calls block; from asynchronous code they go through `offload`.
public struct StagingFolder: Sendable {
    public static let onBox = "/srv/data/staging"

    public let path: String

    public init(path: String = StagingFolder.onBox) { self.path = path }

    /// Makes a new empty file, readable for the folder's group.
    public func make() throws(StagingError) -> StagedWriter {
        let name = StagedName()
        let descriptor = try Descriptor.open(
            "\(path)/\(name.text)", O_WRONLY | O_CREAT | O_EXCL, mode: 0o640, what: name.text)
        guard fchmod(descriptor.number, 0o640) == 0 else { throw .last(name.text) }
        return StagedWriter(name: name, folder: self, descriptor: descriptor)
    }

    /// Opens a staged upload. Throws `.missing`, `.notPlain`, and `.wrongSize` when it has not exactly `bytes`.
    public func open(_ name: StagedName, bytes: Int64) throws(StagingError) -> StagedFile {
        // O_NONBLOCK: a named pipe in its place must not make the service wait.
        let descriptor = try Descriptor.open("\(path)/\(name.text)", O_RDONLY | O_NONBLOCK, what: name.text)
        guard try descriptor.plainSize(what: name.text) == bytes else {
            throw StagingError(code: .wrongSize, what: name.text)
        }
        return StagedFile(what: name.text, bytes: bytes, descriptor: descriptor)
    }

    /// Removes a staged upload; one that is gone already is no error.
    public func remove(_ name: StagedName) throws(StagingError) {
        guard unlink("\(path)/\(name.text)") == 0 || errno == ENOENT else { throw .last(name.text) }
    }

    /// The folder of a restored night that another service staged. Throws `.missing` and `.notPlain`.
    public func night(_ name: StagedName) throws(StagingError) -> String {
        let folder = "\(path)/\(name.text)"
        var state = stat()
        guard lstat(folder, &state) == 0 else { throw .last(name.text) }
        guard state.st_mode & S_IFMT == S_IFDIR else { throw StagingError(code: .notPlain, what: name.text) }
        return folder
    }

    /// Removes uploads that nobody wrote to for `seconds`: their browser or the service went away in between.
    ///
    /// - Returns: how many were removed.
    public func sweep(unusedFor seconds: Int64, now: Instant) -> Int {
        var removed = 0
        for name in names(in: path) ?? [] {
            var state = stat()
            guard let staged = StagedName(name), lstat("\(path)/\(name)", &state) == 0,
                state.st_mode & S_IFMT == S_IFREG, now.seconds - Int64(state.st_mtim.tv_sec) > seconds
            else { continue }
            if (try? remove(staged)) != nil { removed += 1 }
        }
        return removed
    }
}
