// Log-in, files, users, the own account, the audit log.
extension Text {
    public static let logInTitle = Text(de: "Anmelden", en: "Log in")

    // Passwords
    public static let passwordHint = Text(
        de: "Mindestens 10 Zeichen. Gut sind drei Wörter, die nicht zusammengehören.",
        en: "At least 10 characters. Three words that do not belong together are good.")
    public static let strength0 = Text(de: "Sehr leicht zu erraten", en: "Very easy to guess")
    public static let strength1 = Text(de: "Leicht zu erraten", en: "Easy to guess")
    public static let strength2 = Text(de: "Geht, besser länger", en: "Acceptable, longer is better")
    public static let strength3 = Text(de: "Gut", en: "Good")
    public static let strength4 = Text(de: "Sehr gut", en: "Very good")

    // Files
    public static let filesTitle = Text(de: "Daten", en: "Files")
    public static let allFiles = Text(de: "Alle Daten", en: "All files")
    public static let uploadFiles = Text(de: "Dateien hochladen", en: "Upload files")
    public static let uploadFolder = Text(de: "Ordner hochladen", en: "Upload a folder")
    public static let newFolder = Text(de: "Neuer Ordner", en: "New folder")
    public static let folderName = Text(de: "Name des Ordners", en: "Name of the folder")
    public static let create = Text(de: "Anlegen", en: "Create")
    public static let search = Text(de: "Suchen", en: "Search")
    public static let searchWords = Text(de: "Name suchen", en: "Search by name")
    public static let searchTitle = Text(de: "Gefunden zu „{words}“", en: "Found for “{words}”")
    public static let searchNothing = Text(de: "Nichts gefunden.", en: "Nothing found.")
    public static let dropHere = Text(
        de: "Dateien oder Ordner hierher ziehen", en: "Drag files or folders here")
    public static let folderEmpty = Text(de: "Dieser Ordner ist leer.", en: "This folder is empty.")
    public static let nameColumn = Text(de: "Name", en: "Name")
    public static let sizeColumn = Text(de: "Größe", en: "Size")
    public static let changedColumn = Text(de: "Geändert", en: "Changed")
    public static let byColumn = Text(de: "Von", en: "By")
    public static let more = Text(de: "Weitere anzeigen", en: "Show more")
    public static let download = Text(de: "Herunterladen", en: "Download")
    public static let view = Text(de: "Ansehen", en: "View")
    public static let changeDocument = Text(de: "Ändern und Versionen", en: "Change and versions")
    public static let changeFolder = Text(de: "Ordner ändern", en: "Change this folder")
    public static let rename = Text(de: "Umbenennen", en: "Rename")
    public static let newName = Text(de: "Neuer Name", en: "New name")
    public static let move = Text(de: "Verschieben", en: "Move")
    public static let moveTitle = Text(de: "Wohin verschieben?", en: "Move where?")
    public static let moveHere = Text(de: "Hierher verschieben", en: "Move here")
    public static let moveNoFolders = Text(de: "Hier sind keine weiteren Ordner.", en: "No more folders here.")
    public static let intoBin = Text(de: "In den Papierkorb", en: "Move to the bin")
    public static let bin = Text(de: "Papierkorb", en: "Bin")
    public static let binEmpty = Text(de: "Der Papierkorb ist leer.", en: "The bin is empty.")
    public static let binnedColumn = Text(de: "Gelöscht", en: "Deleted")
    public static let unbin = Text(de: "Zurückholen", en: "Bring back")
    public static let erase = Text(de: "Endgültig löschen", en: "Erase for good")
    public static let eraseWarning = Text(
        de: "„{name}“ wird endgültig gelöscht. Danach ist es nur noch in alten Sicherungen.",
        en: "“{name}” will be erased for good. After that it is only in old backups.")
    public static let versions = Text(de: "Versionen", en: "Versions")
    public static let versionNumber = Text(de: "Version {number}", en: "Version {number}")
    public static let versionNewest = Text(de: "neueste", en: "newest")
    public static let checksum = Text(de: "Prüfsumme (SHA-256)", en: "Checksum (SHA-256)")
    public static let uploadWaiting = Text(de: "wartet", en: "waiting")
    public static let uploadFiling = Text(de: "wird gespeichert", en: "being stored")
    public static let uploadStored = Text(de: "gespeichert", en: "stored")
    public static let uploadBroken = Text(
        de: "Abgebrochen. Bitte noch einmal hochladen.", en: "Broken off. Please upload again.")
    public static let uploadUnreadable = Text(de: "Nicht lesbar.", en: "Not readable.")

    // Users
    public static let usersTitle = Text(de: "Benutzer", en: "Users")
    public static let newUser = Text(de: "Neuer Benutzer", en: "New user")
    public static let userChange = Text(de: "Ändern", en: "Change")
    public static let userActive = Text(de: "Darf sich anmelden", en: "May log in")
    public static let userInactive = Text(de: "Gesperrt", en: "Deactivated")
    public static let lastLogIn = Text(de: "Letzte Anmeldung", en: "Last log-in")
    public static let setPassword = Text(de: "Neues Passwort (leer = bleibt)", en: "New password (empty = unchanged)")
    public static let userNameHint = Text(
        de: "Klein geschrieben, zum Beispiel a.meier", en: "In lower case, for example a.meier")

    // The own account
    public static let meTitle = Text(de: "Mein Konto", en: "My account")
    public static let oldPassword = Text(de: "Bisheriges Passwort", en: "Present password")
    public static let changePassword = Text(de: "Passwort ändern", en: "Change password")

    // Audit log
    public static let auditTitle = Text(de: "Protokoll", en: "Audit log")
    public static let auditFilter = Text(
        de: "Filtern nach Benutzer, Vorgang oder Name", en: "Filter by user, action or name")
    public static let auditFilterGo = Text(de: "Filtern", en: "Filter")
    public static let auditOlder = Text(de: "Ältere Einträge", en: "Older entries")
    public static let auditEmpty = Text(de: "Keine Einträge.", en: "No entries.")
    public static let auditLine = Text(de: "Nr.", en: "No.")
    public static let auditUser = Text(de: "Wer", en: "Who")
    public static let auditAction = Text(de: "Was", en: "What")
    public static let auditSubject = Text(de: "Woran", en: "On what")
    public static let auditOutcome = Text(de: "Ergebnis", en: "Outcome")
    public static let outcomeDone = Text(de: "ausgeführt", en: "done")
    public static let outcomeBegun = Text(de: "begonnen", en: "begun")
    public static let auditWhole = Text(
        de: "Das Protokoll ist lückenlos und unverändert.", en: "The log is without gaps and unchanged.")
    public static let auditBroken = Text(
        de: "Das Protokoll passt nicht zu seinen Prüfsummen.", en: "The log does not match its checksums.")
}
