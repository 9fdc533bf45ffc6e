/// Why an audit log is not whole.
public enum AuditFault: Error, Sendable, Equatable {
    /// Lines are missing or doubled after this number.
    case gap(after: Int, found: Int)
    /// This line, or the one before it, is not what was written.
    case changed(Int)
    /// The log ends before its remembered head, or elsewhere.
    case cut(head: Int, found: Int)
}
