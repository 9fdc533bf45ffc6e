/// The chain over the audit lines: each line's hash covers the line before, so a changed, removed, inserted or swapped line
/// breaks it. Core brings no hash function: the caller passes SHA-256.
public enum AuditChain {
    /// The next line after `head`.
    public static func next(
        after head: AuditHead, at: Instant, user: String, action: String, subject: String, outcome: String,
        sha256: ([UInt8]) -> [UInt8]
    ) -> AuditLine {
        var line = AuditLine(
            seq: head.seq + 1, at: at, user: user, action: action, subject: subject, outcome: outcome, hash: [])
        line.hash = sha256(line.bytes(after: head.hash))
        return line
    }

    /// Walks on along the chain.
    ///
    /// - Parameters:
    ///   - lines: in the order of their numbers, the first one directly after `head`.
    /// - Returns: the head after the last line.
    /// - Throws: the first fault.
    public static func verify(
        _ lines: some Sequence<AuditLine>, after head: AuditHead, sha256: ([UInt8]) -> [UInt8]
    ) throws(AuditFault) -> AuditHead {
        var head = head
        for line in lines {
            guard line.seq == head.seq + 1 else { throw .gap(after: head.seq, found: line.seq) }
            guard line.hash == sha256(line.bytes(after: head.hash)) else { throw .changed(line.seq) }
            head = AuditHead(seq: line.seq, hash: line.hash)
        }
        return head
    }
}
