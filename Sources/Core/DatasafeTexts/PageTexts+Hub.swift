// The pages of the vendor's hub.
extension Text {
    // Frame
    public static let hubName = Text(de: "Zentrale", en: "Hub")
    public static let hubFleet = Text(de: "Boxen", en: "Boxes")
    public static let hubEnrol = Text(de: "Box anmelden", en: "Enrol a box")
    public static let hubIncidents = Text(de: "Störungen", en: "Incidents")
    public static let hubPassword = Text(de: "Passwort", en: "Password")
    public static let hubOffline = Text(
        de: "Keine Verbindung zur Zentrale. Die Seite versucht es weiter.",
        en: "No connection to the hub. The page keeps trying.")
    public static let hubNoStore = Text(
        de: "Die Datenbank der Zentrale antwortet nicht.", en: "The database of the hub does not answer.")
    public static let hubNoStoreAction = Text(
        de: "Bitte freien Speicher und das Protokoll der Zentrale prüfen.",
        en: "Please check free space and the log of the hub.")
    public static let hubUpdated = Text(de: "Stand {time} Uhr", en: "As of {time}")

    // Log-in
    public static let hubLogInTitle = Text(de: "Anmelden an der Zentrale", en: "Log in to the hub")
    public static let hubLogInHint = Text(
        de: "Name und Einmal-Passwort stehen in der Ausgabe des ersten Starts von datasafe-hub. Verloren? "
            + "„datasafe-hub login“ gibt einen neuen Zugang aus.",
        en: "Name and one-time password are in the output of the first start of datasafe-hub. Lost? "
            + "“datasafe-hub login” gives a new way in.")
    public static let hubLinkTitle = Text(de: "Mit Einmal-Link anmelden", en: "Log in by one-time link")
    public static let hubLinkWords = Text(
        de: "Dieser Link gilt einmal und dreißig Minuten.", en: "This link is good once, for thirty minutes.")
    public static let hubLinkOver = Text(
        de: "Dieser Link ist verbraucht oder abgelaufen.", en: "This link was used or has expired.")
    public static let hubLinkOverAction = Text(
        de: "Bitte mit „datasafe-hub login“ einen neuen ausgeben lassen.",
        en: "Please have “datasafe-hub login” give out a new one.")
    public static let hubMustChange = Text(
        de: "Bitte jetzt ein eigenes Passwort wählen. Das Einmal-Passwort gilt danach nicht mehr.",
        en: "Please choose a password of your own now. The one-time password then no longer works.")
    public static let hubOldPassword = Text(de: "Bisheriges Passwort", en: "Present password")
    public static let hubLockedUntil = Text(
        de: "Zu viele falsche Passwörter: Die Anmeldung ist bis {time} Uhr gesperrt.",
        en: "Too many wrong passwords: logging in is locked until {time}.")
    public static let hubLockedAction = Text(
        de: "Bitte bis dahin warten oder mit „datasafe-hub login“ anmelden.",
        en: "Please wait until then, or log in with “datasafe-hub login”.")

    // Fleet
    public static let hubCountBoxes = Text(de: "Boxen", en: "Boxes")
    public static let hubCountCrit = Text(de: "Alarm", en: "Alarm")
    public static let hubCountWarn = Text(de: "Hinweis", en: "Notice")
    public static let hubCountSilent = Text(de: "Ohne Meldung", en: "Silent")
    public static let hubCountLocked = Text(de: "Wartet auf Schlüssel", en: "Waiting for key")
    public static let hubColumnState = Text(de: "Lage", en: "Standing")
    public static let hubColumnBox = Text(de: "Box", en: "Box")
    public static let hubColumnPhase = Text(de: "Zustand", en: "State")
    public static let hubColumnWorst = Text(de: "Wichtigstes", en: "Most important")
    public static let hubColumnSeen = Text(de: "Letzte Meldung", en: "Last beat")
    public static let hubColumnVersion = Text(de: "Version", en: "Version")
    public static let hubNoBoxes = Text(de: "Noch keine Box angemeldet.", en: "No box is enrolled yet.")
    public static let hubNothing = Text(de: "Nichts zu tun", en: "Nothing to do")
    public static let hubAgo = Text(de: "vor {span}", en: "{span} ago")
    public static let hubSeconds = Text(de: "{count} s", en: "{count} s")

    // States
    public static let hubStateOpen = Text(de: "Offen", en: "Open")
    public static let hubStateDegraded = Text(de: "Offen, Schutz verringert", en: "Open, protection reduced")
    public static let hubStateLocked = Text(de: "Wartet auf Schlüssel", en: "Waiting for key")
    public static let hubStateUnlocking = Text(de: "Wird geöffnet", en: "Opening")
    public static let hubStateStarting = Text(de: "Startet", en: "Starting")
    public static let hubStateUnsetUp = Text(de: "Neu, nicht eingerichtet", en: "New, not set up")
    public static let hubStateFailed = Text(de: "Störung, Daten nicht offen", en: "Fault, data not open")
    public static let hubStateStopping = Text(de: "Ausgeschaltet", en: "Switched off")
    public static let hubStateUnknown = Text(de: "Zustand unbekannt", en: "State unknown")
    public static let hubStateSilent = Text(de: "Meldet sich nicht", en: "Silent")
    public static let hubStateNever = Text(de: "Angemeldet, noch keine Meldung", en: "Enrolled, no beat yet")
    public static let hubStateRevoked = Text(de: "Gesperrt", en: "Revoked")

