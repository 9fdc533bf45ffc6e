import DatasafeCore

// The network share: a server in the practice that somebody there looks after.
extension BackupCode {
    /// Nil for codes of disks and of the online service.
    var share: (sentence: Text, action: Text)? {
        switch self {
        case .shareAddress:
            (
                Text(
                    de: "So ist das keine Adresse, kein Name oder kein Kennwort einer Freigabe.",
                    en: "This is no address, no name or no password of a share."),
                Text(
                    de: "Die Adresse wie \\\\server\\freigabe oder server:/freigabe eingeben.",
                    en: "Enter the address like \\\\server\\share or server:/share.")
            )
        case .shareUnknown:
            (
                Text(
                    de: "Den Namen dieses Servers kennt das Netz der Praxis nicht.",
                    en: "The practice's network does not know the name of this server."),
                Text(
                    de: "Den Namen prüfen, oder statt seiner die IP-Adresse des Servers eingeben.",
                    en: "Check the name, or enter the IP address of the server instead.")
            )
        case .shareAway:
            (
                Text(
                    de: "Der Server der Netzwerkfreigabe antwortet nicht.",
                    en: "The server of the network share does not answer."),
                Text(
                    de:
                        "Den Server einschalten und sein Netzwerkkabel prüfen; die Datasafe versucht es von selbst wieder.",
                    en: "Switch the server on and check its network cable; the Datasafe tries again by itself.")
            )
        case .shareLogin:
            (
                Text(
                    de: "Der Server lässt diesen Namen mit diesem Kennwort nicht auf die Freigabe.",
                    en: "The server does not let this name with this password onto the share."),
                Text(
                    de: "Namen und Kennwort neu eingeben und auf dem Server die Rechte für die Freigabe prüfen.",
                    en: "Enter name and password again, and check the rights for the share on the server.")
            )
        case .shareName:
            (
                Text(
                    de: "Der Server antwortet, hat aber keine Freigabe oder keinen Ordner dieses Namens.",
                    en: "The server answers, but has no share or no folder of this name."),
                Text(
                    de: "Die Freigabe auf dem Server anlegen oder die Schreibweise prüfen.",
                    en: "Create the share on the server, or check the spelling.")
            )
        case .shareOld:
            (
                Text(
                    de: "Der Server spricht nur veraltete Protokolle (SMB 1, NFS 3).",
                    en: "The server speaks outdated protocols only (SMB 1, NFS 3)."),
                Text(
                    de: "Auf dem Server SMB 2.1 oder NFS 4.1 einschalten, oder einen neueren nehmen.",
                    en: "Enable SMB 2.1 or NFS 4.1 on the server, or take a newer one.")
            )
        case .shareReadOnly:
            (
                Text(
                    de: "Die Datasafe darf auf dieser Freigabe nicht schreiben.",
                    en: "The Datasafe may not write to this share."),
                Text(
                    de: "Auf dem Server dem Namen Schreibrechte für die Freigabe geben.",
                    en: "Give the name write access to the share on the server.")
            )
        case .shareFull:
            (
                Text(de: "Die Netzwerkfreigabe ist voll.", en: "The network share is full."),
                Text(
                    de: "Auf dem Server Platz schaffen oder Nächte kürzer aufheben.",
                    en: "Make room on the server, or keep nights for a shorter time.")
            )
        case .shareKey:
            (
                Text(
                    de: "Auf der Freigabe liegen Sicherungen, die dieser Backup-Schlüssel nicht öffnet.",
                    en: "The share holds backups that this backup key does not open."),
                Text(
                    de: "Den Backup-Schlüssel nehmen, mit dem sie angelegt wurden, oder einen anderen Ordner wählen.",
                    en: "Use the backup key they were made with, or choose another folder.")
            )
        case .shareOther:
            (
                Text(
                    de: "Auf der Freigabe liegen die Sicherungen dieser Datasafe nicht mehr.",
                    en: "The backups of this Datasafe are no longer on the share."),
                Text(
                    de:
                        "Auf dem Server nachsehen, ob sie verschoben oder gelöscht wurden; sonst die Freigabe neu einrichten.",
                    en: "See on the server whether they were moved or deleted; else set the share up anew.")
            )
        case .shareDamaged:
            (
                Text(
                    de: "Auf der Netzwerkfreigabe wurden falsche oder fehlende Daten gefunden.",
                    en: "Wrong or missing data was found on the network share."),
                Text(
                    de: "Auf eine Backup-Platte sichern und die Platten des Servers prüfen lassen.",
                    en: "Back up to a backup disk, and have the disks of the server checked.")
            )
        case .shareBroken:
            (
                Text(
                    de: "Die Sicherung auf die Netzwerkfreigabe wurde unterbrochen.",
                    en: "The backup to the network share was interrupted."),
                Text(
                    de: "Nichts zu tun: Sie wird von selbst wiederholt.",
                    en: "Nothing to do: it is repeated by itself.")
            )
        case .shareFailed:
            (
                Text(
                    de: "Die Sicherung auf die Netzwerkfreigabe ist fehlgeschlagen.",
                    en: "The backup to the network share has failed."),
                Text(
                    de: "Die Datasafe versucht es von selbst wieder. Bleibt es so, den Support anrufen.",
                    en: "The Datasafe tries again by itself. If it stays so, call support.")
            )
        default: nil
        }
    }
}
