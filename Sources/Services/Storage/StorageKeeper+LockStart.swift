import BlockDevices
import Cryptsetup
import DatasafeCore
import DatasafeFormats
import Logging
import Threads

/// A change of the lock that was cut: what is taken up again at the start, and which key opens what (decision 0041).
extension StorageKeeper {
    /// Where the old container is mounted for a moment, to call off a move whose new disk cannot be opened.
    private static let aside = "/srv/backup/lock"

    /// At the start of this service: what the journal says comes before the record.
    func recallMove() {
        lock.move = files.lockMove()
        guard let move = lock.move, move.stage == .moved, let next = move.next else { return }
        if let known = record, known.array != next.array {
            var confirmed = next
            confirmed.generation = known.generation
            save(confirmed.next { _ in })
        }
        let isNewNamed = ArraySysfs.name(node: Mdadm.node(move.node)) != nil
        if ArraySysfs.name() == nil, isNewNamed {
            // This service ended between the two names.
            do { try Mdadm.becomeData(move.node) } catch {
                logger.error("array not named", metadata: ["error": "\(error)"])
            }
        }
    }

    /// The data outlived this service: which mapping it is open at.
    func adoptMove() {
        let open = Self.containers.filter { Mapping.isActive($0) }
        guard let move = lock.move else {
            container = open.first ?? Self.container
            return
        }
        let isLeft = move.stage == .moved && open.contains(move.mapping)
        container = Self.containers.first { ($0 == move.mapping) == isLeft } ?? Self.container
    }

    /// Disks that are no strangers and no members of the array that is put together: the freed one while the data move,
    /// those of the old array once they have.
    var disksApart: Set<SerialHash> {
        switch lock.move?.stage {
        case .moving: Set([lock.move?.serial].compactMap { $0 })
        case .moved: Set((record?.members ?? []).filter { $0.state == .joining }.map(\.serial))
        case .keys, .forming, nil: []
        }
    }

    /// After a cut while the data moved: the new array is put together beside the old one.
    func assembleNext() async {
        guard let move = lock.move, move.stage == .moving, let next = move.next else { return }
        tell(move, "lock-move")
        guard ArraySysfs.name(node: Mdadm.node(move.node)) == nil else { return }
        do {
            // Names are of one session: in this one the old container has the usual one.
            try note(move) {
                $0.node = "next"
                $0.mapping = Self.containers.last ?? move.mapping
            }
            guard let disk = disk(move.serial) else { throw StorageError(.device, "freed disk") }
            let member = try await openMember(disk.id)
            let node = Mdadm.node("next")
            try await Mdadm.assemble(array: next.array, members: [member], degraded: true, node: node)
            ArraySysfs.keepRottenMembers(node: node)
        } catch { logger.error("new array not assembled", metadata: ["error": "\(error)"]) }
    }

    /// A stick at a box whose data were moving when it was cut. True: the change has come to its end one way or the other,
    /// the stick is tried as usual.
    func unlockMoving(with read: ReadStick, from stick: Inventory.Stick) async -> Bool {
        guard let move = lock.move, let next = move.next, let record, let old = try? directory() else { return true }
        setState(.unlocking)
        setStep("read-key")
        let new = KeyDirectory(
            node: Mdadm.node(move.node), files: files, boxID: record.boxID, array: next.array)
        let first = await open(read, old, as: container)
        // The old one is known to udev as a whole file system before a second device of it turns up.
        try? await SystemUnits.settle()
        let refusals = (first, await open(read, new, as: move.mapping))
        let holds = (
            refusals.0 == nil ? await superblock(container) : nil,
            refusals.1 == nil ? await superblock(move.mapping) : nil
        )
        do {
            switch (refusals.0, refusals.1) {
            case (nil, nil):
                if BtrfsSuperblock.hasMoved(from: holds.0, to: holds.1) { return try await endMoved(move) }
                try await openMoving()
                return false
            case (nil, .some):
                guard holds.0 != nil else { return try await shut(.newKey) }
                try await callOffAside()
                return try await endCalledOff()
            case (.some, nil):
                guard holds.1?.isWhole == true else { return try await shut(.cut) }
                return try await endMoved(move)
            case (.some(let one), .some(let other)):
                badTry(one.code == KeyRefusal.unknown.code ? other : one, stick)
                return false
            }
        } catch {
            logger.error("cut change of the lock", metadata: ["error": "\(error)"])
            for name in Self.containers where Mapping.isActive(name) { try? await close(name) }
            setState(.failed, reason: Refusal(VolumeCode.mount, at: now()))
            return false
        }
    }

