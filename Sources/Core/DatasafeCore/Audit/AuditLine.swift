/// One line of the audit log as it is stored and chained: ids and codes only, never a name of a patient or document.
public struct AuditLine: Sendable, Equatable {
    /// 1... without a gap. Order is this number, never the time.
    public var seq: Int
    public var at: Instant
    /// Login name, or `-` where nobody is logged in.
    public var user: String
    public var action: String
    public var subject: String
    /// `done`, `begun`, or a refusal's code.
    public var outcome: String
    /// SHA-256 over the line before and this one; 32 bytes.
    public var hash: [UInt8]

    public init(
        seq: Int, at: Instant, user: String, action: String, subject: String, outcome: String, hash: [UInt8]
    ) {
        self.seq = seq
        self.at = at
        self.user = user
        self.action = action
        self.subject = subject
        self.outcome = outcome
        self.hash = hash
    }

    /// The bytes that are hashed: a mark of the format, the hash of the line before, then each field, texts with their
    /// length before them, so that no two lines have the same bytes. Numbers are 8 bytes, lengths 4, big-endian.
    public func bytes(after previous: [UInt8]) -> [UInt8] {
        var bytes = Array("datasafe audit 1\0".utf8) + previous
        bytes.reserveCapacity(bytes.count + 160)
        func append(_ number: UInt64, _ count: Int) {
            for place in (0..<count).reversed() {
                bytes.append(UInt8(truncatingIfNeeded: number >> (8 * UInt64(place))))
            }
        }
        append(UInt64(bitPattern: Int64(seq)), 8)
        append(UInt64(bitPattern: at.milliseconds), 8)
        for text in [user, action, subject, outcome] {
            append(UInt64(text.utf8.count), 4)
            bytes += Array(text.utf8)
        }
        return bytes
    }
}
