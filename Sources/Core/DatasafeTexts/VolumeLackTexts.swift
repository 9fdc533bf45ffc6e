public import DatasafeCore

extension VolumeLack: Advised {
    public var sentence: Text {
        switch self {
        case .readOnly:
            Text(
                de: "Der Datenspeicher ist nach einem Fehler nur noch lesbar; Neues wird nicht gespeichert.",
                en: "After an error the data storage can only be read; nothing new is stored.")
        case .bookkeeping:
            Text(
                de: "Der Verwaltung des Datenspeichers fehlt Platz: Alles ist da, neue Dokumente werden abgelehnt.",
                en: "The bookkeeping of the data storage lacks room: all is there, new documents are refused.")
        case .full:
            Text(
                de: "Der Datenspeicher ist voll: Alles ist da, neue Dokumente werden abgelehnt.",
                en: "The data storage is full: all is there, new documents are refused.")
        case .filling:
            Text(
                de: "Der Datenspeicher wird voll: Noch wird alles gespeichert.",
                en: "The data storage is filling up: everything is still stored.")
        }
    }

    public var action: Text {
        switch self {
        case .readOnly:
            Text(
                de: "Den Schlüssel bereitlegen, dann neu starten; kommt die Meldung wieder, den Support anrufen.",
                en: "Have the key at hand, then restart; if this message comes back, call support.")
        case .bookkeeping:
            Text(
                de: "Nicht mehr Gebrauchtes löschen, den Papierkorb leeren und den Support anrufen.",
                en: "Delete what is no longer needed, empty the bin and call support.")
        case .full:
            Text(
                de: "Nicht mehr Gebrauchtes löschen, Papierkorb leeren; die nächste Sicherung gibt den Platz frei.",
                en: "Delete what is no longer needed, empty the bin; the next backup gives the room back.")
        case .filling:
            Text(de: "Größere Platten einplanen.", en: "Plan for larger disks.")
        }
    }
}
