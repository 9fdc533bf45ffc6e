public import DatasafeCore

// Place in these texts: {disk} = bay of the disk as printed on the box, or its serial.
extension ChangeRefusal: Advised {
    public var sentence: Text {
        switch self {
        case .changing:
            Text(
                de: "An den Datenplatten wird gerade schon etwas geändert.",
                en: "A change of the data disks is under way already.")
        case .notWhole:
            Text(
                de: "Eine Datenplatte fehlt oder ist noch nicht auf dem neuesten Stand.",
                en: "A data disk is missing or not yet up to date.")
        case .full:
            Text(
                de: "Es sind schon vier Datenplatten, mehr nimmt die Datasafe nicht auf.",
                en: "There are four data disks already, the Datasafe takes no more.")
        case .pairs:
            Text(
                de: "Diese Datasafe speichert auf zwei Plattenpaaren, deshalb bleibt es bei vier Platten.",
                en: "This Datasafe stores on two pairs of disks, so there are always four.")
        case .lastTwo:
            Text(
                de: "Mit nur einer Datenplatte gäbe es keine Spiegelung mehr.",
                en: "With only one data disk there would be no mirror any more.")
        case .noMember:
            Text(
                de: "Die gewählte Datenplatte gibt es nicht (mehr).",
                en: "The chosen data disk does not exist (any more).")
        case .nothing:
            Text(
                de: "Es läuft keine Änderung, die noch abgebrochen werden könnte.",
                en: "No change is under way that could still be called off.")
        case .newTooSmall:
            Text(
                de: "Platte {disk} ist kleiner als die vorhandenen Datenplatten.",
                en: "Disk {disk} is smaller than the present data disks.")
        case .dying:
            Text(
                de: "Platte {disk} meldet selbst, dass sie bald ausfällt.",
                en: "Disk {disk} itself reports that it will fail soon.")
        case .notErased:
            Text(
                de: "Platte {disk} konnte nicht vollständig gelöscht werden.",
                en: "Disk {disk} could not be erased completely.")
        case .erasing:
            Text(de: "Gerade wird eine Platte gelöscht.", en: "A disk is being erased right now.")
        case .retired:
            Text(
                de: "Diese Datasafe ist außer Dienst gestellt, kein Schlüssel öffnet sie mehr.",
                en: "This Datasafe is retired, no key opens it any more.")
        case .boxNumber:
            Text(
                de: "Das ist nicht die Gerätenummer dieser Datasafe.",
                en: "That is not the device number of this Datasafe.")
        case .calledOff:
            Text(
                de: "Die Änderung an den Datenplatten wurde abgebrochen.",
                en: "The change of the data disks was called off.")
        }
    }

    public var action: Text {
        switch self {
        case .changing:
            Text(
                de: "Abwarten, bis sie beendet ist, oder sie unter „Gerät“ abbrechen.",
                en: "Wait until it has ended, or call it off under “Device”.")
        case .notWhole:
            Text(
                de: "Zuerst die fehlende Platte ersetzen und abwarten, bis die Spiegelung vollständig ist.",
                en: "First replace the missing disk and wait until the mirror is whole.")
        case .full, .pairs:
            Text(
                de: "Eine vorhandene Platte ersetzen, statt eine hinzuzufügen oder zu entnehmen.",
                en: "Replace a present disk instead of adding or taking one out.")
        case .lastTwo:
            Text(
                de: "Die Platte durch eine neue ersetzen.",
                en: "Replace the disk by a new one.")
        case .noMember:
            Text(
                de: "Die Seite neu laden und noch einmal wählen.",
                en: "Load the page again and choose once more.")
        case .nothing:
            Text(
                de: "Nichts zu tun, der Stand der Platten steht unter „Gerät“.",
                en: "Nothing to do, the state of the disks is shown under “Device”.")
        case .newTooSmall:
            Text(
                de: "Eine mindestens gleich große Platte einsetzen.",
                en: "Put in a disk of at least the same size.")
        case .dying:
            Text(
                de: "Eine andere, gesunde Platte einsetzen.",
                en: "Put in another, healthy disk.")
        case .notErased:
            Text(
                de: "Die Platte vernichten lassen und das festhalten.",
                en: "Have the disk destroyed and keep a record of it.")
        case .erasing:
            Text(
                de: "Warten, bis sie gelöscht ist, dann noch einmal versuchen.",
                en: "Wait until it is erased, then try again.")
        case .retired:
            Text(
                de: "Warten, bis alle Platten gelöscht sind, dann auf der Webseite die Löschnachweise holen.",
                en: "Wait until all disks are erased, then fetch the certificates on the web page.")
        case .boxNumber:
            Text(
                de: "Die acht Zeichen abschreiben, die neben „Gerätenummer“ stehen.",
                en: "Copy the eight characters beside “Device number”.")
        case .calledOff:
            Text(
                de: "Die nicht gebrauchte neue Platte kann herausgenommen werden.",
                en: "The new disk that is not needed can be taken out.")
        }
    }
}
