import BlockDevices
import Cryptsetup
import DatasafeCore
import DatasafeFormats
import Logging
import Threads
import Udev

/// The steps of a change of the lock, as `LockMoveStep` says them: the data move to a new container on a freed member
/// while they are in use (storage.md 3.10, decision 0041).
extension StorageKeeper {
    /// Names of the container's mapping: the one of every start, and the one of a lock that was changed since.
    static let containers = [container, "datasafe-data-next"]
    static let mounted = "/srv/data"

    /// The next steps, until something has to be waited for. Only in `turn`.
    func pursueMove() async {
        for _ in 0..<12 {
            guard let move = lock.move, ArraySysfs.name() != nil || isSwitching else { return }
            let step = LockMoveStep.next(move.stage, await sight(of: move))
            guard step != .wait else { return }
            logger.notice("lock step", metadata: ["step": "\(step)", "stage": "\(move.stage.rawValue)"])
            do { try await carryOut(step, move) } catch {
                logger.error("lock step failed", metadata: ["step": "\(step)", "error": "\(error)"])
                // What was not begun is given up; what has to be ended is tried again with the next look.
                guard [.free, .form, .copy].contains(step), move.stage != .moving else { return }
                lock.keys = nil
            }
        }
    }

    private func sight(of move: LockMove) async -> LockMoveSight {
        var sight = LockMoveSight()
        sight.isWaitingForSticks = lock.keys?.areReady == false
        sight.hasKeys = lock.keys?.areReady == true
        sight.isOpen = fact.openedAt != nil
        sight.isNewOpen = Mapping.isActive(move.mapping)
        if move.stage == .moving, sight.isOpen { sight.copy = await copy(of: move) }
        sight.isOldThere = isSwitching || !oldDisks.isEmpty
        return sight
    }

    private func carryOut(_ step: LockMoveStep, _ move: LockMove) async throws {
        switch step {
        case .wait: break
        case .free: try await free(move)
        case .form: try await formNext(move)
        case .copy: try beginCopy(move)
        case .callOff:
            lock.isCopyBegun = true
            try await Btrfs.cancelReplace(Self.mounted)
        case .giveUp: try await giveUp(move)
        case .confirm: try confirm(move)
        case .leave: try await leave(move)
        case .finish: try await finish(move)
        }
    }

    // MARK: Before the data move

    private func free(_ move: LockMove) async throws {
        tell(move, "lock-free")
        try note(move) { $0.stage = .forming }
        guard let disk = disk(move.serial), let mapping = mappings[disk.id] else {
            throw StorageError(.device, "member to free")
        }
        pauseScrub()
        // md lets a member go only when the last request to it has ended.
        try await patiently {
            try await Mdadm.drop("/dev/mapper/\(mapping)")
            guard await self.runs()[move.serial] == nil else { throw StorageError(.device, "member not freed") }
        }
        mappings[disk.id] = nil
        // From here on the record takes it back by itself should all this be given up.
        setJoining(move.serial)
        try await close(mapping)
        updateArray()
    }

    private func formNext(_ move: LockMove) async throws {
        tell(move, "lock-form")
        guard let disk = disk(move.serial), let record, let keys = lock.keys?.keys, keys.count == 2,
            let kibibytes = ArraySysfs.memberSectors().map({ $0 / 2 })
        else { throw StorageError(.sequence, "form next") }
        let old = try await readHeader()
        let (member, _) = try await formatMember(disk.id, number: move.number)
        try await Mdadm.createBeside(
            name: move.node, places: record.memberCount, kibibytes: kibibytes, member: member,
            homeHost: record.boxID.homeHost)
        let node = Mdadm.node(move.node)
        ArraySysfs.keepRottenMembers(node: node)
        let uuids = try await Mdadm.uuids(member: member)
        guard let array = Bytes16(hex: uuids.array.filter { $0 != ":" }),
            let id = Bytes16(hex: uuids.member.filter { $0 != ":" })
        else { throw StorageError(.device, "new array") }
        let next = Self.next(record, array: ArrayUUID(raw: array), member: MemberUUID(raw: id), number: move.number)
        let directory = KeyDirectory(node: node, files: files, boxID: record.boxID, array: next.array)
        let backup = old.enrolled.filter { $0.role == .backup }
        let (from, mapping) = (container, move.mapping)
        try await offload {
            let header = try directory.make(silver: keys.map { ($0.identity, $0.key) }, others: backup)
            try directory.open(header, as: mapping, slot: 0, key: keys[0].key, isHealing: false)
            // The file system goes nowhere it does not fit into.
            let room = try RawDevice.bytes(of: "/dev/mapper/\(mapping)")
            guard room >= (try RawDevice.bytes(of: "/dev/mapper/\(from)")) else {
                throw StorageError(.device, "new container too small")
            }
        }
        try note(move) { $0.next = next }
    }

