public import DatasafeCore

extension ScriptedBox {
    /// Open, two members in sync.
    public static func storage() -> StorageFact {
        var fact = StorageFact()
        fact.state = .open
        fact.box = "3f9a02c1"
        fact.openedAt = now.adding(seconds: -40_000)
        var array = ArrayFact()
        array.members = [member(1, "d1", "7K2Q"), member(2, "d2", "9XAB")]
        array.redundancyLeft = 1
        array.lastCheck = now.adding(seconds: -400_000)
        fact.array = array
        fact.disks = [disk("d1", "WD-WX11D7K2Q"), disk("d2", "WD-WX11D9XAB")]
        fact.keys = [
            KeyFact(role: "unlock", number: 1, id: "a1b2c3d4"), KeyFact(role: "unlock", number: 2, id: "b2c3d4e5"),
            KeyFact(role: "backup", number: 1, id: "c3d4e5f6"),
        ]
        var volume = VolumeFact()
        volume.bytes = 3_960_000_000_000
        volume.used = 1_240_000_000_000
        fact.volume = volume
        fact.backupDisks = [backupDisk("known", number: 2)]
        return fact
    }

    /// A member in sync.
    public static func member(_ number: Int, _ bay: String?, _ tail: String, state: String = "insync") -> MemberFact {
        var member = MemberFact(number: number, bay: bay, state: state)
        member.serialTail = tail
        return member
    }

    /// A data disk of 4 TB.
    public static func disk(_ bay: String, _ serial: String, content: String = "member") -> DiskFact {
        var disk = DiskFact(
            id: "ata-WDC_WD40EFPX_\(serial)", bay: bay, model: "WDC WD40EFPX", serial: serial,
            bytes: 4_000_787_030_016, content: content)
        var smart = SmartFact(at: now)
        smart.celsius = 34
        smart.values = ["hours": 8_123]
        disk.smart = smart
        return disk
    }

    /// An external disk.
    public static func backupDisk(_ kind: String, number: Int? = nil, content: String = "datasafe") -> BackupDiskFact {
        var disk = BackupDiskFact(
            id: "usb-Samsung_T7_\(kind)", model: "Samsung PSSD T7", serial: "S6XNNS0T4711AB", bytes: 2_000_398_934_016,
            kind: kind, content: content)
        disk.number = number
        return disk
    }

    /// A backup disk of another box, and maybe that box's backup key.
    public func strangeDisk(_ number: Int = 3, isKeyThere: Bool = false) {
        facts.change(StorageFact()) { fact in
            var disk = Self.backupDisk("known", number: number)
            disk.partition = "strange"
            disk.id = "usb-Samsung_T7_strange"
            fact.backupDisks.removeAll { $0.id == disk.id }
            fact.backupDisks.append(disk)
            guard isKeyThere else { return }
            var stick = StickFact(id: "s9", model: "Backup", bytes: 8_000_000_000, role: "backup")
            stick.number = 1
            stick.code = "KEY-OTHER-BOX"
            fact.sticks = [stick]
        }
    }

    /// Disk 1 off site, disk 2 finished.
    public static func backup() -> BackupFact {
        var fact = BackupFact()
        var one = BackupTargetFact(number: 1, state: "away")
        one.lastSuccess = now.adding(seconds: -90_600)
        one.lastSeen = now.adding(seconds: -86_400)
        one.lastFullRead = now.adding(seconds: -90_600)
        one.nights = 41
        one.freePercent = 62
        var two = BackupTargetFact(number: 2, state: "done")
        two.lastSuccess = now.adding(seconds: -4_560)
        two.lastSeen = now
        two.lastFullRead = now.adding(seconds: -4_560)
        two.nights = 40
        two.freePercent = 61
        fact.disks = [one, two]
        fact.runs = (0..<9).map { back in
            var run = BackupRunFact(
                .disk(back % 2 == 0 ? 2 : 1), step: back == 4 ? "failed" : "done",
                started: now.adding(seconds: -5_400 - 86_400 * Int64(back)), cause: back == 5 ? "catch-up" : "timer")
            run.ended = run.started.adding(seconds: 840)
            run.files = 12_431
            run.bytes = 48_200_000_000
            if back == 4 { run.code = "BAK-PULLED" }
            return run
        }
        fact.nextRun = now.adding(seconds: 81_000)
        fact.offsiteHours = 25
        fact.keyProven = now.adding(seconds: -5_300_000)
        fact.certificates = certificates
        fact.here = SnapshotsFact(
            count: 61, oldest: now.adding(seconds: -1_216_800), newest: now.adding(seconds: -1_800))
        return fact
    }

    /// A night's, the newest of everything, one that failed, and the key's.
    public static let certificates: [DrillCertificate] = {
        func paper(_ number: Int, _ kind: DrillCertificate.Kind, days: Int64) -> DrillCertificate {
            let ended = now.adding(seconds: -86_400 * days - 1_800)
            var paper = DrillCertificate(
                kind, of: .disk(2), night: kind == .key ? nil : ended.adding(seconds: -7_200),
                began: ended.adding(seconds: -5_400), ended: ended)
            paper.number = number
            return paper
        }
        var night = paper(61, .night, days: 0)
        (night.files, night.bytes, night.databases) = (52, 611_000_000, 1)
        var full = paper(60, .full, days: 3)
        var counts = PracticeCounts()
        (counts.documents, counts.versions, counts.folders, counts.users) = (12_431, 13_077, 318, 7)
        (counts.contents, counts.bytes, counts.auditLines) = (12_902, 48_200_000_000, 221_340)
        (full.restored, full.original) = (counts, counts)
        (full.files, full.bytes, full.databases) = (counts.contents, counts.bytes, 1)
        var failed = paper(31, .full, days: 87)
        failed.code = "BAK-DRILL"
        return [night, full, paper(44, .key, days: 61), failed]
    }()

    /// All well but one notice.
    public static func monitor(raised: [CheckFact] = []) -> MonitorFact {
        var fact = MonitorFact()
        let good = [
            "raid.members", "raid.redundancy", "raid.scrub", "disk.smart:d1", "disk.smart:d2", "fs.used:data",
            "backup.run", "backup.init", "backup.offsite_age", "cpu.busy", "mem.avail", "svc.core", "svc.store",
            "time.offset", "net.link",
        ]
        fact.checks = good.filter { id in !raised.contains { $0.id == id } }.map {
            CheckFact(id: $0, state: 0, value: nil, since: now.adding(seconds: -400_000), reason: "")
        }
        fact.checks += raised
        fact.events = raised.enumerated().map { index, check in
            CheckEventFact(
                seq: 17 - index, event: "raise", check: check.id, state: check.state, value: check.value,
                reason: check.reason, at: check.since)
        }
        return fact
    }

    static func practice() -> PracticeFact {
        var fact = PracticeFact()
        fact.documents = 12_431
        fact.bytes = 48_200_000_000
        fact.users = 4
        fact.auditLines = 412
        return fact
    }

    static func beat() -> BeatFact {
        var fact = BeatFact()
        fact.enrolled = true
        fact.lastAcknowledged = now.adding(seconds: -42)
        return fact
    }

    static func web() -> WebFact {
        var fact = WebFact()
        fact.fingerprint = (0..<32).map { ($0 * 7 + 10) % 256 }.map { value in
            let digits = String(value, radix: 16, uppercase: true)
            return digits.count == 1 ? "0\(digits)" : digits
        }.joined(separator: ":")
        fact.addresses = ["https://192.168.178.20"]
        return fact
    }
}
