public import DatasafeCore

extension SmartCode {
    /// What to do when it is this bad: a number that is CRIT is no longer watched. A backup disk is replaced elsewhere.
    public func action(_ level: Judgement, isBackup: Bool = false) -> Text {
        guard level == .crit else { return action }
        switch self {
        case .temperature, .cable, .commandTimeouts, .unreadable:
            return action
        default:
            guard isBackup else { return SmartCode.failed.action }
            return Text(
                de: "Unter „Sicherung“ heute eine neue Backup-Platte mit dieser Nummer einrichten.",
                en: "Initialise a new backup disk with this number today, under “Backup”.")
        }
    }

    /// What it means for the practice, in one sentence.
    public var meaning: Text {
        switch self {
        case .failed, .attributeFailing, .nvmeCriticalWarning, .selfTestFailed:
            Text(
                de: "Sie kann jederzeit ganz ausfallen; die Daten liegen dann nur noch auf den anderen Platten.",
                en: "It may fail completely at any time; the data are then on the other disks only.")
        case .attributeFailed:
            Text(
                de: "Sie hat sich erholt, aber was einmal geschah, kann wiederkommen.",
                en: "It has recovered, but what happened once may come back.")
        case .reallocated, .scsiGrownDefects:
            Text(
                de: "Die Daten sind unversehrt; eine Platte mit wachsender Zahl fällt aber oft bald aus.",
                en: "The data are intact; but a disk whose number grows often fails soon.")
        case .pending, .offlineUncorrectable, .reportedUncorrectable, .nvmeMediaErrors, .scsiUncorrected:
            Text(
                de: "Was dort stand, kommt von den anderen Platten; allein wäre es verloren.",
                en: "What stood there comes from the other disks; on this one alone it would be lost.")
        case .endToEnd:
            Text(
                de: "Sie verfälscht Daten in sich selbst; die Prüfsummen der Datasafe fangen das ab.",
                en: "It spoils data inside itself; the checksums of the Datasafe catch that.")
        case .commandTimeouts, .cable:
            Text(
                de: "Es geht nichts verloren, aber die Datasafe wird langsam und verliert womöglich die Platte.",
                en: "Nothing is lost, but the Datasafe gets slow and may lose the disk.")
        case .nvmeSpare, .worn, .wearForecast:
            Text(
                de: "Ist sie verbraucht, nimmt sie keine Daten mehr an; bis dahin arbeitet sie normal.",
                en: "Once used up it takes no more data; until then it works normally.")
        case .selfTestFailedBefore:
            Text(
                de: "Der Fehler kann wiederkommen; ganz verlassen kann man sich auf sie nicht mehr.",
                en: "The fault may come back; it can no longer be relied on entirely.")
        case .temperature:
            Text(
                de: "Wärme lässt Platten schneller altern und ab ihrer Grenze abschalten.",
                en: "Heat makes disks age faster, and switch off at their limit.")
        case .unreadable, .noReport, .deviceList, .notOpened, .bridge, .noHealth:
            Text(
                de: "Ob sie gesund ist, weiß niemand: Ein Ausfall käme ohne Vorwarnung.",
                en: "Nobody knows whether it is healthy: a failure would come without warning.")
        case .asleep:
            Text(
                de: "Bis sie wieder arbeitet, gilt ihr letzter bekannter Zustand.",
                en: "Until it works again its last known condition counts.")
        case .virtual:
            Text(
                de: "Über die Platten darunter sagt das nichts.",
                en: "It says nothing about the disks below it.")
        case .counterFell:
            Text(
                de: "Meist hat eine neue Firmware den Zähler auf null gesetzt.",
                en: "Mostly new firmware has set the counter to zero.")
        }
    }
}
