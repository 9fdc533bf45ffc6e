/// The one table of rights. Nobody stands above it: there is no user that passes it by (practice-data.md PD-17).
public enum Roles {
    /// True when a user of that role may do that.
    public static func may(_ role: Role, _ action: RoleAction) -> Bool {
        switch action {
        // An assistant does most of the filing; what an assistant can do by mistake, the bin and the versions undo.
        case .browse, .open, .file, .makeFolder, .rename, .move, .bin, .unbin, .changeOwnPassword, .seeState:
            true
        case .backUpNow, .restore, .acknowledge:
            role == .administrator || role == .doctor
        case .erase, .listUsers, .saveUser, .readAudit, .restorePractice, .initialiseBackupDisk, .changeBox:
            role == .administrator
        }
    }
}
