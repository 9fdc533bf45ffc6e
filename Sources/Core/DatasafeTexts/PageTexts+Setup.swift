// The set-up pages of the first day, and the paper copy of the backup key.
extension Text {
    public static let setupTitle = Text(de: "Einrichtung", en: "Set-up")
    public static let setupCodeStep = Text(de: "Code", en: "Code")
    public static let setupPracticeStep = Text(de: "Praxis", en: "Practice")
    public static let setupDisksStep = Text(de: "Platten", en: "Disks")
    public static let setupKeysStep = Text(de: "Schlüssel", en: "Keys")
    public static let setupFormingStep = Text(de: "Einrichten", en: "Set up")
    public static let setupPaperStep = Text(de: "Papier", en: "Paper")
    public static let setupMoment = Text(de: "Einen Moment …", en: "One moment …")
    public static let setupMomentWhy = Text(
        de: "Die Datasafe übernimmt die Angaben.", en: "The Datasafe is taking over what you entered.")

    // Code
    public static let setupWelcome = Text(de: "Willkommen bei Datasafe", en: "Welcome to Datasafe")
    public static let setupCodeWhat = Text(
        de: "Auf dem Bildschirm an der Datasafe steht ein sechsstelliger Code.",
        en: "The screen connected to the Datasafe shows a six-digit code.")
    public static let setupCodeLabel = Text(de: "Code vom Bildschirm", en: "Code on the screen")
    public static let setupCodeFingerprint = Text(
        de: "Dort steht auch der Fingerabdruck des Zertifikats. So ist sicher, dass dies Ihre Datasafe ist.",
        en: "The fingerprint of the certificate is there too. It proves that this is your Datasafe.")
    public static let setupNeeded = Text(
        de: "Bereitlegen: drei leere USB-Sticks (zwei silberne, ein Backup-Stick) und einen Drucker.",
        en: "Have ready: three empty USB sticks (two silver, one backup stick) and a printer.")

    // Practice
    public static let setupPracticeTitle = Text(de: "Ihre Praxis", en: "Your practice")
    public static let practiceName = Text(de: "Name der Praxis", en: "Name of the practice")
    public static let firstAdministrator = Text(de: "Wer verwaltet die Datasafe?", en: "Who administers the Datasafe?")
    public static let firstAdministratorHint = Text(
        de: "Diese Person legt später die anderen Benutzer an.", en: "This person will create the other users later.")
    public static let hubTitle = Text(
        de: "Überwachung durch den Hersteller (freiwillig)", en: "Monitoring by the vendor (optional)")
    public static let hubHint = Text(
        de: "Meldet nur den Zustand des Geräts, niemals Daten der Praxis.",
        en: "Reports only the state of the device, never data of the practice.")
    public static let hubAddress = Text(de: "Adresse des Hubs", en: "Address of the hub")
    public static let hubCode = Text(de: "Einmalcode vom Datenblatt", en: "One-time code of the data sheet")

    // Disks
    public static let setupDisksTitle = Text(de: "Platten auswählen", en: "Choose the disks")
    public static let setupDisksWhat = Text(
        de: "Alle gewählten Platten halten dieselben Daten. Fällt eine aus, sind die Daten noch da.",
        en: "All chosen disks hold the same data. If one fails, the data are still there.")
    public static let setupDisksNone = Text(
        de: "Keine Platten gefunden. Mindestens zwei einbauen und die Datasafe neu starten.",
        en: "No disks found. Install at least two and restart the Datasafe.")
    public static let setupDisksGo = Text(de: "Diese Platten verwenden", en: "Use these disks")

