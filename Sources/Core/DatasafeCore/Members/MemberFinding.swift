/// What is wrong with one disk or one place of the array.
public struct MemberFinding: Sendable, Hashable, Codable {
    /// What is wrong.
    public let code: MemberCode
    /// The disk, nil if it is not there.
    public let disk: DiskID?
    /// The member's number, nil if the disk is none of ours.
    public let number: Int?

    /// A finding from its parts.
    public init(_ code: MemberCode, disk: DiskID? = nil, number: Int? = nil) {
        self.code = code
        self.disk = disk
        self.number = number
    }
}
