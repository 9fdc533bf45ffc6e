// The start page: the state of the box, and the four tiles.
extension Text {
    public static let startTitle = Text(de: "Start", en: "Start")
    public static let stateUnknown = Text(de: "Zustand unbekannt", en: "State unknown")
    public static let stateUnknownWhy = Text(
        de: "Die Datasafe meldet gerade keinen Zustand. Bitte eine Minute warten.",
        en: "The Datasafe reports no state at the moment. Please wait a minute.")
    public static let stateStarting = Text(de: "Datasafe startet", en: "Datasafe is starting")
    public static let stateStartingWhy = Text(
        de: "Die Platten werden geprüft. Das dauert meist weniger als eine Minute.",
        en: "The disks are being checked. This usually takes less than a minute.")
    public static let stateLocked = Text(de: "Gesperrt", en: "Locked")
    public static let stateLockedWhat = Text(de: "Bitte Schlüssel einstecken", en: "Please plug in the key")
    public static let stateUnlocking = Text(de: "Wird geöffnet", en: "Opening")
    public static let stateUnlockingWhy = Text(
        de: "Der Schlüssel ist erkannt. Bitte noch stecken lassen.", en: "The key is recognised. Please leave it in.")
    public static let stateOpen = Text(de: "Bereit", en: "Ready")
    public static let stateOpenWhy = Text(
        de: "Die Daten der Praxis sind geöffnet.", en: "The practice's data are open.")
    public static let stateDegraded = Text(de: "Bereit, Schutz verringert", en: "Ready, protection reduced")
    public static let stateDegradedWhy = Text(
        de: "Die Daten sind da, aber schlechter geschützt als sonst.",
        en: "The data are there, but less protected than usual.")
    public static let stateReadOnly = Text(de: "Nur lesbar", en: "Read-only")
    public static let stateReadOnlyWhy = Text(
        de: "Die Daten sind da, aber nichts Neues wird gespeichert.",
        en: "The data are there, but nothing new is stored.")
    public static let stateFailed = Text(de: "Störung", en: "Fault")
    public static let stateFailedWhy = Text(
        de: "Die Daten sind nicht geöffnet. Hier steht, was zu tun ist.",
        en: "The data are not open. Here is what to do.")

    public static let keyPicture = Text(
        de: "Der silberne Schlüssel wird in eine USB-Buchse der Datasafe gesteckt",
        en: "The silver key goes into a USB socket of the Datasafe")
    public static let keyStep1 = Text(
        de: "Den silbernen USB-Schlüssel aus dem Tresor holen.", en: "Take the silver USB key out of the safe.")
    public static let keyStep2 = Text(
        de: "In eine USB-Buchse der Datasafe stecken.", en: "Plug it into a USB socket of the Datasafe.")
    public static let keyStep3 = Text(
        de: "Warten, bis hier „Bereit“ steht. Das dauert wenige Sekunden.",
        en: "Wait until it says “Ready” here. That takes a few seconds.")
    public static let keyStep4 = Text(
        de: "Den Schlüssel abziehen und wieder wegschließen.", en: "Unplug the key and lock it away again.")

    public static let tileData = Text(de: "Daten", en: "Data")
    public static let tileProtection = Text(de: "Schutz", en: "Protection")
    public static let tileBackup = Text(de: "Sicherung", en: "Backup")
    public static let tileAlarms = Text(de: "Alarme", en: "Alarms")
    public static let documentsOne = Text(de: "1 Dokument", en: "1 document")
    public static let documentsMany = Text(de: "{count} Dokumente", en: "{count} documents")
    public static let usedOf = Text(de: "{used} von {all} belegt", en: "{used} of {all} used")
    public static let toFiles = Text(de: "Zu den Daten", en: "To the files")
    public static let toBackup = Text(de: "Zur Sicherung", en: "To the backup")
    public static let toDisks = Text(de: "Zu den Platten", en: "To the disks")
    public static let toAlarms = Text(de: "Alle Prüfungen", en: "All checks")
    public static let toDo = Text(de: "Was ist zu tun?", en: "What is to be done?")
    public static let mayFail0 = Text(
        de: "Keine Platte darf mehr ausfallen", en: "No more disk may fail")
    public static let mayFail1 = Text(de: "Eine Platte darf noch ausfallen", en: "One more disk may fail")
    public static let mayFail2 = Text(de: "Zwei Platten dürfen noch ausfallen", en: "Two more disks may fail")
    public static let mayFail3 = Text(de: "Drei Platten dürfen noch ausfallen", en: "Three more disks may fail")
    public static let noArray = Text(de: "Keine Angabe zu den Platten", en: "Nothing is known about the disks")
    public static let membersWhole = Text(
        de: "Alle {count} Platten halten dieselben Daten.", en: "All {count} disks hold the same data.")
    public static let membersBoth = Text(
        de: "Beide Platten halten dieselben Daten.", en: "Both disks hold the same data.")
    public static let membersMissing = Text(
        de: "{whole} von {count} Platten in Ordnung.", en: "{whole} of {count} disks all right.")
    public static let noAlarms = Text(de: "Keine Alarme", en: "No alarms")
    public static let checksCount = Text(de: "{count} Prüfungen laufen.", en: "{count} checks are running.")
    public static let noMonitor = Text(de: "Die Überwachung meldet sich nicht.", en: "The monitor does not report.")
}
