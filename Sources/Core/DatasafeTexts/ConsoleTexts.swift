/// The words of the box's own screen: 80 columns, German, the second line English. Sentences are at most 74 characters.
public enum ConsoleTexts {
    /// One state of the screen: a word in large, a sentence, what to do next.
    public struct Scene: Sendable, Equatable {
        public let word: Text
        public let sentence: Text
        public let action: Text

        init(_ word: Text, _ sentence: Text, _ action: Text) {
            self.word = word
            self.sentence = sentence
            self.action = action
        }

        /// The same word with another sentence and action.
        public func saying(_ sentence: Text, _ action: Text) -> Scene { Scene(word, sentence, action) }
    }

    public static let starting = Scene(
        Text(de: "STARTET", en: "STARTING"),
        Text(de: "Die Datasafe sieht sich ihre Platten an.", en: "The Datasafe is looking at its disks."),
        Text(de: "Bitte warten.", en: "Please wait."))

    public static let setUp = Scene(
        Text(de: "NEU", en: "NEW"),
        Text(de: "Diese Datasafe ist noch nicht eingerichtet.", en: "This Datasafe is not set up yet."),
        Text(
            de: "Am PC die Webseite unten öffnen und den Code eingeben.",
            en: "Open the web page below on a PC and type the code."))

    public static let settingUp = Scene(
        Text(de: "EINRICHTUNG", en: "SET-UP"),
        Text(de: "Nächster Schritt: {step}.", en: "Next step: {step}."),
        Text(de: "Auf der Webseite weitermachen.", en: "Go on on the web page."))

    public static let locked = Scene(
        Text(de: "GESPERRT", en: "LOCKED"),
        Text(de: "Die Daten sind verschlossen.", en: "The data is locked."),
        Text(de: "Bitte silbernen USB-Schlüssel einstecken.", en: "Please plug in the silver USB key."))

    public static let keyBad = Scene(
        Text(de: "GESPERRT", en: "LOCKED"), Text(de: "", en: ""), Text(de: "", en: ""))

    public static let unlocking = Scene(
        Text(de: "WIRD GEÖFFNET", en: "UNLOCKING"),
        Text(de: "Platten werden geöffnet{progress}.", en: "Disks are being opened{progress}."),
        Text(de: "Schlüssel stecken lassen.", en: "Leave the key plugged in."))

    public static let pullKey = Scene(
        Text(de: "BEREIT", en: "READY"),
        Text(de: "Die Daten sind geöffnet.", en: "The data is open."),
        Text(
            de: "Bitte Schlüssel jetzt abziehen und sicher verwahren.", en: "Please pull the key now and keep it safe.")
    )

    public static let ready = Scene(
        Text(de: "BEREIT", en: "READY"),
        Text(de: "Die Daten sind geöffnet.", en: "The data is open."),
        Text(de: "Hier ist nichts zu tun.", en: "Nothing to do here."))

    public static let degraded = Scene(
        Text(de: "BEREIT, SCHUTZ VERRINGERT", en: "READY, LESS PROTECTED"),
        Text(
            de: "Platte {disk} fehlt. Daten sind vorhanden, Schutz ist verringert.",
            en: "Disk {disk} is missing. Data is there, protection is reduced."),
        Text(
            de: "Neue Platte einsetzen, auf der Webseite unter „Platten“ aufnehmen.",
            en: "Put in a new disk and take it in under “Disks” on the web page."))

    /// Sentence and action are those of `VolumeLack`.
    public static let readOnly = Scene(
        Text(de: "NUR LESBAR", en: "READ-ONLY"), Text(de: "", en: ""), Text(de: "", en: ""))
    public static let full = Scene(
        Text(de: "VOLL", en: "FULL"), Text(de: "", en: ""), Text(de: "", en: ""))

    public static let fault = Scene(
        Text(de: "STÖRUNG", en: "FAULT"),
        Text(de: "Die Datasafe kann ihre Daten nicht bereitstellen.", en: "The Datasafe cannot provide its data."),
        Text(de: "Bitte den Support anrufen.", en: "Please call support."))

    public static let silent = Scene(
        Text(de: "STÖRUNG", en: "FAULT"),
        Text(de: "Der Dienst für die Platten antwortet nicht.", en: "The disk service does not answer."),
        Text(
            de: "Eine Minute warten, sonst den Support anrufen.", en: "Wait a minute, otherwise call support."))

    // Lines below the scene.
    public static let page = Text(de: "Webseite", en: "Web page")
    public static let noAddress = Text(de: "kein Netzwerk", en: "no network")
    public static let certificate = Text(de: "Zertifikat", en: "Certificate")
    public static let code = Text(de: "Einrichtungs-Code", en: "Code")
    public static let messages = Text(de: "Meldungen", en: "Messages")
    public static let noMessages = Text(de: "keine", en: "none")
    public static let noAnswer = Text(de: "antwortet nicht", en: "no answer")
    public static let messageCount = Text(de: "dringend: {crit}, Hinweise: {warn}", en: "urgent: {crit}, hints: {warn}")
    public static let backup = Text(de: "Sicherung", en: "Backup")
    public static let backupNone = Text(de: "noch keine Backup-Platte", en: "no backup disk yet")
    public static let backupRests = Text(de: "ruht, solange gesperrt ist", en: "rests while locked")
    public static let backupRuns = Text(
        de: "läuft auf Platte {disk}, nicht abziehen", en: "do not pull")
    public static let backupPull = Text(de: "Platte {disk} kann abgezogen werden", en: "disk {disk} can be pulled")
    public static let backupLast = Text(de: "{when}, Platte {disk}", en: "disk {disk}")
    public static let backupEvening = Text(
        de: "bitte Platte {disk} anstecken", en: "please plug in disk {disk}")
    public static let backupNever = Text(de: "noch keine Nacht gesichert", en: "no night backed up yet")
    public static let footer = Text(
        de: "Nur Anzeige, keine Eingabe möglich.", en: "Display only, takes no input.")
}
