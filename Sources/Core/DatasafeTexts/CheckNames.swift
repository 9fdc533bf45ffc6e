public import DatasafeCore

extension CheckKind {
    /// What the check looks at, for lists: `Zustand der Festplatte`.
    public var title: Text {
        switch self {
        case .diskSmart: Text(de: "Zustand der Festplatte", en: "Disk health")
        case .diskTemperature: Text(de: "Temperatur der Festplatte", en: "Disk temperature")
        case .raidMembers: Text(de: "Spiegelung: Platten", en: "Mirror: disks")
        case .raidRedundancy: Text(de: "Spiegelung: Schutz", en: "Mirror: protection")
        case .raidErrors: Text(de: "Spiegelung: Lesefehler", en: "Mirror: read errors")
        case .raidScrub: Text(de: "Spiegelung: regelmäßige Prüfung", en: "Mirror: regular check")
        case .raidRecalculation: Text(de: "Prüfsummen der Platten", en: "Checksums of the disks")
        case .kernelOutOfMemory: Text(de: "Abbrüche wegen Speichermangels", en: "Aborts for lack of memory")
        case .kernelMachineCheck: Text(de: "Fehler der Hardware", en: "Hardware errors")
        case .volumeUsed: Text(de: "Speicherplatz", en: "Storage space")
        case .volumeInodes: Text(de: "Anzahl der Dateien", en: "Number of files")
        case .volumeUnallocated: Text(de: "Speicherplatz, Reserve", en: "Storage space, reserve")
        case .volumeReadOnly: Text(de: "Schreibzugriff", en: "Write access")
        case .cpuBusy: Text(de: "Prozessor", en: "Processor")
        case .cpuPressure: Text(de: "Prozessor, Wartezeit", en: "Processor, waiting")
        case .memoryAvailable: Text(de: "Arbeitsspeicher", en: "Memory")
        case .memoryPressure: Text(de: "Arbeitsspeicher, Wartezeit", en: "Memory, waiting")
        case .load: Text(de: "Auslastung", en: "Load")
        case .ioPressure: Text(de: "Plattenzugriffe, Wartezeit", en: "Disk access, waiting")
        case .netLink: Text(de: "Netzwerk", en: "Network")
        case .netErrors: Text(de: "Netzwerk, Fehler", en: "Network, errors")
        case .backupVerify: Text(de: "Prüfung der Sicherung", en: "Verification of the backup")
        case .mailQueue: Text(de: "Mailversand", en: "Mail")
        case .certificate: Text(de: "Zertifikat", en: "Certificate")
        case .remoteAdmin: Text(de: "Fernwartung", en: "Remote support")
        case .servicePractice: Text(de: "Dienst für die Daten", en: "Data service")
        case .serviceStore: Text(de: "Datenbank", en: "Database")
        case .replication: Text(de: "Zweite Datasafe", en: "Second Datasafe")
        case .firmware: Text(de: "Aktualisierungen", en: "Updates")
        case .powerSupply: Text(de: "Netzteile", en: "Power supplies")
        case .backupRun: Text(de: "Sicherung", en: "Backup")
        case .backupInit: Text(de: "Eingerichtete Backup-Platten", en: "Initialised backup disks")
        case .virusScan: Text(de: "Virenschutz", en: "Virus scanner")
        case .boxPhase: Text(de: "Datasafe geöffnet", en: "Datasafe open")
        case .timeOffset: Text(de: "Uhrzeit", en: "Time of day")
        case .keyLeftPlugged: Text(de: "Schlüssel abgezogen", en: "Key pulled")
        case .unlockFail: Text(de: "Falsche Schlüssel", en: "Wrong keys")
        case .backupDiskAge: Text(de: "Backup-Platte gesehen", en: "Backup disk seen")
        case .backupSameDisk: Text(de: "Wechsel der Backup-Platten", en: "Rotation of the backup disks")
        case .backupOffsiteAge: Text(de: "Sicherung außer Haus", en: "Off-site backup")
        case .backupFree: Text(de: "Platz auf der Backup-Platte", en: "Room on the backup disk")
        case .backupDrill: Text(de: "Probe-Wiederherstellung", en: "Trial restore")
        case .backupOnline: Text(de: "Online-Sicherung", en: "Online backup")
        case .backupShare: Text(de: "Sicherung auf Netzwerkfreigabe", en: "Backup to network share")
        case .backupKey: Text(de: "Probe des Backup-Schlüssels", en: "Drill of the backup key")
        case .auditChain: Text(de: "Protokoll unverändert", en: "Audit log unchanged")
        case .serviceStorage: Text(de: "Dienst für die Platten", en: "Disk service")
        case .serviceBackup: Text(de: "Dienst für die Sicherung", en: "Backup service")
        case .serviceBeat: Text(de: "Dienst für die Meldungen", en: "Reporting service")
        case .serviceWeb: Text(de: "Webseite", en: "Web page")
        case .monitorSelf: Text(de: "Überwachung selbst", en: "The monitor itself")
        case .spoolBacklog: Text(de: "Meldungen an den Hub", en: "Messages to the hub")
        }
    }
}

