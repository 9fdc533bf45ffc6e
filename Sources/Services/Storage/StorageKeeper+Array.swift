import BlockDevices
import Cryptsetup
import DatasafeCore
import DatasafeFormats
import Logging
import Proc
import Threads
import Udev

/// The array: looked at, planned by Core, assembled.
extension StorageKeeper {
    static let container = "datasafe-data"

    /// Assembles when Core's plan says so; the plan never forces anything (storage.md 3.5).
    func assembleIfPossible() async {
        guard retirement == nil else { return }
        await turn.take { await self.assemble() }
        // A stick that was in before the disks were; not inside the turn, which its unlocking takes.
        await sticksChanged()
    }

    /// - Parameter chosen: disks a person chose after both sides ran alone, or when the newer data is gone.
    func assemble(chosen: Set<DiskID> = []) async {
        guard fact.state == .starting || fact.state == .failed else { return }
        guard ArraySysfs.name() == nil else {
            if fact.state == .starting { await adopt() }
            return
        }
        if record == nil, files.setUp() != nil || !fact.disks.contains(where: { $0.content == "other-box" }) {
            setState(.unsetUp)
            return
        }
        let apart = disksApart
        let seen = await look().filter { !apart.contains($0.serial) }
        let uptime = MachineFigures(volumes: []).uptime()
        // Late disks come one after the other: the first is not started alone while the next is on its way.
        let isComing = chosen.isEmpty && diskCame.map { ContinuousClock.now - $0 < .seconds(10) } ?? false
        let mayStillCome = uptime < 90 || isComing
        let plan = AssemblyPlan.plan(record: record, seen: seen, mayStillCome: mayStillCome, chosen: chosen)
        note(plan.findings)
        fact.sides = []
        switch plan.decision {
        case .nothing:
            setState(.unsetUp)
        case .wait:
            fact.state = .starting
            setStep("wait-disks", done: Int64(uptime), of: 90)
        case .refuse(let code):
            if code == .split || code == .newerAbsent { describeSides(seen) }
            setState(.failed, reason: Refusal(code, subject: "", at: now()))
        case .assemble(let disks, let degraded):
            await assemble(disks, degraded: degraded, plan: plan)
        }
    }

    private func assemble(_ disks: [DiskID], degraded: Bool, plan: AssemblyPlan) async {
        do {
            if let record = plan.record {
                // Before the degraded start: afterwards the absent member is known to be the older one.
                try files.write(record)
                self.record = record
            }
            var nodes: [String] = []
            for disk in disks { nodes.append(try await openMember(disk)) }
            guard let record else { throw StorageError(.sequence, "assemble without record") }
            try await Mdadm.assemble(array: record.array, members: nodes, degraded: degraded)
            ArraySysfs.keepRottenMembers()
            if let geometry = ArraySysfs.read() {
                logger.notice("array assembled", metadata: ["degraded": "\(geometry.degraded)"])
            }
            updateArray()
            // A stick that came while the disks were not there is tried now.
            handled = [:]
            setState(.locked)
            await assembleNext()
            for disk in plan.rejoin { await rejoin(disk) }
            await pursueMove()
            await pursue()
            await lookAtHeader()
        } catch {
            logger.error("array not assembled", metadata: ["error": "\(error)"])
            // Nothing half open: the next look must find each disk as it was.
            try? await Mdadm.stop()
            for mapping in mappings.values { _ = try? await offload { try Mapping.close(mapping) } }
            mappings = [:]
            setState(.failed, reason: Refusal(VolumeCode.assembly, at: now()))
        }
    }

    /// What is on each internal disk, without writing to it.
    func look() async -> [SeenDisk] {
        var seen: [SeenDisk] = []
        for disk in inventory.disks {
            guard let serial = serialHash(of: disk) else { continue }
            seen.append(SeenDisk(disk: disk.id, serial: serial, content: await look(at: disk)))
        }
        return seen
    }

    func look(at disk: Inventory.Disk) async -> SeenDisk.Content {
        guard disk.content == "member" else { return .foreign }
        let node = disk.device.node
        let name = "datasafe-look-\(disk.device.name)"
        let bytes = disk.device.bytes
        let content = try? await offload { () -> SeenDisk.Content in
            let head = (try? RawDevice.read(node, at: 0, count: RawDevice.block))?.withBytes { Array($0) }
            return SeenDisk.Content(head: head, diskBytes: bytes) { superblock in
                // After a power cut the newest superblock stands in the journal, which only the next opening puts in its
                // place: without it a disk that ran alone would look as it did before.
                guard let journal = try? Self.journal(of: node, superblock) else { return nil }
                if let newest = journal.newest { return newest }
                guard (try? IntegrityDevice.activate(disk: node, name: name, mode: .look)) != nil else { return nil }
                defer { try? Mapping.close(name) }
                let inside = try? RawDevice.read(
                    "/dev/mapper/\(name)", at: Int64(MDSuperblock.offset), count: MDSuperblock.length)
                return inside?.withBytes { Array($0) }
            }
        }
        return content ?? .unreadable
    }

    private static func journal(of node: String, _ superblock: IntegritySuperblock) throws -> IntegrityJournal {
        guard superblock.journalSections <= IntegrityJournal.mostSections else { throw StorageError(.device, node) }
        var journal = IntegrityJournal(place: Int64(MDSuperblock.offset))
        for section in 0..<Int64(superblock.journalSections) {
            let bytes = try RawDevice.read(
                node, at: IntegrityJournal.offset + section * Int64(IntegrityJournal.sectionBytes),
                count: IntegrityJournal.sectionBytes)
            try bytes.withBytes { try journal.take(Array($0)) }
        }
        return journal
    }

    /// Opens the integrity layer of a member; gives back the node for mdadm. A return after a loss gets a new name.
    func openMember(_ id: DiskID) async throws -> String {
        guard let disk = inventory.disks.first(where: { $0.id == id }) else { throw StorageError(.device, id.name) }
        if let open = mappings[id] { return "/dev/mapper/\(open)" }
        let base = "datasafe-i-\(memberNumber(of: disk) ?? 0)"
        let node = disk.device.node
        let name = try await offload { () -> String in
            var name = base
            var count = 1
            while Mapping.isActive(name) {
                count += 1
                name = "\(base)-\(count)"
            }
            try IntegrityDevice.activate(disk: node, name: name, mode: .normal)
            return name
        }
        mappings[id] = name
        return "/dev/mapper/\(name)"
    }

    func note(_ findings: [MemberFinding]) {
        for finding in findings {
            logger.warning(
                "member", metadata: ["code": "\(finding.code.rawValue)", "disk": "\(finding.disk?.name ?? "-")"])
        }
        if let worst = findings.first {
            fact.refusal = Refusal(
                code: worst.code.rawValue, subject: worst.number.map { "d\($0)" } ?? worst.disk?.name ?? "", at: now())
        }
    }

    func save(_ changed: ArrayRecord) {
        record = changed
        do { try files.write(changed) } catch { logger.error("record not written", metadata: ["error": "\(error)"]) }
    }
}
