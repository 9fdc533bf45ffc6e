/// The network share that nights go to, as the backup service remembers it.
public struct ShareServer: Codable, Sendable, Equatable {
    public var address: ShareAddress
    /// Who logs in; nil = the server asks for nobody (NFS).
    public var user: ShareUser?
    /// The box's folder on the share, `ShareServer.folder(of:)`; of a box that was taken over its old one.
    public var folder: String
    public var policy: SharePolicy
    /// When somebody answered for it.
    public var answered: Instant

    public init(address: ShareAddress, user: ShareUser?, folder: String, policy: SharePolicy, answered: Instant) {
        self.address = address
        self.user = user
        self.folder = folder
        self.policy = policy
        self.answered = answered
    }

    /// Folders of boxes begin with it: several may use one share.
    public static let prefix = "Datasafe-"

    /// - Parameter box: first 8 hex digits of the box id.
    public static func folder(of box: String) -> String { prefix + box }
}

/// What protects the nights on a share from whoever may write there: whoever controls it can delete them (requirement BK-8).
public enum SharePolicy: String, Codable, Sendable, CaseIterable {
    /// The server keeps states of its own (snapshots, versions) that the box's login cannot delete.
    case kept
    /// Only the box's login may write to the share, and nobody works with it.
    case own
    /// Neither, or nobody knows.
    case open

    /// Days after which the question is put again (requirement BK-8: recorded and repeated).
    public static let askAgain = 180

    /// Whether it is time to answer for it again.
    public static func isDue(_ server: ShareServer, now: Instant) -> Bool { isDue(answered: server.answered, now: now) }

    public static func isDue(answered: Instant, now: Instant) -> Bool {
        now.seconds(since: answered) > Int64(askAgain) * 86_400
    }
}

/// How good a share is, found by trying.
public struct ShareTrial: Codable, Sendable, Equatable {
    /// Bytes free and in all; nil = the server does not say.
    public var free: Int64?
    public var total: Int64?
    /// Bytes a second of writing and reading back a few megabytes.
    public var speed: Int64
    /// Backups of a box lie there already, of this one or another.
    public var hasNights: Bool

    public init(free: Int64?, total: Int64?, speed: Int64, hasNights: Bool) {
        self.free = free
        self.total = total
        self.speed = speed
        self.hasNights = hasNights
    }
}

extension BackupCode {
    /// What people are told when the kernel could not open a share. Numbers: errno(3) of Linux; what they mean for SMB: Linux
    /// 6.12, fs/smb/client/smb2maperror.c; for NFS: fs/nfs/nfs4xdr.c, net/sunrpc.
    ///
    /// - Parameter isResolved: false = the server's name is not known.
    public init(shareErrno: Int32, isResolved: Bool = true) {
        guard isResolved else {
            self = .shareUnknown
            return
        }
        switch shareErrno {
        // EPERM, EACCES, EKEYREJECTED, EKEYEXPIRED, ENOKEY.
        case 1, 13, 129, 127, 126: self = .shareLogin
        // ENOENT, ENXIO, ENOTDIR: the server is there, the share is not.
        case 2, 6, 20: self = .shareName
        // EROFS
        case 30: self = .shareReadOnly
        // ENOSPC, EDQUOT
        case 28, 122: self = .shareFull
        // EPROTONOSUPPORT, EOPNOTSUPP, EPROTO, EPFNOSUPPORT: only older versions.
        case 93, 95, 71, 96: self = .shareOld
        // EIO is what NFS says when it has waited long enough. ENETDOWN, ENETUNREACH, ECONNABORTED, ECONNRESET,
        // ETIMEDOUT, ECONNREFUSED, EHOSTDOWN, EHOSTUNREACH, EAGAIN.
        case 5, 100, 101, 103, 104, 110, 111, 112, 113, 11, 32, 107: self = .shareAway
        default: self = .shareFailed
        }
    }
}
