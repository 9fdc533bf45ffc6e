public import DatasafeCore

extension WebCode: Advised {
    public var sentence: Text {
        switch self {
        case .forged:
            Text(
                de: "Diese Seite war zu lange offen oder ist veraltet.",
                en: "This page was open too long or is outdated.")
        case .role:
            Text(de: "Dafür reicht Ihre Berechtigung nicht.", en: "Your role does not allow this.")
        case .notFound:
            Text(de: "Diese Seite oder dieses Dokument gibt es nicht.", en: "There is no such page or document.")
        case .noAnswer:
            Text(
                de: "Ein Dienst der Datasafe antwortet gerade nicht.", en: "A service of the Datasafe does not answer.")
        case .form:
            Text(de: "Eine Angabe fehlt oder passt nicht.", en: "An entry is missing or does not fit.")
        case .passwordsDiffer:
            Text(de: "Die beiden Eingaben des Passworts sind verschieden.", en: "The two password entries differ.")
        case .passwordWeak:
            Text(de: "Das neue Passwort ist zu schwach.", en: "The new password is too weak.")
        case .tooBig:
            Text(
                de: "Die Datei ist größer, als ein Dokument sein darf.",
                en: "The file is larger than a document may be.")
        case .setupCode:
            Text(
                de: "Die Einrichtung ist mit dem Code vom Bildschirm der Datasafe geschützt.",
                en: "Set-up is protected by the code on the Datasafe's screen.")
        case .fault:
            Text(de: "In der Datasafe ist ein Fehler aufgetreten.", en: "An error occurred inside the Datasafe.")
        }
    }

    public var action: Text {
        switch self {
        case .forged:
            Text(de: "Die Seite neu laden und noch einmal versuchen.", en: "Reload the page and try again.")
        case .role:
            Text(
                de: "Bitte eine Administratorin der Praxis fragen.", en: "Please ask an administrator of the practice.")
        case .notFound:
            Text(de: "Über die Startseite neu hingehen.", en: "Go there again from the start page.")
        case .noAnswer:
            Text(
                de: "Eine Minute warten und neu laden, sonst den Support anrufen.",
                en: "Wait a minute and reload, otherwise call support.")
        case .form:
            Text(
                de: "Bitte die Angaben prüfen und noch einmal absenden.",
                en: "Please check the entries and send again.")
        case .passwordsDiffer:
            Text(de: "Das neue Passwort zweimal gleich eingeben.", en: "Enter the new password twice, the same way.")
        case .passwordWeak:
            Text(
                de: "Ein längeres Passwort wählen, zum Beispiel vier Wörter.",
                en: "Choose a longer password, for example four words.")
        case .tooBig:
            Text(de: "Die Datei aufteilen oder verkleinern.", en: "Split the file or make it smaller.")
        case .setupCode:
            Text(de: "Den sechsstelligen Code vom Bildschirm eingeben.", en: "Enter the six-digit code of the screen.")
        case .fault:
            Text(
                de: "Noch einmal versuchen, sonst den Support anrufen und den Code nennen.",
                en: "Try again, otherwise call support and name the code.")
        }
    }
}
