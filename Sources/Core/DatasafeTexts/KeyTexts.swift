public import DatasafeCore

// Place in these texts: {number} = the number printed on the stick.
extension KeyRefusal: Advised {
    public var sentence: Text {
        switch self {
        case .oneCopy:
            Text(
                de: "Schlüsselstick {number} ist beschädigt, funktioniert aber noch.",
                en: "Key stick {number} is damaged but still works.")
        case .tableLost:
            Text(
                de: "Die Aufteilung von Schlüsselstick {number} ist beschädigt, er funktioniert aber noch.",
                en: "The partition table of key stick {number} is damaged, but the stick still works.")
        case .copiesDiffer:
            Text(de: "Ein Schlüsselwechsel wurde nicht abgeschlossen.", en: "A key change was not completed.")
        case .damaged:
            Text(
                de: "Die Schlüsseldaten auf diesem Stick sind beschädigt.",
                en: "The key data on this stick are damaged.")
        case .readError:
            Text(de: "Der Stick ist nicht lesbar.", en: "The stick cannot be read.")
        case .blank:
            Text(
                de: "Das ist ein leerer, vorbereiteter Stick ohne Schlüssel.",
                en: "This is a prepared, empty stick without a key.")
        case .notAKey:
            Text(
                de: "Auf diesem Stick ist kein Datasafe-Schlüssel.",
                en: "There is no Datasafe key on this stick.")
        case .version:
            Text(
                de: "Dieser Schlüssel stammt von einer neueren Softwareversion.",
                en: "This key was made by a newer software version.")
        case .role:
            Text(de: "Das ist der Backup-Schlüssel.", en: "This is the backup key.")
        case .silver:
            Text(de: "Das ist ein silberner Schlüssel.", en: "This is a silver key.")
        case .otherBox:
            Text(
                de: "Dieser Schlüssel gehört zu einer anderen Datasafe.",
                en: "This key belongs to another Datasafe.")
        case .revoked:
            Text(de: "Schlüssel {number} wurde gesperrt.", en: "Key {number} has been revoked.")
        case .unknown:
            Text(
                de: "Schlüssel {number} ist an dieser Datasafe nicht angemeldet.",
                en: "Key {number} is not enrolled on this Datasafe.")
        case .noMatch:
            Text(
                de: "Schlüssel {number} passt nicht zum Datenspeicher.",
                en: "Key {number} does not fit the data storage.")
        case .weak:
            Text(de: "Dieser Schlüssel ist ungültig.", en: "This key is invalid.")
        }
    }

    public var action: Text {
        switch self {
        case .oneCopy, .tableLost:
            Text(
                de: "Den Stick bald unter „Schlüssel“ durch einen neuen ersetzen.",
                en: "Replace the stick soon by a new one, under “Keys”.")
        case .copiesDiffer:
            Text(
                de: "Den Stick stecken lassen und den Schlüsselwechsel unter „Schlüssel“ wiederholen.",
                en: "Leave the stick plugged in and repeat the key change under “Keys”.")
        case .damaged, .readError, .weak:
            Text(
                de: "Diesen Stick abziehen und den zweiten silbernen Schlüssel einstecken.",
                en: "Unplug this stick and plug in the second silver key.")
        case .blank:
            Text(
                de: "Diesen Stick abziehen und einen silbernen Schlüssel einstecken.",
                en: "Unplug this stick and plug in a silver key.")
        case .notAKey:
            Text(
                de: "Diesen Stick abziehen und den silbernen Schlüssel der Datasafe einstecken.",
                en: "Unplug this stick and plug in the silver key of the Datasafe.")
        case .version:
            Text(
                de: "Den anderen silbernen Schlüssel einstecken und danach die Datasafe aktualisieren.",
                en: "Plug in the other silver key and update the Datasafe afterwards.")
        case .role:
            Text(
                de: "Den Backup-Schlüssel abziehen und einen silbernen Schlüssel einstecken.",
                en: "Unplug the backup key and plug in a silver key.")
        case .silver:
            Text(
                de: "Den silbernen Schlüssel abziehen und den Backup-Schlüssel einstecken.",
                en: "Unplug the silver key and plug in the backup key.")
        case .otherBox:
            Text(
                de: "Den Stick abziehen und den silbernen Schlüssel dieser Datasafe einstecken.",
                en: "Unplug the stick and plug in the silver key of this Datasafe.")
        case .revoked:
            Text(
                de: "Den anderen silbernen Schlüssel einstecken und diesen Stick vernichten.",
                en: "Plug in the other silver key and destroy this stick.")
        case .unknown:
            Text(
                de: "Den anderen silbernen Schlüssel einstecken und diesen unter „Schlüssel“ neu ausstellen.",
                en: "Plug in the other silver key and issue this one again under “Keys”.")
        case .noMatch:
            Text(
                de: "Den zweiten silbernen Schlüssel einstecken und den Support anrufen.",
                en: "Plug in the second silver key and call support.")
        }
    }
}
