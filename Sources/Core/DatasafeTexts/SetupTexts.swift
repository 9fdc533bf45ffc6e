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
        case .hub:
            Text(
                de: "Adresse oder Code des Hubs fehlt oder stimmt nicht.",
                en: "The hub's address or code is missing or wrong.")
        case .disks:
            Text(
                de: "Für die Spiegelung werden zwei bis vier Platten gebraucht.",
                en: "The mirror needs two to four disks.")
        case .stick: Text(de: "Diesen Schlüssel gibt es bei der Einrichtung nicht.", en: "Set-up knows no such key.")
        case .keysMissing:
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
        case .keysGone:
            Text(
                de: "Beim Neustart sind die Schlüssel dieser Einrichtung verloren gegangen.",
                en: "The restart lost the keys of this set-up.")
        case .done: Text(de: "Es gibt schon einen Datenspeicher.", en: "There is a data store already.")
        case .diskGone: Text(de: "Die Platte {name} ist nicht mehr da.", en: "Disk {name} is no longer there.")
        case .notEmpty:
            Text(
                de: "Die Platte {name} ist nicht leer, und die vier Zeichen passen nicht.",
                en: "Disk {name} is not empty, and the four characters do not fit.")
        case .stickGone:
            Text(
                de: "Der Stick wurde abgezogen, bevor er fertig geschrieben war.",
                en: "The stick was pulled before it was written.")
        case .stickUsed:
            Text(
                de: "Dieser Stick trägt schon einen anderen Schlüssel.", en: "This stick already carries another key.")
        case .stickNotEmpty:
            Text(
                de: "Der Stick ist nicht leer, und die vier Zeichen passen nicht.",
                en: "The stick is not empty, and the four characters do not fit.")
        case .stickWrite: Text(de: "Der Stick lässt sich nicht beschreiben.", en: "The stick cannot be written.")
        case .stickReadBack:
            Text(
                de: "Der Stick gibt nicht zurück, was auf ihn geschrieben wurde.",
                en: "The stick does not return what was written to it.")
        case .form:
            Text(
                de: "Die Platten konnten nicht vorbereitet werden.", en: "The disks could not be prepared.")
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
        case .hub:
            Text(
                de: "Beides vom Datenblatt abschreiben oder beide Felder leer lassen.",
                en: "Copy both from the data sheet or leave both fields empty.")
        case .disks: Text(de: "Die Platten neu auswählen.", en: "Choose the disks again.")
        case .stick, .order:
            Text(de: "Die Seite neu laden und dort weitermachen.", en: "Reload the page and go on there.")
        case .keysMissing:
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
        case .keysGone:
            Text(
                de: "Platten und Schlüssel noch einmal wählen; die beschriebenen Sticks können wieder benutzt werden.",
                en: "Choose disks and keys again; the sticks already written can be used again.")
        case .done: Text(de: "Den silbernen Schlüssel einstecken.", en: "Plug in the silver key.")
        case .diskGone:
            Text(
                de: "Prüfen, ob die Platte fest sitzt, und neu auswählen.",
                en: "Check that the disk sits firmly and choose again.")
        case .notEmpty, .stickNotEmpty:
            Text(
                de: "Die letzten vier Zeichen von der Seite abschreiben, wenn der Inhalt gelöscht werden darf.",
                en: "Copy the last four characters from the page if the content may be erased.")
        case .stickGone:
            Text(de: "Den Stick wieder einstecken und neu beginnen.", en: "Plug the stick in again and start over.")
        case .stickUsed: Text(de: "Für jeden Schlüssel einen eigenen Stick nehmen.", en: "Use one stick for each key.")
        case .stickWrite, .stickReadBack: Text(de: "Einen anderen Stick nehmen.", en: "Take another stick.")
        case .form:
            Text(
                de: "Noch einmal versuchen; kommt es wieder, andere Platten nehmen.",
                en: "Try again; if it happens again, use other disks.")
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
