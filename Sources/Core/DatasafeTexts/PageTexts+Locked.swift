// Work at the disks of a box that is locked or has failed: nobody can log in, the code of its screen opens these pages.
extension Text {
    public static let lockedWork = Text(de: "Arbeiten an den Platten", en: "Work at the disks")
    public static let lockedWorkWhat = Text(
        de: "Solange die Daten verschlossen sind, geht das mit dem Code vom Bildschirm der Datasafe.",
        en: "While the data is locked, the code on the screen of the Datasafe is needed for this.")
    public static let lockedWorkNow = Text(
        de: "Hier muss ein Mensch entscheiden. Dazu an den Bildschirm der Datasafe gehen und den Code abschreiben.",
        en: "A person must decide here. Go to the screen of the Datasafe and copy the code.")
    public static let lockedCode = Text(
        de: "Code vom Bildschirm der Datasafe", en: "Code on the screen of the Datasafe")
    public static let lockedCodeWhy = Text(
        de: "Der Code zeigt, dass jemand vor dem Gerät steht. Er gilt bis zum nächsten Start.",
        en: "The code shows that somebody stands before the box. It holds until the next start.")
    public static let lockedNothing = Text(
        de: "Hier ist gerade nichts zu tun", en: "Nothing to do here at the moment")
    public static let lockedNothingWhy = Text(
        de: "Zum Öffnen der Daten den silbernen Schlüssel einstecken.",
        en: "To open the data, plug in the silver key.")
    public static let lockedReplaceLoses = Text(
        de: "Nur die neue Platte wird überschrieben. Die Daten bleiben verschlossen.",
        en: "Only the new disk is overwritten. The data stay locked.")

    // Both disks were used apart
    public static let sidesTitle = Text(de: "Welcher Stand soll gelten?", en: "Which state is to hold?")
    public static let sidesWhat = Text(
        de: """
            Die Platten haben getrennt voneinander gearbeitet: mal die eine allein, mal die andere. Jetzt gibt es zwei \
            verschiedene Stände. Zusammenführen lassen sie sich nicht, deshalb hat die Datasafe keinen gestartet.
            """,
        en: """
            The disks worked apart from each other: now the one alone, now the other. So there are two different states. \
            They cannot be merged, so the Datasafe has started neither.
            """)
    public static let sidesHow = Text(
        de: "Meist ist der Stand richtig, mit dem die Praxis zuletzt gearbeitet hat. Im Zweifel den Support anrufen.",
        en: "Usually the right state is the one the practice worked with last. In doubt call support.")
    public static let sidesOther = Text(
        de: """
            Auf die anderen Platten wird nichts geschrieben. Sie bleiben aufgehoben und können später als neue Platte \
            aufgenommen werden. Erst dann geht ihr Inhalt verloren.
            """,
        en: """
            Nothing is written to the other disks. They are kept and can be taken in later as new disks. Only then their \
            content is lost.
            """)
    public static let aloneTitle = Text(
        de: "Ohne die neuere Platte weitermachen?", en: "Go on without the newer disk?")
    public static let aloneWhat = Text(
        de: """
            Auf einer Platte, die nicht da ist, stehen neuere Daten. Wer sie noch hat, setzt sie ein und startet die \
            Datasafe neu: Dann geht nichts verloren.
            """,
        en: """
            A disk that is not here holds newer data. Whoever still has it puts it in and restarts the Datasafe: then \
            nothing is lost.
            """)
    public static let aloneLoses = Text(
        de: "Alles, was nach dem hier genannten Zeitpunkt gespeichert wurde, fehlt dann.",
        en: "Everything stored after the time shown here is then missing.")
    public static let aloneOther = Text(
        de: "Taucht die neuere Platte später auf, wird sie nicht mehr verwendet und nicht beschrieben.",
        en: "If the newer disk turns up later, it is not used any more and not written to.")
    public static let sideName = Text(de: "Stand {letter}", en: "State {letter}")
    public static let sideWritten = Text(de: "Zuletzt beschrieben", en: "Last written")
    public static let sideWrittenUnknown = Text(de: "nicht bekannt", en: "not known")
    public static let sideNewest = Text(de: "Zuletzt benutzt", en: "Used last")
    public static let sideDisks = Text(de: "Platten", en: "Disks")
    public static let sideDisk = Text(de: "Platte {number} (…{tail})", en: "Disk {number} (…{tail})")
    public static let sideChoose = Text(de: "Mit Stand {letter} weiterarbeiten", en: "Go on with state {letter}")
    public static let sideConfirm = Text(
        de: "Letzte 4 Zeichen der Seriennummer von Platte {number}",
        en: "Last 4 characters of the serial number of disk {number}")
    public static let sideClock = Text(
        de: "Die Zeiten stammen von der Uhr, die damals lief. War sie falsch gestellt, stimmen sie nicht.",
        en: "The times are from the clock of that time. If it was set wrongly, they are wrong.")

    // The key directory
    public static let headerTitle = Text(
        de: "Schlüsselverwaltung wiederherstellen", en: "Restore the key directory")
    public static let headerWhat = Text(
        de: """
            Am Anfang des Datenspeichers steht, welche Schlüssel ihn öffnen. Diese Stelle ist beschädigt, die Daten dahinter \
            sind es nicht. Die Datasafe hat eine Kopie davon.
            """,
        en: """
            The beginning of the data storage says which keys open it. That place is damaged, the data behind it is not. The \
            Datasafe has a copy of it.
            """)
    public static let headerLoses = Text(
        de: "Die beschädigte Stelle wird überschrieben. Was jetzt dort steht, wird vorher aufgehoben.",
        en: "The damaged place is overwritten. What stands there now is kept before.")
    public static let headerFrom = Text(de: "Stand der Kopie", en: "State of the copy")
    public static let headerUnderstood = Text(
        de: "Ich möchte die Schlüsselverwaltung aus der Kopie wiederherstellen.",
        en: "I want to restore the key directory from the copy.")
    public static let headerGo = Text(de: "Jetzt wiederherstellen", en: "Restore now")
    public static let headerAfter = Text(
        de: "Danach den silbernen Schlüssel einstecken.", en: "Then plug in the silver key.")
    public static let deedChoose = Text(de: "Stand wird übernommen", en: "Taking over the state")
    public static let deedHeader = Text(
        de: "Schlüsselverwaltung wird wiederhergestellt", en: "Restoring the key directory")
}