    // Keys
    public static let setupKeysTitle = Text(de: "Schlüssel anlegen", en: "Make the keys")
    public static let setupKeysWhat = Text(
        de: "Zwei silberne Schlüssel öffnen die Daten. Der Backup-Schlüssel öffnet die Sicherungen.",
        en: "Two silver keys open the data. The backup key opens the backups.")
    public static let keyMissing = Text(de: "Noch nicht geschrieben", en: "Not written yet")
    public static let keyVerified = Text(de: "Geschrieben und geprüft", en: "Written and checked")
    public static let keyReplug = Text(
        de: "Jetzt abziehen und wieder einstecken", en: "Unplug it now and plug it in again")
    public static let keyReplugWhy = Text(
        de: "So wird geprüft, dass der Schlüssel wirklich auf dem Stick steht.",
        en: "This proves that the key really is on the stick.")
    public static let keyPlugIn = Text(
        de: "Einen leeren USB-Stick einstecken.", en: "Plug in an empty USB stick.")
    public static let keyPlugNext = Text(
        de: "Diesen Stick abziehen und den nächsten leeren einstecken.",
        en: "Unplug this stick and plug in the next empty one.")
    public static let keyWrite = Text(de: "Auf diesen Stick schreiben", en: "Write to this stick")
    public static let keyNow = Text(de: "Jetzt: {key}", en: "Now: {key}")
    public static let stickBlank = Text(de: "leer, vorbereitet", en: "empty, prepared")
    public static let stickEmpty = Text(de: "leer", en: "empty")
    public static let stickOther = Text(de: "nicht leer", en: "not empty")
    public static let stickLoses = Text(
        de: "Alles auf diesem Stick geht verloren.", en: "Everything on this stick will be lost.")
    public static let stickConfirm = Text(
        de: "Letzte 4 Zeichen von {id}", en: "Last 4 characters of {id}")
    public static let formTitle = Text(de: "Alles bereit", en: "Everything is ready")
    public static let formWhat = Text(
        de: "Jetzt werden die gewählten Platten formatiert und verschlüsselt. Das dauert einige Minuten.",
        en: "The chosen disks will now be formatted and encrypted. This takes a few minutes.")
    public static let formGo = Text(de: "Jetzt einrichten", en: "Set up now")

    // Forming
    public static let formingTitle = Text(de: "Die Datasafe wird eingerichtet", en: "The Datasafe is being set up")
    public static let formingWhat = Text(
        de: "Bitte nicht ausschalten. Diese Seite geht von selbst weiter.",
        en: "Please do not switch off. This page goes on by itself.")
    public static let formRetry = Text(de: "Noch einmal versuchen", en: "Try again")

    // Paper
    public static let paperTitle = Text(de: "Backup-Schlüssel auf Papier", en: "Backup key on paper")
    public static let paperWhat = Text(
        de: "Wenn Datasafe und Sticks verloren sind, öffnet nur noch dieses Blatt die Sicherungen.",
        en: "If Datasafe and sticks are lost, only this sheet still opens the backups.")
    public static let paperStep1 = Text(de: "Das Blatt öffnen und drucken.", en: "Open the sheet and print it.")
    public static let paperPlug = Text(
        de: "Den Backup-Schlüssel einstecken: Nach einem Neustart liest ihn die Datasafe vom Stick.",
        en: "Plug in the backup key: after a restart the Datasafe reads it from the stick.")
    public static let paperStep2 = Text(
        de: "In einen Umschlag, zukleben, außerhalb der Praxis wegschließen.",
        en: "Put it into an envelope, seal it, lock it away outside the practice.")
    public static let paperOpen = Text(de: "Blatt öffnen", en: "Open the sheet")
    public static let paperPrint = Text(de: "Drucken", en: "Print")
    public static let paperDone = Text(
        de: "Das Blatt ist gedruckt und liegt verschlossen.", en: "The sheet is printed and locked away.")
    public static let paperFinish = Text(de: "Einrichtung abschließen", en: "Finish set-up")
    public static let paperSecret = Text(
        de: "Geheim. Nicht fotografieren, nicht kopieren, nicht speichern.",
        en: "Secret. Do not photograph, copy or store it.")
    public static let paperUse = Text(
        de: "Wer dieses Blatt und eine Backup-Platte hat, kann alle Daten der Praxis lesen.",
        en: "Whoever has this sheet and a backup disk can read all data of the practice.")
    public static let paperWords = Text(de: "48 Wörter", en: "48 words")
    public static let paperHex = Text(de: "Schlüssel, 128 Zeichen", en: "Key, 128 characters")
    public static let paperHexHint = Text(
        de: "Ohne Leerzeichen ist das zugleich das restic-Passwort jeder Backup-Platte.",
        en: "Without spaces this is also the restic password of every backup disk.")
    public static let paperQR = Text(de: "QR-Code mit dem Schlüssel", en: "QR code with the key")
    public static let paperMade = Text(de: "Angelegt am {when}, Gerät {box}", en: "Made on {when}, device {box}")
    public static let noteReady = Text(
        de: "Die Datasafe ist eingerichtet. Sie können sich jetzt anmelden.",
        en: "The Datasafe is set up. You can log in now.")
}
