import DatasafeCore

/// The words for what stands in the audit log: the practice service's own actions and those other services report.
public enum AuditWord {
    /// What was done; the action itself for a word this program does not know.
    public static func of(_ action: String) -> Text {
        AuditAction(rawValue: action)?.text ?? foreign[action] ?? Text(de: action, en: action)
    }

    private static let foreign: [String: Text] = [
        "alarm.acknowledge": Text(de: "Alarm zur Kenntnis genommen", en: "Alarm acknowledged"),
        "backup.run": Text(de: "Sicherung", en: "Backup"),
        "backup.initialise": Text(de: "Backup-Platte eingerichtet", en: "Backup disk initialised"),
        "backup.drill-key": Text(de: "Backup-Schlüssel geprobt", en: "Backup key tried"),
        "backup.drop": Text(de: "Backup-Platte aus dem Umlauf genommen", en: "Backup disk taken out of the rotation"),
        "backup.verify": Text(de: "Backup-Platte ganz gelesen", en: "Backup disk read in full"),
        "backup.drill": Text(de: "Alles probeweise zurückgeholt", en: "Everything brought back for trial"),
        "backup.plan": Text(de: "Plan der Sicherung geändert", en: "Plan of the backup changed"),
        "backup.online": Text(de: "Online-Sicherung eingerichtet", en: "Online backup set up"),
        "backup.online-end": Text(de: "Online-Sicherung beendet", en: "Online backup ended"),
        "backup.share": Text(de: "Netzwerkfreigabe eingerichtet", en: "Network share set up"),
        "backup.share-answer": Text(
            de: "Schutz der Netzwerkfreigabe beantwortet", en: "Protection of the network share answered"),
        "backup.share-end": Text(de: "Netzwerkfreigabe beendet", en: "Network share ended"),
        "backup.adopt": Text(de: "Backup-Platte übernommen", en: "Backup disk taken over"),
        "backup.restore-all": Text(de: "Ganze Praxis zurückgeholt", en: "Whole practice brought back"),
        "backup.restore": Text(de: "Aus der Sicherung zurückgeholt", en: "Brought back from the backup"),
        "disk.replace": Text(de: "Platte ersetzt", en: "Disk replaced"),
        "storage.replace": Text(de: "Platte ersetzt", en: "Disk replaced"),
        "disk.add": Text(de: "Platte aufgenommen", en: "Disk added"),
        "disk.take-out": Text(de: "Platte aus dem Verbund genommen", en: "Disk taken out"),
        "disk.call-off": Text(de: "Plattenwechsel abgebrochen", en: "Change of disks called off"),
        "disk.erase": Text(de: "Platte gelöscht", en: "Disk erased"),
        "disk.check": Text(de: "Prüfung der Platten gestartet", en: "Check of the disks started"),
        "disk.check-stop": Text(de: "Prüfung der Platten angehalten", en: "Check of the disks stopped"),
        "key.issue": Text(de: "Schlüssel ausgestellt", en: "Key issued"),
        "key.revoke": Text(de: "Schlüssel gesperrt", en: "Key revoked"),
        "key.call-off": Text(de: "Ausstellen eines Schlüssels abgebrochen", en: "Issuing of a key called off"),
        "box.retire": Text(de: "Außer Dienst gestellt", en: "Retired"),
        "lock.change": Text(de: "Schloss gewechselt", en: "Lock changed"),
        "lock.confirm": Text(de: "Wechsel des Schlosses bestätigt", en: "Change of the lock confirmed"),
        "lock.call-off": Text(de: "Wechsel des Schlosses abgebrochen", en: "Change of the lock called off"),
        "box.power-off": Text(de: "Ausgeschaltet", en: "Switched off"),
        "box.restart": Text(de: "Neu gestartet", en: "Restarted"),
        "setup.finish": Text(de: "Einrichtung abgeschlossen", en: "Set-up finished"),
    ]
}
