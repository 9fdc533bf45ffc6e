public import DatasafeCore
public import DatasafeTexts

/// The entries of the navigation, in order.
public enum Place: String, Sendable, CaseIterable {
    case start, files, backup, box, alarms, users, audit

    /// Where it leads.
    public var path: String { self == .start ? "/" : "/\(rawValue)" }

    /// Its name.
    public var title: Text {
        switch self {
        case .start: .placeStart
        case .files: .placeFiles
        case .backup: .placeBackup
        case .box: .placeBox
        case .alarms: .placeAlarms
        case .users: .placeUsers
        case .audit: .placeAudit
        }
    }

    /// Its icon.
    public var icon: Icon {
        switch self {
        case .start: .home
        case .files: .folder
        case .backup: .disk
        case .box: .box
        case .alarms: .bell
        case .users: .people
        case .audit: .list
        }
    }

    /// Only who may do that sees it.
    public var action: RoleAction {
        switch self {
        case .users: .listUsers
        case .audit: .readAudit
        case .files: .browse
        case .start, .backup, .box, .alarms: .seeState
        }
    }
}
