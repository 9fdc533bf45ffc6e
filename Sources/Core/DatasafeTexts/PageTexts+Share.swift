// The network share on the backup page, and the page it is set up on.
extension Text {
    public static let share = Text(de: "Netzwerkfreigabe", en: "Network share")
    public static let shareShort = Text(de: "Freigabe", en: "Share")
    public static let shareWhat = Text(
        de: "Jede Nacht geht eine verschlüsselte Sicherung auch auf einen Server oder Netzwerkspeicher in der Praxis. "
            + "Lesen kann sie dort niemand.",
        en: "Each night an encrypted backup also goes to a server or a network storage in the practice. Nobody can "
            + "read it there.")
    public static let shareFirst = Text(
        de: "Die erste Nacht dauert je nach Menge der Daten Stunden.",
        en: "The first night takes hours, depending on the amount of data.")
    public static let shareWhere = Text(de: "Adresse", en: "Address")
    public static let shareNow = Text(de: "Jetzt auf die Freigabe sichern", en: "Back up to the share now")
    public static let sharePlan = Text(de: "Plan der Netzwerkfreigabe", en: "Plan of the network share")
    public static let shareKeepHint = Text(
        de: "Wird kürzer gewählt, gehen ältere Nächte bei der nächsten Sicherung von der Freigabe.",
        en: "If a shorter time is chosen, older nights leave the share with its next backup.")
    public static let shareLast = Text(
        de: "Sicherung auf die Freigabe {when}, geprüft.", en: "Backup to the share {when}, verified.")
    public static let shareNone = Text(
        de: "Die erste Sicherung auf die Freigabe ist noch nicht fertig.",
        en: "The first backup to the share is not finished yet.")
    public static let shareNights = Text(de: "Nächte auf der Freigabe", en: "Nights on the share")

    // Its set-up
    public static let shareNew = Text(de: "Netzwerkfreigabe einrichten", en: "Set up a network share")
    public static let shareChange = Text(de: "Zugang ändern", en: "Change the access")
    public static let shareAddress = Text(de: "Adresse der Freigabe", en: "Address of the share")
    public static let sharePlaceholder = Text(de: "\\\\server\\freigabe", en: "\\\\server\\share")
    public static let shareAddressHint = Text(
        de: "Wie sie auf dem Server heißt, auch mit einem Ordner dahinter. Für NFS: server:/freigabe.",
        en: "As it is called on the server, also with a folder behind it. For NFS: server:/share.")
    public static let shareUser = Text(de: "Name für die Anmeldung am Server", en: "Name for the log-in at the server")
    public static let shareUserHint = Text(
        de: "Am besten einer, den nur die Datasafe benutzt. Für NFS leer lassen.",
        en: "Best one that only the Datasafe uses. Leave it empty for NFS.")
    public static let sharePassword = Text(de: "Kennwort für den Server", en: "Password for the server")
    public static let sharePasswordAgain = Text(
        de: "Das Kennwort bitte noch einmal eingeben.", en: "Please enter the password once more.")
    public static let sharePasswordSame = Text(
        de: "Leer lassen, wenn Server, Name und Kennwort gleich bleiben.",
        en: "Leave it empty if server, name and password stay the same.")
    public static let shareTry = Text(de: "Verbindung prüfen", en: "Try the connection")
    public static let shareTryHint = Text(
        de: "Das kann eine Minute dauern. Auf der Freigabe bleibt davon nichts.",
        en: "This may take a minute. Nothing of it stays on the share.")
    public static let shareReached = Text(
        de: "Die Freigabe ist zu erreichen: {free} frei von {total}, rund {speed}.",
        en: "The share can be reached: {free} free of {total}, about {speed}.")
    public static let shareReachedPlain = Text(
        de: "Die Freigabe ist zu erreichen: rund {speed}.", en: "The share can be reached: about {speed}.")
    public static let shareHasNights = Text(
        de: "Sicherungen einer Datasafe liegen schon dort. Ist ihr Backup-Schlüssel angesteckt, werden sie übernommen.",
        en: "Backups of a Datasafe are there already. With its backup key plugged in they are taken over.")
    public static let shareAdd = Text(de: "Einrichten", en: "Set up")
    public static let sharePlugWhy = Text(
        de: "Nur mit ihm kann eine Freigabe eingerichtet werden. Es ist nicht der silberne.",
        en: "A share can only be set up with it. It is not the silver one.")
    public static let deedShare = Text(de: "Netzwerkfreigabe wird eingerichtet", en: "Setting up the network share")

    // Who can delete there (requirement BK-8)
    public static let shareGuard = Text(de: "Schutz der Freigabe", en: "Protection of the share")
    public static let shareQuestion = Text(
        de: "Was schützt die Sicherungen auf der Freigabe vor dem Löschen?",
        en: "What protects the backups on the share from being deleted?")
    public static let shareQuestionWhy = Text(
        de: "Wer den Server in der Hand hat, kann die Sicherungen dort löschen, auch ein Schadprogramm. Deshalb "
            + "ersetzt eine Freigabe nie eine Platte, die außer Haus kommt.",
        en: "Whoever controls the server can delete the backups there, malware too. That is why a share never "
            + "replaces a disk that is taken out of the house.")
    public static let shareKept = Text(
        de: "Der Server hebt eigene Stände auf", en: "The server keeps states of its own")
    public static let shareKeptWhy = Text(
        de: "Snapshots oder Versionen, die sich mit dem Namen der Datasafe nicht löschen lassen.",
        en: "Snapshots or versions that cannot be deleted with the name of the Datasafe.")
    public static let shareOwn = Text(
        de: "Nur die Datasafe darf auf die Freigabe schreiben", en: "Only the Datasafe may write to the share")
    public static let shareOwnWhy = Text(
        de: "Niemand arbeitet damit, und kein Rechner der Praxis kennt Namen und Kennwort.",
        en: "Nobody works with it, and no computer of the practice knows name and password.")
    public static let shareOpen = Text(de: "Weder noch, oder das weiß niemand", en: "Neither, or nobody knows")
    public static let shareOpenWhy = Text(
        de: "Dann kann auch ein befallener Rechner der Praxis die Sicherungen löschen.",
        en: "Then an infected computer of the practice can delete the backups, too.")
    public static let shareDue = Text(
        de: "Seit einem halben Jahr hat niemand geprüft, wer auf der Freigabe löschen kann.",
        en: "For half a year nobody has looked who can delete on the share.")
    public static let shareDueWhat = Text(
        de: "Bitte auf dem Server nachsehen und neu antworten.", en: "Please look on the server and answer anew.")
    public static let shareAnswer = Text(de: "Antwort speichern", en: "Save the answer")

    // Its end
    public static let shareEnd = Text(de: "Freigabe nicht mehr benutzen", en: "Stop using the share")
    public static let shareEndWhat = Text(
        de: "Die Datasafe sichert dann nicht mehr auf die Freigabe. Die Sicherungen bleiben verschlüsselt dort; der "
            + "Backup-Schlüssel öffnet sie.",
        en: "The Datasafe then backs up to the share no more. The backups stay there, encrypted; the backup key opens "
            + "them.")
}
