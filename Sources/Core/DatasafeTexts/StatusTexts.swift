public import DatasafeCore

/// The words of `datasafe status`: one line for each thing somebody with a terminal asks first.
public enum StatusTexts {
    public static let state = Text(de: "Zustand", en: "State")
    public static let page = Text(de: "Webseite", en: "Web page")
    public static let mirror = Text(de: "Spiegelung", en: "Mirror")
    public static let mirrorLine = Text(
        de: "{insync} von {count} Platten gleich, {left} dürfen noch ausfallen",
        en: "{insync} of {count} disks in sync, {left} more may fail")
    public static let noMirror = Text(de: "keine", en: "none")
    public static let space = Text(de: "Speicher", en: "Storage")
    public static let spaceLine = Text(de: "{percent} % von {size} GB belegt", en: "{percent} % of {size} GB used")
    public static let spaceLocked = Text(de: "gesperrt", en: "locked")
    public static let documents = Text(de: "Dokumente", en: "Documents")
    public static let backup = Text(de: "Sicherung", en: "Backup")
    public static let backupLine = Text(
        de: "{disks} Platten, zuletzt {when} auf Platte {disk}", en: "{disks} disks, last {when} on disk {disk}")
    public static let backupNever = Text(de: "{disks} Platten, noch keine Nacht", en: "{disks} disks, no night yet")
    public static let hub = Text(de: "Hub", en: "Hub")
    public static let hubLine = Text(de: "angemeldet, zuletzt {when}", en: "enrolled, last {when}")
    public static let hubWaiting = Text(
        de: "angemeldet, {waiting} Meldungen warten", en: "enrolled, {waiting} messages waiting")
    public static let hubNone = Text(de: "nicht angemeldet", en: "not enrolled")
    public static let setup = Text(de: "Einrichtung", en: "Set-up")
    public static let messages = Text(de: "Meldungen", en: "Messages")
    public static let none = Text(de: "keine", en: "none")
    public static let services = Text(de: "Dienste", en: "Services")
    public static let alive = Text(de: "läuft", en: "runs")
    public static let old = Text(de: "schweigt seit {age} s", en: "silent for {age} s")
    public static let missing = Text(de: "läuft nicht", en: "does not run")
    public static let unreadable = Text(de: "unlesbar", en: "unreadable")
    public static let checks = Text(
        de: "{ok} gut, {warn} Hinweise, {crit} dringend, {unknown} unbekannt, {rest} nicht zutreffend",
        en: "{ok} good, {warn} warnings, {crit} urgent, {unknown} unknown, {rest} not applicable")
}

extension Judgement {
    /// The word before a message.
    public var word: Text {
        switch self {
        case .notApplicable: Text(de: "-", en: "-")
        case .ok: Text(de: "gut", en: "good")
        case .warn: Text(de: "Hinweis", en: "warning")
        case .crit: Text(de: "dringend", en: "urgent")
        case .unknown: Text(de: "unbekannt", en: "unknown")
        }
    }
}
