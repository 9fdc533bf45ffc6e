// The day the box leaves: what is lost and what stays, and the pages of a box without data.
extension Text {
    public static let retireTitle = Text(de: "Datasafe außer Dienst stellen", en: "Retire the Datasafe")
    public static let retireWhen = Text(
        de: "Für den Tag, an dem diese Datasafe die Praxis verlässt: verkauft, zurückgegeben oder entsorgt.",
        en: "For the day this Datasafe leaves the practice: sold, given back or disposed of.")
    public static let retireDay = Text(
        de: "Wenn die Datasafe die Praxis verlässt", en: "When the Datasafe leaves the practice")
    public static let retireOpen = Text(de: "Ansehen, was dabei geschieht", en: "See what that means")

    public static let retireLosesTitle = Text(de: "Was verloren geht", en: "What is lost")
    public static let retireLosesData = Text(
        de: "Alle Dokumente, Benutzer und das Protokoll auf dieser Datasafe.",
        en: "All documents, users and the log on this Datasafe.")
    public static let retireLosesKeys = Text(
        de: "Die silbernen Schlüssel: Sie öffnen danach nichts mehr.",
        en: "The silver keys: they open nothing any more afterwards.")
    public static let retireLosesForever = Text(
        de: "Ein Zurück gibt es nicht. Auch der Support kann nichts davon wiederherstellen.",
        en: "There is no way back. Support cannot bring back any of it either.")

    public static let retireStaysTitle = Text(de: "Was bleibt", en: "What stays")
    public static let retireStays = Text(
        de: """
            Die Sicherungen auf den nummerierten Backup-Platten. Der Backup-Schlüssel (Stick oder Blatt) liest sie \
            weiterhin. Beides aufheben, solange Unterlagen aufbewahrt werden müssen.
            """,
        en: """
            The backups on the numbered backup disks. The backup key (stick or sheet) still reads them. Keep both as long \
            as records have to be kept.
            """)
    public static let retireNoBackup = Text(
        de: "Es gibt keine Sicherung. Alle Daten gehen verloren.", en: "There is no backup. All data will be lost.")
    public static let retireOldBackup = Text(
        de: "Was nach dieser Sicherung gespeichert wurde, geht verloren. Vorher noch einmal sichern.",
        en: "What was stored after this backup will be lost. Back up once more before.")
    public static let retireBackupHidden = Text(
        de: "Ob und wann zuletzt gesichert wurde, ist nicht zu sehen, solange die Daten verschlossen sind.",
        en: "Whether and when the last backup was made cannot be seen while the data is locked.")

    public static let retireDisksTitle = Text(de: "Was gelöscht wird", en: "What is erased")
    public static let retireHow = Text(
        de: """
            Zuerst werden die Schlüssel vernichtet, das dauert Sekunden. Danach wird jede Datenplatte ganz überschrieben \
            und nachgelesen, das dauert Stunden. Zu jeder Platte gibt es einen Löschnachweis.
            """,
        en: """
            First the keys are destroyed, that takes seconds. Then each data disk is overwritten completely and read back, \
            that takes hours. There is a certificate for each disk.
            """)
    public static let retirePower = Text(
        de: "Abbrechen lässt sich das nicht. Nach einem Stromausfall geht es von selbst weiter.",
        en: "This cannot be called off. After a power cut it goes on by itself.")
    public static let retireAbsent = Text(
        de: "Datenplatte {number}{tail} fehlt und bliebe, wie sie ist",
        en: "Data disk {number}{tail} is missing and would stay as it is")
    public static let retireAbsentWhy = Text(
        de: """
            Auf ihr stehen die Daten verschlüsselt, und jeder silberne Schlüssel öffnet sie. Vorher einsetzen, sonst die \
            Platte und alle silbernen Schlüssel vernichten lassen.
            """,
        en: """
            It holds the data encrypted, and each silver key opens it. Put it in before, otherwise have the disk and all \
            silver keys destroyed.
            """)
    public static let retireOthers = Text(
        de: "Platten, die nicht zum Verbund gehören, bleiben, wie sie sind",
        en: "Disks outside the array stay as they are")
    public static let retireOthersWhy = Text(
        de: "Sie lassen sich vorher auf der Seite „Gerät“ einzeln löschen.",
        en: "They can be erased one by one before, on the page “Device”.")
    public static let retireOthersClosed = Text(
        de: "Bei verschlossenen Daten lassen sie sich nicht löschen. Vor dem Weggeben herausnehmen.",
        en: "They cannot be erased while the data is locked. Take them out before giving the box away.")

    public static let retireBusy = Text(
        de: "Das geht erst, wenn die laufende Sicherung oder Arbeit an Platten und Schlüsseln fertig ist",
        en: "Possible only after the running backup or work at disks and keys has finished")
    public static let retireBusyWhy = Text(
        de: "Danach diese Seite noch einmal öffnen.", en: "Open this page again afterwards.")
    public static let retireUnderstood = Text(
        de: "Ich habe eine Sicherung, oder die Daten werden nicht mehr gebraucht.",
        en: "I have a backup, or the data is not needed any more.")
    public static let retireConfirm = Text(
        de: "Gerätenummer zur Bestätigung abschreiben", en: "Copy the device number to confirm")
    public static let retireGo = Text(de: "Alles endgültig löschen", en: "Erase everything for good")