extension CheckFact {
    /// The title with its disk, volume or number: `Zustand der Festplatte (Platte 1)`; the id of an unknown check.
    public var title: Text {
        guard let check = CheckID(id) else { return Text(de: id, en: id) }
        guard let suffix = check.suffix else { return check.kind.title }
        let place: Text =
            switch suffix {
            case "data": Text(de: "Daten", en: "data")
            case "var": Text(de: "System", en: "system")
            case "fs": Text(de: "Dateisystem", en: "file system")
            case "web": Text(de: "Webseite", en: "web page")
            default:
                Self.isBackup(check)
                    ? Text(de: "Backup-Platte \(Self.number(suffix))", en: "backup disk \(Self.number(suffix))")
                    : Text(de: "Platte \(Self.number(suffix))", en: "disk \(Self.number(suffix))")
            }
        return Text(de: "\(check.kind.title.de) (\(place.de))", en: "\(check.kind.title.en) (\(place.en))")
    }

    /// Sentence and action of this check's reason with its number and value put in; nil while all is well.
    public var advice: Advice? {
        guard !reason.isEmpty else { return nil }
        let check = CheckID(id)
        let shown = value.map(Self.rounded) ?? Text(de: "?", en: "?")
        var number = Self.number(check?.suffix ?? "")
        let isBackup = check.map(Self.isBackup) ?? false
        if isBackup { number += " (Backup)" }
        if check?.kind.unit == .number { number = shown.de }
        let places: (Text) -> Text = { text in
            let german = text.filling(["disk": number, "number": number, "value": shown.de]).de
            return Text(de: german, en: text.filling(["disk": number, "number": number, "value": shown.en]).en)
        }
        let plain = AdviceBook.adviceOrPlain(for: reason)
        let smart = SmartCode(rawValue: reason)
        let action = smart?.action(state == 2 ? .crit : .warn, isBackup: isBackup) ?? plain.action
        return Advice(code: plain.code, sentence: places(plain.sentence), action: places(action))
    }

    /// Disks carry numbers of two kinds: `d1` is in the box, `b2` has the sticker 2.
    private static func isBackup(_ check: CheckID) -> Bool {
        [.diskSmart, .diskTemperature].contains(check.kind) && check.suffix?.first == "b"
    }

    private static func number(_ suffix: String) -> String {
        let digits = suffix.filter(\.isNumber)
        return digits.isEmpty ? suffix : digits
    }

    /// Whole numbers without, others with one decimal.
    private static func rounded(_ value: Double) -> Text {
        if let whole = Int(exactly: value) { return Text(de: "\(whole)", en: "\(whole)") }
        guard value.magnitude < 1e12 else { return Text(de: "?", en: "?") }
        let tenths = Int((value * 10).rounded())
        let (whole, part) = (abs(tenths) / 10, abs(tenths) % 10)
        let sign = tenths < 0 ? "-" : ""
        return Text(de: "\(sign)\(whole),\(part)", en: "\(sign)\(whole).\(part)")
    }
}
