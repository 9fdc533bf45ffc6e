import DatasafeCore

extension CheckReason {
    private static let plugIn = Text(
        de: "Heute Abend eine Backup-Platte anstecken.", en: "Plug in a backup disk this evening.")

    /// Backup: sentence and action.
    var backup: TextPair {
        switch self {
        case .backupLate:
            TextPair(
                Text(
                    de: "Die letzte gute Sicherung ist {value} Stunden alt.",
                    en: "The last good backup is {value} hours old."),
                Self.plugIn)
        case .backupOverdue:
            TextPair(
                Text(
                    de: "Seit {value} Stunden gibt es keine gute Sicherung.",
                    en: "There has been no good backup for {value} hours."),
                Text(
                    de: "Jetzt eine Backup-Platte anstecken und „Jetzt sichern“ drücken.",
                    en: "Plug in a backup disk now and press “Back up now”."))
        case .backupFailedTwice:
            TextPair(
                Text(
                    de: "Die letzten beiden Sicherungen sind fehlgeschlagen.", en: "The last two backups have failed."),
                Text(
                    de: "Eine andere Backup-Platte anstecken und „Jetzt sichern“ drücken.",
                    en: "Plug in another backup disk and press “Back up now”."))
        case .backupUnknownDisk:
            TextPair(
                Text(
                    de: "Es steckt nur eine Platte, die keine Backup-Platte dieser Datasafe ist.",
                    en: "The only disk plugged in is no backup disk of this Datasafe."),
                Text(
                    de: "Eine eigene Backup-Platte anstecken oder diese einrichten.",
                    en: "Plug in one of your backup disks or initialise this one."))
        case .backupNoDisk:
            TextPair(
                Text(de: "Es gibt noch keine Backup-Platte.", en: "There is no backup disk yet."),
                Text(
                    de: "Eine Platte anstecken und unter „Sicherung“ einrichten.",
                    en: "Plug in a disk and initialise it under “Backup”."))
        case .backupOneDisk:
            TextPair(
                Text(
                    de: "Es gibt nur eine Backup-Platte, keine kann außer Haus sein.",
                    en: "There is only one backup disk, none can be off site."),
                Text(
                    de: "Eine zweite Platte anstecken und unter „Sicherung“ einrichten.",
                    en: "Plug in a second disk and initialise it under “Backup”."))
        case .backupVerifyOld:
            TextPair(
                Text(
                    de: "Backup-Platte {disk} ist seit {value} Tagen nicht ganz gelesen worden.",
                    en: "Backup disk {disk} has not been read in full for {value} days."),
                Text(
                    de: "Die Platte über Nacht stecken lassen.", en: "Leave the disk plugged in overnight."))
        case .backupVerifyFailed:
            TextPair(
                Text(
                    de: "Auf Backup-Platte {disk} wurden falsche Daten gefunden.",
                    en: "Wrong data was found on backup disk {disk}."),
                Text(
                    de: "Eine andere Platte anstecken; kommt es wieder, diese Platte ersetzen.",
                    en: "Plug in another disk; if it happens again, replace this one."))
        case .backupDiskAway:
            TextPair(
                Text(
                    de: "Backup-Platte {disk} war seit {value} Tagen nicht an der Datasafe.",
                    en: "Backup disk {disk} has not been at the Datasafe for {value} days."),
                Text(de: "Die Platte suchen und anstecken.", en: "Look for the disk and plug it in."))
        case .backupOffsiteOld:
            TextPair(
                Text(
                    de: "Die neueste Sicherung außer Haus ist {value} Stunden alt.",
                    en: "The newest off-site backup is {value} hours old."),
                Text(
                    de: "Die Backup-Platte heute abziehen, mitnehmen und eine andere anstecken.",
                    en: "Pull the backup disk today, take it away and plug in another."))
        case .backupWorn:
            TextPair(
                Text(
                    de: "Auf Backup-Platte {disk} wurden schon zweimal falsche Daten gefunden.",
                    en: "Wrong data has been found on backup disk {disk} twice."),
                Text(
                    de: "Eine neue Platte einrichten und diese aus dem Umlauf nehmen.",
                    en: "Initialise a new disk and take this one out of the rotation."))
        case .backupFilling:
            TextPair(
                Text(
                    de: "Auf Backup-Platte {disk} sind nur noch {value} % frei.",
                    en: "Only {value} % of backup disk {disk} are free."),
                Text(de: "Bald eine größere Platte einrichten.", en: "Initialise a larger disk soon."))
        case .backupKeyOld:
            TextPair(
                Text(
                    de: "Der Backup-Schlüssel wurde seit {value} Tagen nicht geprobt.",
                    en: "The backup key has not been tried for {value} days."),
                Text(
                    de: "Den Backup-Schlüssel aus dem Safe holen, einstecken und unter „Sicherung“ „Schlüssel proben“ "
                        + "drücken.",
                    en: "Fetch the backup key from the safe, plug it in and press “Try the key” under “Backup”."))
        case .backupDrillFailed:
            TextPair(
                Text(
                    de: "Bei einer Probe kam nicht alles richtig von einer Backup-Platte zurück.",
                    en: "In a drill not everything came back right from a backup disk."),
                Text(
                    de: "Auf eine andere Platte sichern und den Support rufen.",
                    en: "Back up to another disk and call support."))
        case .backupDrillOld:
            TextPair(
                Text(
                    de: "Seit {value} Tagen wurde keine ganze Nacht zur Probe zurückgeholt.",
                    en: "No whole night has been brought back for trial for {value} days."),
                Text(
                    de: "Eine Backup-Platte über Nacht stecken lassen oder unter „Sicherung“ jetzt probieren.",
                    en: "Leave a backup disk plugged in overnight, or try it now under “Backup”."))
        case .backupOnlineLate, .backupOnlineFirst, .backupOnlineDamaged, .backupOnlineFull: online
        case .backupShareLate, .backupShareDamaged, .backupShareFull, .backupShareLogin, .backupShareAsk: share
        default:
            TextPair(
                Text(
                    de: "Dieselbe Backup-Platte wird seit {value} Nächten benutzt.",
                    en: "The same backup disk has been used for {value} nights."),
                Text(
                    de: "Morgen früh die Platte wechseln.", en: "Swap the disk tomorrow morning."))
        }
    }

