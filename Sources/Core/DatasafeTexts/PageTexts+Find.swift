// Looking for something in all nights at once.
extension Text {
    public static let findTitle = Text(de: "In den Sicherungen suchen", en: "Search the backups")
    public static let findWhat = Text(
        de: "Hier steht, was endgültig gelöscht wurde und noch in einer Sicherung liegt. Was es noch gibt, steht "
            + "unter „Daten“, dort beim Dokument auch jede frühere Fassung.",
        en: "This is what was deleted for good and still lies in a backup. What still exists is under “Files”, "
            + "every earlier version with its document.")
    public static let findWords = Text(de: "Dokument oder Ordner", en: "Document or folder")
    public static let findNewest = Text(de: "Zuletzt gelöscht", en: "Deleted last")
    public static let findFound = Text(de: "Gefunden", en: "Found")
    public static let findNothing = Text(
        de: "Unter diesem Namen wurde nichts gelöscht, was noch in einer Sicherung liegt. Wurde es umbenannt, hilft "
            + "ein früherer Stand nach Datum.",
        en: "Nothing of this name was deleted and still lies in a backup. If it was renamed, look at an earlier "
            + "state by date.")
    public static let findNone = Text(
        de: "In keiner Sicherung liegt noch etwas, das endgültig gelöscht wurde.",
        en: "No backup still holds anything that was deleted for good.")
    public static let findInBin = Text(
        de: "Im Papierkorb liegen noch passende Einträge: {count}.", en: "Matching entries still in the bin: {count}.")
    public static let findToBin = Text(de: "Zum Papierkorb", en: "To the bin")
    public static let findGoneAt = Text(de: "Gelöscht", en: "Deleted")
    public static let findLayIn = Text(de: "Lag in", en: "Was in")
    public static let findLayInRoot = Text(de: "ganz oben", en: "at the top")
    public static let findVersion = Text(de: "Fassung {number}: {when}", en: "Version {number}: {when}")
    public static let findFolderState = Text(
        de: "Der Ordner mit allem, was darin lag", en: "The folder with all it held")
    public static let findFrom = Text(de: "{place}, {when}", en: "{place}, {when}")
    public static let findAlso = Text(de: "In diesen Sicherungen", en: "In these backups")
    public static let findPlug = Text(
        de: "Zum Zurückholen anstecken: {place}.", en: "To bring it back, plug in: {place}.")
    public static let findAway = Text(de: "nicht angesteckt", en: "not plugged in")
    public static let findNightsOne = Text(de: "eine Nacht, {newest}", en: "one night, {newest}")
    public static let findNights = Text(
        de: "{count} Nächte, die letzte {newest}", en: "{count} nights, the last {newest}")
    public static let findInNone = Text(
        de: "Diese Fassung liegt in keiner Sicherung, die es noch gibt.",
        en: "This version is in no backup that still exists.")
    public static let placeHere = Text(de: "Im Gerät", en: "In the device")

    public static let bringBackTitle = Text(de: "Etwas zurückholen", en: "Bring something back")
    public static let bringBackWhat = Text(
        de: "Nach dem Namen suchen oder einen Tag aussuchen. Zurückgeholtes kommt in einen eigenen Ordner, nichts wird "
            + "überschrieben.",
        en: "Search by name, or choose a day. What comes back gets a folder of its own, nothing is overwritten.")
    public static let byDate = Text(de: "Nach Datum aussuchen", en: "Choose by date")
    public static let allNightsTitle = Text(de: "Alle Nächte", en: "All nights")
    public static let allNightsWhat = Text(
        de: "Jeder Stand der Daten, den es noch gibt, im Gerät, auf den Backup-Platten und beim Online-Dienst. Die "
            + "einer Platte, die nicht steckt, sind grau.",
        en: "Every state of the data that still exists, in the device, on the backup disks and at the online "
            + "service. Those of a disk that is not plugged in are grey.")
    public static let searchBackups = Text(
        de: "Gelöscht? In den Sicherungen suchen", en: "Deleted? Search the backups")
}
