public import DatasafeCore

// Place in these texts: {name} = disk, stick or address it is about.
extension SetupRefusal: Advised {
    public var sentence: Text {
        switch self {
        case .code: Text(de: "Das ist nicht der Code vom Bildschirm.", en: "That is not the code on the screen.")
        case .tries: Text(de: "Zu viele falsche Codes in einer Minute.", en: "Too many wrong codes in one minute.")
        case .codeFirst:
            Text(de: "Vor der Einrichtung wird der Code gebraucht.", en: "Set-up needs the code first.")
        case .notNew:
            Text(
                de: "Diese Platten gehören schon zu einer eingerichteten Datasafe.",
                en: "These disks already belong to a Datasafe that was set up.")
        case .notReady:
            Text(de: "Die Datasafe sieht sich noch ihre Platten an.", en: "The Datasafe is still looking at its disks.")
        case .practiceName:
            Text(
                de: "Der Name der Praxis fehlt oder ist zu lang.",
                en: "The name of the practice is missing or too long.")
        case .user:
            Text(de: "Dieser Anmeldename geht nicht.", en: "This login name cannot be used.")
        case .fullName:
            Text(
                de: "Der Name der Person fehlt oder ist zu lang.", en: "The name of the person is missing or too long.")
        case .password: Text(de: "Das Passwort ist zu kurz oder zu lang.", en: "The password is too short or too long.")
        case .hub:
            Text(
                de: "Adresse oder Code des Hubs fehlt oder stimmt nicht.",
                en: "The hub's address or code is missing or wrong.")
        case .disks:
            Text(
                de: "Für die Spiegelung werden zwei bis vier Platten gebraucht.",
                en: "The mirror needs two to four disks.")
        case .stick: Text(de: "Diesen Schlüssel gibt es bei der Einrichtung nicht.", en: "Set-up knows no such key.")
        case .sticksMissing:
            Text(
                de: "Es sind noch nicht alle drei Schlüssel geschrieben und geprüft.",
                en: "Not all three keys have been written and checked yet.")
        case .order:
            Text(de: "Dieser Schritt ist noch nicht oder nicht mehr dran.", en: "It is not the turn of this step.")
        case .administrator:
            Text(
                de:
                    "Praxis und Administrator sind nach einem Neustart vergessen, weil Passwörter nie gespeichert werden.",
                en: "Practice and administrator are forgotten after a restart, because passwords are never stored.")
        case .busy: Text(de: "Der letzte Schritt läuft noch.", en: "The last step is still running.")
        case .journal:
            Text(
                de: "Der Stand der Einrichtung kann nicht gespeichert werden.",
                en: "The progress of the set-up cannot be stored.")
        case .unanswered:
            Text(de: "Ein Dienst der Datasafe hat nicht geantwortet.", en: "A service of the Datasafe did not answer.")
        case .confirm:
            Text(
                de: "Die vier Zeichen passen nicht zur Seriennummer von {name}.",
                en: "The four characters do not fit the serial number of {name}.")
        case .diskGone: Text(de: "Die Platte {name} ist nicht mehr da.", en: "Disk {name} is no longer there.")
        case .diskFailing:
            Text(
                de: "Die Platte {name} meldet schwere Fehler und wird nicht benutzt.",
                en: "Disk {name} reports serious errors and is not used.")
        case .diskUnfit:
            Text(
                de: "Die Platte {name} ist zu klein oder gehört zum System.",
                en: "Disk {name} is too small or belongs to the system.")
        case .stickGone:
            Text(
                de: "Der Stick wurde abgezogen, bevor er fertig geschrieben war.",
                en: "The stick was pulled before it was written.")
        case .stickBad:
            Text(
                de: "Der Stick gibt nicht zurück, was auf ihn geschrieben wurde.",
                en: "The stick does not return what was written to it.")
        case .keysGone:
            Text(
                de: "Die Schlüssel dieser Einrichtung sind nicht mehr im Speicher.",
                en: "The keys of this set-up are no longer in memory.")
        }
    }

