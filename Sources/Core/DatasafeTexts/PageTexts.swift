// Words of every page: frame, navigation, levels, times, buttons. The other PageTexts files have the words of one group
// of pages each.
extension Text {
    // The frame
    public static let skipToContent = Text(de: "Zum Inhalt", en: "To the content")
    public static let menu = Text(de: "Menü", en: "Menu")
    public static let otherLanguage = Text(de: "English", en: "Deutsch")
    public static let box = Text(de: "Box {box}", en: "Box {box}")
    public static let version = Text(de: "Version {version}", en: "Version {version}")
    public static let dataIsStale = Text(
        de: "Diese Angaben sind möglicherweise veraltet: Ein Dienst antwortet nicht.",
        en: "This may be out of date: a service does not answer.")
    public static let noConnection = Text(
        de: "Keine Verbindung zur Datasafe. Die Seite versucht es weiter.",
        en: "No connection to the Datasafe. The page keeps trying.")

    // Navigation
    public static let placeStart = Text(de: "Start", en: "Start")
    public static let placeFiles = Text(de: "Daten", en: "Files")
    public static let placeBackup = Text(de: "Sicherung", en: "Backup")
    public static let placeBox = Text(de: "Gerät", en: "Device")
    public static let placeAlarms = Text(de: "Alarme", en: "Alarms")
    public static let placeUsers = Text(de: "Benutzer", en: "Users")
    public static let placeAudit = Text(de: "Protokoll", en: "Audit log")
    public static let myAccount = Text(de: "Mein Konto", en: "My account")
    public static let logOut = Text(de: "Abmelden", en: "Log out")
    public static let logIn = Text(de: "Anmelden", en: "Log in")

    // Levels
    public static let levelOK = Text(de: "In Ordnung", en: "All right")
    public static let levelWarn = Text(de: "Hinweis", en: "Notice")
    public static let levelCrit = Text(de: "Alarm", en: "Alarm")
    public static let levelBusy = Text(de: "In Arbeit", en: "In progress")
    public static let levelUnknown = Text(de: "Unbekannt", en: "Unknown")
    public static let levelNone = Text(de: "Entfällt", en: "Not applicable")
    public static let chipOK = Text(de: "In Ordnung", en: "All right")
    public static let alarmsOne = Text(de: "1 Alarm", en: "1 alarm")
    public static let alarmsMany = Text(de: "{count} Alarme", en: "{count} alarms")
    public static let noticesOne = Text(de: "1 Hinweis", en: "1 notice")
    public static let noticesMany = Text(de: "{count} Hinweise", en: "{count} notices")

    // Times
    public static let today = Text(de: "heute", en: "today")
    public static let yesterday = Text(de: "gestern", en: "yesterday")
    public static let tomorrow = Text(de: "morgen", en: "tomorrow")
    public static let since = Text(de: "seit {span}", en: "for {span}")
    public static let spanDay = Text(de: "{count} Tag", en: "{count} day")
    public static let spanDays = Text(de: "{count} Tagen", en: "{count} days")
    public static let spanDaysPlain = Text(de: "{count} Tage", en: "{count} days")
    public static let spanHour = Text(de: "{count} Stunde", en: "{count} hour")
    public static let spanHours = Text(de: "{count} Stunden", en: "{count} hours")
    public static let spanMinute = Text(de: "{count} Minute", en: "{count} minute")
    public static let spanMinutes = Text(de: "{count} Minuten", en: "{count} minutes")
    public static let timeLeft = Text(de: "noch etwa {span}", en: "about {span} left")
    public static let never = Text(de: "noch nie", en: "never")

    // Buttons and fields
    public static let save = Text(de: "Speichern", en: "Save")
    public static let cancel = Text(de: "Abbrechen", en: "Cancel")
    public static let back = Text(de: "Zurück", en: "Back")
    public static let next = Text(de: "Weiter", en: "Continue")
    public static let toStart = Text(de: "Zur Startseite", en: "To the start page")
    public static let code = Text(de: "Code {code}", en: "Code {code}")
    public static let confirmSerial = Text(
        de: "Letzte 4 Zeichen der Seriennummer", en: "Last 4 characters of the serial number")
    public static let userName = Text(de: "Benutzername", en: "User name")
    public static let password = Text(de: "Passwort", en: "Password")
    public static let newPassword = Text(de: "Neues Passwort", en: "New password")
    public static let repeatPassword = Text(de: "Passwort wiederholen", en: "Repeat the password")
    public static let fullName = Text(de: "Vor- und Nachname", en: "Full name")
    public static let role = Text(de: "Rolle", en: "Role")

    // Session
    public static let sessionEnds = Text(
        de: "Sie werden in {span} abgemeldet.", en: "You will be logged out in {span}.")
    public static let stayLoggedIn = Text(de: "Angemeldet bleiben", en: "Stay logged in")
    public static let sessionEnded = Text(
        de: "Sie wurden nach 15 Minuten ohne Eingabe abgemeldet.",
        en: "You were logged out after 15 minutes without activity.")
    public static let loggedOut = Text(de: "Sie sind abgemeldet.", en: "You are logged out.")
    public static let pullKeyNow = Text(de: "Bitte Schlüssel jetzt abziehen", en: "Please unplug the key now")
    public static let pullKeyWhy = Text(
        de: "Die Datasafe braucht ihn erst beim nächsten Einschalten wieder. Bitte sicher wegschließen.",
        en: "The Datasafe needs it again only at the next power-on. Please lock it away.")
}

// One sentence after something was done, and the page of a refusal.
extension Text {
    public static let refusedTitle = Text(de: "Das ging nicht", en: "That did not work")
    public static let noteSaved = Text(de: "Gespeichert.", en: "Saved.")
    public static let noteCreated = Text(de: "Angelegt.", en: "Created.")
    public static let noteBinned = Text(
        de: "In den Papierkorb gelegt. Von dort lässt es sich zurückholen.",
        en: "Moved to the bin. You can bring it back from there.")
    public static let noteUnbinned = Text(de: "Zurückgeholt.", en: "Brought back.")
    public static let noteErased = Text(de: "Endgültig gelöscht.", en: "Erased for good.")
    public static let noteRenamed = Text(de: "Umbenannt.", en: "Renamed.")
    public static let noteMoved = Text(de: "Verschoben.", en: "Moved.")
    public static let noteUploaded = Text(de: "Hochgeladen.", en: "Uploaded.")
    public static let notePasswordChanged = Text(de: "Das Passwort ist geändert.", en: "The password is changed.")
    public static let noteAcknowledged = Text(de: "Zur Kenntnis genommen.", en: "Acknowledged.")
    public static let noteBackupStarted = Text(de: "Die Sicherung läuft.", en: "The backup is running.")
    public static let noteRestored = Text(
        de: "Zurückgeholt. Es liegt unter „Daten“ in einem neuen Ordner.",
        en: "Brought back. It is under “Files” in a new folder.")
    public static let noteStopping = Text(de: "Die Datasafe schaltet sich aus.", en: "The Datasafe is switching off.")
    public static let noteRestarting = Text(de: "Die Datasafe startet neu.", en: "The Datasafe is restarting.")
}
