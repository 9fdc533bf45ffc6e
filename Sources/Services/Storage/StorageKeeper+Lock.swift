import BlockDevices
import Cryptsetup
import DatasafeCore
import DatasafeFormats
import Logging

/// Both silver keys are lost while the box runs, or one was stolen: a new lock for the same data (storage.md 3.10). Here
/// the sticks; the move itself follows from the journal (`StorageKeeper+LockMove.swift`).
extension StorageKeeper {
    func changeLock(_ deed: StorageDeeds.ChangeLock, report: @Sendable (DeedProgress) async -> Void) async throws {
        let move = try await beginMove(deed)
        do {
            tell(move, "lock-write")
            await report(DeedProgress(step: "lock-write"))
            for key in lock.keys?.keys ?? [] { try await write(key) }
            tell(move, "lock-pull")
            await report(DeedProgress(step: "lock-pull"))
            try await waitForSticks(move)
            try await enrolInOldContainer()
            lock.keys?.areReady = true
        } catch {
            lock.keys = nil
            await turn.take { await self.pursueMove() }
            throw error
        }
        while lock.move != nil {
            await turn.take { await self.pursueMove() }
            if let told = fact.lockChange { await report(told.progress ?? DeedProgress(step: told.step)) }
            try await Task.sleep(for: .seconds(2))
        }
        if let failure = lock.failure { throw failure }
        logger.notice("lock changed")
    }

    /// Checks everything before the first byte is written, and writes the journal.
    private func beginMove(_ deed: StorageDeeds.ChangeLock) async throws -> LockMove {
        guard fact.openedAt != nil, let record else { throw Refusal(LockRefusal.closed) }
        guard retirement == nil else { throw Refusal(ChangeRefusal.retired) }
        guard lock.move == nil, lock.keys == nil else { throw Refusal(LockRefusal.underWay) }
        guard issuing == nil else { throw Refusal(KeyChangeRefusal.underWay) }
        guard erasing.isEmpty else { throw Refusal(ChangeRefusal.erasing) }
        guard deed.sticks.count == 2, Set(deed.sticks).count == 2, deed.confirms.count == 2 else {
            throw Refusal(LockRefusal.twoSticks)
        }
        let freed = try LockChangeRule.freed(record, inSync: membersInSync())
        let header = try await readHeader()
        let silver = header.enrolled.filter { $0.role == .unlock }
        let old = await presentKey(header, except: "")
        guard old == nil || silver.count + 2 <= KeyChangeRule.mostKeys else { throw Refusal(KeyChangeRefusal.full) }
        let sticks = try zip(deed.sticks, deed.confirms).map { try writableStick($0, confirm: $1) }
        let keys = try newKeys(header, for: sticks)
        guard let node = Mdadm.freeName(["next", "next2", "next3"]),
            let mapping = Self.containers.first(where: { !Mapping.isActive($0) })
        else { throw Refusal(LockRefusal.underWay) }
        let move = LockMove(
            number: freed.number, serial: freed.serial, newKeys: keys.map(\.identity.keyID),
            numbers: keys.map { Int($0.identity.number) }, oldKeys: silver.map(\.keyID), node: node, mapping: mapping,
            isWithoutOldKey: old == nil, user: deed.user)
        try files.write(move)
        (lock.move, lock.keys, lock.right, lock.failure) = (move, LockKeys(keys: keys), old, nil)
        lock.isCopyBegun = false
        logger.notice("lock change", metadata: ["member": "\(move.number)", "oldKey": "\(old != nil)"])
        return move
    }

    /// Numbers of the members that hold everything; none while md brings them in step.
    private func membersInSync() -> Set<Int> {
        updateArray()
        guard let array = fact.array, ["idle", "check"].contains(array.action) else { return [] }
        return Set(array.members.filter { $0.state == "insync" }.map(\.number))
    }

    private func newKeys(_ header: LUKS2Header, for sticks: [Inventory.Stick]) throws -> [Issuing] {
        guard let boxID = record?.boxID else { throw Refusal(LockRefusal.closed) }
        var last = files.lastKeyNumber()
        var keys: [Issuing] = []
        for stick in sticks {
            guard let number = KeyChangeRule.nextNumber(enrolled: header.enrolled, lastGiven: last) else {
                throw Refusal(KeyChangeRefusal.full)
            }
            last = number
            let identity = KeyIdentity(new: .unlock, number: number, boxID: boxID, at: now())
            keys.append(Issuing(identity: identity, key: Forming.newKey(), stick: stick.id))
        }
        // Never used again, whatever becomes of this change.
        try files.write(lastKeyNumber: last)
        return keys
    }

    private func write(_ key: Issuing) async throws {
        guard let stick = inventory.sticks.first(where: { $0.id == key.stick }) else {
            throw Refusal(SetupRefusal.stickGone, subject: key.stick)
        }
        try await put(key.identity, key.key, on: stick)
    }

    /// The person pulls and plugs both sticks, in any order: at most twenty minutes.
    private func waitForSticks(_ move: LockMove) async throws {
        for _ in 0..<2400 {
            guard let waiting = lock.keys else { throw Refusal(LockRefusal.notRead) }
            if waiting.keys.allSatisfy(\.isVerified) { return }
            tell(move, "lock-pull")
            try await Task.sleep(for: .milliseconds(500))
        }
        throw Refusal(LockRefusal.notRead)
    }

    /// With a good old key the new ones open the old container as well: then a cut at any moment is harmless.
    private func enrolInOldContainer() async throws {
        guard let right = lock.right, let keys = lock.keys?.keys else { return }
        lock.right = nil
        try await turn.take {
            for key in keys { try await self.enrol(key.identity, key.key, right: right) }
        }
        await keepHeaderCopy()
    }

    /// A stick was plugged in while the data is open: if it is one just written, this is its proof.
    func verifyLockKey(_ read: ReadStick, from stick: Inventory.Stick) {
        guard let index = lock.keys?.keys.firstIndex(where: { $0.stick == stick.id }), let key = lock.keys?.keys[index]
        else { return }
        if isProof(read, of: key.identity, key.key, stick) { lock.keys?.keys[index].isVerified = true }
    }

    /// Only as long as hands are needed.
    func cancelLockChange() throws {
        guard lock.keys?.areReady == false, fact.lockChange?.step == "lock-pull" else {
            throw Refusal(ChangeRefusal.nothing)
        }
        lock.keys = nil
    }

    /// With no old key left a box that is switched off now would never open again.
    func checkPowerOff() throws {
        guard let move = lock.move, move.isWithoutOldKey, fact.openedAt != nil else { return }
        throw Refusal(LockRefusal.underWay)
    }

    /// What a page shows of it.
    func tell(_ move: LockMove, _ step: String, _ progress: DeedProgress? = nil) {
        var told = LockChangeFact(step: step, numbers: move.numbers, isWithoutOldKey: move.isWithoutOldKey)
        told.waitingFor = (lock.keys?.keys ?? []).filter { !$0.isVerified }.map { Int($0.identity.number) }
        told.progress = progress
        guard fact.lockChange != told else { return }
        fact.lockChange = told
        publish()
    }
}
