// The page of the keys.
extension Text {
    public static let keysTitle = Text(de: "Schlüssel", en: "Keys")
    public static let keysOpen = Text(de: "Schlüssel verwalten", en: "Manage the keys")
    public static let keysSilver = Text(de: "Silberne Schlüssel", en: "Silver keys")
    public static let keyPlugged = Text(de: "Steckt gerade", en: "Plugged in now")
    public static let keyIDColumn = Text(de: "Kennung {id}", en: "Id {id}")
    public static let keyBackupHint = Text(
        de: "Der Backup-Schlüssel öffnet die Sicherungen. An die Daten in der Datasafe kommt man mit ihm nicht.",
        en: "The backup key opens the backups. It does not open the data in the Datasafe.")
    public static let keyOnlyOne = Text(
        de: "Es gibt nur einen silbernen Schlüssel", en: "There is only one silver key")
    public static let keyOnlyOneWhy = Text(
        de: "Geht er verloren, kommt niemand mehr an die Daten. Bitte einen zweiten ausstellen.",
        en: "If it is lost, nobody can open the data any more. Please issue a second one.")
    public static let headerCopied = Text(
        de: "Schlüsselverwaltung zuletzt gesichert", en: "Key directory last saved")

    // Is a good key there?
    public static let goodKeyThere = Text(
        de: "Silberner Schlüssel {number} steckt", en: "Silver key {number} is plugged in")
    public static let goodKeyThereWhy = Text(
        de: "Damit lassen sich Schlüssel ausstellen und sperren. Danach wieder abziehen.",
        en: "Keys can be issued and revoked with it. Unplug it afterwards.")
    public static let goodKeyMissing = Text(
        de: "Bitte einen gültigen silbernen Schlüssel einstecken", en: "Please plug in a valid silver key")
    public static let goodKeyMissingWhy = Text(
        de: "Ohne ihn wird kein Schlüssel ausgestellt oder gesperrt. Diese Seite bemerkt ihn von selbst.",
        en: "Without it no key is issued or revoked. This page notices it by itself.")

    // Issue
    public static let issueTitle = Text(de: "Neuen Schlüssel ausstellen", en: "Issue a new key")
    public static let issueWhat = Text(
        de: "Einen USB-Stick dazustecken, der silberne Schlüssel bleibt stecken.",
        en: "Plug in a USB stick beside it, the silver key stays in.")
    public static let issueStick = Text(
        de: "Noch kein zweiter Stick zu sehen.", en: "No second stick to be seen yet.")
    public static let issueReplaces = Text(de: "Ersetzt er einen anderen?", en: "Does it replace another one?")
    public static let issueReplacesNone = Text(
        de: "Nein, es ist ein zusätzlicher Schlüssel", en: "No, it is one more key")
    public static let issueReplacesOne = Text(
        de: "Ja, Schlüssel {number}. Der wird danach gesperrt", en: "Yes, key {number}, which is revoked afterwards")
    public static let issueGo = Text(de: "Diesen Stick zum Schlüssel machen", en: "Make this stick a key")
    public static let issueFull = Text(
        de: "Es sind schon {count} silberne Schlüssel angemeldet. Zuerst einen sperren, der nicht mehr gebraucht wird.",
        en: "There are {count} silver keys already. First revoke one that is not needed any more.")
    public static let issueRunning = Text(
        de: "Silberner Schlüssel {number} wird ausgestellt", en: "Silver key {number} is being issued")
    public static let issueReplacing = Text(
        de: "Er ersetzt Schlüssel {number}.", en: "It replaces key {number}.")
    public static let issuePull = Text(
        de: "Den neuen Stick jetzt abziehen und wieder einstecken", en: "Unplug the new stick now and plug it in again")
    public static let issueSurvives = Text(
        de: "Nach einem Stromausfall gilt der alte oder der neue Stand, nie keiner.",
        en: "After a power cut the old or the new state holds, never none.")
    public static let issueStepWrite = Text(de: "Schlüssel auf den Stick schreiben", en: "Write the key to the stick")
    public static let issueStepPull = Text(
        de: "Stick abziehen und wieder einstecken", en: "Unplug the stick and plug it in again")
    public static let issueStepEnrol = Text(de: "Schlüssel anmelden", en: "Enrol the key")
    public static let issueStepRevoke = Text(de: "Alten Schlüssel sperren", en: "Revoke the old key")
    public static let issueStepCopy = Text(de: "Schlüsselverwaltung sichern", en: "Save the key directory")
    public static let issueCancel = Text(de: "Ausstellen abbrechen", en: "Call off the issuing")
    public static let issueCancelWhat = Text(
        de: "Der neue Stick gilt dann nicht, alle bisherigen Schlüssel bleiben.",
        en: "The new stick is then not valid, all present keys stay.")
    public static let issueMark = Text(
        de: "Den neuen Stick mit der Nummer {number} beschriften.", en: "Write the number {number} on the new stick.")

    // Revoke
    public static let revokeTitle = Text(de: "Verlorenen Schlüssel sperren", en: "Revoke a lost key")
    public static let revokeWhat = Text(
        de: "Ein gesperrter Schlüssel öffnet diese Datasafe nie wieder, auch wenn er wiedergefunden wird.",
        en: "A revoked key never opens this Datasafe again, also if it is found.")
    public static let revokeLimit = Text(
        de: "Was Sperren nicht kann", en: "What revoking cannot do")
    public static let revokeLimitWhy = Text(
        de: """
            Wer früher eine Platte oder eine Kopie der Schlüsselverwaltung mitgenommen hat und den Stick besitzt, öffnet \
            damit weiterhin jene alte Kopie. Wurde beides gestohlen, bitte den Support anrufen.
            """,
        en: """
            Whoever took a disk or a copy of the key directory earlier and has the stick can still open that old copy. If \
            both were stolen, please call support.
            """)
    public static let revokeOne = Text(de: "Schlüssel {number} sperren", en: "Revoke key {number}")
    public static let revokeNeeds = Text(
        de: "Dazu muss ein anderer gültiger silberner Schlüssel stecken.",
        en: "Another valid silver key must be plugged in for this.")
    public static let revokeConfirm = Text(
        de: "Zum Bestätigen die Nummer des Schlüssels eingeben, der gesperrt wird",
        en: "To confirm, enter the number of the key that is revoked")
    public static let revokeGo = Text(de: "Endgültig sperren", en: "Revoke for good")
    public static let revokeLast = Text(
        de: "Der einzige silberne Schlüssel kann nicht gesperrt werden. Zuerst einen neuen ausstellen.",
        en: "The only silver key cannot be revoked. First issue a new one.")
    public static let deedIssue = Text(de: "Schlüssel wird ausgestellt", en: "Issuing the key")
    public static let deedRevoke = Text(de: "Schlüssel wird gesperrt", en: "Revoking the key")
}
