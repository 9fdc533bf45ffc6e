import BlockDevices
import DatasafeCore
import DatasafeFormats

/// What md says, as others may know it, and the record kept after it.
extension StorageKeeper {
    /// Reads md's state into the fact, and the record after it: lost members, members whole again, newest events.
    func updateArray() {
        // The array that runs is still the one the record knows no more.
        if isSwitching { return }
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
        for member in record.members where member.state != .leaving {
            let disk = inventory.disks.first { memberNumber(of: $0) == member.number }
            let mapping = disk.flatMap { mappings[$0.id] }
            let kernel = mapping.flatMap { ArraySysfs.kernelName(mapping: $0) }
            let state = md.members.first { $0.device == kernel }
            let isInSync = state?.states.contains("in_sync") == true && state?.states.contains("faulty") == false
            let isComing = state?.states.contains("spare") == true || member.state == .joining
            var described = MemberFact(
                number: member.number, bay: disk == nil ? nil : "d\(member.number)",
                state: isInSync ? "insync" : isComing ? "rebuilding" : "lost")
            described.correctedErrors = state?.errors ?? 0
            described.badBlocks = state?.badBlocks ?? 0
            described.refusedReads = disk.flatMap { refusedReads[$0.id] } ?? 0
            if let counted = mapping.flatMap({ integrity[$0] }) {
                described.integrityErrors = Int(clamping: counted.mismatches)
                described.recalculating = counted.isRecalculating
            }
            described.serialTail = String((disk?.serial ?? "").suffix(4))
            array.members.append(described)
        }
        // Of all members, also of one that leaves: until its successor is whole it holds the data.
        let whole = md.members.filter { $0.states.contains("in_sync") && !$0.states.contains("faulty") }
        let level = ArrayLevel(rawValue: md.level) ?? .mirror
        array.redundancyLeft =
            RedundancyLeft.count(
                level: level, memberCount: max(md.places, record.memberCount), inSync: Set(whole.compactMap(\.role)))
            ?? 0
        array.change = lock.move == nil ? describedChange(md) : nil
        fact.array = array
        follow(array)
        if fact.state == .open || fact.state == .openDegraded {
            // A disk more, or a disk whose predecessor still answers: nothing is missing meanwhile.
            let coming = array.change.flatMap { $0.kind == "add" || $0.oldAnswers ? $0.number : nil }
            let isWhole = array.members.allSatisfy { $0.state == "insync" || $0.number == coming }
            let next: StorageState = isWhole ? .open : .openDegraded
            let reason = lock.move != nil && !isWhole ? Refusal(LockRefusal.underWay) : nil
            if fact.state != next { setState(next, reason: reason) } else { fact.reason = reason }
        }
    }

    private func describedChange(_ md: ArraySysfs) -> ArrayChangeFact? {
        guard let change = record?.change else { return nil }
        let running = runs()
        var described = ArrayChangeFact(kind: change.kind.rawValue, number: change.number)
        described.oldAnswers = change.leaving.map { running[$0]?.isWhole == true } ?? false
        described.isWaiting = change.joining.map { running[$0] == nil || running[$0] == .faulty } ?? false
        described.newSerialTail = serialTail(change.joining)
        described.oldSerialTail = serialTail(change.leaving)
        return described
    }

    private func serialTail(_ serial: SerialHash?) -> String {
        guard let serial, let disk = inventory.disks.first(where: { serialHash(of: $0) == serial }) else { return "" }
        return String(disk.serial.suffix(4))
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
                    record.members[index].isNewPlace = nil
                }
            }
        }
        if changed.members != record.members { save(changed) }
    }
}
