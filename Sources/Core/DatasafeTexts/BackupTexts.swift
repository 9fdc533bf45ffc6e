public import DatasafeCore

// The code is shown beside the number of its disk, so the sentences name none.
extension BackupCode: Advised {
    public var sentence: Text {
        switch self {
        case .keyMissing: Text(de: "Der Backup-Schlüssel steckt nicht.", en: "The backup key is not plugged in.")
        case .keyWrong:
            Text(
                de: "Der Backup-Schlüssel öffnet diese Backup-Platte nicht.",
                en: "The backup key does not open this backup disk.")
        case .stillHere:
            Text(de: "Die Backup-Platte steckt noch.", en: "The backup disk is still plugged in.")
        case .lastNight:
            Text(
                de: "Keine andere Backup-Platte hat eine geprüfte Sicherung.",
                en: "No other backup disk has a verified backup.")
        case .time: Text(de: "Zu dieser Zeit kann nicht gesichert werden.", en: "A backup cannot run at this time.")
        case .noFreshNight:
            Text(
                de: "Zu dieser Platte gehört kein Stand mehr, mit dem sich vergleichen ließe.",
                en: "There is no state left to compare this disk with.")
        case .number: Text(de: "Die Nummer muss zwischen 1 und 99 liegen.", en: "The number must be from 1 to 99.")
        case .numberTaken:
            Text(
                de: "Diese Nummer hat schon eine andere Backup-Platte.",
                en: "Another backup disk has this number already.")
        case .notEmpty:
            Text(de: "Die Platte ist nicht leer.", en: "The disk is not empty.")
        case .diskGone: Text(de: "Die Backup-Platte steckt nicht.", en: "The backup disk is not plugged in.")
        case .noDisk:
            Text(
                de: "Es steckt keine Backup-Platte dieser Datasafe.",
                en: "No backup disk of this Datasafe is plugged in.")
        case .strangeKey:
            Text(
                de: "Kein Backup-Schlüssel öffnet diese Platte.", en: "No backup key opens this disk.")
        case .paper:
            Text(
                de: "Das Abgetippte ist kein vollständiger Backup-Schlüssel.",
                en: "What was typed is not a complete backup key.")
        case .ours:
            Text(
                de: "Die Platte ist schon eine Backup-Platte dieser Datasafe.",
                en: "The disk is a backup disk of this Datasafe already.")
        case .unknownDisk:
            Text(
                de: "Die Platte gehört nicht zu dieser Datasafe.",
                en: "The disk does not belong to this Datasafe.")
        case .running:
            Text(
                de: "Es läuft gerade eine Sicherung oder Wiederherstellung.",
                en: "A backup or restore is running at the moment.")
        case .format: Text(de: "Die Platte ließ sich nicht formatieren.", en: "The disk could not be formatted.")
        case .mount: Text(de: "Die Backup-Platte ließ sich nicht öffnen.", en: "The backup disk could not be opened.")
        case .busy: Text(de: "Die Backup-Platte wird noch benutzt.", en: "The backup disk is still in use.")
        case .disturbed: Text(de: "Die Backup-Platte ist gestört.", en: "The backup disk is disturbed.")
        case .damaged:
            Text(
                de: "Das Dateisystem der Backup-Platte ist beschädigt.",
                en: "The file system of the backup disk is damaged.")
        case .otherDisk:
            Text(
                de: "Die Platte trägt eine Nummer, die bei dieser Datasafe zu einer anderen Platte gehört.",
                en: "The disk carries a number that belongs to another disk at this Datasafe.")
        case .clone:
            Text(
                de: "Die Platte ist eine Kopie oder ein älterer Stand einer Backup-Platte.",
                en: "The disk is a copy or an older state of a backup disk.")
        case .noRepository:
            Text(de: "Auf der Backup-Platte fehlen die Sicherungen.", en: "The backups are missing on the backup disk.")
        case .password:
            Text(
                de: "Die Backup-Platte lässt sich mit dem Kennwort dieser Datasafe nicht öffnen.",
                en: "The backup disk does not open with the password of this Datasafe.")
        default: during
        }
    }

