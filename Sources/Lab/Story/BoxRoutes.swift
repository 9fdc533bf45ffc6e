/// Where the pages of a box are and what their forms and marks are called: the one place to change when they move.
public enum BoxRoutes {
    /// The start page; a new box leads from here to `setup`. Element `state` with `data-state`, `data-code`.
    public static let start = "/"
    /// State as JSON, also while locked, without personal data.
    public static let status = "/status.json"
    /// The wizard of the first day: always shows the step that is due. Element `setup` with `data-step`.
    public static let setup = "/setup"
    public static let setupCode = "/setup/code"
    public static let setupPractice = "/setup/practice"
    public static let setupDisks = "/setup/disks"
    public static let setupKey = "/setup/key"
    public static let setupForm = "/setup/form"
    /// Words in `#words`, digits in `#hex`, an `svg`.
    public static let setupPaper = "/setup/paper"
    public static let setupFinish = "/setup/finish"
    public static let login = "/login"
    public static let logout = "/logout"
    public static let files = "/files"
    public static let makeFolder = "/files/folder"
    /// Rename, move, bin, unbin, erase.
    public static let change = "/files/change"
    public static let bin = "/files/bin"
    public static let search = "/files/search?q="
    public static let users = "/users"
    public static let saveUser = "/users/save"
    public static let backup = "/backup"
    public static let initialise = "/backup/initialise"
    public static let backupRun = "/backup/run"
    /// Element with `data-online`: what is under way, or idle; `data-code` = why not.
    public static let online = "/backup/online"
    public static let onlineRun = "/backup/online/run"
    /// Element with `data-share`, as of the online service.
    public static let share = "/backup/share/new"
    public static let shareTry = "/backup/share/try"
    public static let shareChange = "/backup/share/change"
    public static let shareRun = "/backup/share/run"
    public static let restore = "/backup/restore"
    public static let adopt = "/backup/adopt"
    public static let whole = "/backup/whole"
    public static let drill = "/backup/drill"
    /// Element `array` with `data-redundancy`.
    public static let box = "/box"
    public static let replace = "/box/replace"
    public static let addDisk = "/box/add"
    /// Field `what`: start, pause.
    public static let scrub = "/box/scrub"
    /// Element `good-key` with the number of a key that is plugged in and opens; rows with `data-role`, `data-number`.
    public static let keys = "/box/keys"
    public static let issueKey = "/box/keys/issue"
    public static let revokeKey = "/box/keys/revoke"
    /// The disks of a box that is closed, behind the code of its screen. Elements with `data-side`, `data-disk`.
    public static let diskWork = "/disk-work"
    public static let diskWorkCode = "/disk-work/code"
    public static let chooseSide = "/disk-work/side"
    /// Elements with `data-check`, `data-state`, `data-code`.
    public static let alarms = "/alarms"
    public static let audit = "/audit"

    /// The token against forged requests, in the header of uploads.
    public static let tokenHeader = "X-CSRF-Token"
    /// The cookie it stands in.
    public static let tokenCookie = "__Host-csrf"
    /// The cookie of a log-in.
    public static let sessionCookie = "__Host-session"
    /// The check that judges the mirror.
    public static let mirrorCheck = "raid."

    /// Where a document is stored: raw body, PUT.
    public static func upload(folder: String, name: String) -> String {
        "/files/upload?folder=\(folder)&name=\(Browser.encoded(name))"
    }

    /// A document's bytes.
    public static func document(_ id: String) -> String { "/files/document/\(id)" }
    /// A folder's page; as JSON `{folders, documents, next, path}`.
    public static func folder(_ id: String) -> String { id.isEmpty ? files : "/files/folder/\(id)" }
    /// The certificate of a drill; `data-level` is what came of it.
    public static func certificate(_ drill: String) -> String { "/backup/drills/\(drill)" }

    /// The nights on backup disk `disk`; rows with `data-night`.
    public static func nights(_ disk: Int) -> String { "/backup/nights/\(disk)" }
    /// One night; rows with `data-kind`, `data-id`.
    public static func night(_ disk: Int, _ night: String) -> String { "/backup/night/\(disk)/\(night)" }
}

/// The phases of `/status.json`.
public enum BoxPhase: String, Sendable, CaseIterable {
    case unknown, starting
    case unsetUp = "unset-up"
    case settingUp = "setting-up"
    case locked, unlocking, open
    case openDegraded = "open-degraded"
    case failed, retired
}
