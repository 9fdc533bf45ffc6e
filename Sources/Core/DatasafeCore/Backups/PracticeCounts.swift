/// What the practice's data hold, in numbers only; of the living data, of a snapshot, or of data that were brought back.
public struct PracticeCounts: Codable, Sendable, Equatable {
    /// Documents, those in the bin too, and all their versions.
    public var documents = 0
    public var versions = 0
    public var folders = 0
    public var users = 0
    /// Different contents and their bytes, as the database knows them.
    public var contents = 0
    public var bytes: Int64 = 0
    /// Lines of the audit log and the hash of the last, hex; every line was followed from the first.
    public var auditLines = 0
    public var auditHead = ""
    public init() {}
}

/// Contents of one slice that were read and held against their names.
public struct ContentCounts: Codable, Sendable, Equatable {
    /// There and right.
    public var right = 0
    public var bytes: Int64 = 0
    /// The database knows them, the store does not have them.
    public var missing = 0
    /// There, and not what the name says.
    public var wrong = 0
    public init() {}

    public static func + (left: ContentCounts, right: ContentCounts) -> ContentCounts {
        var sum = left
        sum.right += right.right
        sum.bytes += right.bytes
        sum.missing += right.missing
        sum.wrong += right.wrong
        return sum
    }
}