    private var during: Text {
        switch self {
        case .snapshot:
            Text(
                de: "Der Stand der Daten ließ sich nicht festhalten.", en: "No snapshot of the data could be taken.")
        case .dataShut:
            Text(
                de: "Der Datenspeicher der Datasafe ist voll oder nur lesbar: Der heutige Stand wurde nicht gesichert.",
                en: "The Datasafe's own storage is full or read-only: today's state was not backed up.")
        case .source:
            Text(
                de: "Ein Teil der Daten ließ sich beim Sichern nicht lesen.",
                en: "Part of the data could not be read during the backup.")
        case .pulled:
            Text(
                de: "Die Backup-Platte wurde während der Sicherung abgezogen; ältere Nächte sind unversehrt.",
                en: "The backup disk was unplugged during the backup; older nights are intact.")
        case .full: Text(de: "Die Backup-Platte ist voll.", en: "The backup disk is full.")
        case .readOnly:
            Text(de: "Die Backup-Platte lässt sich nur lesen.", en: "The backup disk can only be read.")
        case .inputOutput:
            Text(
                de: "Die Backup-Platte meldet Lese- oder Schreibfehler.",
                en: "The backup disk reports read or write errors.")
        case .verify:
            Text(
                de: "Beim Zurücklesen der Sicherung wurden falsche Daten gefunden.",
                en: "Wrong data was found when the backup was read back.")
        case .drill:
            Text(
                de: "Die Probe-Wiederherstellung stimmt nicht mit den Daten überein.",
                en: "The trial restore does not match the data.")
        case .interrupted:
            Text(de: "Die Sicherung wurde unterbrochen.", en: "The backup was interrupted.")
        case .night:
            Text(de: "Diese Nacht oder diesen Stand gibt es hier nicht.", en: "There is no such night or state here.")
        case .nightDamaged:
            Text(
                de: "Aus dieser Nacht lässt sich nicht alles lesen.", en: "Not everything of this night can be read.")
        case .nightGaps:
            Text(
                de: "In dieser Nacht fehlen Inhalte von Dokumenten; noch ist alles wie zuvor.",
                en: "Contents of documents are missing in this night; everything is still as before.")
        case .atWork:
            Text(
                de: "Es wird gerade gearbeitet, deshalb wurde nichts zurückgeholt.",
                en: "Somebody is working, so nothing was brought back.")
        case .noSpace:
            Text(
                de: "Für das Zurückholen ist auf der Datasafe nicht genug Platz.",
                en: "The Datasafe has not enough space to bring this back.")
        default:
            remote?.sentence ?? share?.sentence
                ?? Text(de: "Die Sicherung ist fehlgeschlagen.", en: "The backup has failed.")
        }
    }

