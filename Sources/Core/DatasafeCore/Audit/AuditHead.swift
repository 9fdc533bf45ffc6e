/// Where the audit log ends: number and hash of the last line. Kept at the hub and in backups, it makes a cut-off tail
/// and a log written anew visible, which the chain alone cannot.
public struct AuditHead: Sendable, Equatable {
    public var seq: Int
    /// 32 bytes.
    public var hash: [UInt8]
    public init(seq: Int, hash: [UInt8]) {
        self.seq = seq
        self.hash = hash
    }

    /// Before the first line.
    public static let empty = AuditHead(seq: 0, hash: Array(repeating: 0, count: 32))
}
