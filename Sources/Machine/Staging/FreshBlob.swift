public import DatasafeCore
import Glibc

/// Bytes that were taken over but have no name yet; gone when nobody keeps them.
public final class FreshBlob: Sendable {
    public let bytes: Int64
    private let folder: BlobFolder
    private let file: String
    private let descriptor: Descriptor

    init(folder: BlobFolder, file: String, bytes: Int64, descriptor: Descriptor) {
        self.folder = folder
        self.file = file
        self.bytes = bytes
        self.descriptor = descriptor
    }

    /// Gives the bytes their name and makes both durable; call it once. When it returns, the content survives a power cut.
    ///
    /// Order: bytes (fsync of the file) before the name (rename), so that a content address never names half a content;
    /// then the name (fsync of its folder), and the folder's own name when it is new.
    public func keep(as address: ContentAddress) throws(StagingError) {
        let target = folder.path(of: address)
        let fan = "\(folder.path)/\(address.fan)"
        // Read-only also for us: nothing in this house writes to a blob again.
        guard fchmod(descriptor.number, 0o440) == 0 else { throw .last(address.hex) }
        try descriptor.sync(what: address.hex)
        if rename(file, target) != 0 {
            guard errno == ENOENT else { throw .last(address.hex) }
            if try makeFolder(fan, mode: 0o751, what: address.fan) { try syncFolder(folder.path, what: "blobs") }
            guard rename(file, target) == 0 else { throw .last(address.hex) }
        }
        try syncFolder(fan, what: address.fan)
    }

    deinit {
        // After `keep` the name is gone and this does nothing.
        unlink(file)
    }
}
