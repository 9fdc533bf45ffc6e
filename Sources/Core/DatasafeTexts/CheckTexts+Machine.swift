import DatasafeCore

extension CheckReason {
    /// Space and machine: sentence and action.
    var machine: TextPair {
        switch self {
        case .volumeFilling:
            TextPair(
                Text(de: "Der Speicher ist zu {value} % voll.", en: "The storage is {value} % full."),
                Text(de: "Größere Platten einplanen.", en: "Plan for larger disks."))
        case .volumeFull:
            TextPair(
                Text(
                    de: "Der Speicher ist mit {value} % fast ganz voll.",
                    en: "The storage is almost completely full at {value} %."),
                Text(
                    de: "Nicht mehr Gebrauchtes endgültig löschen und den Support anrufen.",
                    en: "Erase for good what is no longer needed and call support."))
        case .volumeInodes:
            TextPair(
                Text(
                    de: "Der Systemspeicher hat kaum noch Platz für weitere Dateien.",
                    en: "The system's storage has hardly room for more files."),
                Text(de: "Den Support anrufen.", en: "Call support."))
        case .volumeUnallocated:
            TextPair(
                Text(
                    de: "Dem Dateisystem fehlt Reserve, seine Verwaltung ist zu {value} % voll.",
                    en: "The file system lacks reserve, its bookkeeping is {value} % full."),
                Text(
                    de: "Nicht mehr Gebrauchtes endgültig löschen und den Support anrufen.",
                    en: "Erase for good what is no longer needed and call support."))
        case .volumeReadOnly:
            TextPair(
                Text(
                    de: "Ein Dateisystem lässt sich nur noch lesen, nichts kann gespeichert werden.",
                    en: "A file system can only be read, nothing can be stored."),
                Text(
                    de: "Die Datasafe neu starten, Schlüssel bereithalten; bleibt die Meldung, den Support anrufen.",
                    en: "Restart the Datasafe, key at hand; if this message stays, call support."))
        case .kernelOutOfMemory:
            TextPair(
                Text(
                    de: "Ein Hilfsprogramm wurde wegen Speichermangels beendet.",
                    en: "An auxiliary program was ended for lack of memory."),
                Text(de: "Nichts tun, wenn es bei einem Mal bleibt.", en: "Nothing to do if it stays at once."))
        case .kernelOutOfMemoryCore:
            TextPair(
                Text(
                    de: "Ein wichtiger Dienst wurde wegen Speichermangels beendet und neu gestartet.",
                    en: "An important service was ended for lack of memory and started again."),
                Text(de: "Den Support anrufen.", en: "Call support."))
        case .kernelMachineCheck:
            TextPair(
                Text(
                    de: "Die Hardware hat Fehler in Speicher oder Prozessor gemeldet.",
                    en: "The hardware has reported errors in memory or processor."),
                Text(
                    de: "Den Support anrufen und den Arbeitsspeicher prüfen lassen.",
                    en: "Call support and have the memory checked."))
        case .cpuBusy:
            TextPair(
                Text(
                    de: "Der Prozessor ist seit einer Viertelstunde überlastet ({value} %).",
                    en: "The processor has been overloaded for a quarter of an hour ({value} %)."),
                Text(
                    de: "Warten; kommt es täglich, den Support anrufen.",
                    en: "Wait; if it comes every day, call support."))
        case .cpuStarved:
            TextPair(
                Text(
                    de: "Programme warten fast nur noch auf den Prozessor.",
                    en: "Programs do hardly anything but wait for the processor."),
                Text(
                    de: "Warten; kommt es täglich, den Support anrufen.",
                    en: "Wait; if it comes every day, call support."))
        case .memoryLow:
            TextPair(
                Text(
                    de: "Nur noch {value} % des Arbeitsspeichers sind frei.",
                    en: "Only {value} % of the memory is free."),
                Text(
                    de: "Warten; kommt es täglich, den Support anrufen.",
                    en: "Wait; if it comes every day, call support."))
        case .memoryOut:
            TextPair(
                Text(de: "Der Arbeitsspeicher geht aus.", en: "The memory is running out."),
                Text(de: "Den Support anrufen.", en: "Call support."))
        case .loadHigh:
            TextPair(
                Text(
                    de: "Die Datasafe hat seit längerem mehr zu tun, als sie schafft.",
                    en: "The Datasafe has had more to do than it can for a while."),
                Text(
                    de: "Warten; kommt es täglich, den Support anrufen.",
                    en: "Wait; if it comes every day, call support."))
        default:
            TextPair(
                Text(
                    de: "Programme warten {value} % der Zeit auf die Platten.",
                    en: "Programs wait for the disks {value} % of the time."),
                Text(
                    de: "Warten; kommt es täglich, den Support anrufen.",
                    en: "Wait; if it comes every day, call support."))
        }
    }
}
