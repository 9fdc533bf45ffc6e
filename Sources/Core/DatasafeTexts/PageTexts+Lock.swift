// The page of a change of the lock.
extension Text {
    public static let lockTitle = Text(de: "Schloss wechseln", en: "Change the lock")
    public static let lockOpen = Text(de: "Zum Wechsel des Schlosses", en: "To the change of the lock")
    public static let lockRare = Text(
        de: "Nur für zwei Fälle: Beide silbernen Schlüssel sind verloren, oder einer wurde gestohlen.",
        en: "For two cases only: both silver keys are lost, or one was stolen.")

    // When
    public static let lockWhen = Text(de: "Wann das nötig ist", en: "When this is needed")
    public static let lockBothLost = Text(
        de: "Beide silbernen Schlüssel sind verloren, und die Datasafe läuft noch.",
        en: "Both silver keys are lost, and the Datasafe still runs.")
    public static let lockBothLostWhy = Text(
        de: "Solange sie läuft, sind die Daten offen. Nach dem Ausschalten käme niemand mehr an sie.",
        en: "As long as it runs, the data is open. Once switched off, nobody could open it any more.")
    public static let lockStolen = Text(
        de: "Ein silberner Schlüssel wurde gestohlen.", en: "A silver key was stolen.")
    public static let lockStolenWhy = Text(
        de: """
            Sperren genügt meist. Wer aber früher auch eine Platte kopiert hat, öffnet mit beidem sogar die Platten von \
            heute.
            """,
        en: "Revoking usually is enough. But who also copied a disk earlier opens even today’s disks with both.")

    // What happens
    public static let lockWhat = Text(de: "Was geschieht", en: "What happens")
    public static let lockDoesKeys = Text(
        de: "Zwei neue silberne Schlüssel entstehen, alle bisherigen öffnen danach nichts mehr.",
        en: "Two new silver keys are made, all present ones open nothing afterwards.")
    public static let lockDoesMove = Text(
        de: "Die Daten ziehen hinter das neue Schloss um. Gearbeitet wird dabei weiter.",
        en: "The data moves behind the new lock. Work goes on meanwhile.")
    public static let lockDoesSingle = Text(
        de: "Bis die Spiegelung wieder vollständig ist, gibt es nur eine Kopie der Daten. Meist dauert das Stunden.",
        en: "Until the mirror is whole again there is one copy of the data only. That mostly takes hours.")
    public static let lockCutWith = Text(
        de: "Fällt der Strom aus, öffnet ein neuer Schlüssel und setzt den Wechsel fort, ein alter nimmt ihn zurück.",
        en: "After a power cut a new key opens and continues the change, an old one takes it back.")
    public static let lockCutWithout = Text(
        de: "Fällt vor dem Ende der Strom aus, müssen die Daten aus der Sicherung zurückgeholt werden.",
        en: "If the power fails before the end, the data must be restored from the backup.")

    // Warnings
    public static let lockStayOn = Text(de: "NICHT ausschalten", en: "Do NOT switch off")
    public static let lockStayOnWhy = Text(
        de: """
            Es steckt kein gültiger silberner Schlüssel. Gibt es noch einen, ihn jetzt einstecken: Ohne ihn kommt nach dem \
            Ausschalten niemand mehr an die Daten.
            """,
        en: """
            No valid silver key is plugged in. If there still is one, plug it in now: without it nobody opens the data \
            after switching off.
            """)
    public static let lockHasOld = Text(
        de: "Silberner Schlüssel {number} steckt", en: "Silver key {number} is plugged in")
    public static let lockHasOldWhy = Text(
        de: "Bitte stecken lassen, bis die Daten umziehen. Dann schadet auch ein Stromausfall nicht.",
        en: "Please leave it in until the data moves. Then a power cut does no harm either.")
    public static let lockBackupFresh = Text(de: "Sicherung vollständig: {time}", en: "Backup complete: {time}")
    public static let lockBackupOld = Text(
        de: "Keine frische Sicherung, die letzte: {time}", en: "No fresh backup, the last one: {time}")
    public static let lockBackupNone = Text(de: "Es gibt noch keine Sicherung", en: "There is no backup yet")
    public static let lockBackupOldWhy = Text(
        de: "Besser zuerst sichern: Bis zum Ende gibt es nur eine Kopie der Daten.",
        en: "Better make a backup first: until the end there is one copy of the data only.")
    public static let lockWithoutBackup = Text(
        de: "Ohne frische Sicherung beginnen, das Risiko ist bekannt",
        en: "Begin without a fresh backup, the risk is known")

