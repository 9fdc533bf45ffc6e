import DatasafeCore

extension ScriptedBox {
    /// The monitor knows disk 1 for two years and more: warm in summer, three places replaced one after the other. Disk 2
    /// is new, the backup disk's case says nothing.
    public func watchedDisks() {
        facts.change(StorageFact()) { fact in
            fact.disks[0].smart = ScriptedBox.health(hours: 21_873, reallocated: 14)
            var tests = SelfTestFact()
            tests.isSupported = true
            tests.lastKind = .short
            tests.lastOutcome = .passed
            tests.shortStarted = ScriptedBox.now.adding(seconds: -3 * 86_400)
            tests.longStarted = ScriptedBox.now.adding(seconds: -17 * 86_400)
            fact.disks[0].smart?.selfTest = tests
            tests.remainingPercent = 40
            fact.disks[1].smart = ScriptedBox.health(hours: 31, reallocated: 0)
            fact.disks[1].smart?.selfTest = tests
            fact.backupDisks[0].smart = SmartFact(.without(.bridge), at: ScriptedBox.now)
        }
        let (first, second) = (storageDisk(0), storageDisk(1))
        deeds.on(MonitorDeeds.DiskHistory.self) { deed, _ in
            switch deed.disk {
            case "d1": return ScriptedBox.oldDisk(first)
            case "d2":
                var outcome = MonitorDeeds.DiskHistory.Outcome(disk: second, level: 0)
                outcome.draw([DiskReading(disk: second, at: ScriptedBox.now, values: [.hours: 31], celsius: 34)])
                return outcome
            case "b2":
                var outcome = MonitorDeeds.DiskHistory.Outcome(disk: "usb-Samsung_T7_known", level: 3)
                outcome.reasons = [SmartReason(.bridge, .unknown)]
                outcome.readAt = ScriptedBox.now
                return outcome
            default: throw Refusal(code: "MON-NO-SUCH-DISK", subject: deed.disk)
            }
        }
    }

    private func storageDisk(_ index: Int) -> String {
        facts.read(StorageFact.self).fact?.disks[index].id ?? ""
    }

    private static func health(hours: Int, reallocated: Int) -> SmartFact {
        var smart = SmartFact(at: now.adding(seconds: -240))
        smart.kind = "ata"
        smart.passed = true
        smart.celsius = 38
        smart.values = [
            "hours": hours, "reallocated": reallocated, "pending": 0, "uncorrectable": 0, "reported": 0, "timeouts": 0,
            "crc": reallocated > 0 ? 12 : 0, "rotation": 5400,
        ]
        return smart
    }

    private static func oldDisk(_ id: String) -> MonitorDeeds.DiskHistory.Outcome {
        var outcome = MonitorDeeds.DiskHistory.Outcome(disk: id, level: 1)
        outcome.readAt = now.adding(seconds: -240)
        outcome.reasons = [
            SmartReason(.reallocated, .warn, counter: .reallocated, value: 14, limit: 1),
            SmartReason(.cable, .warn, counter: .crc, value: 12, limit: 5, grownBy: 9),
        ]
        outcome.events = [
            SmartEvent(
                at: now.adding(seconds: -200 * 86_400),
                reason: SmartReason(.counterFell, .ok, counter: .crc, value: 0, limit: 207))
        ]
        // Half-way between coldest and warmest in spring and autumn, a parabola for each season.
        let readings = (0...800).map { day -> DiskReading in
            let season = Double((day + 40) % 365) / 365
            let warmth = 28 + Int(46 * season * (1 - season)) + (day * 7) % 3
            let reallocated = day < 500 ? 0 : day < 690 ? 2 : day < 770 ? 8 : 14
            let crc = day < 300 ? day / 4 : day < 600 ? min(207, day / 4 + 57) : day < 790 ? 3 : 12
            return DiskReading(
                disk: id, at: now.adding(seconds: -86_400 * Int64(800 - day) - 300),
                values: [
                    .reallocated: reallocated, .pending: 0, .uncorrectable: 0, .reported: 0, .timeouts: 0, .crc: crc,
                    .hours: 2_673 + day * 24,
                ], celsius: warmth)
        }
        outcome.draw(readings)
        return outcome
    }
}
