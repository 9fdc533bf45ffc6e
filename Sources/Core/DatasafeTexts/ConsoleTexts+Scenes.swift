// What the box's own screen says while disks and keys are worked at: sentences are at most 74 characters.
extension ConsoleTexts {
    /// A disk is being filled: nothing is missing that a person could bring.
    public static let filling = Scene(
        Text(de: "BEREIT, SCHUTZ VERRINGERT", en: "READY, LESS PROTECTED"),
        Text(
            de: "Eine Platte wird befüllt. Daten sind vorhanden.",
            en: "A disk is being filled. Data is there."),
        Text(
            de: "Eingeschaltet lassen, keine Platte herausnehmen.", en: "Leave it switched on, take out no disk."))

    /// The box leaves: its disks are being erased.
    public static let retiring = Scene(
        Text(de: "AUSSER DIENST", en: "RETIRED"),
        Text(de: "Die Platten dieser Datasafe werden gelöscht.", en: "The disks of this Datasafe are being erased."),
        Text(
            de: "Eingeschaltet lassen, keine Platte herausnehmen.", en: "Leave it switched on, take out no disk."))

    /// A disk of the box that leaves is missing or cannot be written.
    public static let retiringWaits = Scene(
        Text(de: "AUSSER DIENST", en: "RETIRED"),
        Text(
            de: "Eine Platte fehlt oder lässt sich nicht löschen.", en: "A disk is missing or cannot be erased."),
        Text(
            de: "Die Platte wieder einsetzen. Hilft das nicht, sie vernichten lassen.",
            en: "Put the disk in again. If that does not help, have it destroyed."))

    /// Nothing is on the box any more.
    public static let retired = Scene(
        Text(de: "AUSSER DIENST", en: "RETIRED"),
        Text(
            de: "Auf dieser Datasafe sind keine Daten mehr.", en: "There is no data on this Datasafe any more."),
        Text(
            de: "Auf der Webseite die Löschnachweise holen, dann ausschalten.",
            en: "Fetch the certificates on the web page, then switch it off."))

    /// The new lock's keys are still to be proven: nothing has been moved, but a box without an old key must stay on.
    public static let lockPull = Scene(
        Text(de: "BEREIT, NICHT AUSSCHALTEN", en: "READY, DO NOT SWITCH OFF"),
        Text(
            de: "Das Schloss wird gewechselt: zwei neue silberne Schlüssel entstehen.",
            en: "The lock is being changed: two new silver keys are being made."),
        Text(
            de: "Beide neuen Sticks abziehen und wieder einstecken.",
            en: "Unplug both new sticks and plug them in again."))

    /// The lock is being changed: after a power cut the old keys may be all there is, and nobody has them.
    public static let lock = Scene(
        Text(de: "BEREIT, NICHT AUSSCHALTEN", en: "READY, DO NOT SWITCH OFF"),
        Text(
            de: "Das Schloss wird gewechselt, solange gibt es nur eine Kopie der Daten.",
            en: "The lock is being changed, until then there is only one copy of the data."),
        Text(
            de: "Nicht ausschalten, keine Platte herausnehmen.", en: "Do not switch off, take out no disk."))

    /// A key is being issued: the good key stays in, the new stick is what hands are needed for.
    public static let issuing = Scene(
        Text(de: "BEREIT", en: "READY"),
        Text(de: "Silberner Schlüssel {number} wird ausgestellt.", en: "Silver key {number} is being issued."),
        Text(de: "Beide Sticks stecken lassen.", en: "Leave both sticks plugged in."))
    public static let issuingPull = Text(
        de: "Den neuen Stick abziehen und wieder einstecken, den alten stecken lassen.",
        en: "Unplug the new stick and plug it in again, leave the old one in.")
}
