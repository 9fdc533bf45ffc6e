public import DatasafeCore

extension ScriptedBox {
    /// Another state of storage; nothing of the practice answers while it is not open.
    public func state(_ state: StorageState) {
        facts.change(StorageFact()) { fact in
            fact.state = state
            if state != .open, state != .openDegraded {
                fact.volume = nil
                fact.openedAt = nil
            }
        }
        if state != .open, state != .openDegraded {
            facts.remove(.practice)
            facts.remove(.backup)
        }
    }

    /// A new box at one step of its first day, with two empty disks and one that holds something.
    public func firstDay(_ step: SetupStep) {
        var fact = StorageFact()
        fact.state = step == .paper ? .open : .unsetUp
        fact.disks = [
            ScriptedBox.disk("d1", "WD-WX11D7K2Q", content: "empty"),
            ScriptedBox.disk("d2", "WD-WX11D9XAB", content: "empty"),
            ScriptedBox.disk("d3", "WD-WX11D0PQR", content: "ntfs"),
        ]
        fact.setup = SetupProgress(stage: step == .forming ? "formatting" : "empty")
        if step == .paper { fact.box = "3f9a02c1" }
        facts.set(fact)
        var setup = SetupFact()
        setup.step = step
        setup.code = "482913"
        facts.set(setup)
        for service in [ServiceName.practice, .backup, .monitor, .beat] { facts.remove(service) }
    }

    /// Disk 2 is gone, a new one is in the bay beside it, and the monitor has said so.
    public func lostDisk() {
        facts.change(StorageFact()) { fact in
            fact.state = .openDegraded
            fact.reason = Refusal(code: "MEM-MISSING", subject: "2")
            fact.array?.members[1].state = "lost"
            fact.array?.members[1].bay = nil
            fact.array?.redundancyLeft = 0
            fact.disks[1] = ScriptedBox.disk("d3", "WD-WX11D0PQR", content: "empty")
        }
        var smart = CheckFact(
            id: "disk.smart:d1", state: 1, value: 4, since: ScriptedBox.now.adding(seconds: -90_000),
            reason: "SMART-REALLOCATED")
        smart.latched = true
        facts.set(
            ScriptedBox.monitor(raised: [
                CheckFact(
                    id: "raid.members", state: 2, value: 2, since: ScriptedBox.now.adding(seconds: -240),
                    reason: "MEM-MISSING"),
                CheckFact(
                    id: "raid.redundancy", state: 2, value: 0, since: ScriptedBox.now.adding(seconds: -240),
                    reason: "RAID-NO-COPY"),
                smart,
            ]))
    }
}
