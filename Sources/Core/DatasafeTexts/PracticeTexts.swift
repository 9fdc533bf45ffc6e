public import DatasafeCore

// Place in these texts: {subject} = `Refusal.subject`, what the refusal is about.
extension UserCode: Advised {
    public var sentence: Text {
        switch self {
        case .wrong:
            Text(de: "Benutzername oder Passwort ist falsch.", en: "User name or password is wrong.")
        case .locked:
            Text(
                de: "Zu viele falsche Passwörter: Die Anmeldung ist bis {subject} Uhr gesperrt.",
                en: "Too many wrong passwords: logging in is locked until {subject}.")
        case .busy:
            Text(de: "Gerade melden sich sehr viele Personen an.", en: "Very many people are logging in right now.")
        case .session:
            Text(de: "Sie sind nicht mehr angemeldet.", en: "You are no longer logged in.")
        case .rights:
            Text(de: "Ihre Rolle erlaubt das nicht.", en: "Your role does not allow that.")
        case .name:
            Text(
                de: "Ein Benutzername hat 2 bis 32 Zeichen: a-z, Ziffern, Punkt, Strich.",
                en: "A user name has 2 to 32 characters: a-z, digits, dot, hyphen.")
        case .fullName:
            Text(de: "Der Name fehlt oder ist zu lang.", en: "The name is missing or too long.")
        case .taken:
            Text(
                de: "Den Benutzernamen „{subject}“ gibt es schon.",
                en: "The user name “{subject}” exists already.")
        case .role:
            Text(de: "Diese Rolle gibt es nicht.", en: "There is no such role.")
        case .unknown:
            Text(de: "Diesen Benutzer gibt es nicht.", en: "There is no such user.")
        case .lastAdministrator:
            Text(
                de: "Die Praxis hätte dann keinen aktiven Administrator mehr.",
                en: "The practice would then have no active administrator.")
        case .notFirst:
            Text(de: "Die Praxis ist schon eingerichtet.", en: "The practice is already set up.")
        case .oldPassword:
            Text(de: "Das bisherige Passwort stimmt nicht.", en: "The present password is not right.")
        case .passwordShort:
            Text(
                de: "Das Passwort ist kürzer als {subject} Zeichen.",
                en: "The password is shorter than {subject} characters.")
        case .passwordLong:
            Text(de: "Das Passwort ist zu lang.", en: "The password is too long.")
        case .passwordCommon:
            Text(
                de: "Dieses Passwort gehört zu denen, die Fremde zuerst versuchen.",
                en: "This password is among those that strangers try first.")
        case .passwordGuessable:
            Text(de: "Dieses Passwort ist leicht zu erraten.", en: "This password is easy to guess.")
        }
    }

    public var action: Text {
        switch self {
        case .wrong:
            Text(
                de: "Noch einmal eingeben; auf Groß- und Kleinschreibung achten.",
                en: "Type it again; mind upper and lower case.")
        case .locked:
            Text(
                de: "Bis dahin warten, oder den Administrator ein neues Passwort setzen lassen.",
                en: "Wait until then, or have the administrator set a new password.")
        case .busy:
            Text(de: "In einigen Sekunden noch einmal versuchen.", en: "Try again in a few seconds.")
        case .session:
            Text(de: "Bitte neu anmelden.", en: "Please log in again.")
        case .rights:
            Text(
                de: "Eine Person bitten, die das darf, zum Beispiel den Administrator.",
                en: "Ask a person who may do it, for example the administrator.")
        case .name:
            Text(
                de: "Einen Benutzernamen wie „a.meier“ wählen.",
                en: "Choose a user name like “a.meier”.")
        case .fullName:
            Text(de: "Einen Namen mit 1 bis 100 Zeichen eingeben.", en: "Enter a name of 1 to 100 characters.")
        case .taken:
            Text(de: "Einen anderen Benutzernamen wählen.", en: "Choose another user name.")
        case .role:
            Text(
                de: "Administrator, Arzt oder Assistenz wählen.", en: "Choose administrator, doctor or assistant.")
        case .unknown:
            Text(de: "Die Liste der Benutzer neu laden.", en: "Reload the list of users.")
        case .lastAdministrator:
            Text(
                de: "Zuerst eine andere Person zum Administrator machen.",
                en: "First make another person administrator.")
        case .notFirst:
            Text(
                de: "Als Administrator anmelden und weitere Benutzer dort anlegen.",
                en: "Log in as administrator and create more users there.")
        case .oldPassword:
            Text(de: "Das bisherige Passwort noch einmal eingeben.", en: "Type the present password again.")
        case .passwordShort:
            Text(
                de: "Ein längeres wählen, zum Beispiel drei Wörter, die nicht zusammengehören.",
                en: "Choose a longer one, for example three words that do not belong together.")
        case .passwordLong:
            Text(de: "Ein kürzeres Passwort wählen.", en: "Choose a shorter password.")
        case .passwordCommon, .passwordGuessable:
            Text(
                de: "Ein anderes wählen, zum Beispiel drei Wörter, die nicht zusammengehören.",
                en: "Choose another, for example three words that do not belong together.")
        }
    }
}

