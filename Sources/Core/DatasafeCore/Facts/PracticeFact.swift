/// What the practice service knows, in numbers only: no name, no title, no user.
public struct PracticeFact: Fact {
    public static let service = ServiceName.practice
    public static let schema = 1
    public static let every = 10

    public var documents = 0
    public var bytes: Int64 = 0
    public var users = 0
    /// Sequence and head hash (hex) of the audit log, for the anchor at the hub and in backups.
    public var auditLines = 0
    public var auditHead = ""
    /// False once a stored line no longer matches its hash.
    public var auditWhole = true
    /// Contents that a document refers to and the store does not have; counted at start.
    public var blobsMissing = 0
    /// A read and a commit worked in the last period.
    public var storeWorks = true
    public init() {}
}
