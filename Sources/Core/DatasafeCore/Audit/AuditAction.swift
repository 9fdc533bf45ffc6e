/// What stands in the audit log, as far as the practice service writes it. Other services add their own words
/// (`backup.run`); they may not use the areas of these.
public enum AuditAction: String, Sendable, CaseIterable {
    case practiceFounded = "practice.found"
    case logIn = "user.login"
    case logOut = "user.logout"
    /// The server ended a session: unused for 15 minutes or 12 hours old.
    case sessionEnded = "user.session-end"
    case userCreated = "user.create"
    case userChanged = "user.change"
    case passwordSet = "user.password"
    case usersListed = "user.list"
    case folderListed = "folder.list"
    case folderMade = "folder.make"
    case folderRenamed = "folder.rename"
    case folderMoved = "folder.move"
    case folderBinned = "folder.bin"
    case folderUnbinned = "folder.unbin"
    case folderErased = "folder.erase"
    case searched = "document.search"
    case documentFiled = "document.file"
    case documentOpened = "document.open"
    case versionsListed = "document.versions"
    case documentRenamed = "document.rename"
    case documentMoved = "document.move"
    case documentBinned = "document.bin"
    case documentUnbinned = "document.unbin"
    case documentErased = "document.erase"
    /// Somebody looked for what was erased and still lies in nights.
    case goneSearched = "document.search-gone"
    case auditRead = "audit.read"
    /// Documents of a night come back; `begun` and then the outcome.
    case restored = "restore.take"
    /// The whole practice became what it was in a night.
    case practiceRestored = "restore.practice"

    /// First words of actions that only the practice service writes.
    public static let ownAreas: Set<String> = ["practice", "user", "folder", "document", "audit", "restore"]

    /// True for a word another service may write: `backup.run`, lower case, two parts, 3...40 letters, hyphens allowed.
    public static func isForeign(_ word: String) -> Bool {
        let parts = word.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard word.utf8.count <= 40, parts.count == 2,
            parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D } })
        else { return false }
        return !ownAreas.contains(String(decoding: parts[0], as: UTF8.self))
    }
}
