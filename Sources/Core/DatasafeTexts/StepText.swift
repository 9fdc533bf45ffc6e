/// The words for the steps of long deeds, as they stand in `DeedProgress.step`.
public enum StepText {
    /// What is being done; plain words for a step this program does not know.
    public static func of(_ step: String) -> Text { known[step] ?? other }

    /// The steps with words of their own.
    public static var steps: [String] { known.keys.sorted() }

    private static let other = Text(de: "In Arbeit", en: "In progress")

    private static let known: [String: Text] = [
        // Set-up, unlock, array
        "disks": Text(de: "Platten werden geprüft", en: "Checking the disks"),
        "key": Text(de: "Schlüssel wird gelesen", en: "Reading the key"),
        "write": Text(de: "Schlüssel wird geschrieben", en: "Writing the key"),
        "write-key": Text(de: "Schlüssel wird geschrieben", en: "Writing the key"),
        "pull-and-plug": Text(de: "Stick abziehen und wieder einstecken", en: "Unplug the stick and plug it in again"),
        "reread": Text(de: "Schlüssel wird geprüft", en: "Checking the key"),
        "format": Text(de: "Platten werden formatiert", en: "Formatting the disks"),
        "integrity": Text(de: "Prüfsummen werden angelegt", en: "Creating checksums"),
        "array": Text(de: "Spiegelung wird angelegt", en: "Creating the mirror"),
        "container": Text(de: "Verschlüsselung wird angelegt", en: "Creating the encryption"),
        "filesystem": Text(de: "Datenbereich wird angelegt", en: "Creating the data area"),
        "prove": Text(de: "Beide Schlüssel werden erprobt", en: "Trying both keys"),
        "open": Text(de: "Daten werden geöffnet", en: "Opening the data"),
        "unlock": Text(de: "Daten werden geöffnet", en: "Opening the data"),
        "mount": Text(de: "Daten werden eingehängt", en: "Mounting the data"),
        "services": Text(de: "Dienste starten", en: "Starting services"),
        "administrator": Text(de: "Benutzerkonto wird angelegt", en: "Creating the account"),
        "resync": Text(de: "Spiegelung wird aufgebaut", en: "Building the mirror"),
        "recover": Text(de: "Neue Platte wird befüllt", en: "Filling the new disk"),
        "replace": Text(de: "Neue Platte wird befüllt", en: "Filling the new disk"),
        "check": Text(de: "Platten werden vollständig gelesen", en: "Reading the disks completely"),
        "repair": Text(de: "Spiegelung wird repariert", en: "Repairing the mirror"),
        "reshape": Text(de: "Spiegelung wird erweitert", en: "Extending the mirror"),
        "scrub": Text(de: "Daten werden geprüft", en: "Checking the data"),
        "lock-write": Text(de: "Neue Schlüssel werden geschrieben", en: "Writing the new keys"),
        "lock-pull": Text(de: "Sticks abziehen und wieder einstecken", en: "Unplug the sticks and plug them in again"),
        "lock-free": Text(de: "Eine Platte wird freigemacht", en: "Freeing a disk"),
        "lock-form": Text(de: "Neuer Datenspeicher wird angelegt", en: "Making the new data storage"),
        "lock-move": Text(de: "Daten ziehen um", en: "The data is moving"),
        "lock-leave": Text(de: "Altes Schloss wird vernichtet", en: "Destroying the old lock"),
        "lock-give-up": Text(de: "Wechsel wird zurückgenommen", en: "Taking the change back"),
        "enrol": Text(de: "Schlüssel wird angemeldet", en: "Enrolling the key"),
        "revoke": Text(de: "Schlüssel wird gesperrt", en: "Revoking the key"),
        "copy-header": Text(de: "Schlüsselverwaltung wird gesichert", en: "Saving the key directory"),
        "retire-keys": Text(de: "Schlüssel werden vernichtet", en: "Destroying the keys"),
        "erase": Text(de: "Platte wird gelöscht", en: "Erasing the disk"),
        "read-back": Text(de: "Platte wird nachgelesen", en: "Reading the disk back"),
        "recalculate": Text(de: "Prüfsummen werden berechnet", en: "Calculating checksums"),
        // Backup
        "snapshot": Text(de: "Stand wird festgehalten", en: "Taking a snapshot"),
        "prepare": Text(de: "Backup-Platte wird vorbereitet", en: "Preparing the backup disk"),
        "connect": Text(de: "Verbindung zum Server", en: "Connecting to the server"),
        "backup": Text(de: "Daten werden gesichert", en: "Backing up"),
        "verify": Text(de: "Sicherung wird geprüft", en: "Verifying the backup"),
        "heal": Text(de: "Beschädigtes wird neu gesichert", en: "Backing up damaged parts anew"),
        "wait": Text(de: "Wartet, bis die Platte frei ist", en: "Waiting until the disk is free"),
        "forget": Text(de: "Alte Nächte werden ausgedünnt", en: "Thinning out old nights"),
        "drill-all": Text(
            de: "Alles wird zur Probe zurückgeholt und verglichen",
            en: "Everything is brought back for trial and compared"),
        "drill": Text(de: "Probe-Wiederherstellung läuft", en: "Trial restore is running"),
        "restore": Text(de: "Daten werden zurückgeholt", en: "Bringing data back"),
        "look-through": Text(de: "Die Nacht wird durchgesehen", en: "Looking the night through"),
        "swap": Text(
            de: "Heutiger Stand wird festgehalten, dann getauscht", en: "Holding today's state, then swapping"),
        "take": Text(de: "Dokumente werden abgelegt", en: "Filing documents"),
        "done": Text(de: "Fertig", en: "Finished"),
        "failed": Text(de: "Fehlgeschlagen", en: "Failed"),
    ]
}
