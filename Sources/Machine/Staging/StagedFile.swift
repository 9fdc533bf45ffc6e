import Glibc

/// A staged file that is open for reading. Its writer may still change it: believe only what was copied.
public struct StagedFile: Sendable {
    let what: String
    public let bytes: Int64
    let descriptor: Descriptor

    /// Opens a plain file of a restored night. Throws `.missing`, `.notPlain`.
    public init(path: String, what: String) throws(StagingError) {
        descriptor = try Descriptor.open(path, O_RDONLY | O_NONBLOCK, what: what)
        bytes = try descriptor.plainSize(what: what)
        self.what = what
    }

    init(what: String, bytes: Int64, descriptor: Descriptor) {
        self.what = what
        self.bytes = bytes
        self.descriptor = descriptor
    }

    /// Reads the whole file in order, in pieces of at most 256 KiB. Returns the bytes read.
    public func read(_ body: (UnsafeRawBufferPointer) -> Void) throws -> Int64 {
        try descriptor.readAll(what: what, body)
    }

    /// Copies the whole file to a new private file (mode 0600), by cloning where the file system can. Not made durable.
    public func copy(to path: String) throws {
        let target = try Descriptor.open(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600, what: what)
        if cloned(into: target) { return }
        _ = try descriptor.readAll(what: what) { try target.write($0, what: what) }
    }

    /// True when the target now shares this file's blocks (btrfs).
    func cloned(into target: Descriptor) -> Bool { clone(into: target.number, from: descriptor.number) }
}
