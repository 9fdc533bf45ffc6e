import Glibc

/// How full a volume is.
public struct VolumeSpace: Sendable, Equatable {
    /// Bytes that an ordinary user may still write.
    public var free: Int64
    public var total: Int64
    /// The kernel lets nobody write to it.
    public var isReadOnly: Bool

    public init(free: Int64, total: Int64, isReadOnly: Bool = false) {
        self.free = free
        self.total = total
        self.isReadOnly = isReadOnly
    }

    /// Asks the file system that holds `path` (statvfs(3)). btrfs answers with an estimate. Throws `.missing`, `.system`.
    public init(of path: String) throws(StagingError) {
        var state = statvfs()
        guard statvfs(path, &state) == 0 else { throw .last(path) }
        free = Int64(state.f_bavail) * Int64(state.f_frsize)
        total = Int64(state.f_blocks) * Int64(state.f_frsize)
        isReadOnly = state.f_flag & UInt(ST_RDONLY) != 0
    }
}
