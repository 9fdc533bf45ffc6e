/// Where the pages of a box are and what their forms and marks are called: the one place to change when they move.
public enum BoxRoutes {
    /// The start page; a new box leads from here to `setup`.
    public static let start = "/"
    /// State as JSON, also while locked, without personal data.
    public static let status = "/status.json"
    /// The wizard of the first day: always shows the step that is due.
    public static let setup = "/setup"
    public static let setupCode = "/setup/code"
    public static let setupPractice = "/setup/practice"
    public static let setupDisks = "/setup/disks"
    public static let setupKey = "/setup/key"
    public static let setupForm = "/setup/form"
    public static let setupPaper = "/setup/paper"
    public static let setupFinish = "/setup/finish"
    public static let login = "/login"
    public static let logout = "/logout"
    public static let files = "/files/"
    public static let makeFolder = "/files/folder"
    public static let users = "/users"
    public static let backup = "/backup"
    public static let box = "/box"
    public static let alarms = "/alarms"
    public static let audit = "/audit"

    /// The token against forged requests, in the header of uploads.
    public static let tokenHeader = "X-CSRF-Token"
    /// The cookie it stands in.
    public static let tokenCookie = "__Host-csrf"

    /// Where a document is stored: raw body, PUT.
    public static func upload(folder: String, name: String) -> String {
        "/files/upload?folder=\(folder)&name=\(Browser.encoded(name))"
    }

    /// A document's bytes.
    public static func document(_ id: String) -> String { "/files/document/\(id)" }
    /// A folder's page.
    public static func folder(_ id: String) -> String { "/files/folder/\(id)" }
}

/// The phases of `/status.json`.
public enum BoxPhase: String, Sendable, CaseIterable {
    case unknown, starting
    case unsetUp = "unset-up"
    case settingUp = "setting-up"
    case locked, unlocking, open
    case openDegraded = "open-degraded"
    case failed
}
