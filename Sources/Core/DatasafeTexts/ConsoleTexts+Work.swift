// The line about work at disks on the box's own screen: the values stand in a column of 52 characters.
extension ConsoleTexts {
    public static let work = Text(de: "Platten", en: "Disks")
    public static let workReplace = Text(
        de: "Platte {number} wird ersetzt{how}", en: "Disk {number} is being replaced{how}")
    public static let workAdd = Text(
        de: "Platte {number} wird aufgenommen{how}", en: "Disk {number} is being added{how}")
    public static let workTakeOut = Text(
        de: "Platte {number} wird herausgenommen{how}", en: "Disk {number} is being taken out{how}")
    public static let workWaits = Text(
        de: "Neue Platte {number} fehlt, bitte fest einsetzen", en: "New disk {number} is missing, put it in firmly")
    public static let workRecover = Text(
        de: "Platte {number} wird befüllt{how}", en: "Disk {number} is being filled{how}")
    public static let workResync = Text(de: "Spiegelung entsteht{how}", en: "The mirror is being built{how}")
    public static let workReshape = Text(de: "Spiegelung wird erweitert{how}", en: "The mirror grows{how}")
    public static let workCheck = Text(de: "Platten werden geprüft{how}", en: "The disks are being checked{how}")
    public static let workRetireKeys = Text(de: "Schlüssel werden vernichtet", en: "The keys are being destroyed")
    public static let workRetire = Text(de: "Platten werden gelöscht{how}", en: "The disks are being erased{how}")
    public static let workLock = Text(de: "Daten ziehen um{how}", en: "The data is moving{how}")
    public static let workPercent = Text(de: ": {percent} %", en: ": {percent} %")
    public static let workMinutes = Text(de: ", noch {count} Min.", en: ", {count} min left")
    public static let workHours = Text(de: ", noch {count} Std.", en: ", {count} h left")

    public static let workCode = Text(de: "Arbeits-Code", en: "Work code")
}