    // Checks of the hub itself
    public static let hubCheckSilent = Text(de: "Meldungen der Box", en: "Beats of the box")
    public static let hubCheckClone = Text(de: "Kennung der Box", en: "Identity of the box")
    public static let hubCheckForged = Text(de: "Unterschrift der Meldungen", en: "Signature of the beats")
    public static let hubCheckClock = Text(de: "Uhr der Box", en: "Clock of the box")
    public static let hubCheckAudit = Text(de: "Zugriffsprotokoll der Box", en: "Audit log of the box")
    public static let hubCheckVault = Text(de: "Online-Sicherung im Tresor", en: "Online backup in the vault")
    public static let hubCheckOther = Text(de: "Sonstiges", en: "Other")

    // One box
    public static let hubRaised = Text(de: "Was zu tun ist", en: "What to do")
    public static let hubChecks = Text(de: "Alle Prüfungen", en: "All checks")
    public static let hubNoChecks = Text(de: "Noch keine Prüfung gemeldet.", en: "No check was reported yet.")
    public static let hubColumnCheck = Text(de: "Prüfung", en: "Check")
    public static let hubColumnValue = Text(de: "Wert", en: "Value")
    public static let hubColumnSince = Text(de: "Seit", en: "Since")
    public static let hubHistory = Text(de: "Verlauf", en: "History")
    public static let hubNoHistory = Text(de: "Noch nichts geschehen.", en: "Nothing has happened yet.")
    public static let hubColumnTime = Text(de: "Zeit", en: "Time")
    public static let hubColumnEvent = Text(de: "Ereignis", en: "Event")
    public static let hubColumnBy = Text(de: "Gemeldet von", en: "Reported by")
    public static let hubBeats = Text(de: "Meldungen der letzten sieben Tage", en: "Beats of the last seven days")
    public static let hubBeatsLegend = Text(
        de: "Ein Balken je Stunde, seine Höhe ist der Anteil der erwarteten Meldungen. Farbe: schlimmster Zustand der "
            + "Stunde; blau: später nachgereicht.",
        en: "One bar an hour, its height the share of the beats expected. Colour: worst state of that hour; blue: "
            + "delivered later.")
    public static let hubBar = Text(de: "{time} Uhr: {beats} Meldungen", en: "{time}: {beats} beats")
    public static let hubBarLate = Text(de: "{late} nachgereicht", en: "{late} delivered later")
    public static let hubFigures = Text(de: "Angaben", en: "Figures")
    public static let hubDevice = Text(de: "Kennung", en: "Identity")
    public static let hubEnrolled = Text(de: "Angemeldet", en: "Enrolled")
    public static let hubUptime = Text(de: "Läuft seit", en: "Running for")
    public static let hubClockOf = Text(de: "Uhr der Box", en: "Clock of the box")
    public static let hubInventory = Text(de: "Bestand", en: "Inventory")
    public static let hubInventoryWords = Text(
        de: "{disks} Platten, Spiegel aus {members}, {backups} Backup-Platten",
        en: "{disks} disks, mirror of {members}, {backups} backup disks")
    public static let hubAudit = Text(de: "Zugriffsprotokoll", en: "Audit log")
    public static let hubAuditWords = Text(de: "{count} Zeilen", en: "{count} lines")
    public static let hubVault = Text(de: "Online-Sicherung", en: "Online backup")
    public static let hubVaultWords = Text(de: "{size} GB gebucht", en: "{size} GB booked")
    public static let hubVaultRead = Text(de: "Online zuletzt ganz gelesen", en: "Online last read in full")
    public static let hubRefused = Text(de: "Abgewiesene Meldungen", en: "Refused beats")
    public static let hubAck = Text(de: "Gesehen, 24 Stunden Ruhe", en: "Seen, quiet for 24 hours")
    public static let hubAcked = Text(de: "Gesehen von {who} bis {time}", en: "Seen by {who} until {time}")
    public static let hubClear = Text(de: "Geklärt, Alarm beenden", en: "Dealt with, end the alarm")
    public static let hubRename = Text(de: "Bezeichnung ändern", en: "Change the label")
    public static let hubRevoke = Text(de: "Box sperren", en: "Revoke this box")
    public static let hubRevokeWords = Text(
        de: "Die Zentrale nimmt danach keine Meldung dieser Box mehr an. Für eine Rückkehr muss sie neu angemeldet "
            + "werden. Zur Bestätigung die letzten vier Zeichen der Kennung eingeben.",
        en: "The hub then takes no more beats of this box. To come back it has to be enrolled anew. To confirm, type "
            + "the last four characters of its identity.")
    public static let hubRevokeConfirm = Text(
        de: "Letzte vier Zeichen der Kennung", en: "Last four characters of the identity")
}
