// The backup tile and the backup pages.
extension Text {
    public static let backupTitle = Text(de: "Sicherung", en: "Backup")
    public static let lastBackup = Text(
        de: "Letzte Sicherung {when} auf Platte {number}, geprüft.",
        en: "Last backup {when} on disk {number}, verified.")
    public static let lastBackupShort = Text(de: "Zuletzt {when}", en: "Last {when}")
    public static let noBackupYet = Text(de: "Noch keine Sicherung", en: "No backup yet")
    public static let noBackupDisk = Text(
        de: "Noch keine Backup-Platte eingerichtet.", en: "No backup disk has been initialised yet.")
    public static let backupRunning = Text(de: "Sicherung läuft auf Platte {number}", en: "Backing up to disk {number}")
    public static let diskAway = Text(
        de: "Platte {number} außer Haus seit {span}.", en: "Disk {number} off site for {span}.")
    public static let diskAwayNeverSeen = Text(de: "Platte {number} außer Haus.", en: "Disk {number} off site.")
    public static let nowPullAndPlug = Text(
        de: "Jetzt: Platte {pull} abziehen, Platte {plug} anstecken.",
        en: "Now: unplug disk {pull}, plug in disk {plug}.")
    public static let nowPull = Text(
        de: "Platte {pull} kann abgezogen werden.", en: "Disk {pull} can be unplugged.")
    public static let nowPlug = Text(de: "Jetzt: Platte {plug} anstecken.", en: "Now: plug in disk {plug}.")
    public static let nowEvening = Text(
        de: "Für heute Abend fehlt eine Backup-Platte. Bitte Platte {plug} anstecken.",
        en: "There is no backup disk for tonight. Please plug in disk {plug}.")
    public static let nowLeave = Text(
        de: "Platte {number} stecken lassen, gesichert wird {when}.",
        en: "Leave disk {number} plugged in, the backup runs {when}.")
    public static let catchUp = Text(
        de: "Eine Nacht wartet auf eine Platte und wird nachgeholt.",
        en: "One night is waiting for a disk and will be caught up.")
    public static let nextRun = Text(de: "Nächste Sicherung", en: "Next backup")
    public static let offsiteAge = Text(de: "Alter der Sicherung außer Haus", en: "Age of the off-site backup")
    public static let offsiteNone = Text(de: "keine Sicherung außer Haus", en: "no backup off site")

    public static let backupNow = Text(de: "Jetzt sichern", en: "Back up now")
    public static let backupNowNeedsDisk = Text(
        de: "Zum Sichern eine eingerichtete Backup-Platte anstecken.",
        en: "Plug in an initialised backup disk to back up.")
    public static let backupDisks = Text(de: "Backup-Platten", en: "Backup disks")
    public static let diskNumber = Text(de: "Platte {number}", en: "Disk {number}")
    public static let diskStateAttached = Text(de: "Angesteckt", en: "Plugged in")
    public static let diskStateRunning = Text(de: "Sichert gerade", en: "Backing up")
    public static let diskStateVerifying = Text(de: "Wird geprüft", en: "Verifying")
    public static let diskStateDone = Text(de: "Fertig, kann abgezogen werden", en: "Finished, can be unplugged")
    public static let diskStateAway = Text(de: "Außer Haus", en: "Off site")
    public static let diskStateDisturbed = Text(de: "Gestört", en: "Disturbed")
    public static let lastNight = Text(de: "Letzte Sicherung", en: "Last backup")
    public static let lastFullRead = Text(de: "Zuletzt ganz gelesen", en: "Last read in full")
    public static let nightsKept = Text(de: "Nächte auf der Platte", en: "Nights on the disk")
    public static let freeSpace = Text(de: "Freier Platz", en: "Free space")
    public static let showNights = Text(de: "Nächte ansehen und zurückholen", en: "Look at nights and bring back")
    public static let verifyDisk = Text(de: "Jetzt ganz prüfen", en: "Verify in full now")
    public static let nightsNeedDisk = Text(
        de: "Zum Ansehen der Nächte die Platte anstecken.", en: "Plug in the disk to look at its nights.")

