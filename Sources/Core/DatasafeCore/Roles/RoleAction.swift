/// Everything a person can want of the box that not everybody may. Pages ask `Roles.may` to show only what works;
/// the service that owns the data asks it again.
public enum RoleAction: String, Sendable, CaseIterable {
    // Documents, decided in the practice service.
    /// See folders, names and versions, search.
    case browse
    /// Read the bytes of a document.
    case open
    /// Store a document or a new version.
    case file
    case makeFolder
    case rename
    case move
    /// Put into the bin, where nothing is lost.
    case bin
    case unbin
    /// Remove from the bin for ever.
    case erase

    // Users and log.
    case changeOwnPassword
    case listUsers
    case saveUser
    case readAudit

    // The box, decided in the pages before they ask backup, storage, monitor.
    /// See how disks, backups and checks stand.
    case seeState
    case backUpNow
    /// Bring documents of a night back beside the living ones.
    case restore
    /// Bring the whole practice to what it was in a night.
    case restorePractice
    /// Make a disk a backup disk.
    case initialiseBackupDisk
    /// Replace a data disk, enrol or revoke keys, power off.
    case changeBox
    /// Silence or clear a check.
    case acknowledge
}