    /// Opens one of the two containers; nil = open, else why not.
    private func open(_ read: ReadStick, _ directory: KeyDirectory, as name: String) async -> Refusal? {
        guard ArraySysfs.name(node: directory.node) != nil,
            let header = try? await offload({ try directory.read().header })
        else { return Refusal(KeyRefusal.unknown) }
        let plan = KeyPlan.plan(
            candidate: read.candidate, enrolled: header.enrolled, revoked: directory.revoked(header),
            boxID: directory.boxID)
        switch plan {
        case .refuse(let code, let number):
            return Refusal(code, subject: number.map { "\($0)" } ?? "")
        case .use(let chosen, let keyslots, _):
            let number = "\(chosen.identity.number)"
            guard let key = read.keys[chosen.copy], let slot = keyslots.first else {
                return Refusal(KeyRefusal.unknown, subject: number)
            }
            do {
                try await offload { try directory.open(header, as: name, slot: slot, key: key, isHealing: true) }
                return nil
            } catch { return error as? Refusal ?? Refusal(VolumeCode.open) }
        }
    }

    /// Both containers are open: the move begins anew as soon as the file system is mounted. Going on where it was cut is
    /// nothing the kernel can do for a file system of one device (decision 0041).
    private func openMoving() async throws {
        try await callOffAside()
        var clock = UnlockClock()
        try await openVolume(&clock)
        fact.refusal = nil
        if fact.sticks.contains(where: { $0.role == "unlock" }) { fact.keyPluggedSince = now() }
        ended(degraded: true)
        updateArray()
    }

    /// The move was complete, only nobody had written it down: the new array becomes the array.
    private func endMoved(_ move: LockMove) async throws -> Bool {
        for name in Self.containers where Mapping.isActive(name) { try await close(name) }
        try confirm(move)
        try await patiently { try await Mdadm.stop() }
        try await patiently { try await Mdadm.stop(node: Mdadm.node(move.node)) }
        for mapping in mappings.values { try await close(mapping) }
        mappings = [:]
        setState(.starting)
        await assemble()
        return fact.state == .locked
    }

    /// The move was called off in the file system: the old container alone holds it.
    private func endCalledOff() async throws -> Bool {
        try await close(container)
        // Without keys and without a begun copy that means: given up.
        if let move = lock.move { try note(move) { $0.stage = .forming } }
        await pursueMove()
        return lock.move == nil && fact.state == .unlocking
    }

    /// btrfs mounts in the middle of a move only when asked for it (`degraded`), and only to call the move off.
    private func callOffAside() async throws {
        try await SystemUnits.settle()
        try await SystemUnits.mount(
            "/dev/mapper/\(container)", at: Self.aside, type: "btrfs",
            options: "degraded,subvolid=5,noatime,nodev,nosuid,noexec")
        do { try await Btrfs.cancelReplace(Self.aside) } catch {
            try? await SystemUnits.unmount(Self.aside)
            throw error
        }
        try await SystemUnits.unmount(Self.aside)
    }

    private func shut(_ code: LockRefusal) async throws -> Bool {
        for name in Self.containers where Mapping.isActive(name) { try await close(name) }
        setState(.locked)
        refuse(code)
        return false
    }

    private func badTry(_ refusal: Refusal, _ stick: Inventory.Stick) {
        guard let code = KeyRefusal(rawValue: refusal.code) else {
            setState(.locked)
            return refuse(refusal.code, refusal.subject)
        }
        badTry(code, number: UInt8(refusal.subject), stick: stick)
    }

    /// The whole box leaves: nothing of a change of the lock stays open.
    func forgetMove() async throws {
        guard let move = lock.move else { return }
        if Mapping.isActive(move.mapping) { try await close(move.mapping) }
        let node = Mdadm.node(move.node)
        if ArraySysfs.name(node: node) != nil, !isSwitching { try await Mdadm.stop(node: node) }
        try files.write(nil as LockMove?)
        endMove()
    }
}

extension BtrfsReplaceStatus {
    /// In Core's words.
    var report: LockCopy.Report {
        switch state {
        case .running: .running(writeErrors: writeErrors)
        case .finished: .finished
        case .cancelled: .cancelled
        case .suspended: .suspended
        case .never: .never
        }
    }
}