extension DocumentCode: Advised {
    public var sentence: Text {
        switch self {
        case .name:
            Text(
                de: "Das ist kein Name: leer, länger als 200 Zeichen, mit Schrägstrich oder Steuerzeichen.",
                en: "That is not a name: empty, over 200 characters, with a slash or control characters.")
        case .taken:
            Text(
                de: "In diesem Ordner gibt es „{subject}“ schon.",
                en: "This folder has “{subject}” already.")
        case .gone:
            Text(
                de: "Dieses Dokument oder diesen Ordner gibt es nicht mehr.",
                en: "This document or folder is no longer there.")
        case .folderGone:
            Text(
                de: "Der Zielordner liegt im Papierkorb oder ist gelöscht.",
                en: "The target folder is in the bin or erased.")
        case .cycle:
            Text(
                de: "Ein Ordner kann nicht in sich selbst verschoben werden.",
                en: "A folder cannot be moved into itself.")
        case .depth:
            Text(
                de: "Mehr als {subject} Ordner ineinander sind nicht möglich.",
                en: "More than {subject} folders inside each other are not possible.")
        case .notInBin:
            Text(
                de: "Das geht nur mit Dokumenten und Ordnern im Papierkorb.",
                en: "That works only with documents and folders in the bin.")
        case .inBin:
            Text(de: "Das liegt im Papierkorb.", en: "That is in the bin.")
        case .incomplete:
            Text(
                de: "Das Dokument ist nicht vollständig angekommen und wurde nicht gespeichert.",
                en: "The document did not arrive whole and was not stored.")
        case .full:
            Text(
                de: "Der Datenspeicher ist voll; dafür wurde nichts gespeichert.",
                en: "The data storage is full; nothing was stored for this.")
        case .readOnly:
            Text(
                de: "Der Datenspeicher lässt sich nur noch lesen; dafür wurde nichts gespeichert.",
                en: "The data storage can only be read; nothing was stored for this.")
        case .damaged:
            Text(
                de: "Die gespeicherten Bytes dieses Dokuments sind beschädigt.",
                en: "The stored bytes of this document are damaged.")
        case .night:
            Text(
                de: "Diese Nacht ist auf der Backup-Platte nicht lesbar.",
                en: "This night cannot be read from the backup disk.")
        case .store:
            Text(
                de: "Die Praxisdaten können gerade nicht gelesen oder geschrieben werden.",
                en: "The practice data cannot be read or written right now.")
        case .request:
            Text(de: "Diese Anfrage ist unverständlich.", en: "This request makes no sense.")
        }
    }

    public var action: Text {
        switch self {
        case .name: Text(de: "Einen anderen Namen eingeben.", en: "Enter another name.")
        case .taken: Text(de: "Einen anderen Namen wählen.", en: "Choose another name.")
        case .gone: Text(de: "Den Ordner neu laden.", en: "Reload the folder.")
        case .folderGone:
            Text(
                de: "Den Ordner zuerst zurückholen oder einen anderen wählen.",
                en: "Bring the folder back first or choose another.")
        case .cycle: Text(de: "Einen Zielordner außerhalb wählen.", en: "Choose a target folder outside.")
        case .depth: Text(de: "Weiter oben ablegen.", en: "Put it further up.")
        case .notInBin: Text(de: "Zuerst in den Papierkorb legen.", en: "Put it into the bin first.")
        case .inBin: Text(de: "Zuerst aus dem Papierkorb zurückholen.", en: "Bring it back from the bin first.")
        case .incomplete: Text(de: "Noch einmal hochladen.", en: "Upload it again.")
        case .full:
            Text(
                de: "Nicht mehr Gebrauchtes löschen und den Papierkorb leeren, oder größere Platten einplanen.",
                en: "Delete what is no longer needed and empty the bin, or plan for larger disks.")
        case .readOnly:
            Text(
                de: "Die Datasafe neu starten, den Schlüssel einstecken und das Letzte noch einmal tun.",
                en: "Restart the Datasafe, plug in the key and do the last thing again.")
        case .damaged:
            Text(
                de: "Das Dokument aus einer Nacht auf der Backup-Platte zurückholen.",
                en: "Bring the document back from a night on the backup disk.")
        case .night: Text(de: "Eine andere Nacht oder Platte wählen.", en: "Choose another night or disk.")
        case .store:
            Text(
                de: "Kurz warten und wiederholen; hält es an, den Support anrufen.",
                en: "Wait a moment and try again; if it goes on, call support.")
        case .request: Text(de: "Die Seite neu laden.", en: "Reload the page.")
        }
    }
}