    private var online: TextPair {
        switch self {
        case .backupOnlineDamaged:
            TextPair(
                Text(
                    de: "Beim Online-Dienst wurden falsche oder fehlende Daten gefunden.",
                    en: "Wrong or missing data was found at the online service."),
                Text(
                    de: "Auf eine Backup-Platte sichern und den Support anrufen.",
                    en: "Back up to a backup disk and call support."))
        case .backupOnlineFull:
            TextPair(
                Text(
                    de: "Der gebuchte Platz beim Online-Dienst ist voll.",
                    en: "The booked space of the online service is full."),
                Text(de: "Beim Anbieter mehr Platz buchen.", en: "Book more space with your vendor."))
        case .backupOnlineFirst:
            TextPair(
                Text(
                    de: "Die erste Online-Sicherung ist nach {value} Stunden noch nicht fertig.",
                    en: "The first online backup is not finished after {value} hours."),
                Text(
                    de: "Unter „Sicherung“ nachts mehr von der Leitung freigeben.",
                    en: "Allow more of the line at night under “Backup”."))
        default:
            TextPair(
                Text(
                    de: "Die letzte gute Online-Sicherung ist {value} Stunden her.",
                    en: "The last good online backup was {value} hours ago."),
                Text(
                    de: "Den Internetanschluss prüfen; unter „Sicherung“ steht der Grund.",
                    en: "Check the internet line; the reason stands under “Backup”."))
        }
    }

    private var share: TextPair {
        switch self {
        case .backupShareDamaged:
            TextPair(
                Text(
                    de: "Auf der Netzwerkfreigabe liegen falsche Daten, oder die Sicherungen dort sind weg.",
                    en: "There is wrong data on the network share, or the backups there are gone."),
                Text(
                    de: "Auf eine Backup-Platte sichern und nachsehen, wer auf der Freigabe löschen kann.",
                    en: "Back up to a backup disk, and see who can delete on the share."))
        case .backupShareFull:
            TextPair(
                Text(de: "Die Netzwerkfreigabe ist voll.", en: "The network share is full."),
                Text(
                    de: "Auf dem Server Platz schaffen oder Nächte kürzer aufheben.",
                    en: "Make room on the server, or keep nights for a shorter time."))
        case .backupShareLogin:
            TextPair(
                Text(
                    de: "Der Server lässt die Datasafe nicht mehr auf die Netzwerkfreigabe.",
                    en: "The server no longer lets the Datasafe onto the network share."),
                Text(
                    de: "Unter „Sicherung“ Namen und Kennwort der Freigabe neu eingeben.",
                    en: "Enter name and password of the share again under “Backup”."))
        case .backupShareAsk:
            TextPair(
                Text(
                    de: "Seit einem halben Jahr hat niemand geprüft, wer auf der Netzwerkfreigabe löschen kann.",
                    en: "For half a year nobody has looked who can delete on the network share."),
                Text(
                    de: "Unter „Sicherung“ die Frage zur Freigabe beantworten.",
                    en: "Answer the question about the share under “Backup”."))
        default:
            TextPair(
                Text(
                    de: "Die letzte gute Sicherung auf die Netzwerkfreigabe ist {value} Stunden her.",
                    en: "The last good backup to the network share was {value} hours ago."),
                Text(
                    de: "Den Server einschalten; unter „Sicherung“ steht der Grund.",
                    en: "Switch the server on; the reason stands under “Backup”."))
        }
    }
}
