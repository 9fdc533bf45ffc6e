// The device page and the alarms page.
extension Text {
    public static let deviceTitle = Text(de: "Gerät", en: "Device")
    public static let disksCard = Text(de: "Platten", en: "Disks")
    public static let bay = Text(de: "Einschub {number}", en: "Bay {number}")
    public static let bayGone = Text(de: "Platte {number} fehlt", en: "Disk {number} is missing")
    public static let memberInSync = Text(de: "In Ordnung", en: "All right")
    public static let memberRebuilding = Text(de: "Wird befüllt", en: "Being filled")
    public static let memberLost = Text(de: "Fehlt oder ausgefallen", en: "Missing or failed")
    public static let memberStale = Text(de: "Veraltet", en: "Out of date")
    public static let memberSplit = Text(de: "Widersprüchlich", en: "Contradictory")
    public static let memberUnknown = Text(de: "Unbekannt", en: "Unknown")
    public static let unusedDisk = Text(de: "Noch nicht verwendet", en: "Not used yet")
    public static let otherBoxDisk = Text(de: "Gehört zu einer anderen Datasafe", en: "Belongs to another Datasafe")
    public static let recalculating = Text(de: "Prüfsummen werden berechnet", en: "Checksums are being calculated")
    public static let celsius = Text(de: "{value} °C", en: "{value} °C")
    public static let hours = Text(de: "{value} Betriebsstunden", en: "{value} operating hours")
    public static let lastCheck = Text(de: "Zuletzt vollständig geprüft", en: "Last checked completely")
    public static let arrayKind = Text(de: "Art", en: "Kind")
    public static let arrayMirror = Text(de: "Spiegelung auf {count} Platten", en: "Mirror on {count} disks")
    public static let arrayPairs = Text(de: "Zwei gespiegelte Paare", en: "Two mirrored pairs")

    public static let replaceTitle = Text(de: "Platte ersetzen", en: "Replace a disk")
    public static let replaceInsert = Text(
        de: """
            Die ausgefallene Platte herausnehmen und eine neue einsetzen, die gleich groß oder größer ist. Sie erscheint nach \
            wenigen Sekunden hier. Die Datasafe bleibt dabei eingeschaltet.
            """,
        en: """
            Take out the failed disk and insert a new one of the same size or larger. It appears here after a few seconds. \
            The Datasafe stays switched on meanwhile.
            """)
    public static let replaceKeep = Text(
        de: "Stecken lassen, darauf sind die Daten: {disks}.", en: "Leave in, the data are on it: {disks}.")
    public static let replaceKeepOne = Text(
        de: "Platte {number} in Einschub {bay}{tail}", en: "disk {number} in bay {bay}{tail}")
    public static let replaceFound = Text(
        de: "Eine neue Platte ist eingesetzt. Sie kann den Platz der fehlenden übernehmen.",
        en: "A new disk is inserted. It can take the place of the missing one.")
    public static let replaceWhich = Text(de: "Welche Platte wird ersetzt?", en: "Which disk is replaced?")
    public static let replaceMember = Text(de: "Platte {number}: {state}", en: "Disk {number}: {state}")
    public static let replaceGo = Text(de: "Diese Platte verwenden", en: "Use this disk")
    public static let replaceConfirm = Text(
        de: "Zum Bestätigen die letzten 4 Zeichen ihrer Seriennummer eingeben. Sie stehen auf dem Etikett.",
        en: "To confirm, enter the last 4 characters of its serial number. They are on the label.")
    public static let deedRunning = Text(de: "Läuft", en: "Running")
    public static let deedDone = Text(de: "Fertig.", en: "Finished.")
    public static let deedReplace = Text(de: "Platte wird ersetzt", en: "Replacing the disk")
    public static let deedInitialise = Text(de: "Backup-Platte wird eingerichtet", en: "Initialising the backup disk")
    public static let deedRun = Text(de: "Sicherung", en: "Backup")
    public static let deedVerify = Text(de: "Platte prüfen", en: "Verifying the disk")
    public static let deedRestore = Text(de: "Zurückholen", en: "Bringing back")

