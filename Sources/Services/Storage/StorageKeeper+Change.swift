import BlockDevices
import Cryptsetup
import DatasafeCore
import DatasafeFormats
import Logging
import Threads
import Udev

/// Disks replaced, added, taken out: no stick, locked or open (storage.md 3.7). A deed writes the wish into the record;
/// the steps follow from the record and from what runs, also after a power cut.
extension StorageKeeper {
    func replaceMember(
        _ deed: StorageDeeds.ReplaceMember, report: @Sendable (DeedProgress) async -> Void
    ) async throws {
        // Nobody can log in to a box whose data is locked: whoever stands before it may.
        if fact.openedAt == nil { try checkScreen(deed.screen) }
        let new = try await turn.take { try await self.wishReplaced(deed) }
        try await pursue(report) { record in record.members.contains { $0.serial == new && $0.state == .ready } }
    }

    func addMember(_ deed: StorageDeeds.AddMember, report: @Sendable (DeedProgress) async -> Void) async throws {
        guard fact.openedAt != nil else { throw Refusal(VolumeCode.locked) }
        let new = try await turn.take { try await self.wishAdded(deed) }
        try await pursue(report) { record in record.members.contains { $0.serial == new && $0.state == .ready } }
    }

    func takeOutMember(
        _ deed: StorageDeeds.TakeOutMember, report: @Sendable (DeedProgress) async -> Void
    ) async throws {
        guard fact.openedAt != nil else { throw Refusal(VolumeCode.locked) }
        let old = try await turn.take { try await self.wishTakenOut(deed) }
        try await pursue(report) { record in !record.members.contains { $0.serial == old } }
    }

    /// Gives up a change under way; what was copied onto the new disk is lost, nothing else.
    func callOff() async throws { try await turn.take { try await self.wishCalledOff() } }

    private func wishReplaced(_ deed: StorageDeeds.ReplaceMember) async throws -> SerialHash {
        let new = try await newDisk(deed.disk, confirm: deed.confirm)
        let running = runs()
        let oldRuns = record?[deed.member].map { running[$0.serial]?.isWhole == true } ?? false
        try wish { try $0.replacing(deed.member, with: new, oldRuns: oldRuns) }
        return new
    }

    private func wishAdded(_ deed: StorageDeeds.AddMember) async throws -> SerialHash {
        let new = try await newDisk(deed.disk, confirm: deed.confirm)
        try wish { try $0.adding(new) }
        return new
    }

    private func wishTakenOut(_ deed: StorageDeeds.TakeOutMember) throws -> SerialHash {
        guard let member = record?[deed.member] else {
            throw Refusal(ChangeRefusal.noMember, subject: "d\(deed.member)")
        }
        let serial = inventory.disks.first { serialHash(of: $0) == member.serial }?.serial ?? ""
        // A lost disk has no serial to type any more: its number has been chosen.
        guard deed.confirm == String(serial.suffix(4)) else {
            throw Refusal(MemberCode.confirm, subject: serial)
        }
        try wish { try $0.takingOut(deed.member) }
        return member.serial
    }

    private func wishCalledOff() async throws {
        guard let places = ArraySysfs.read()?.places else { throw Refusal(MemberCode.arrayGone) }
        let running = RunningArray(places: places, members: runs())
        try wish { try $0.callingOff(running) }
        await pursue()
    }

    /// The next steps, until something has to be waited for. Only in `turn`.
    func pursue() async {
        // A freed disk holds the data of tomorrow: nobody formats it before the change of the lock is at its end.
        guard lock.move == nil else { return }
        var didSomething = false
        for _ in 0..<8 {
            guard let record, let array = ArraySysfs.read(), !mayNotChange else { break }
            let here = Set(inventory.disks.compactMap { serialHash(of: $0) })
            let running = RunningArray(places: array.places, members: runs())
            guard let step = ArrayStep.next(record: record, running: running, here: here) else { break }
            logger.notice("array step", metadata: ["step": "\(step.word)"])
            didSomething = true
            do { try await carryOut(step) } catch {
                logger.error("array step failed", metadata: ["step": "\(step.word)", "error": "\(error)"])
                failedSteps += 1
                refuse(MemberCode.replace, record.change.map { "d\($0.number)" } ?? "")
                break
            }
            updateArray()
        }
        guard didSomething else { return }
        await refreshBays()
        updateArray()
        publish()
    }

    /// A step that failed three times is not tried again before the next start or the next wish: a disk that refuses
    /// must not be formatted for ever.
    private var mayNotChange: Bool { failedSteps >= 3 }

    private func carryOut(_ step: ArrayStep) async throws {
        switch step {
        case .take(let serial):
            guard let record, let member = record.members.first(where: { $0.serial == serial }),
                let disk = inventory.disks.first(where: { serialHash(of: $0) == serial })
            else { throw StorageError(.sequence, "take") }
            if let stale = mappings.removeValue(forKey: disk.id) {
                try? await offload { try Mapping.close(stale, force: true) }
            }
            let (node, _) = try await formatMember(disk.id, number: member.number)
            try await Mdadm.add(node)
            let uuid = try await Mdadm.uuids(member: node).member
            if let raw = Bytes16(hex: uuid.filter { $0 != ":" }) {
                change(serial) { $0.member = MemberUUID(raw: raw) }
            }
        case .copy(let old, let new):
            guard let from = node(of: old), let to = node(of: new) else { throw StorageError(.sequence, "copy") }
            try await Mdadm.replace(from, with: to)
        case .grow(let places), .shrink(let places):
            try await Mdadm.setPlaces(places)
        case .drop(let serial):
            guard let disk = inventory.disks.first(where: { serialHash(of: $0) == serial }),
                let mapping = mappings[disk.id]
            else { throw StorageError(.sequence, "drop") }
            try await Mdadm.drop("/dev/mapper/\(mapping)")
            mappings[disk.id] = nil
            _ = try? await offload { try Mapping.close(mapping, force: true) }
        case .forget(let serial):
            guard let record else { return }
            save(record.next { $0.members.removeAll { $0.serial == serial } })
        }
    }

