import BlockDevices
import Cryptsetup
import DatasafeCore
import DatasafeFormats
import Logging
import Proc
import Threads
import Udev

/// The array: looked at, planned by Core, assembled; members lost, taken back, replaced.
extension StorageKeeper {
    static let container = "datasafe-data"

    /// Assembles when Core's plan says so; the plan never forces anything (storage.md 3.5).
    func assembleIfPossible() async {
        await turn.take { await self.assemble() }
        // A stick that was in before the disks were; not inside the turn, which its unlocking takes.
        await sticksChanged()
    }

    private func assemble() async {
        guard fact.state == .starting || fact.state == .failed else { return }
        guard ArraySysfs.name() == nil else {
            if fact.state == .starting { await adopt() }
            return
        }
        if record == nil, files.setUp() != nil || !fact.disks.contains(where: { $0.content == "other-box" }) {
            setState(.unsetUp)
            return
        }
        let seen = await look()
        let uptime = MachineFigures(volumes: []).uptime()
        let mayStillCome = uptime < 90
        let plan = AssemblyPlan.plan(record: record, seen: seen, mayStillCome: mayStillCome)
        note(plan.findings)
        switch plan.decision {
        case .nothing:
            setState(.unsetUp)
        case .wait:
            fact.state = .starting
            setStep("wait-disks", done: Int64(uptime), of: 90)
        case .refuse(let code):
            setState(.failed, reason: Refusal(code: code.rawValue, subject: "", at: now()))
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
            for disk in plan.rejoin { await rejoin(disk) }
        } catch {
            logger.error("array not assembled", metadata: ["error": "\(error)"])
            // Nothing half open: the next look must find each disk as it was.
            try? await Mdadm.stop()
            for mapping in mappings.values { _ = try? await offload { try Mapping.close(mapping) } }
            mappings = [:]
            setState(.failed, reason: Refusal(code: "VOL-ASSEMBLY", subject: "", at: now()))
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
            return SeenDisk.Content(head: head, diskBytes: bytes) {
                guard (try? IntegrityDevice.activate(disk: node, name: name, mode: .look)) != nil else { return nil }
                defer { try? Mapping.close(name) }
                let inside = try? RawDevice.read(
                    "/dev/mapper/\(name)", at: Int64(MDSuperblock.offset), count: MDSuperblock.length)
                return inside?.withBytes { Array($0) }
            }
        }
        return content ?? .unreadable
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

    /// A disk vanished: its member leaves the array at once, without waiting for the next write to fail.
    func lost(_ id: DiskID) async {
        guard let mapping = mappings.removeValue(forKey: id) else { return }
        logger.warning("disk gone", metadata: ["disk": "\(id.name)"])
        await turn.take { await self.drop(mapping, of: id) }
    }

    private func drop(_ mapping: String, of id: DiskID) async {
        do { try await Mdadm.drop("/dev/mapper/\(mapping)") } catch {
            logger.warning("member not dropped", metadata: ["error": "\(error)"])
        }
        // `datasafe-i-2` or `datasafe-i-2-3`: the disk itself cannot be asked any more.
        if let number = mapping.split(separator: "-").dropFirst(2).first.flatMap({ Int($0) }) { markLost(number) }
        updateArray()
        publish()
        _ = try? await offload { try Mapping.close(mapping, force: true) }
    }

    /// The record says `lost` before anything else is written to the array.
    func markLost(_ number: Int) {
        guard let record, let index = record.members.firstIndex(where: { $0.number == number }) else { return }
        guard record.members[index].state == .ready else { return }
        save(record.next { $0.members[index].state = .lost })
    }

    func save(_ changed: ArrayRecord) {
        record = changed
        do { try files.write(changed) } catch { logger.error("record not written", metadata: ["error": "\(error)"]) }
    }

    /// A member that came back while the array runs: re-added when it is an earlier state of the others.
    func takeBackReturned() async {
        guard ArraySysfs.name() != nil else { return }
        for disk in inventory.disks where disk.content == "member" && mappings[disk.id] == nil {
            guard memberNumber(of: disk) != nil else { continue }
            await turn.take { await self.rejoin(disk.id) }
        }
    }

    /// Brings a stale member up to date from the newer ones; a split one is never touched.
    func rejoin(_ id: DiskID) async {
        // Asked again now that it is our turn: the turn before may have been the one that takes this disk in.
        guard mappings[id] == nil, let disk = inventory.disks.first(where: { $0.id == id }),
            let number = memberNumber(of: disk)
        else { return }
        let today = (rejoins[id] ?? []).filter { now().seconds(since: $0) < 86_400 }
        guard today.count < 3 else {
            refuse("MEM-CABLE", "d\(number)")
            return
        }
        rejoins[id] = today + [now()]
        guard case .member(let returned) = await look(at: disk) else {
            refuse(MemberCode.unknown.rawValue, "d\(number)")
            return
        }
        let running = await runningMembers()
        let relation = MemberRelation.of(returned, to: running, wasLost: true)
        guard relation == .stale, returned.array == record?.array else {
            refuse((returned.array == record?.array ? MemberCode.split : .otherBox).rawValue, "d\(number)")
            return
        }
        do {
            let node = try await openMember(id)
            do { try await Mdadm.reAdd(node) } catch { try await Mdadm.add(node) }
            logger.notice("member re-added", metadata: ["disk": "\(id.name)"])
            updateArray()
            publish()
        } catch {
            logger.error("member not re-added", metadata: ["disk": "\(id.name)", "error": "\(error)"])
            refuse(MemberCode.missing.rawValue, "d\(number)")
        }
    }

    /// md superblocks of the members that run now.
    func runningMembers() async -> [SeenMember] {
        let inSync = Set((ArraySysfs.read()?.members ?? []).filter { $0.states.contains("in_sync") }.map(\.device))
        var running: [SeenMember] = []
        for mapping in mappings.values {
            guard let kernel = ArraySysfs.kernelName(mapping: mapping), inSync.contains(kernel) else { continue }
            let node = "/dev/mapper/\(mapping)"
            let seen = try? await offload { () -> SeenMember in
                let block = try RawDevice.read(node, at: 4096, count: RawDevice.block)
                return try block.withBytes { try MDSuperblock(bytes: Array($0)) }
                    .seen(deviceBytes: try RawDevice.bytes(of: node))
            }
            if let seen { running.append(seen) }
        }
        return running
    }

    /// Reads md's state into the fact, and the record after it: lost members, members whole again, newest events.
    func updateArray() {
        guard let md = ArraySysfs.read(), let record else {
            fact.array = nil
            return
        }
        var array = ArrayFact()
        array.level = md.level
        array.memberCount = record.memberCount
        array.action = md.action
        array.mismatches = md.mismatches
        array.lastCheck = files.lastCheck()
        if let completed = md.completed {
            let left = md.speed > 0 ? Int((completed.of - completed.done) / 2 / md.speed) : nil
            array.progress = DeedProgress(step: md.action, done: completed.done, of: completed.of, secondsLeft: left)
        }
        var inSync: Set<Int> = []
        for member in record.members where member.state != .leaving {
            let disk = inventory.disks.first { memberNumber(of: $0) == member.number }
            let mapping = disk.flatMap { mappings[$0.id] }
            let kernel = mapping.flatMap { ArraySysfs.kernelName(mapping: $0) }
            let state = md.members.first { $0.device == kernel }
            let isInSync = state?.states.contains("in_sync") == true && state?.states.contains("faulty") == false
            var described = MemberFact(
                number: member.number, bay: disk == nil ? nil : "d\(member.number)",
                state: isInSync ? "insync" : state?.states.contains("spare") == true ? "rebuilding" : "lost")
            described.correctedErrors = state?.errors ?? 0
            described.serialTail = String((disk?.serial ?? "").suffix(4))
            if isInSync, let role = state?.role { inSync.insert(role) }
            array.members.append(described)
        }
        let level = ArrayLevel(rawValue: md.level) ?? .mirror
        array.redundancyLeft = RedundancyLeft.count(level: level, memberCount: record.memberCount, inSync: inSync) ?? 0
        fact.array = array
        follow(array)
        if fact.state == .open || fact.state == .openDegraded {
            let whole = array.members.allSatisfy { $0.state == "insync" }
            let next: StorageState = whole ? .open : .openDegraded
            if fact.state != next { setState(next) }
        }
    }

    /// Keeps the record with what md did: a member dropped by md is lost, one whole again is ready.
    private func follow(_ array: ArrayFact) {
        guard let record else { return }
        let changed = record.next { record in
            for index in record.members.indices {
                let state = array.members.first { $0.number == record.members[index].number }?.state
                if state == "lost", record.members[index].state == .ready { record.members[index].state = .lost }
                if state == "insync", [.lost, .joining, .forming].contains(record.members[index].state) {
                    record.members[index].state = .ready
                }
            }
        }
        if changed.members != record.members { save(changed) }
    }
}
