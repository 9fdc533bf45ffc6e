public import DatasafeCore
import Glibc
import Synchronization
import Threads

/// An upload on its way in. Used by one task; the file is removed when the writer goes away without `finish`.
public final class StagedWriter: Sendable {
    /// For `PracticeDeeds.FileDocument.staged`.
    public let name: StagedName

    private let folder: StagingFolder
    private let descriptor: Descriptor
    private let state = Mutex((bytes: Int64(0), finished: false))

    init(name: StagedName, folder: StagingFolder, descriptor: Descriptor) {
        self.name = name
        self.folder = folder
        self.descriptor = descriptor
    }

    /// Bytes written so far.
    public var bytes: Int64 { state.withLock { $0.bytes } }

    /// Adds bytes at the end. Blocks. Throws `.full`, `.system`.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(StagingError) {
        try descriptor.write(bytes, what: name.text)
        state.withLock { $0.bytes += Int64(bytes.count) }
    }

    /// Adds bytes at the end without holding a thread of the cooperative pool. Pieces of 64 KiB and more are cheap.
    public func append(_ bytes: [UInt8]) async throws {
        try await offload { try bytes.withUnsafeBytes { try self.write($0) } }
    }

    /// How full its volume is, exactly where that matters.
    public func space() async throws -> VolumeSpace {
        try await offload { try VolumeSpace(exactlyOf: self.descriptor, what: self.name.text) }
    }

    /// All bytes are in: from now on the file is the practice service's, which removes it. Nothing is made durable here;
    /// that is done once, where the document is kept.
    public func finish() { state.withLock { $0.finished = true } }

    deinit {
        if !state.withLock({ $0.finished }) { try? folder.remove(name) }
    }
}
