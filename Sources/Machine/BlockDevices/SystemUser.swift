import Glibc

/// A user of this system by name.
public struct SystemUser: Sendable, Equatable {
    public var user: UInt32
    public var group: UInt32

    /// nil when there is no such user.
    public init?(named name: String) {
        guard let entry = getpwnam(name)?.pointee else { return nil }
        user = entry.pw_uid
        group = entry.pw_gid
    }
}