    public static let newDisk = Text(de: "Neue Backup-Platte", en: "New backup disk")
    public static let newDiskNone = Text(
        de: "Um eine weitere Platte einzurichten, sie jetzt anstecken. Sie erscheint hier.",
        en: "To initialise another disk, plug it in now. It appears here.")
    public static let newDiskFound = Text(de: "Neue Platte gefunden", en: "New disk found")
    public static let diskModel = Text(de: "Modell", en: "Model")
    public static let diskSerial = Text(de: "Seriennummer", en: "Serial number")
    public static let diskSize = Text(de: "Größe", en: "Size")
    public static let diskContent = Text(de: "Inhalt", en: "Content")
    public static let contentEmpty = Text(de: "leer", en: "empty")
    public static let contentFound = Text(de: "nicht leer ({content})", en: "not empty ({content})")
    public static let stickerNumber = Text(de: "Nummer auf dem Aufkleber", en: "Number on the sticker")
    public static let stickerHint = Text(
        de: "Den Aufkleber mit dieser Nummer auf die Platte kleben.",
        en: "Put the sticker with this number on the disk.")
    public static let willBeLost = Text(
        de: "Alles auf dieser Platte geht verloren.", en: "Everything on this disk will be lost.")
    public static let willBeLostWhat = Text(
        de: "Darauf ist: {content}. Zum Bestätigen die letzten 4 Zeichen der Seriennummer {serial} eingeben.",
        en: "It holds: {content}. To confirm, enter the last 4 characters of the serial number {serial}.")
    public static let plugBackupKey = Text(
        de: "Bitte den Backup-Schlüssel einstecken.", en: "Please plug in the backup key.")
    public static let plugBackupKeyWhy = Text(
        de: "Nur mit ihm kann eine Platte eingerichtet werden. Es ist nicht der silberne.",
        en: "A disk can only be initialised with it. It is not the silver one.")
    public static let backupKeyThere = Text(de: "Der Backup-Schlüssel steckt.", en: "The backup key is plugged in.")
    public static let initialiseDisk = Text(de: "Platte einrichten und sichern", en: "Initialise disk and back up")
    public static let administratorsOnly = Text(
        de: "Das macht eine Administratorin der Praxis.", en: "An administrator of the practice does this.")

    public static let backupHistory = Text(de: "Verlauf", en: "History")
    public static let calendar = Text(de: "Die letzten vier Wochen", en: "The last four weeks")
    public static let calendarHint = Text(
        de: "Je Nacht die Nummer der Platte mit einer geprüften Sicherung; die Wolke steht für den Online-Dienst, der "
            + "Ordner für die Netzwerkfreigabe.",
        en: "For each night, the number of the disk with a verified backup; the cloud stands for the online service, "
            + "the folder for the network share.")
    public static let historyEmpty = Text(de: "Noch keine Läufe.", en: "No runs yet.")
    public static let runAt = Text(de: "Zeit", en: "Time")
    public static let runTarget = Text(de: "Ziel", en: "Target")
    public static let runCause = Text(de: "Anlass", en: "Cause")
    public static let runResult = Text(de: "Ergebnis", en: "Result")
    public static let causeTimer = Text(de: "nächtlich", en: "nightly")
    public static let causePerson = Text(de: "von Hand", en: "by hand")
    public static let causeCatchUp = Text(de: "nachgeholt", en: "caught up")
    public static let causeFirst = Text(de: "erste Sicherung", en: "first backup")
    public static let runGood = Text(
        de: "{files} Dateien, {bytes}, geprüft", en: "{files} files, {bytes}, verified")
    public static let runHealed = Text(
        de: "Falsche Daten auf der Platte gefunden und geheilt.", en: "Wrong data on the disk found and healed.")
    public static let runLost = Text(
        de: "{count} Dateien älterer Nächte waren nicht zu retten.", en: "{count} files of older nights were lost.")
    public static let runGoodPlain = Text(de: "geprüft", en: "verified")