    public static let keysCard = Text(de: "Schlüssel", en: "Keys")
    public static let keySilver = Text(de: "Silberner Schlüssel {number}", en: "Silver key {number}")
    public static let keyBackup = Text(de: "Backup-Schlüssel {number}", en: "Backup key {number}")
    public static let keysHint = Text(
        de: "Ein silberner Schlüssel öffnet die Daten beim Einschalten. Der zweite liegt sicher an einem anderen Ort.",
        en: "A silver key opens the data at power-on. The second one is kept at another safe place.")
    public static let keysNone = Text(de: "Keine Schlüssel angemeldet.", en: "No keys enrolled.")

    public static let aboutCard = Text(de: "Über dieses Gerät", en: "About this device")
    public static let softwareVersion = Text(de: "Softwareversion", en: "Software version")
    public static let boxNumber = Text(de: "Gerätenummer", en: "Device number")
    public static let addresses = Text(de: "Adressen im Praxisnetz", en: "Addresses in the practice network")
    public static let fingerprint = Text(de: "Fingerabdruck des Zertifikats", en: "Fingerprint of the certificate")
    public static let openedAt = Text(de: "Geöffnet", en: "Opened")
    public static let hubContact = Text(de: "Letzter Kontakt zum Hub", en: "Last contact with the hub")
    public static let hubNone = Text(de: "nicht angemeldet", en: "not enrolled")

    public static let enrolCard = Text(de: "Überwachung durch den Hersteller", en: "Monitoring by the vendor")
    public static let enrolGo = Text(de: "Anmelden", en: "Enrol")
    public static let enrolled = Text(
        de: "Angemeldet. Der Hub sieht den Zustand des Geräts, niemals Daten der Praxis.",
        en: "Enrolled. The hub sees the state of the device, never data of the practice.")

    public static let powerCard = Text(de: "Ausschalten und neu starten", en: "Switch off and restart")
    public static let powerWarning = Text(
        de: "Schlüssel bereithalten: Danach bleiben die Daten gesperrt, bis ein silberner Schlüssel steckt.",
        en: "Keep the key ready: afterwards the data stay locked until a silver key is plugged in.")
    public static let powerKeyAtHand = Text(
        de: "Ich habe einen silbernen Schlüssel zur Hand.", en: "I have a silver key at hand.")
    public static let powerOff = Text(de: "Ausschalten", en: "Switch off")
    public static let powerRestart = Text(de: "Neu starten", en: "Restart")

    // Alarms
    public static let alarmsTitle = Text(de: "Alarme", en: "Alarms")
    public static let allWell = Text(de: "Alles in Ordnung", en: "Everything is all right")
    public static let allWellWhy = Text(
        de: "{count} Prüfungen laufen, keine hat etwas gefunden.",
        en: "{count} checks are running, none found anything.")
    public static let acknowledge = Text(de: "Zur Kenntnis genommen", en: "Acknowledge")
    public static let readingFails = Text(
        de: "derzeit nicht messbar, letzter bekannter Stand", en: "cannot be read at the moment, last known state")
    public static let acknowledgeHint = Text(
        de: "Bleibt, bis jemand es zur Kenntnis nimmt.", en: "Stays until somebody acknowledges it.")
    public static let allChecks = Text(de: "Alle Prüfungen", en: "All checks")
    public static let events = Text(de: "Ereignisse", en: "Events")
    public static let eventsNone = Text(de: "Noch keine Ereignisse.", en: "No events yet.")
    public static let checkColumn = Text(de: "Prüfung", en: "Check")
    public static let stateColumn = Text(de: "Zustand", en: "State")
    public static let sinceColumn = Text(de: "Seit", en: "Since")
    public static let timeColumn = Text(de: "Zeit", en: "Time")
    public static let eventColumn = Text(de: "Ereignis", en: "Event")
    public static let eventRaise = Text(de: "aufgetreten", en: "raised")
    public static let eventWorse = Text(de: "schlimmer geworden", en: "became worse")
    public static let eventResolve = Text(de: "behoben", en: "resolved")
    public static let eventRestart = Text(de: "Neustart", en: "restart")
    public static let eventSwap = Text(de: "Platte getauscht", en: "disk swapped")
}
