public import DatasafeCore
import Glibc

/// The documents' bytes: one file per content, named by its SHA-256, `<first two digits>/<64 digits>`, never changed.
///
/// On the box `/srv/data/practice/blobs`, set-group-id with the web service's group (02750): blobs are readable for web,
/// written by the practice service only. All calls block; from asynchronous code they go through `offload`.
public struct BlobFolder: Sendable {
    public static let onBox = "/srv/data/practice/blobs"

    /// Below this many bytes a copy is cheaper than a clone: a clone makes btrfs write the staged file out first, which
    /// the copy lets die in memory.
    static let cloneFrom: Int64 = 1 << 20

    public let path: String

    public init(path: String = BlobFolder.onBox) { self.path = path }

    private var fresh: String { "\(path)/fresh" }

    /// Makes the folders that are missing and removes what a cut left half written.
    public func prepare() throws(StagingError) {
        _ = try makeFolder(path, mode: 0o750, what: "blobs")
        _ = try makeFolder(fresh, mode: 0o700, what: "fresh")
        for name in names(in: fresh) ?? [] { unlink("\(fresh)/\(name)") }
        try syncFolder(path, what: "blobs")
    }

    /// Where a content lies, or would lie.
    public func path(of address: ContentAddress) -> String { "\(path)/\(address.fan)/\(address.hex)" }

    /// Bytes of a stored content; nil when it is not there or no plain file.
    public func bytes(of address: ContentAddress) -> Int64? {
        var state = stat()
        guard lstat(path(of: address), &state) == 0, state.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int64(state.st_size)
    }

    /// Opens a stored content for reading. Throws `.missing`, `.notPlain`.
    public func open(_ address: ContentAddress) throws(StagingError) -> StagedFile {
        try StagedFile(path: path(of: address), what: address.hex)
    }

    /// Takes over the bytes of a file into a file of our own and shows them to `reading` on the way, in order.
    ///
    /// What `reading` sees is what is kept, even if the staged file's owner changes it meanwhile: either the clone is read,
    /// which nobody else can open, or the very buffer that is written. Throws `.wrongSize` when the file shrank or grew.
    public func take(
        _ staged: StagedFile, reading: (UnsafeRawBufferPointer) -> Void
    ) throws -> FreshBlob {
        let name = StagedName().text
        let descriptor = try Descriptor.open("\(fresh)/\(name)", O_RDWR | O_CREAT | O_EXCL, mode: 0o600, what: name)
        let blob = FreshBlob(folder: self, file: "\(fresh)/\(name)", bytes: staged.bytes, descriptor: descriptor)
        let count: Int64
        if staged.bytes >= BlobFolder.cloneFrom, staged.cloned(into: descriptor) {
            count = try descriptor.readAll(what: staged.what, reading)
        } else {
            count = try staged.descriptor.readAll(what: staged.what) { piece in
                try descriptor.write(piece, what: staged.what)
                reading(piece)
            }
        }
        guard count == staged.bytes else { throw StagingError(code: .wrongSize, what: staged.what) }
        return blob
    }

    /// Removes a content; one that is gone already is no error. Not made durable: a blob that comes back after a cut is
    /// swept at the next start.
    public func remove(_ address: ContentAddress) throws(StagingError) {
        guard unlink(path(of: address)) == 0 || errno == ENOENT else { throw .last(address.hex) }
    }

    /// The contents stored below one of the 256 first digit pairs.
    public func addresses(fan: UInt8) -> [ContentAddress] {
        (names(in: "\(path)/\([fan].lowercaseHex)") ?? []).compactMap { ContentAddress($0) }
    }

    /// True when not a single content is stored.
    public var isEmpty: Bool {
        (UInt8.min...UInt8.max).allSatisfy { addresses(fan: $0).isEmpty }
    }
}