    /// What md makes of each member, by the keyed serial of its disk.
    func runs() -> [SerialHash: RunningArray.State] {
        guard let array = ArraySysfs.read() else { return [:] }
        var states: [SerialHash: RunningArray.State] = [:]
        for (id, mapping) in mappings {
            guard let disk = inventory.disks.first(where: { $0.id == id }), let serial = serialHash(of: disk),
                let kernel = ArraySysfs.kernelName(mapping: mapping),
                let member = array.members.first(where: { $0.device == kernel })
            else { continue }
            states[serial] = RunningArray.State(md: member.states)
        }
        return states
    }

    private func node(of serial: SerialHash) -> String? {
        inventory.disks.first { serialHash(of: $0) == serial }.flatMap { mappings[$0.id] }.map { "/dev/mapper/\($0)" }
    }

    private func change(_ serial: SerialHash, _ body: (inout RecordedMember) -> Void) {
        guard let record else { return }
        save(
            record.next { record in
                for index in record.members.indices where record.members[index].serial == serial {
                    body(&record.members[index])
                }
            })
    }

    /// Written before the first byte of the new disk is: a cut in the middle leaves a `joining` disk that is taken again.
    private func wish(_ body: (ArrayRecord) throws -> ArrayRecord) throws {
        guard let record, ArraySysfs.name() != nil else { throw Refusal(MemberCode.arrayGone) }
        guard lock.move == nil else { throw Refusal(LockRefusal.underWay) }
        let wished = try body(record)
        failedSteps = 0
        try files.write(wished)
        self.record = wished
    }

    /// Checks a disk that is to become a member, before anything is written to it.
    private func newDisk(_ id: String, confirm: String) async throws -> SerialHash {
        guard let disk = inventory.disks.first(where: { $0.id.name == id }), let serial = serialHash(of: disk) else {
            throw Refusal(SetupRefusal.diskGone, subject: id)
        }
        guard mappings[disk.id] == nil, !erasing.contains(disk.id) else {
            throw Refusal(MemberCode.inUse, subject: disk.serial)
        }
        guard confirm == String(disk.serial.suffix(4)), !confirm.isEmpty else {
            throw Refusal(MemberCode.confirm, subject: disk.serial)
        }
        if let smart = fact.disks.first(where: { $0.id == id })?.smart {
            var watch = SmartWatch()
            guard watch.judge(smart.judged, at: smart.at).level != .crit else {
                throw Refusal(ChangeRefusal.dying, subject: disk.serial)
            }
        }
        guard await fits(disk) else { throw Refusal(ChangeRefusal.newTooSmall, subject: disk.serial) }
        return serial
    }

    /// Whether a disk gives a member as large as those that run, judged by the share the integrity layer took of them.
    private func fits(_ disk: Inventory.Disk) async -> Bool {
        var model: (disk: Int64, mapping: Int64, needed: Int64)?
        for (id, mapping) in mappings {
            guard let other = inventory.disks.first(where: { $0.id == id }) else { continue }
            let node = "/dev/mapper/\(mapping)"
            let sizes = try? await offload { () -> (Int64, Int64) in
                let block = try RawDevice.read(node, at: Int64(MDSuperblock.offset), count: RawDevice.block)
                let superblock = try block.withBytes { try MDSuperblock(bytes: Array($0)) }
                return (try RawDevice.bytes(of: node), superblock.neededBytes)
            }
            if let (bytes, needed) = sizes { model = (other.device.bytes, bytes, needed) }
        }
        guard let model else { return false }
        return ArrayGeometry.fits(
            diskBytes: disk.device.bytes, modelDisk: model.disk, modelMapping: model.mapping, needed: model.needed)
    }

    /// Takes the steps until the wish is true. The copy itself runs in the kernel and survives a restart of this service;
    /// here it is only watched.
    private func pursue(
        _ report: @Sendable (DeedProgress) async -> Void, until isTrue: (ArrayRecord) -> Bool
    ) async throws {
        while true {
            await turn.take { await self.pursue() }
            guard fact.array != nil, let record else { throw Refusal(MemberCode.arrayGone) }
            guard let change = record.change else {
                guard isTrue(record) else { throw Refusal(ChangeRefusal.calledOff) }
                break
            }
            let isDead = change.joining.map { runs()[$0] == .faulty } ?? false
            if isDead || mayNotChange { throw Refusal(MemberCode.replace, subject: "d\(change.number)") }
            if let progress = fact.array?.progress { await report(progress) }
            try await Task.sleep(for: .seconds(2))
        }
        wantScrub()
    }

    /// Bays and contents again after the record changed.
    func refreshBays() async { await refresh(acting: false) }
}

extension RunningArray.State {
    /// From the words of md's `dev-*/state`.
    init(md words: Set<String>) {
        if words.contains("faulty") {
            self = .faulty
        } else if words.contains("in_sync") {
            self = words.contains("want_replacement") ? .beingReplaced : .inSync
        } else {
            self = .copying
        }
    }
}

extension ArrayStep {
    /// For the log: what is done, without the disk.
    var word: String {
        switch self {
        case .take: "take"
        case .copy: "copy"
        case .grow(let places): "grow to \(places)"
        case .drop: "drop"
        case .shrink(let places): "shrink to \(places)"
        case .forget: "forget"
        }
    }
}
