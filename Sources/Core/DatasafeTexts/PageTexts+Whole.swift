// Coming back as a whole: a disk of another box, and the practice of a night.
extension Text {
    public static let adoptFound = Text(
        de: "Backup-Platte {number} einer anderen Datasafe", en: "Backup disk {number} of another Datasafe")
    public static let adoptWhat = Text(
        de: "Auf ihr liegen Sicherungen, die eine andere Datasafe geschrieben hat, etwa das Gerät vor diesem. "
            + "Wird sie übernommen, behält sie alle Nächte und gehört danach zu dieser Datasafe. Gelöscht wird "
            + "nichts.",
        en: "It holds backups that another Datasafe wrote, such as the device before this one. Taken over it "
            + "keeps all nights and belongs to this Datasafe from then on. Nothing is deleted.")
    public static let adoptOpen = Text(de: "Platte übernehmen …", en: "Take the disk over …")
    public static let adoptTitle = Text(de: "Backup-Platte übernehmen", en: "Take a backup disk over")
    public static let adoptDo = Text(de: "Platte übernehmen", en: "Take the disk over")
    public static let adoptPlug = Text(
        de: "Den Backup-Schlüssel der früheren Datasafe einstecken.",
        en: "Plug in the backup key of the former Datasafe.")
    public static let adoptPlugWhy = Text(
        de: "Steckt dazu der Backup-Schlüssel dieser Datasafe, öffnet auch er danach die Platte.",
        en: "If the backup key of this Datasafe is plugged in as well, it opens the disk too from then on.")
    public static let adoptKeyThere = Text(
        de: "Der Backup-Schlüssel einer anderen Datasafe steckt.",
        en: "The backup key of another Datasafe is plugged in.")
    public static let adoptTyped = Text(
        de: "Der Stick fehlt? Die Papierkopie abtippen", en: "The stick is missing? Type from the paper copy")
    public static let adoptPaper = Text(de: "48 Wörter oder 128 Zeichen", en: "48 words or 128 digits")
    public static let adoptPaperHint = Text(
        de: "Groß und klein, Leerzeichen und Nummern sind gleichgültig.",
        en: "Upper and lower case, spaces and numbers do not matter.")
    public static let adoptCount = Text(
        de: "Es sind {count} Wörter, 48 müssen es sein.", en: "These are {count} words, 48 are needed.")
    public static let adoptWord = Text(
        de: "Wort {number}, „{word}“, steht nicht auf der Liste.", en: "Word {number}, “{word}”, is not in the list.")
    public static let adoptNear = Text(de: "Gemeint ist vielleicht: {words}.", en: "Perhaps it is: {words}.")
    public static let adoptCheck = Text(
        de: "Alle Wörter gibt es, aber sie passen nicht zusammen: Zwei sind vertauscht oder eines ist "
            + "verwechselt.",
        en: "All words exist, but they do not fit together: two are swapped, or one was taken for another.")
    public static let adoptDigits = Text(
        de: "Es müssen 128 Zeichen sein, Ziffern und die Buchstaben a bis f.",
        en: "128 digits are needed, 0 to 9 and the letters a to f.")
    public static let adoptNumberTaken = Text(
        de: "Diese Datasafe hat schon eine Backup-Platte {number}. Die Platte bekommt deshalb eine neue Nummer.",
        en: "This Datasafe has a backup disk {number} already. So the disk gets a new number.")
    public static let adoptNumberHint = Text(
        de: "Den alten Aufkleber durch einen mit dieser Nummer ersetzen.",
        en: "Replace the old sticker by one with this number.")
    public static let adoptInstead = Text(
        de: "Die Sicherungen darauf werden nicht gebraucht: neu einrichten",
        en: "The backups on it are not needed: initialise it anew")
    public static let adoptStrange = Text(
        de: "Der Backup-Schlüssel dieser Datasafe öffnet diese Platte noch nicht. Ihn einstecken und unten "
            + "„Schlüssel proben“ drücken.",
        en: "The backup key of this Datasafe does not open this disk yet. Plug it in and press “Try the key” "
            + "below.")
    public static let adoptOlder = Text(
        de:
            "Die Platte gehört jetzt zu dieser Box. Ihre neueste Nacht fehlt: Auf ihr steht Älteres, als sie selbst angibt.",
        en: "The disk is now one of this box. Its newest night is missing: what is on it is older than it says itself.")
    public static let adoptOlderDo = Text(
        de: "Bitte vor dem Zurückholen nachsehen, ob eine andere Platte eine neuere Nacht hat, und uns anrufen.",
        en: "Before bringing anything back please see whether another disk has a newer night, and call us.")
    public static let deedAdopt = Text(de: "Platte übernehmen", en: "Taking the disk over")

