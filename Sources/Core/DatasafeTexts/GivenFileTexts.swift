public import DatasafeCore

extension GivenFileCode: Advised {
    public var sentence: Text {
        switch self {
        case .missing: Text(de: "Diese Datei gibt es nicht.", en: "There is no such file.")
        case .forbidden: Text(de: "Diese Datei darf nicht gelesen werden.", en: "This file may not be read.")
        case .tooLarge: Text(de: "Diese Datei ist größer als 4 MiB.", en: "This file is larger than 4 MiB.")
        case .unreadable: Text(de: "Diese Datei ließ sich nicht lesen.", en: "This file could not be read.")
        }
    }

    public var action: Text {
        switch self {
        case .missing: Text(de: "Den Namen prüfen.", en: "Check its name.")
        case .forbidden:
            Text(
                de: "Mit mehr Rechten aufrufen oder die Datei freigeben.",
                en: "Call with more rights, or permit it.")
        case .tooLarge:
            Text(de: "Den Bericht einer einzigen Platte angeben.", en: "Name the report of a single disk.")
        case .unreadable:
            Text(de: "Eine Datei statt eines Ordners angeben.", en: "Name a file, not a folder.")
        }
    }
}