    // Afterwards
    public static let stateRetired = Text(de: "Außer Dienst", en: "Retired")
    public static let stateRetiredErasing = Text(
        de: "Die Platten werden gelöscht. Bitte eingeschaltet lassen und keine Platte herausnehmen.",
        en: "The disks are being erased. Please leave it switched on and take out no disk.")
    public static let stateRetiredWaiting = Text(
        de: "Noch sind nicht alle Platten gelöscht.", en: "Not all disks are erased yet.")
    public static let stateRetiredDone = Text(
        de: "Auf dieser Datasafe sind keine Daten mehr.", en: "There is no data on this Datasafe any more.")
    public static let retiredCount = Text(
        de: "{count} von {all} Platten gelöscht", en: "{count} of {all} disks erased")
    public static let retiredWaiting = Text(
        de: "Eine Platte fehlt oder lässt sich nicht löschen", en: "A disk is missing or cannot be erased")
    public static let retiredWaitingWhy = Text(
        de: "Die Platte wieder einsetzen, dann geht es weiter. Hilft das nicht, die Platte vernichten lassen.",
        en: "Put the disk in again, then it goes on. If that does not help, have the disk destroyed.")
    public static let retiredAbsent = Text(
        de: "Nicht eingesetzt und deshalb nicht gelöscht: {count}",
        en: "Not in the box and therefore not erased: {count}")
    public static let retiredAbsentWhy = Text(
        de: "Jede fehlende Datenplatte und alle silbernen Schlüssel vernichten lassen.",
        en: "Have each missing data disk and all silver keys destroyed.")
    public static let retiredFetch = Text(
        de: "Wer vor dem Gerät steht, kommt mit dem Code vom Bildschirm an die Löschnachweise.",
        en: "Whoever stands before the box gets to the certificates with the code on the screen.")
    public static let retiredFetchNow = Text(de: "Zu den Löschnachweisen", en: "To the certificates")
    public static let retiredNoneYet = Text(
        de: "Der erste Löschnachweis erscheint hier, sobald eine Platte gelöscht ist.",
        en: "The first certificate appears here as soon as a disk is erased.")
    public static let retiredAll = Text(de: "Alle als PDF herunterladen", en: "Download all as PDF")
    public static let retiredNext = Text(
        de: """
            Die Löschnachweise herunterladen und unterschrieben aufheben. Danach kann die Datasafe ausgeschaltet und \
            weggegeben werden. Backup-Platten und Backup-Schlüssel bleiben in der Praxis.
            """,
        en: """
            Download the certificates and keep them signed. Then the Datasafe can be switched off and given away. Backup \
            disks and backup key stay in the practice.
            """)
    public static let retiredFile = Text(de: "Datasafe-Loeschnachweise", en: "Datasafe-erasures")
    public static let retiredPaper = Text(
        de: "Außer Dienst gestellt: Datasafe {box}", en: "Retired: Datasafe {box}")
    public static let retiredPaperDone = Text(
        de: "Alle Datenplatten, die eingesetzt waren, sind gelöscht.",
        en: "All data disks that were in the box are erased.")
    public static let retiredPaperOpen = Text(
        de: "Noch nicht alle Datenplatten sind gelöscht. Das ist kein Nachweis für das ganze Gerät.",
        en: "Not all data disks are erased yet. This is no certificate for the whole device.")
    public static let retiredPaperDisks = Text(de: "Gelöschte Datenträger", en: "Media erased")
    public static let retiredPaperPractice = Text(
        de: "Praxis (bitte eintragen)", en: "Practice (please fill in)")
    public static let deedRetire = Text(
        de: "Datasafe wird außer Dienst gestellt", en: "Retiring the Datasafe")

    // What the method is worth
    public static let methodKeys = Text(
        de: "Vernichten der Schlüssel, dann Überschreiben aller Sektoren",
        en: "Destroying of the keys, then overwriting of all sectors")
    public static let meaningKeys = Text(
        de: """
            Zuerst wurden die Schlüssel vernichtet, ohne die niemand die Daten lesen kann (kryptografisches Löschen). Danach \
            wurde alles überschrieben, was die Platte nach außen zeigt. Stellen, die sie selbst verwaltet (Reserve, \
            ausgetauschte Sektoren), erreicht das nicht. Deshalb die Stufe Clear und nicht Purge.
            """,
        en: """
            First the keys were destroyed without which nobody can read the data (cryptographic erase). Then everything the \
            disk shows was overwritten. Places the disk manages by itself (spare, swapped sectors) are not reached that way. \
            Hence the category Clear and not Purge.
            """)
    public static let meaningKeysEncrypted = Text(
        de: """
            Daten der Praxis standen auf den Platten einer Datasafe nur verschlüsselt (LUKS2, AES-256-XTS). Die Sicherungen \
            der Praxis haben eigene Schlüssel und sind davon nicht berührt.
            """,
        en: """
            Data of the practice stood on the disks of a Datasafe only encrypted (LUKS2, AES-256-XTS). The backups of the \
            practice have keys of their own and are not touched by this.
            """)
}
