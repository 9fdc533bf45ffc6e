/// What a user of the practice is. The raw value stands in the database and in deeds.
public enum Role: String, Codable, Sendable, CaseIterable {
    /// Runs the box: users, audit log, disks and keys, and everything a doctor may.
    case administrator
    /// Works with documents, and may back up and restore.
    case doctor
    /// Works with documents.
    case assistant
}