    public var action: Text {
        switch self {
        case .code:
            Text(
                de: "Die sechs Ziffern am Bildschirm der Datasafe ablesen.",
                en: "Read the six digits on the Datasafe's screen.")
        case .tries: Text(de: "Eine Minute warten und noch einmal ablesen.", en: "Wait a minute and read again.")
        case .codeFirst:
            Text(
                de: "Die Einrichtungsseite neu laden und den Code eingeben.",
                en: "Reload the set-up page and type the code.")
        case .notNew:
            Text(
                de: "Den silbernen Schlüssel einstecken, nicht neu einrichten.",
                en: "Plug in the silver key, do not set up anew.")
        case .notReady:
            Text(de: "Eine Minute warten und die Seite neu laden.", en: "Wait a minute and reload the page.")
        case .practiceName:
            Text(de: "Einen Namen mit 1 bis 80 Zeichen eingeben.", en: "Type a name of 1 to 80 characters.")
        case .user:
            Text(
                de: "2 bis 32 kleine Buchstaben, Ziffern, Punkt oder Bindestrich nehmen, mit Buchstabe am Anfang.",
                en: "Use 2 to 32 small letters, digits, dot or hyphen, starting with a letter.")
        case .fullName:
            Text(
                de: "Vor- und Nachnamen eingeben, höchstens 80 Zeichen.",
                en: "Type first and last name, at most 80 characters.")
        case .password:
            Text(
                de: "Ein Passwort mit mindestens 10 Zeichen wählen, zum Beispiel vier Wörter.",
                en: "Choose a password of at least 10 characters, four words for example.")
        case .hub:
            Text(
                de: "Beides vom Datenblatt abschreiben oder beide Felder leer lassen.",
                en: "Copy both from the data sheet or leave both fields empty.")
        case .disks: Text(de: "Die Platten neu auswählen.", en: "Choose the disks again.")
        case .stick, .order:
            Text(de: "Die Seite neu laden und dort weitermachen.", en: "Reload the page and go on there.")
        case .sticksMissing:
            Text(
                de: "Den fehlenden Schlüssel schreiben, abziehen und noch einmal einstecken.",
                en: "Write the missing key, pull it and plug it in again.")
        case .administrator:
            Text(de: "Praxis und Administrator noch einmal eingeben.", en: "Type practice and administrator again.")
        case .busy:
            Text(
                de: "Warten, bis die Seite den nächsten Schritt zeigt.", en: "Wait until the page shows the next step.")
        case .journal:
            Text(
                de: "Die Datasafe neu starten, sonst den Support anrufen.",
                en: "Restart the Datasafe, otherwise call support.")
        case .unanswered: Text(de: "Den Schritt noch einmal versuchen.", en: "Try the step again.")
        case .confirm:
            Text(
                de: "Die letzten vier Zeichen der Seriennummer von der Seite abschreiben.",
                en: "Copy the last four characters of the serial number from the page.")
        case .diskGone:
            Text(
                de: "Prüfen, ob die Platte fest sitzt, und neu auswählen.",
                en: "Check that the disk sits firmly and choose again.")
        case .diskFailing, .diskUnfit:
            Text(de: "Eine andere Platte wählen oder einsetzen.", en: "Choose or put in another disk.")
        case .stickGone:
            Text(de: "Den Stick wieder einstecken und neu beginnen.", en: "Plug the stick in again and start over.")
        case .stickBad: Text(de: "Einen anderen Stick nehmen.", en: "Take another stick.")
        case .keysGone:
            Text(
                de: "Die Schlüssel noch einmal schreiben; sind die Platten schon bereit, den Support anrufen.",
                en: "Write the keys again; if the disks are ready already, call support.")
        }
    }
}

extension SetupStep {
    /// The step as the console and `datasafe status` name it.
    public var title: Text {
        switch self {
        case .code: Text(de: "Code eingeben", en: "type the code")
        case .practice: Text(de: "Praxis und Administrator", en: "practice and administrator")
        case .disks: Text(de: "Platten wählen", en: "choose the disks")
        case .keys: Text(de: "Schlüssel schreiben", en: "write the keys")
        case .forming: Text(de: "Platten werden vorbereitet", en: "disks are being prepared")
        case .paper: Text(de: "Backup-Schlüssel drucken", en: "print the backup key")
        case .done: Text(de: "fertig", en: "done")
        }
    }
}
