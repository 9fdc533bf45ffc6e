import CLinux
import DatasafeCore
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

    /// Asks the file system of an open file; where room is tight it has to commit first, so that everything written until
    /// now is counted. Blocks, then for as long as that takes. Throws `.system`.
    init(exactlyOf file: Descriptor, what: String) throws(StagingError) {
        try self.init(file, what: what)
        guard SpaceRule.isTight(free: free, total: total), !isReadOnly else { return }
        // A volume that cannot commit has other words for it.
        _ = clinux_syncfs(file.number)
        try self.init(file, what: what)
    }

    private init(_ file: Descriptor, what: String) throws(StagingError) {
        var state = statvfs()
        guard fstatvfs(file.number, &state) == 0 else { throw .last(what) }
        self.init(state)
    }

    private init(_ state: statvfs) {
        free = Int64(state.f_bavail) * Int64(state.f_frsize)
        total = Int64(state.f_blocks) * Int64(state.f_frsize)
        isReadOnly = state.f_flag & UInt(ST_RDONLY) != 0
    }

    /// The same of the folder `path`, which must be readable. Throws `.missing`, `.system`.
    public init(exactlyOf path: String) throws(StagingError) {
        try self.init(exactlyOf: .open(path, O_RDONLY | O_DIRECTORY, what: path), what: path)
    }

    /// Asks the file system that holds `path` (statvfs(3)). btrfs answers with an estimate. Throws `.missing`, `.system`.
    public init(of path: String) throws(StagingError) {
        var state = statvfs()
        guard statvfs(path, &state) == 0 else { throw .last(path) }
        self.init(state)
    }
}