    public static let wholeOpen = Text(
        de: "Ganze Praxis auf diesen Stand bringen …", en: "Bring the whole practice to this state …")
    public static let wholeTitle = Text(
        de: "Ganze Praxis zurückholen: {when}", en: "Bring the whole practice back: {when}")
    public static let wholeWhat = Text(
        de: "Alle Dokumente und Ordner, der Papierkorb, die Benutzer mit ihren Passwörtern und der Name der "
            + "Praxis werden, wie sie damals waren. Dafür ist es gedacht: nach dem Umzug auf ein neues Gerät oder "
            + "nach einem Schaden, der alles betrifft.",
        en: "All documents and folders, the bin, the users with their passwords and the name of the practice "
            + "become what they were then. It is meant for this: after moving to a new device, or after damage "
            + "that concerns everything.")
    public static let wholeSince = Text(
        de: "Was seitdem dazukam oder geändert wurde, ist dann nicht mehr zu sehen. Der heutige Stand wird "
            + "unmittelbar davor festgehalten und steht unter „Frühere Stände“, mindestens zwei Tage lang.",
        en: "What was added or changed since is then no longer to be seen. Today's state is held right before "
            + "and stands under “Earlier states”, for two days at least.")
    public static let wholeLogIn = Text(
        de: "Alle werden abgemeldet. Sie selbst melden sich mit Ihrem heutigen Passwort wieder an, die anderen "
            + "mit ihrem damaligen.",
        en: "Everybody is logged out. You log in again with today's password, the others with theirs of then.")
    public static let wholeOne = Text(
        de: "Sollen nur einzelne Dokumente zurück? Dann in der Nacht auf „Zurückholen“ drücken: Dabei bleibt "
            + "alles andere, wie es ist.",
        en: "Only some documents? Then press “Bring back” in the night itself: everything else stays as it is.")
    public static let wholeSure = Text(
        de: "Ja, alles soll werden, wie es war: {when}.", en: "Yes, everything is to become what it was: {when}.")
    public static let wholeGaps = Text(
        de: "Auch wenn Inhalte fehlen. Ihre Dokumente stehen dann in der Liste, öffnen lassen sie sich nicht.",
        en: "Also if contents are missing. Their documents are then in the list and cannot be opened.")
    public static let wholeDo = Text(de: "Ganze Praxis zurückholen", en: "Bring the whole practice back")
    public static let deedWhole = Text(de: "Ganze Praxis zurückholen", en: "Bringing the whole practice back")

    public static let setupInstead = Text(
        de: "Ersetzt dieses Gerät eine frühere Datasafe? Dann hier genauso weitermachen. Danach holt die Seite "
            + "„Sicherung“ mit der Backup-Platte und dem bisherigen Backup-Schlüssel alles zurück: Dokumente, "
            + "Benutzer, Einstellungen.",
        en: "Does this device replace a former Datasafe? Then go on here all the same. Afterwards the page "
            + "“Backup” brings everything back with the backup disk and the former backup key: documents, users, "
            + "settings.")
}
