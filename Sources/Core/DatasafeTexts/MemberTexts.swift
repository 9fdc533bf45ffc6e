public import DatasafeCore

// Place in these texts: {disk} = bay or number of the disk as printed on the box; the serial where no bay is known.
extension MemberCode: Advised {
    public var sentence: Text {
        switch self {
        case .missing:
            Text(
                de: "Datenplatte {disk} fehlt, die Datasafe arbeitet mit den übrigen Platten.",
                en: "Data disk {disk} is missing, the Datasafe works with the remaining disks.")
        case .newerAbsent:
            Text(
                de: "Die Platte mit den neueren Daten fehlt, deshalb wurde nichts gestartet.",
                en: "The disk with the newer data is missing, so nothing was started.")
        case .stale:
            Text(
                de: "Datenplatte {disk} ist auf einem älteren Stand und wird gerade angeglichen.",
                en: "Data disk {disk} holds an older state and is being brought up to date.")
        case .split:
            Text(
                de: "Die Datenplatten sind getrennt voneinander benutzt worden und haben verschiedene Stände.",
                en: "The data disks were used apart from each other and hold different states.")
        case .otherBox:
            Text(
                de: "Platte {disk} gehört nicht zu dieser Datasafe und wurde nicht angerührt.",
                en: "Disk {disk} does not belong to this Datasafe and was not touched.")
        case .clone:
            Text(
                de: "Dieselbe Datenplatte ist zweimal da, eine davon ist eine Kopie.",
                en: "The same data disk is there twice, one of them is a copy.")
        case .unknown:
            Text(
                de: "Datenplatte {disk} ist überschrieben worden und zählt als verloren.",
                en: "Data disk {disk} was overwritten and counts as lost.")
        case .tooSmall:
            Text(
                de: "Datenplatte {disk} meldet weniger Platz, als sie bei der Einrichtung hatte.",
                en: "Data disk {disk} reports less space than it had at set-up.")
        case .parameters:
            Text(
                de: "Datenplatte {disk} ist anders eingerichtet, als eine Datasafe es tut.",
                en: "Data disk {disk} is set up differently from what a Datasafe does.")
        case .retired:
            Text(
                de: "Platte {disk} gehörte früher zu dieser Datasafe, ihr Platz ist inzwischen vergeben.",
                en: "Disk {disk} used to belong to this Datasafe, its place has been taken since.")
        case .pairMissing:
            Text(
                de: "Beide Platten eines Paares fehlen, deshalb wurde nichts gestartet.",
                en: "Both disks of one pair are missing, so nothing was started.")
        case .recordLost:
            Text(
                de: "Die Datasafe hat vergessen, welche Platten zu ihr gehören, und es sind nicht alle da.",
                en: "The Datasafe has forgotten which disks belong to it, and not all of them are there.")
        case .arrayGone:
            Text(
                de: "Der Plattenverbund läuft gerade nicht, deshalb kann keine Platte getauscht werden.",
                en: "The set of disks is not running, so no disk can be replaced.")
        case .cable:
            Text(
                de: "Datenplatte {disk} ist heute mehrmals verschwunden und wiedergekommen.",
                en: "Data disk {disk} disappeared and came back several times today.")
        case .confirm:
            Text(
                de: "Die vier eingegebenen Zeichen passen nicht zur Seriennummer {disk}.",
                en: "The four characters entered do not match the serial number {disk}.")
        case .inUse:
            Text(
                de: "Platte {disk} ist bereits eine Datenplatte dieser Datasafe.",
                en: "Disk {disk} already is a data disk of this Datasafe.")
        case .replace:
            Text(
                de: "Platte {disk} konnte nicht in den Plattenverbund aufgenommen werden.",
                en: "Disk {disk} could not be taken into the set of disks.")
        }
    }

    public var action: Text {
        switch self {
        case .missing:
            Text(
                de: "Prüfen, ob die Platte fest sitzt, sonst eine neue einsetzen.",
                en: "Check that the disk sits firmly, otherwise put in a new one.")
        case .newerAbsent, .pairMissing, .recordLost:
            Text(
                de: "Die fehlende Datenplatte einsetzen und die Datasafe neu starten.",
                en: "Put in the missing data disk and restart the Datasafe.")
        case .stale:
            Text(
                de: "Die Platte stecken lassen, bis die Meldung verschwindet.",
                en: "Leave the disk in until this message disappears.")
        case .split:
            Text(
                de: "Keine Platte entfernen und auf der Webseite unter „Arbeiten an den Platten“ den Stand wählen.",
                en: "Do not remove any disk and choose the state on the web page under “Work at the disks”.")
        case .otherBox, .retired:
            Text(
                de: "Die Platte herausnehmen oder unter „Platten“ als neue Platte freigeben.",
                en: "Take the disk out or release it as a new disk under “Disks”.")
        case .clone:
            Text(
                de: "Die kopierte Platte herausnehmen.",
                en: "Take out the copied disk.")
        case .unknown:
            Text(
                de: "Die Platte unter „Platten“ mit ihrer Seriennummer zum Neuaufbau bestätigen.",
                en: "Confirm the disk by its serial number under “Disks” to have it rebuilt.")
        case .tooSmall, .parameters:
            Text(
                de: "Die Platte durch eine neue ersetzen.",
                en: "Replace the disk by a new one.")
        case .arrayGone:
            Text(
                de: "Die Datasafe mit dem silbernen Schlüssel öffnen und den Tausch danach noch einmal beginnen.",
                en: "Open the Datasafe with the silver key and begin the replacement again afterwards.")
        case .cable:
            Text(
                de: "Die Platte einmal herausnehmen und fest wieder einsetzen, beim nächsten Mal ersetzen.",
                en: "Take the disk out once and put it back firmly, replace it the next time.")
        case .confirm:
            Text(
                de: "Die letzten vier Zeichen der Seriennummer vom Aufkleber der neuen Platte abschreiben.",
                en: "Copy the last four characters of the serial number from the label of the new disk.")
        case .inUse:
            Text(
                de: "Eine leere Platte einsetzen und diese auswählen.",
                en: "Put in an empty disk and choose that one.")
        case .replace:
            Text(
                de: "Den Tausch noch einmal beginnen oder eine andere neue Platte nehmen.",
                en: "Begin the replacement again or take another new disk.")
        }
    }
}
