public import DatasafeCore

extension AuditCode: Advised {
    public var sentence: Text {
        switch self {
        case .line: Text(de: "Diese Protokollzeile ist ungültig.", en: "This audit line is invalid.")
        }
    }

    public var action: Text {
        switch self {
        case .line: Text(de: "Den Support anrufen.", en: "Call support.")
        }
    }
}

extension AuditAction {
    /// What was done, as the administrator reads it in the log.
    public var text: Text {
        switch self {
        case .practiceFounded: Text(de: "Praxis eingerichtet", en: "Practice set up")
        case .logIn: Text(de: "Anmeldung", en: "Log-in")
        case .logOut: Text(de: "Abmeldung", en: "Log-out")
        case .sessionEnded: Text(de: "Automatisch abgemeldet", en: "Logged out automatically")
        case .userCreated: Text(de: "Benutzer angelegt", en: "User created")
        case .userChanged: Text(de: "Benutzer geändert", en: "User changed")
        case .passwordSet: Text(de: "Passwort gesetzt", en: "Password set")
        case .usersListed: Text(de: "Benutzerliste gelesen", en: "List of users read")
        case .folderListed: Text(de: "Ordner angesehen", en: "Folder viewed")
        case .folderMade: Text(de: "Ordner angelegt", en: "Folder created")
        case .folderRenamed: Text(de: "Ordner umbenannt", en: "Folder renamed")
        case .folderMoved: Text(de: "Ordner verschoben", en: "Folder moved")
        case .folderBinned: Text(de: "Ordner in den Papierkorb gelegt", en: "Folder put into the bin")
        case .folderUnbinned: Text(de: "Ordner zurückgeholt", en: "Folder brought back")
        case .folderErased: Text(de: "Ordner endgültig gelöscht", en: "Folder erased")
        case .searched: Text(de: "Suche", en: "Search")
        case .documentFiled: Text(de: "Dokument abgelegt", en: "Document stored")
        case .documentOpened: Text(de: "Dokument geöffnet", en: "Document opened")
        case .versionsListed: Text(de: "Versionen angesehen", en: "Versions viewed")
        case .documentRenamed: Text(de: "Dokument umbenannt", en: "Document renamed")
        case .documentMoved: Text(de: "Dokument verschoben", en: "Document moved")
        case .documentBinned: Text(de: "Dokument in den Papierkorb gelegt", en: "Document put into the bin")
        case .documentUnbinned: Text(de: "Dokument zurückgeholt", en: "Document brought back")
        case .documentErased: Text(de: "Dokument endgültig gelöscht", en: "Document erased")
        case .goneSearched: Text(de: "In den Sicherungen gesucht", en: "Backups searched")
        case .auditRead: Text(de: "Protokoll gelesen", en: "Audit log read")
        case .restored: Text(de: "Aus der Sicherung zurückgeholt", en: "Brought back from the backup")
        case .practiceRestored:
            Text(de: "Ganze Praxis aus der Sicherung zurückgeholt", en: "Whole practice brought back from the backup")
        }
    }
}

extension Role {
    /// The role as people call it.
    public var text: Text {
        switch self {
        case .administrator: Text(de: "Administrator", en: "Administrator")
        case .doctor: Text(de: "Arzt", en: "Doctor")
        case .assistant: Text(de: "Assistenz", en: "Assistant")
        }
    }
}
