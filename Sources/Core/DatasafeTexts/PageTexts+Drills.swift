// Drills: what was brought back for trial, and the papers about it.
extension Text {
    public static let drills = Text(de: "Proben", en: "Drills")
    public static let drillsWhat = Text(
        de:
            "Jede Nacht werden die Datenbank und ausgeloste Dokumente zurückgeholt und verglichen, einmal im Monat alles. Jede "
            + "Probe hat eine Bescheinigung.",
        en:
            "Every night the database and documents drawn by lot are brought back and compared, once a month everything. Every "
            + "drill has a certificate.")
    public static let drillLastFull = Text(de: "Zuletzt alles zurückgeholt", en: "Everything last brought back")
    public static let drillNow = Text(
        de: "Jetzt alles probeweise zurückholen", en: "Bring everything back for trial now")
    public static let drillNeedsDisk = Text(
        de: "Dafür zuerst auf eine angesteckte Platte sichern: Verglichen wird mit der neuesten Sicherung.",
        en: "Back up to a plugged-in disk first: what is compared is the newest backup.")
    public static let drillRunning = Text(
        de: "Probe-Wiederherstellung von Platte {number}", en: "Trial restore from disk {number}")
    public static let drillMay = Text(
        de: "Die Platte darf trotzdem abgezogen werden; die Probe wird dann nachgeholt.",
        en: "The disk may be unplugged all the same; the drill is made up for then.")
    public static let drillNight = Text(de: "Datenbank und Stichprobe", en: "Database and sample")
    public static let drillFull = Text(de: "Alles", en: "Everything")
    public static let drillKey = Text(de: "Backup-Schlüssel", en: "Backup key")
    public static let drillGood = Text(de: "stimmt", en: "right")
    public static let drillBad = Text(de: "stimmt nicht", en: "not right")
    public static let drillOpen = Text(de: "Bescheinigung", en: "Certificate")
    public static let drillTitle = Text(
        de: "Bescheinigung über eine Probe-Wiederherstellung", en: "Certificate of a trial restore")
    public static let drillKeyTitle = Text(
        de: "Bescheinigung über eine Probe des Backup-Schlüssels", en: "Certificate of a drill of the backup key")
    public static let drillNumber = Text(de: "Nummer", en: "Number")
    public static let drillDone = Text(de: "Was geprüft wurde", en: "What was tried")
    public static let drillKind = Text(de: "Umfang", en: "Extent")
    public static let drillDisk = Text(de: "Backup-Platte", en: "Backup disk")
    public static let drillNightOf = Text(de: "Nacht vom", en: "Night of")
    public static let drillBegan = Text(de: "Beginn", en: "Began")
    public static let drillEnded = Text(de: "Ende", en: "Ended")
    public static let drillFiles = Text(de: "Dateien, Byte für Byte gleich", en: "Files, identical byte by byte")
    public static let drillDatabases = Text(de: "Datenbanken, von SQLite geprüft", en: "Databases, checked by SQLite")
    public static let drillCounts = Text(de: "Zurückgeholt = gesichert", en: "Brought back = backed up")
    public static let drillDocuments = Text(de: "Dokumente", en: "Documents")
    public static let drillVersions = Text(de: "Fassungen", en: "Versions")
    public static let drillFolders = Text(de: "Ordner", en: "Folders")
    public static let drillUsers = Text(de: "Personen mit Zugang", en: "People with access")
    public static let drillContents = Text(de: "Inhalte", en: "Contents")
    public static let drillBytes = Text(de: "Datenmenge", en: "Amount of data")
    public static let drillAudit = Text(de: "Zeilen des Protokolls", en: "Lines of the audit log")
    public static let drillFullGood = Text(
        de:
            "Alle Daten dieser Nacht kamen von der Platte zurück und stimmen mit dem Stand überein, der gesichert wurde.",
        en: "All data of this night came back from the disk and are the same as the state that was backed up.")
    public static let drillFullHow = Text(
        de:
            "Jeder Inhalt wurde ganz gelesen und mit seiner Prüfsumme (SHA-256) verglichen, die Datenbank von SQLite geprüft, "
            + "das Protokoll Zeile für Zeile nachgerechnet. Danach wurde alles Zurückgeholte wieder gelöscht.",
        en:
            "Every content was read whole and compared with its checksum (SHA-256), the database checked by SQLite, the audit "
            + "log recalculated line by line. What was brought back was then erased.")
    public static let drillNightGood = Text(
        de: "Die Datenbank und die ausgelosten Dokumente kamen unverändert von der Platte zurück.",
        en: "The database and the documents drawn by lot came back from the disk unchanged.")
    public static let drillKeyGood = Text(
        de: "Der Backup-Schlüssel hat die Platte geöffnet; mit ihm kämen die Daten auch ohne diese Datasafe zurück.",
        en: "The backup key opened the disk; with it the data would come back without this Datasafe too.")
    public static let drillFile = Text(de: "Probe", en: "drill")
    public static let deedDrill = Text(de: "Probe-Wiederherstellung", en: "Trial restore")
}