    /// The record of the new array: its one member is ready, the others join when the old array is gone.
    static func next(_ record: ArrayRecord, array: ArrayUUID, member: MemberUUID, number: Int) -> ArrayRecord {
        let members = record.members.map { old in
            RecordedMember(
                number: old.number, member: old.number == number ? member : nil, serial: old.serial,
                state: old.number == number ? .ready : .joining)
        }
        return ArrayRecord(
            boxID: record.boxID, array: array, level: record.level, memberCount: record.memberCount, members: members,
            present: [number])
    }

    // MARK: The move

    private func beginCopy(_ move: LockMove) throws {
        if move.stage != .moving { try note(move) { $0.stage = .moving } }
        tell(move, "lock-move", DeedProgress(step: "lock-move", done: 0, of: 1000))
        lock.isCopyBegun = true
        (lock.copyStart, lock.copyPlace) = (ContinuousClock.now, 0)
        let (from, to) = ("/dev/mapper/\(container)", "/dev/mapper/\(move.mapping)")
        lock.copy = Task {
            do { try await Btrfs.replace(from, with: to, in: Self.mounted) } catch {
                self.logger.error("move of the data", metadata: ["error": "\(error)"])
            }
            self.lock.copy = nil
        }
    }

    private func copy(of move: LockMove) async -> LockCopy {
        let status = (try? await Btrfs.replaceStatus(Self.mounted)).flatMap { try? BtrfsReplaceStatus(text: $0) }
        let (old, new) = await (superblock(container), superblock(move.mapping))
        let copy = LockCopy.of(
            status?.report, isBegun: lock.isCopyBegun, isAsked: lock.copy != nil,
            oldHolds: old != nil && !BtrfsSuperblock.hasMoved(from: old, to: new), newHolds: new?.isWhole == true)
        if let status, status.state == .running {
            if lock.copyPlace == nil { (lock.copyStart, lock.copyPlace) = (ContinuousClock.now, status.permille) }
            let took = (ContinuousClock.now - lock.copyStart).components.seconds
            let did = status.permille - (lock.copyPlace ?? 0)
            let left = took > 4 && did > 2 ? Int(took) * (1000 - status.permille) / did : nil
            let step = DeedProgress(step: "lock-move", done: Int64(status.permille), of: 1000, secondsLeft: left)
            tell(move, "lock-move", step)
        } else if copy == .running {
            tell(move, "lock-move", fact.lockChange?.progress)
        }
        return copy
    }

    /// The superblock of the file system on a mapping, nil where there is none.
    func superblock(_ mapping: String) async -> BtrfsSuperblock? {
        try? await offload {
            let bytes = try RawDevice.read(
                "/dev/mapper/\(mapping)", at: Int64(BtrfsSuperblock.offset), count: BtrfsSuperblock.length)
            return try bytes.withBytes { try BtrfsSuperblock(bytes: Array($0)) }
        }
    }

    // MARK: After it

    /// From the first write on the new array is the array, whatever is cut.
    func confirm(_ move: LockMove) throws {
        guard let next = move.next, let record else { throw StorageError(.sequence, "confirm") }
        try note(move) { $0.stage = .moved }
        var confirmed = next
        confirmed.generation = record.generation
        save(confirmed.next { _ in })
        try files.write(revoked: files.revoked().union(move.oldKeys))
        lock.keys = nil
        logger.notice("data moved")
    }

    /// In this session the old array still has the name of the data's array, and the record is of the new one.
    var isSwitching: Bool {
        guard let move = lock.move, move.stage == .moved,
            let new = ArraySysfs.name(node: Mdadm.node(move.node))
        else { return false }
        return ArraySysfs.name() != new
    }

