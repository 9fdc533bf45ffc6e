import DatasafeCore

/// A sentence and its action, written side by side.
struct TextPair {
    let sentence: Text
    let action: Text

    init(_ sentence: Text, _ action: Text) {
        self.sentence = sentence
        self.action = action
    }
}

extension CheckReason {
    private static let callNow = Text(
        de: "Die Datasafe nicht ausschalten und den Support anrufen.",
        en: "Do not switch off the Datasafe and call support.")
    private static let wait = Text(
        de: "Warten und die Datasafe eingeschaltet lassen.", en: "Wait and leave the Datasafe switched on.")

    /// Mirror: sentence and action.
    var mirror: TextPair {
        switch self {
        case .raidNotRunning:
            TextPair(
                Text(
                    de: "Die Datenplatten sind nicht zusammengesetzt, Daten sind nicht verfügbar.",
                    en: "The data disks are not assembled, data is not available."),
                Text(
                    de: "Prüfen, ob alle Platten fest sitzen, und neu starten, sonst den Support anrufen.",
                    en: "Check that all disks sit firmly and restart, otherwise call support."))
        case .raidNoCopy:
            TextPair(
                Text(
                    de: "Die Daten stehen nur noch auf einer Platte, es gibt keine zweite Kopie.",
                    en: "The data is on one disk only, there is no second copy."),
                Text(
                    de: "Heute eine neue Platte einsetzen und unter „Platten“ aufnehmen.",
                    en: "Put in a new disk today and take it in under “Disks”."))
        case .raidRebuilding:
            TextPair(
                Text(
                    de: "Die zweite Kopie wird gerade aufgebaut, bis dahin schützt sie noch nicht.",
                    en: "The second copy is being built and does not protect until it is done."),
                Self.wait)
        case .raidReplacing:
            TextPair(
                Text(
                    de: "Eine Platte wird ersetzt, die Daten bleiben doppelt vorhanden.",
                    en: "A disk is being replaced, the data stays there twice."),
                Self.wait)
        case .raidLockMoves:
            TextPair(
                Text(
                    de: "Das Schloss wird gewechselt, bis dahin gibt es keine zweite Kopie der Daten.",
                    en: "The lock is being changed, until then there is no second copy of the data."),
                Text(
                    de: "Nicht ausschalten, keine Platte herausnehmen und das Ende abwarten.",
                    en: "Do not switch off, take out no disk and wait for the end."))
        case .raidSyncing:
            TextPair(
                Text(de: "Die Spiegelung wird abgeglichen.", en: "The mirror is being brought in step."), Self.wait)
        case .raidExtraDisk:
            TextPair(
                Text(
                    de: "Es steckt eine Platte mehr, als zur Datasafe gehört, sie wurde nicht angerührt.",
                    en: "There is one disk more than belongs to the Datasafe, it was not touched."),
                Text(
                    de: "Die Platte herausnehmen oder unter „Platten“ aufnehmen.",
                    en: "Take the disk out or take it in under “Disks”."))
        case .raidHealed:
            TextPair(
                Text(
                    de: "Platte {disk} hatte Lesefehler, alle aus der Kopie geheilt: {value}.",
                    en: "Disk {disk} had read errors, all healed from the other copy: {value}."),
                Text(
                    de: "Nichts tun; die nächste Prüfung am Sonntag zeigt, ob es dabei bleibt.",
                    en: "Nothing to do; Sunday's check will show whether that was all."))
        case .raidHealedAgain:
            TextPair(
                Text(
                    de: "Platte {disk} hat zum zweiten Mal in einem Monat Lesefehler.",
                    en: "Disk {disk} has read errors for the second time in a month."),
                Text(
                    de: "Die Platte unter „Platten“ durch eine neue ersetzen.",
                    en: "Replace the disk by a new one under “Disks”."))
        case .raidBadBlocks:
            TextPair(
                Text(
                    de: "Platte {disk} hat Stellen, die sich nicht mehr heilen lassen: {value}.",
                    en: "Disk {disk} has places that can no longer be healed: {value}."),
                Text(
                    de: "Die Platte heute unter „Platten“ durch eine neue ersetzen.",
                    en: "Replace the disk by a new one under “Disks” today."))
        case .raidWrongData:
            TextPair(
                Text(
                    de: "Auf beiden Kopien sind Stellen falsch und werden nicht ausgeliefert: {value}.",
                    en: "Places are wrong on both copies and are not delivered: {value}."),
                Text(
                    de: "Die genannten Dokumente aus der Sicherung zurückholen, dann hier bestätigen.",
                    en: "Bring the named documents back from the backup, then acknowledge here."))
        case .raidCheckOverdue:
            TextPair(
                Text(
                    de: "Die Platten sind seit {value} Tagen nicht ganz geprüft worden.",
                    en: "The disks have not been checked in full for {value} days."),
                Text(
                    de: "Die Datasafe am Wochenende eingeschaltet lassen.",
                    en: "Leave the Datasafe switched on over the weekend."))
        case .raidMismatch:
            TextPair(
                Text(
                    de: "Die Platten sind an {value} Stellen verschieden.", en: "The disks differ in {value} places."),
                Text(de: "Den Support anrufen.", en: "Call support."))
        case .raidRecalculating:
            TextPair(
                Text(
                    de: "Die Prüfsummen einer Platte werden seit über einer Woche berechnet.",
                    en: "The checksums of a disk have been calculated for over a week."),
                Text(
                    de: "Die Datasafe eingeschaltet lassen, sonst den Support anrufen.",
                    en: "Leave the Datasafe switched on, otherwise call support."))
        default: TextPair(Text(de: "", en: ""), Self.callNow)
        }
    }
}
