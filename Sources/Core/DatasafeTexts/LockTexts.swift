public import DatasafeCore

extension LockRefusal: Advised {
    public var sentence: Text {
        switch self {
        case .closed:
            Text(
                de: "Das Schloss lässt sich nur wechseln, während die Daten offen sind.",
                en: "The lock can only be changed while the data is open.")
        case .pairs:
            Text(
                de: "Bei vier Platten kann keine für das neue Schloss freigemacht werden.",
                en: "With four disks none can be freed for the new lock.")
        case .notWhole:
            Text(
                de: "Für ein neues Schloss müssen alle Datenplatten da und auf gleichem Stand sein.",
                en: "A new lock needs all data disks to be there and in step.")
        case .twoSticks:
            Text(
                de: "Für ein neues Schloss werden zwei verschiedene USB-Sticks gebraucht.",
                en: "A new lock needs two different USB sticks.")
        case .underWay:
            Text(
                de: "Das Schloss wird gewechselt, solange sind die Daten nicht doppelt vorhanden.",
                en: "The lock is being changed, until then the data is not there twice.")
        case .noBackup:
            Text(
                de: "Die letzte vollständige Sicherung ist älter als ein Tag.",
                en: "The last complete backup is older than a day.")
        case .samePerson:
            Text(
                de: "Ein neues Schloss müssen zwei verschiedene Personen bestätigen.",
                en: "Two different persons must confirm a new lock.")
        case .notAdministrator:
            Text(
                de: "Die zweite Person hat nicht die Rolle Administrator.",
                en: "The second person does not have the role administrator.")
        case .notRead:
            Text(
                de: "Die neuen Sticks wurden nicht beide abgezogen und wieder eingesteckt, das alte Schloss gilt.",
                en: "The new sticks were not both unplugged and plugged in again, the old lock holds.")
        case .givenUp:
            Text(
                de: "Der Wechsel des Schlosses wurde aufgegeben, es gilt das alte Schloss.",
                en: "The change of the lock was given up, the old lock holds.")
        case .newKey:
            Text(
                de: "Die Daten liegen schon hinter dem neuen Schloss.",
                en: "The data is behind the new lock already.")
        case .cut:
            Text(
                de:
                    "Der Wechsel des Schlosses wurde unterbrochen, hinter dem neuen Schloss sind die Daten unvollständig.",
                en: "The change of the lock was cut, the data behind the new lock is not complete.")
        }
    }

    public var action: Text {
        switch self {
        case .closed: Text(de: "Zuerst die Daten öffnen.", en: "Open the data first.")
        case .pairs: Text(de: "Bitte den Support anrufen.", en: "Please call support.")
        case .notWhole:
            Text(
                de: "Eine fehlende Platte ersetzen, die Spiegelung vollständig werden lassen und noch einmal beginnen.",
                en: "Replace a missing disk, let the mirror become whole and begin again.")
        case .twoSticks:
            Text(de: "Zwei USB-Sticks einstecken und beide auswählen.", en: "Plug in two USB sticks and choose both.")
        case .underWay:
            Text(
                de: "Nicht ausschalten, keine Platte herausnehmen und das Ende abwarten.",
                en: "Do not switch off, take out no disk and wait for the end.")
        case .noBackup:
            Text(
                de: "Zuerst sichern oder „Ohne frische Sicherung beginnen“ ankreuzen.",
                en: "Make a backup first or tick “Begin without a fresh backup”.")
        case .samePerson:
            Text(
                de: "Name und Passwort einer anderen Person mit der Rolle Administrator eintragen.",
                en: "Enter name and password of another person with the role administrator.")
        case .notAdministrator:
            Text(
                de: "Jemanden mit der Rolle Administrator bestätigen lassen.",
                en: "Have somebody with the role administrator confirm.")
        case .notRead:
            Text(de: "Noch einmal beginnen.", en: "Begin again.")
        case .givenUp:
            Text(
                de: "Die Spiegelung vollständig werden lassen und dann noch einmal beginnen.",
                en: "Let the mirror become whole and then begin again.")
        case .newKey:
            Text(de: "Einen der beiden neuen Schlüssel einstecken.", en: "Plug in one of the two new keys.")
        case .cut:
            Text(
                de: "Einen alten Schlüssel suchen, sonst die Platten löschen und die Sicherung zurückholen.",
                en: "Look for an old key, else erase the disks and restore the data from the backup.")
        }
    }
}