    /// Disks of the old array that still carry the beginning of the old container.
    private var oldDisks: [Inventory.Disk] {
        guard let record, lock.move?.stage == .moved else { return [] }
        let joining = record.members.filter { $0.state == .joining }.map(\.serial)
        return inventory.disks.filter { disk in
            !lock.wiped.contains(disk.id) && serialHash(of: disk).map { joining.contains($0) } == true
        }
    }

    private func leave(_ move: LockMove) async throws {
        tell(move, "lock-leave")
        if isSwitching {
            // Without force: it closes only when nothing of the file system is left on it.
            let old = Self.containers.first { $0 != move.mapping } ?? Self.container
            container = move.mapping
            // PID 1 hears of no other device under a mount by itself; it must not take the old one's end for the mount's.
            try await SystemUnits.reload()
            if Mapping.isActive(old) { try await close(old) }
            if ArraySysfs.name() != nil { try await patiently { try await Mdadm.stop() } }
            try await SystemUnits.settle()
            try Mdadm.becomeData(move.node)
        }
        for disk in oldDisks {
            if let mapping = mappings.removeValue(forKey: disk.id) { try await close(mapping) }
            let (node, bytes) = (disk.device.node, min(disk.device.bytes, 1 << 30))
            // Superblocks, journal, keyslots: with them the old volume key.
            try await offload { try RawDevice.wipe(node, at: 0, count: bytes) }
            lock.wiped.insert(disk.id)
        }
    }

    private func finish(_ move: LockMove) async throws {
        try files.write(nil as LockMove?)
        endMove()
        failedSteps = 0
        scrubHeld = nil
        updateArray()
        _ = try? await readHeader()
        await keepHeaderCopy()
        wantScrub()
        await pursue()
    }

    /// As before: the disk goes back into the old array, the new sticks are refused by their numbers.
    private func giveUp(_ move: LockMove) async throws {
        tell(move, "lock-give-up")
        if Mapping.isActive(move.mapping), move.mapping != container { try await close(move.mapping) }
        let node = Mdadm.node(move.node)
        if ArraySysfs.name(node: node) != nil { try await patiently { try await Mdadm.stop(node: node) } }
        if let disk = disk(move.serial), runs()[move.serial] == nil, let mapping = mappings.removeValue(forKey: disk.id)
        {
            try await close(mapping)
        }
        try files.write(revoked: files.revoked().union(move.newKeys))
        let directory = try directory()
        _ = try? await offload { try directory.tidy() }
        if runs()[move.serial]?.isWhole != true { setJoining(move.serial) }
        try files.write(nil as LockMove?)
        endMove()
        lock.failure = Refusal(LockRefusal.givenUp)
        failedSteps = 0
        scrubHeld = nil
        refuse(LockRefusal.givenUp)
        _ = try? await readHeader()
        if fact.openedAt != nil { await keepHeaderCopy() }
        await pursue()
        updateArray()
    }

    func endMove() {
        (lock.move, lock.keys, lock.right) = (nil, nil, nil)
        lock.wiped = []
        fact.lockChange = nil
        publish()
    }

    // MARK: Small things

    func note(_ move: LockMove, _ body: (inout LockMove) -> Void) throws {
        var next = move
        body(&next)
        try files.write(next)
        lock.move = next
    }

    private func setJoining(_ serial: SerialHash) {
        guard let record, let index = record.members.firstIndex(where: { $0.serial == serial }) else { return }
        save(record.next { $0.members[index].state = .joining })
    }

    func disk(_ serial: SerialHash) -> Inventory.Disk? { inventory.disks.first { serialHash(of: $0) == serial } }

    /// A mapping that was just let go may be held for a moment, by udev or by a file system that still gives it back.
    func close(_ mapping: String) async throws {
        try await patiently { try await offload { try Mapping.close(mapping) } }
    }

    func patiently(_ body: @Sendable () async throws -> Void) async throws {
        for _ in 0..<20 {
            do { return try await body() } catch { try await Task.sleep(for: .milliseconds(500)) }
        }
        try await body()
    }
}
