import BlockDevices
import DatasafeCore
import DatasafeFormats
import Logging
import Udev

/// SMART of one disk: read, and tests of itself begun when Core's plan says so.
extension StorageKeeper {
    /// What one disk says now; never throws, because a disk that cannot be read is news too.
    func smart(of device: UdevDevice, named name: String) async -> SmartFact {
        // A disk of the hypervisor's own bus has nothing to read, and smartctl no word for it.
        guard !device.name.hasPrefix("vd") else { return SmartFact(.without(.virtual), at: now()) }
        do {
            let report = try await report(on: device)
            var smart = SmartFact(report.values, at: now())
            smart.selfTest = report.selfTest
            let memory = files.selfTests()[name]
            smart.selfTest?.shortStarted = memory?.shortStarted
            smart.selfTest?.longStarted = memory?.longStarted
            return smart
        } catch {
            logger.warning("smartctl failed", metadata: ["disk": "\(name)", "error": "\(error)"])
            return SmartFact(.unreadable, at: now())
        }
    }

    private func report(on device: UdevDevice) async throws -> SmartReport {
        let (json, status) = try await Smartctl.read(device.node)
        let found = SmartReport(json: json, exitStatus: status)
        // smartctl does not know this USB case, but udev has reached the disk behind it by the same way (ata_id).
        guard found.values.lack == .bridge, device["ID_ATA"] == "1" else { return found }
        let (again, ended) = try await Smartctl.read(device.node, by: .sat)
        let behind = SmartReport(json: again, exitStatus: ended)
        return behind.values.support == .readable || behind.values.lack == .asleep ? behind : found
    }

    /// A kernel error of a disk, or of the mapping on it: looked at again at once, at most once a minute.
    func readSmart(afterErrorOf name: String) async {
        guard let disk = disk(inKernel: name), SmartReread.isDue(last: smartAsked[disk.id.name], now: now()) else {
            return
        }
        smartAsked[disk.id.name] = now()
        logger.notice(
            "disk error, SMART read", metadata: ["disk": "d\(memberNumber(of: disk) ?? 0)", "device": "\(name)"])
        let smart = await smart(of: disk.device, named: disk.id.name)
        guard let index = fact.disks.firstIndex(where: { $0.id == disk.id.name }) else { return }
        fact.disks[index].smart = smart
        publish()
    }

    /// Every minute: reads disks that are new, notes tests that ended, begins the next one that is due.
    func testDisks() async {
        let isNew =
            fact.disks.contains { $0.smart == nil } || fact.backupDisks.contains { $0.number != nil && $0.smart == nil }
        if isNew { await readSmart() }
        guard let array = fact.array, files.setUp() == nil else { return }
        let known = files.selfTests()
        var memories = known
        var disks: [SelfTestPlan.Disk] = []
        for disk in fact.disks where disk.content == "member" {
            guard let id = DiskID(disk.id), let tests = disk.smart?.selfTest else { continue }
            var memory = memories[disk.id] ?? SelfTestMemory()
            memory.see(tests, readAt: disk.smart?.at, at: now())
            memories[disk.id] = memory
            disks.append(SelfTestPlan.Disk(id: id, tests: tests, memory: memory))
        }
        let isWhole = array.members.allSatisfy { $0.state == "insync" && !$0.recalculating }
        let plan = SelfTestPlan(
            now: now(), disks: disks, isArrayBusy: array.action != "idle" || !isWhole,
            isBackupRunning: fact.backupDisks.contains(where: \.mounted))
        let start = plan.next
        if let start, let tests = disks.first(where: { $0.id == start.disk })?.tests {
            // Kept before it begins: a box that falls over a test must not begin it again and again.
            memories[start.disk.name]?.start(start.kind, tests, at: now())
        }
        guard memories != known else { return }
        do { try files.write(selfTests: memories) } catch {
            logger.error("self-tests not kept", metadata: ["error": "\(error)"])
            return
        }
        if let start { await begin(start) }
    }

    private func begin(_ start: SelfTestPlan.Start) async {
        guard let disk = inventory.disks.first(where: { $0.id == start.disk }) else { return }
        let isBegun = (try? await Smartctl.start(start.kind, disk.device.node)) ?? false
        logger.notice(
            "self-test",
            metadata: ["disk": "\(start.disk)", "kind": "\(start.kind.rawValue)", "begun": "\(isBegun)"])
        let smart = await smart(of: disk.device, named: disk.id.name)
        guard let index = fact.disks.firstIndex(where: { $0.id == disk.id.name }) else { return }
        fact.disks[index].smart = smart
        publish()
    }
}
