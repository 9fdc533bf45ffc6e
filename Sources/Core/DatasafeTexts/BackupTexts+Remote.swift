import DatasafeCore

// Targets that are no disk: what they say is about a line and a store, never about something to plug in.
extension BackupCode {
    /// Nil for codes of disks.
    var remote: (sentence: Text, action: Text)? {
        switch self {
        case .notEnrolled:
            (
                Text(
                    de: "Diese Datasafe ist bei keiner Zentrale angemeldet.",
                    en: "This Datasafe is not enrolled at any hub."),
                Text(
                    de: "Die Datasafe mit dem Anmeldecode vom Datenblatt bei der Zentrale anmelden.",
                    en: "Enrol the Datasafe at the hub with the code of the data sheet.")
            )
        case .lineAway:
            (
                Text(
                    de: "Der Online-Dienst war nicht zu erreichen.",
                    en: "The online service could not be reached."),
                Text(
                    de: "Nichts zu tun: Sie versucht es von selbst wieder. Bleibt es so, den Internetanschluss prüfen.",
                    en: "Nothing to do: the Datasafe tries again by itself. If it stays so, check the internet line.")
            )
        case .lineStrange:
            (
                Text(
                    de: "Statt des Online-Dienstes antwortet ein fremder Rechner; es wurde nichts gesendet.",
                    en: "A strange machine answers at the address of the online service; nothing was sent."),
                Text(de: "Den Support anrufen.", en: "Call support.")
            )
        case .lineRefused:
            (
                Text(
                    de: "Der Online-Dienst ist für diese Datasafe nicht gebucht oder gesperrt.",
                    en: "The online service is not booked for this Datasafe, or blocked."),
                Text(
                    de: "Beim Anbieter die Online-Sicherung freischalten lassen.",
                    en: "Ask your vendor to enable the online backup.")
            )
        case .quota:
            (
                Text(
                    de: "Der gebuchte Platz beim Online-Dienst ist voll; ältere Nächte sind unversehrt.",
                    en: "The booked space of the online service is full; older nights are intact."),
                Text(de: "Beim Anbieter mehr Platz buchen.", en: "Book more space with your vendor.")
            )
        case .alreadyThere:
            (
                Text(de: "Die Online-Sicherung ist schon eingerichtet.", en: "The online backup is set up already."),
                Text(de: "Nichts zu tun.", en: "Nothing to do.")
            )
        case .remoteDamaged:
            (
                Text(
                    de: "Beim Online-Dienst wurden falsche oder fehlende Daten gefunden.",
                    en: "Wrong or missing data was found at the online service."),
                Text(
                    de: "Auf eine Backup-Platte sichern und den Support anrufen.",
                    en: "Back up to a backup disk and call support.")
            )
        case .remoteBroken:
            (
                Text(
                    de: "Die Sicherung zum Online-Dienst wurde unterbrochen.",
                    en: "The backup to the online service was interrupted."),
                Text(
                    de: "Nichts zu tun: Sie geht von selbst weiter und sendet nichts zweimal.",
                    en: "Nothing to do: it goes on by itself and sends nothing twice.")
            )
        case .remoteFailed:
            (
                Text(
                    de: "Die Sicherung zum Online-Dienst ist fehlgeschlagen.",
                    en: "The backup to the online service has failed."),
                Text(
                    de: "Die Datasafe versucht es von selbst wieder. Bleibt es so, den Support anrufen.",
                    en: "The Datasafe tries again by itself. If it stays so, call support.")
            )
        case .remoteKey:
            (
                Text(
                    de: "Beim Online-Dienst liegen Sicherungen, die dieser Backup-Schlüssel nicht öffnet.",
                    en: "The online service holds backups that this backup key does not open."),
                Text(
                    de: "Den Backup-Schlüssel nehmen, mit dem sie angelegt wurden, oder den Support anrufen.",
                    en: "Use the backup key they were made with, or call support.")
            )
        case .otherLastNight:
            (
                Text(
                    de: "Kein anderes Ziel hat eine geprüfte Sicherung.",
                    en: "No other target has a verified backup."),
                Text(de: "Zuerst auf eine Backup-Platte sichern.", en: "Back up to a backup disk first.")
            )
        default: nil
        }
    }
}
