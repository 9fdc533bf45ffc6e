public import DatasafeCore

extension VolumeCode: Advised {
    public var sentence: Text {
        switch self {
        case .headerHealed:
            Text(
                de: "Eine von zwei Kopien der Schlüsselverwaltung war beschädigt und wurde erneuert.",
                en: "One of two copies of the key directory was damaged and has been restored.")
        case .headerDead:
            Text(
                de: "Die Schlüsselverwaltung des Datenspeichers ist beschädigt.",
                en: "The key directory of the data storage is damaged.")
        case .notLUKS:
            Text(
                de: "Auf den Datenplatten ist kein verschlüsselter Datenspeicher zu finden.",
                en: "No encrypted data storage is found on the data disks.")
        case .foreignSignature:
            Text(
                de: "Der Anfang des Datenspeichers wurde von einem fremden Gerät überschrieben.",
                en: "The beginning of the data storage was overwritten by another device.")
        case .keyslot:
            Text(
                de: "Der Schlüssel ist in Ordnung, aber sein Platz im Datenspeicher ist beschädigt.",
                en: "The key is fine, but its place in the data storage is damaged.")
        case .changed:
            Text(
                de: "Die Schlüsselverwaltung wurde verändert, seit die Datasafe zuletzt offen war.",
                en: "The key directory was changed since the Datasafe was last open.")
        case .reencrypt:
            Text(
                de: "Der Datenspeicher steht mitten in einer Umschlüsselung, die diese Datasafe nicht begonnen hat.",
                en: "The data storage is in the middle of a re-encryption that this Datasafe did not begin.")
        case .requirement:
            Text(
                de: "Der Datenspeicher verlangt eine Funktion, die diese Software nicht kennt.",
                en: "The data storage demands a function this software does not know.")
        case .parameters:
            Text(
                de: "Der Datenspeicher ist anders aufgebaut, als eine Datasafe ihn anlegt.",
                en: "The data storage is built differently from what a Datasafe makes.")
        case .otherBox:
            Text(
                de: "Der Datenspeicher gehört zu einer anderen Datasafe.",
                en: "The data storage belongs to another Datasafe.")
        case .otherArray:
            Text(
                de: "Der Datenspeicher passt nicht zu diesem Plattenverbund.",
                en: "The data storage does not fit this set of disks.")
        case .tokens:
            Text(
                de: "Im Datenspeicher fehlt das Verzeichnis der Schlüssel.",
                en: "The list of keys is missing in the data storage.")
        case .keyChange:
            Text(
                de: "Ein Schlüsselwechsel wurde unterbrochen und wird jetzt zu Ende geführt.",
                en: "A key change was interrupted and is being finished now.")
        case .noCopy:
            Text(
                de: "Eine passende Sicherung der Schlüsselverwaltung ist nicht vorhanden.",
                en: "There is no fitting saved copy of the key directory.")
        case .assembly:
            Text(
                de: "Die Datenplatten konnten nicht zu einem Datenspeicher verbunden werden.",
                en: "The data disks could not be joined to one data storage.")
        case .open:
            Text(
                de: "Schlüssel und Datenspeicher sind in Ordnung, das Entsperren ist trotzdem misslungen.",
                en: "Key and data storage are fine, unlocking failed all the same.")
        case .mount:
            Text(
                de: "Der Datenspeicher ist entsperrt, lässt sich aber nicht öffnen.",
                en: "The data storage is unlocked, but cannot be opened.")
        case .locked:
            Text(
                de: "Die Datasafe ist gesperrt.",
                en: "The Datasafe is locked.")
        case .snapshot:
            Text(
                de: "Der Stand der Daten konnte für die Sicherung nicht festgehalten werden.",
                en: "The state of the data could not be recorded for the backup.")
        }
    }

    public var action: Text {
        switch self {
        case .headerHealed:
            Text(
                de: "Nichts weiter tun, die Prüfung der Platten läuft von selbst.",
                en: "Nothing else to do, the check of the disks runs by itself.")
        case .headerDead, .notLUKS, .foreignSignature, .tokens:
            Text(
                de: "Auf der Seite „Schlüsselverwaltung wiederherstellen“ wählen oder den Support anrufen.",
                en: "Choose “Restore the key directory” on the page or call support.")
        case .keyChange:
            Text(de: "Nichts zu tun.", en: "Nothing to do.")
        case .noCopy:
            Text(
                de: "Nichts austauschen und den Support anrufen.",
                en: "Do not swap anything and call support.")
        case .keyslot:
            Text(
                de: "Den zweiten silbernen Schlüssel einstecken.",
                en: "Plug in the second silver key.")
        case .changed:
            Text(
                de: "Den Support anrufen und fragen, ob jemand an den Platten gearbeitet hat.",
                en: "Call support and ask whether somebody has worked on the disks.")
        case .reencrypt, .requirement, .parameters:
            Text(
                de: "Die Datasafe so lassen, wie sie ist, und den Support anrufen.",
                en: "Leave the Datasafe as it is and call support.")
        case .otherBox, .otherArray:
            Text(
                de: "Die eigenen Datenplatten dieser Datasafe einsetzen.",
                en: "Put in this Datasafe’s own data disks.")
        case .assembly, .open, .mount:
            Text(
                de: "Die Datasafe neu starten und, wenn die Meldung bleibt, den Support anrufen.",
                en: "Restart the Datasafe and call support if this message stays.")
        case .locked:
            Text(
                de: "Den silbernen Schlüssel einstecken.",
                en: "Plug in the silver key.")
        case .snapshot:
            Text(
                de: "Die Sicherung noch einmal starten.",
                en: "Start the backup again.")
        }
    }
}