    // Form
    public static let lockBegin = Text(de: "Beginnen", en: "Begin")
    public static let lockSticks = Text(
        de: "1. Zwei USB-Sticks für die neuen Schlüssel", en: "1. Two USB sticks for the new keys")
    public static let lockNeedsSticks = Text(
        de: "Bitte zwei leere USB-Sticks einstecken. Diese Seite bemerkt sie von selbst: {count} von 2.",
        en: "Please plug in two empty USB sticks. This page notices them by itself: {count} of 2.")
    public static let lockSecond = Text(
        de: "2. Eine zweite Person mit der Rolle Administrator bestätigt",
        en: "2. A second person with the role administrator confirms")
    public static let lockSecondUser = Text(de: "Benutzername der zweiten Person", en: "User name of the second person")
    public static let lockSecondPassword = Text(de: "Passwort der zweiten Person", en: "Password of the second person")
    public static let lockGo = Text(de: "Schloss jetzt wechseln", en: "Change the lock now")

    // Under way
    public static let lockRuns = Text(de: "Das Schloss wird gewechselt", en: "The lock is being changed")
    public static let lockRunsWhy = Text(
        de: "Die Datasafe eingeschaltet lassen und keine Platte herausnehmen. Weiterarbeiten ist möglich.",
        en: "Leave the Datasafe switched on and take out no disk. Work can go on.")
    public static let lockPull = Text(
        de: "Jetzt abziehen und wieder einstecken: {keys}", en: "Unplug now and plug in again: {keys}")
    public static let lockPullWhy = Text(
        de:
            "Einen nach dem anderen. Jedes Mal verschwindet hier eine Nummer: Mit ihr diesen Stick beschriften.",
        en: "One after the other. Each time a number goes from here: write it on that stick.")
    public static let lockReadOnly = Text(
        de: "Das Schloss wird gerade gewechselt: NICHT ausschalten und den Support anrufen.",
        en: "The lock is being changed: do NOT switch off, and call support.")
    public static let lockPullKey = Text(de: "Schlüssel {number}", en: "Key {number}")
    public static let lockStepWrite = Text(de: "Neue Schlüssel schreiben", en: "Write the new keys")
    public static let lockStepPull = Text(
        de: "Beide Sticks abziehen und wieder einstecken", en: "Unplug both sticks and plug them in again")
    public static let lockStepFree = Text(de: "Eine Platte freimachen", en: "Free a disk")
    public static let lockStepForm = Text(de: "Neuen Datenspeicher anlegen", en: "Make the new data storage")
    public static let lockStepMove = Text(de: "Daten umziehen", en: "Move the data")
    public static let lockStepLeave = Text(de: "Altes Schloss vernichten", en: "Destroy the old lock")
    public static let lockThen = Text(
        de: "Danach werden die übrigen Platten wieder aufgenommen, das zeigt die Seite „Gerät“.",
        en: "After that the other disks are taken in again, the page “Device” shows it.")
    public static let lockCancel = Text(de: "Wechsel abbrechen", en: "Call off the change")
    public static let lockCancelWhat = Text(
        de: "Es bleibt alles, wie es war. Die neuen Sticks gelten nicht.",
        en: "Everything stays as it was. The new sticks are not valid.")
    public static let deedLock = Text(de: "Schloss wechseln", en: "Change of the lock")
}