    public static let nightsTitle = Text(de: "Nächte auf Platte {number}", en: "Nights on disk {number}")
    public static let nightsChoose = Text(
        de: "Eine Nacht wählen. Es wird nur gelesen, nichts überschrieben.",
        en: "Choose a night. It is only read, nothing is overwritten.")
    public static let nightPartial = Text(de: "unvollständig", en: "incomplete")
    public static let nightPartialWhat = Text(
        de: "Diese Nacht ist unvollständig.", en: "This night is incomplete.")
    public static let nightPartialWhy = Text(
        de:
            "Ein Schaden hat Dateien gekostet, die es auch heute nicht mehr gibt. Was da ist, ist geprüft und lässt sich "
            + "zurückholen; wenn etwas fehlt, eine andere Nacht nehmen.",
        en:
            "Damage has cost files that are not in today's data either. What is there is checked and can be brought back; if "
            + "something is missing, take another night.")
    public static let nightsEmpty = Text(
        de: "Auf dieser Platte ist noch keine Nacht.", en: "No night on this disk yet.")
    public static let nightTitle = Text(de: "Nacht: {when}", en: "Night: {when}")
    public static let nightFolderEmpty = Text(de: "Dieser Ordner ist leer.", en: "This folder is empty.")
    public static let restore = Text(de: "Zurückholen", en: "Bring back")
    public static let restoreAll = Text(
        de: "Alles aus dieser Nacht zurückholen", en: "Bring everything of this night back")
    public static let restoreWhere = Text(
        de: "Zurückgeholtes liegt danach unter „Daten“ in einem neuen Ordner. Vorhandenes bleibt, wie es ist.",
        en: "What is brought back is then under “Files” in a new folder. Existing data stay as they are.")
    public static let keyDrill = Text(de: "Probe des Backup-Schlüssels", en: "Drill of the backup key")
    public static let keyDrillWhat = Text(
        de:
            "Nur mit dem Backup-Schlüssel kommen die Daten nach einem Totalschaden zurück. Jedes Vierteljahr zeigt eine Probe, "
            + "dass er da ist und die Backup-Platte öffnet.",
        en:
            "After a total loss the data come back only with the backup key. Every quarter a drill shows that it is there and "
            + "opens the backup disk.")
    public static let keyDrillHow = Text(
        de: "Den Backup-Schlüssel und eine Backup-Platte anstecken.", en: "Plug in the backup key and a backup disk.")
    public static let keyProven = Text(de: "Zuletzt geprobt", en: "Last tried")
    public static let keyDrillDo = Text(de: "Schlüssel proben", en: "Try the key")
    public static let keyDrillDone = Text(
        de: "Der Backup-Schlüssel öffnet die Platte. Jetzt abziehen und zurück in den Safe legen.",
        en: "The backup key opens the disk. Now unplug it and put it back into the safe.")
    public static let dropDisk = Text(de: "Aus dem Umlauf nehmen", en: "Take out of the rotation")
    public static let dropDiskTitle = Text(
        de: "Platte {number} aus dem Umlauf nehmen", en: "Take disk {number} out of the rotation")
    public static let dropDiskWhat = Text(
        de:
            "Für eine Platte, die verloren, gestohlen oder kaputt ist. Die Datasafe wartet nicht mehr auf sie und öffnet sie "
            + "nicht mehr; ihre Nummer wird frei.",
        en:
            "For a disk that is lost, stolen or broken. The Datasafe no longer waits for it and no longer opens it; its number "
            + "becomes free.")
    public static let dropDiskStays = Text(
        de: "Was auf der Platte ist, bleibt verschlüsselt darauf; nur der Backup-Schlüssel öffnet es.",
        en: "What is on the disk stays on it, encrypted; only the backup key opens it.")
    public static let planTitle = Text(de: "Plan", en: "Plan")
    public static let planTime = Text(de: "Wann gesichert wird", en: "When the backup runs")
    public static let planDaily = Text(de: "täglich um {time} Uhr", en: "daily at {time}")
    public static let planKeep = Text(de: "Wie lange Nächte bleiben", en: "How long nights stay")
    public static let planShort = Text(de: "Kurz, bis 1 Jahr", en: "Short, up to 1 year")
    public static let planUsual = Text(de: "Üblich, bis 10 Jahre", en: "Usual, up to 10 years")
    public static let planLong = Text(de: "Lang, bis 30 Jahre", en: "Long, up to 30 years")
    public static let planKeepWhat = Text(
        de:
            "Kurz: 7 Tage, 4 Wochen, 6 Monate, 1 Jahr. Üblich: 14 Tage, 8 Wochen, 24 Monate, 10 Jahre. Lang: 31 Tage, "
            + "26 Wochen, 60 Monate, 30 Jahre.",
        en:
            "Short: 7 days, 4 weeks, 6 months, 1 year. Usual: 14 days, 8 weeks, 24 months, 10 years. Long: 31 days, "
            + "26 weeks, 60 months, 30 years.")
    public static let planKeepHint = Text(
        de:
            "Gezählt wird je Platte, was auf ihr ist: Eine Platte, die lange weg war, verliert dadurch nichts. Wird kürzer "
            + "gewählt, gehen ältere Nächte bei der nächsten Sicherung von der Platte.",
        en:
            "Counted is what each disk holds: a disk that was away for long loses nothing by that. If a shorter time is "
            + "chosen, older nights leave the disk with its next backup.")
    public static let deedDrillKey = Text(de: "Backup-Schlüssel wird geprobt", en: "Trying the backup key")
    public static let deedDrop = Text(
        de: "Platte wird aus dem Umlauf genommen", en: "Taking the disk out of the rotation")
    public static let hereTitle = Text(de: "Frühere Stände", en: "Earlier states")
    public static let hereWhat = Text(
        de:
            "Jede Stunde hält die Box den Stand aller Daten fest. Gelöschtes, Überschriebenes oder von einem Schadprogramm "
            + "Verschlüsseltes ist damit in Minuten zurück.",
        en:
            "Every hour the box holds the state of all data. What was deleted, overwritten or encrypted by malware is back "
            + "within minutes.")
    public static let hereNoBackup = Text(
        de: "Sie liegen auf den Platten der Box und ersetzen keine Sicherung.",
        en: "They lie on the box's own disks and replace no backup.")
    public static let hereCount = Text(de: "Stände", en: "States")
    public static let hereSpan = Text(de: "{count} seit {oldest}", en: "{count} since {oldest}")
    public static let hereNewest = Text(de: "Neuester Stand", en: "Newest state")
    public static let hereShow = Text(de: "Frühere Stände ansehen", en: "Look at earlier states")
    public static let hereChoose = Text(
        de:
            "Zwei Tage lang bleibt jede Stunde, danach zwei Wochen lang der letzte Stand jedes Tages. Es wird nur gelesen, "
            + "nichts überschrieben.",
        en: "For two days every hour stays, then for two weeks the last state of each day. It is only read, nothing is "
            + "overwritten.")
    public static let hereEmpty = Text(
        de: "Noch kein Stand festgehalten. Der erste kommt innerhalb einer Stunde.",
        en: "No state held yet. The first comes within an hour.")
    public static let hereNightTitle = Text(de: "Stand: {when}", en: "State: {when}")
    public static let hereRestoreAll = Text(
        de: "Alles von diesem Stand zurückholen", en: "Bring everything of this state back")
    public static let goneToday = Text(de: "inzwischen gelöscht", en: "deleted since")
}