    public var action: Text {
        switch self {
        case .keyMissing:
            Text(
                de: "Den Backup-Schlüssel einstecken; es ist nicht der silberne.",
                en: "Plug in the backup key; it is not the silver one.")
        case .keyWrong:
            Text(
                de: "Den Backup-Schlüssel dieser Datasafe nehmen; ist es der richtige, den Support anrufen.",
                en: "Use the backup key of this Datasafe; if it is the right one, call support.")
        case .stillHere:
            Text(de: "Die Platte abziehen und es wieder versuchen.", en: "Unplug the disk and try again.")
        case .lastNight:
            Text(
                de: "Zuerst auf eine andere Platte sichern.", en: "Back up to another disk first.")
        case .time:
            Text(de: "Eine Zeit von 18:00 bis 23:30 Uhr wählen.", en: "Choose a time from 18:00 to 23:30.")
        case .noFreshNight: Text(de: "Zuerst auf diese Platte sichern.", en: "Back up to this disk first.")
        case .number, .numberTaken: Text(de: "Eine freie Nummer wählen.", en: "Choose a free number.")
        case .notEmpty:
            Text(
                de: "Die letzten vier Zeichen der Seriennummer eingeben, wenn alles darauf verloren gehen darf.",
                en: "Enter the last four characters of the serial number if everything on it may be lost.")
        case .diskGone, .noDisk, .password, .otherDisk:
            Text(de: "Eine Backup-Platte dieser Datasafe anstecken.", en: "Plug in a backup disk of this Datasafe.")
        case .unknownDisk:
            Text(
                de: "Eine eigene Backup-Platte anstecken oder diese unter „Sicherung“ einrichten.",
                en: "Plug in one of your backup disks or initialise this one under “Backup”.")
        case .running: Text(de: "Warten, bis sie fertig ist.", en: "Wait until it has finished.")
        case .format, .damaged, .readOnly, .inputOutput:
            Text(
                de: "Die Platte durch eine neue ersetzen und eine andere anstecken.",
                en: "Replace the disk with a new one and plug in another.")
        case .mount, .disturbed:
            Text(
                de: "Die Platte abziehen und wieder anstecken; hilft das nicht, eine andere nehmen.",
                en: "Unplug the disk and plug it in again; if that does not help, use another.")
        case .busy: Text(de: "Eine Minute warten und es wieder versuchen.", en: "Wait a minute and try again.")
        case .clone:
            Text(
                de: "Die Platte mit dem Original-Aufkleber anstecken.",
                en: "Plug in the disk with the original sticker.")
        case .pulled, .interrupted:
            Text(
                de: "Die Platte wieder anstecken, die Sicherung läuft dann von selbst weiter.",
                en: "Plug the disk in again, the backup then goes on by itself.")
        case .full:
            Text(de: "Eine größere Platte einrichten und anstecken.", en: "Initialise a larger disk and plug it in.")
        case .verify, .noRepository:
            Text(
                de: "Eine andere Platte anstecken; kommt es wieder, diese Platte ersetzen.",
                en: "Plug in another disk; if it happens again, replace this one.")
        case .night, .nightDamaged:
            Text(
                de: "In der Liste eine andere Nacht oder einen anderen Stand wählen.", en: "Choose another in the list."
            )
        case .noSpace:
            Text(
                de: "Weniger auf einmal zurückholen oder den Papierkorb leeren.",
                en: "Bring back less at a time or empty the bin.")
        case .strangeKey:
            Text(
                de:
                    "Den Backup-Schlüssel der Datasafe einstecken, die auf diese Platte gesichert hat, oder seine Papierkopie "
                    + "abtippen.",
                en: "Plug in the backup key of the Datasafe that wrote this disk, or type it from its paper copy.")
        case .paper:
            Text(
                de: "Die 48 Wörter oder die 128 Zeichen der Papierkopie noch einmal vergleichen.",
                en: "Compare the 48 words or the 128 digits with the paper copy once more.")
        case .ours: Text(de: "Nichts zu tun.", en: "Nothing to do.")
        case .nightGaps:
            Text(
                de: "Eine andere Nacht oder Platte wählen, oder ohne diese Inhalte zurückholen.",
                en: "Choose another night or disk, or bring it back without these contents.")
        case .atWork:
            Text(
                de: "Wenn niemand arbeitet, noch einmal zurückholen.", en: "Bring it back again when nobody is working."
            )
        case .dataShut:
            Text(de: "Auf der Startseite steht, was zu tun ist.", en: "The start page says what to do.")
        case .notEnrolled, .lineAway, .lineStrange, .lineRefused, .quota, .alreadyThere, .remoteDamaged, .remoteBroken,
            .remoteFailed, .remoteKey, .otherLastNight, .shareAddress, .shareUnknown, .shareAway, .shareLogin,
            .shareName,
            .shareOld, .shareReadOnly, .shareFull, .shareKey, .shareOther, .shareDamaged, .shareBroken, .shareFailed,
            .snapshot, .source, .drill, .failed:
            remote?.action ?? share?.action ?? Text(de: "Den Support anrufen.", en: "Call support.")
        }
    }
}
