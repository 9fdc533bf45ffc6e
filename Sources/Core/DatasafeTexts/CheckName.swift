/// The names of the monitor's checks (docs: monitoring catalogue), by their id without the part after the colon.
public enum CheckName {
    /// `Festplatte: Zustand (Platte 1)`; the id itself for a check this program does not know.
    public static func of(_ id: String) -> Text {
        let (base, subject) = (String(id.prefix { $0 != ":" }), subject(id))
        let name = known[base] ?? Text(de: base, en: base)
        guard !subject.isEmpty else { return name }
        let place = place(base: base, subject: subject)
        return Text(de: "\(name.de) (\(place.de))", en: "\(name.en) (\(place.en))")
    }

    /// What stands after the colon: `d1`, `data`, `2`; empty when there is none.
    public static func subject(_ id: String) -> String { String(id.drop { $0 != ":" }.dropFirst()) }

    /// The number in a subject: `d1` is disk 1; the subject itself when it has none.
    public static func number(_ subject: String) -> String {
        let digits = subject.drop { !$0.isNumber }
        return digits.isEmpty ? subject : String(digits)
    }

    /// The ids with a name, for the tests.
    public static var ids: [String] { known.keys.sorted() }

    private static func place(base: String, subject: String) -> Text {
        let number = number(subject)
        if base.hasPrefix("backup.") {
            return Text(de: "Backup-Platte \(number)", en: "backup disk \(number)")
        }
        switch subject {
        case "data": return Text(de: "Daten", en: "data")
        case "sys", "system": return Text(de: "System", en: "system")
        case "state": return Text(de: "Zustandsspeicher", en: "state volume")
        case "fs": return Text(de: "Dateisystem", en: "file system")
        default:
            guard subject.first == "d", Int(number) != nil else { return Text(de: subject, en: subject) }
            return Text(de: "Platte \(number)", en: "disk \(number)")
        }
    }

    private static let known: [String: Text] = [
        "disk.smart": Text(de: "Zustand der Festplatte", en: "Disk health"),
        "disk.temp": Text(de: "Temperatur der Festplatte", en: "Disk temperature"),
        "disk.wear_forecast": Text(de: "Abnutzung der Festplatte", en: "Disk wear"),
        "raid.state": Text(de: "Spiegelung gesamt", en: "Mirror overall"),
        "raid.members": Text(de: "Spiegelung: Platten", en: "Mirror: disks"),
        "raid.redundancy": Text(de: "Spiegelung: Schutz", en: "Mirror: protection"),
        "raid.errors": Text(de: "Spiegelung: Lesefehler", en: "Mirror: read errors"),
        "raid.scrub": Text(de: "Spiegelung: regelmäßige Prüfung", en: "Mirror: regular check"),
        "raid.recalc": Text(de: "Prüfsummen der Platten", en: "Checksums of the disks"),
        "fs.used": Text(de: "Speicherplatz", en: "Storage space"),
        "fs.inodes": Text(de: "Anzahl der Dateien", en: "Number of files"),
        "fs.full_in": Text(de: "Speicherplatz, Vorhersage", en: "Storage space, forecast"),
        "fs.unalloc": Text(de: "Speicherplatz, Reserve", en: "Storage space, reserve"),
        "fs.ro": Text(de: "Schreibzugriff", en: "Write access"),
        "kernel.oom": Text(de: "Abbrüche wegen Speichermangels", en: "Aborts for lack of memory"),
        "kernel.mce": Text(de: "Fehler der Hardware", en: "Hardware errors"),
        "cpu.busy": Text(de: "Prozessor", en: "Processor"),
        "cpu.psi": Text(de: "Prozessor, Wartezeit", en: "Processor, waiting"),
        "mem.avail": Text(de: "Arbeitsspeicher", en: "Memory"),
        "mem.psi": Text(de: "Arbeitsspeicher, Wartezeit", en: "Memory, waiting"),
        "load15": Text(de: "Auslastung", en: "Load"),
        "io.psi": Text(de: "Plattenzugriffe, Wartezeit", en: "Disk access, waiting"),
        "disk.await": Text(de: "Antwortzeit der Platten", en: "Disk response time"),
        "net.link": Text(de: "Netzwerk", en: "Network"),
        "net.errors": Text(de: "Netzwerk, Fehler", en: "Network, errors"),
        "hub.rtt": Text(de: "Verbindung zum Hub, Antwortzeit", en: "Connection to the hub, response time"),
        "hub.link": Text(de: "Verbindung zum Hub", en: "Connection to the hub"),
        "cert": Text(de: "Zertifikat", en: "Certificate"),
        "svc.core": Text(de: "Dienst für die Daten", en: "Data service"),
        "svc.store": Text(de: "Datenbank", en: "Database"),
        "svc": Text(de: "Dienst", en: "Service"),
        "fw.pending": Text(de: "Aktualisierungen", en: "Updates"),
        "psu": Text(de: "Netzteile", en: "Power supplies"),
        "backup.run": Text(de: "Sicherung", en: "Backup"),
        "backup.init": Text(de: "Eingerichtete Backup-Platten", en: "Initialised backup disks"),
        "backup.verify": Text(de: "Prüfung der Sicherung", en: "Verification of the backup"),
        "backup.disk_age": Text(de: "Backup-Platte lange nicht gesehen", en: "Backup disk not seen for long"),
        "backup.free": Text(de: "Platz auf der Backup-Platte", en: "Space on the backup disk"),
        "backup.same_disk": Text(de: "Wechsel der Backup-Platten", en: "Rotation of the backup disks"),
        "backup.offsite_age": Text(de: "Sicherung außer Haus", en: "Off-site backup"),
        "backup.drill_age": Text(de: "Probe-Wiederherstellung", en: "Trial restore"),
        "backup.key": Text(de: "Backup-Schlüssel", en: "Backup key"),
        "av.signatures": Text(de: "Virenschutz, Stand", en: "Virus scanner, signatures"),
        "av.found": Text(de: "Virenschutz, Funde", en: "Virus scanner, findings"),
        "box.phase": Text(de: "Zustand der Datasafe", en: "State of the Datasafe"),
        "time.offset": Text(de: "Uhrzeit", en: "Time of day"),
        "time.backstep": Text(de: "Uhr ging zurück", en: "Clock went back"),
        "ups": Text(de: "Notstromversorgung", en: "Backup power supply"),
        "key.left_plugged": Text(de: "Schlüssel steckt noch", en: "Key still plugged in"),
        "key.stick": Text(de: "Schlüsselstick", en: "Key stick"),
        "keyslot.drift": Text(de: "Angemeldete Schlüssel", en: "Enrolled keys"),
        "luks.header": Text(de: "Verschlüsselung, Kopfdaten", en: "Encryption header"),
        "unlock.fail": Text(de: "Falsche Schlüssel", en: "Wrong keys"),
        "update.state": Text(de: "Aktualisierung", en: "Update"),
        "tamper": Text(de: "Manipulationsschutz", en: "Tamper protection"),
        "audit.chain": Text(de: "Protokoll unverändert", en: "Audit log unchanged"),
        "blob.scrub": Text(de: "Dokumente unverändert", en: "Documents unchanged"),
        "monitor.self": Text(de: "Überwachung selbst", en: "The monitor itself"),
        "spool.backlog": Text(de: "Meldungen an den Hub", en: "Messages to the hub"),
    ]
}
