import BlockDevices
import Cryptsetup
import DatasafeCore
import DatasafeFormats
import Logging
import Threads

/// A silver key on its way to a stick; it lives in this process only and dies with it.
struct Issuing: Sendable {
    var identity: KeyIdentity
    var key: Secret
    var stick: String
    var isVerified = false
}

/// Silver keys issued and revoked while the data is open (storage.md 3.10). Each step can be cut: the header is put in
/// order at the next start (`KeyDirectory.tidy`), and a stick whose key was not enrolled opens nothing.
extension StorageKeeper {
    func issueKey(_ deed: StorageDeeds.IssueKey, report: @Sendable (DeedProgress) async -> Void) async throws {
        guard fact.openedAt != nil else { throw Refusal(KeyChangeRefusal.closed) }
        guard issuing == nil else { throw Refusal(KeyChangeRefusal.underWay) }
        guard lock.move == nil else { throw Refusal(LockRefusal.underWay) }
        let header = try await readHeader()
        let silver = header.enrolled.filter { $0.role == .unlock }
        guard silver.count < KeyChangeRule.mostKeys else { throw Refusal(KeyChangeRefusal.full) }
        guard let right = await presentKey(header, except: deed.stick) else { throw Refusal(KeyChangeRefusal.otherKey) }
        var replaced: EnrolledKey?
        if deed.replaces != 0 {
            replaced = try KeyChangeRule.mayRevoke(
                UInt8(clamping: deed.replaces), enrolled: header.enrolled, present: right.keyID)
        }
        let stick = try writableStick(deed.stick, confirm: deed.confirm)
        guard let boxID = record?.boxID,
            let number = KeyChangeRule.nextNumber(enrolled: header.enrolled, lastGiven: files.lastKeyNumber())
        else { throw Refusal(KeyChangeRefusal.full) }
        // Never used again, also if it is not enrolled in the end: a stick with this number may exist.
        try files.write(lastKeyNumber: number)
        let identity = KeyIdentity(new: .unlock, number: number, boxID: boxID, at: now())
        let new = Issuing(identity: identity, key: Forming.newKey(), stick: stick.id)
        issuing = new
        defer {
            issuing = nil
            fact.keyChange = nil
            publish()
        }
        func step(_ name: String) async {
            fact.keyChange = KeyChangeFact(step: name, number: Int(number), replaces: deed.replaces, stick: stick.id)
            publish()
            await report(DeedProgress(step: name))
        }
        await step("write-key")
        try await put(identity, new.key, on: stick)
        await step("pull-and-plug")
        try await waitForProof()
        await step("enrol")
        try await turn.take { try await self.enrol(identity, new.key, right: right) }
        if let replaced {
            await step("revoke")
            try await turn.take { try await self.revoke(replaced) }
        }
        await step("copy-header")
        await keepHeaderCopy()
        logger.notice("key issued", metadata: ["number": "\(number)", "replaces": "\(deed.replaces)"])
    }

    func cancelKeyChange() throws {
        if lock.move != nil { return try cancelLockChange() }
        guard issuing != nil, fact.keyChange?.step == "pull-and-plug" else {
            throw Refusal(ChangeRefusal.nothing)
        }
        issuing = nil
    }

    func revokeKey(_ deed: StorageDeeds.RevokeKey) async throws {
        guard fact.openedAt != nil else { throw Refusal(KeyChangeRefusal.closed) }
        guard issuing == nil else { throw Refusal(KeyChangeRefusal.underWay) }
        guard lock.move == nil else { throw Refusal(LockRefusal.underWay) }
        let header = try await readHeader()
        let right = await presentKey(header, except: "")
        let key = try KeyChangeRule.mayRevoke(
            UInt8(clamping: deed.number), enrolled: header.enrolled, present: right?.keyID)
        try await turn.take { try await self.revoke(key) }
        await keepHeaderCopy()
        logger.notice("key revoked", metadata: ["number": "\(deed.number)"])
    }

    /// The stick just written was pulled and plugged in again: its proof, if it holds what was written.
    func verifyIssued(_ read: ReadStick, from stick: Inventory.Stick) {
        verifyLockKey(read, from: stick)
        guard let issuing, issuing.stick == stick.id else { return }
        if isProof(read, of: issuing.identity, issuing.key, stick) { self.issuing?.isVerified = true }
    }

    /// Whether a stick that was written, pulled and plugged in again holds what was written; says so if it does not.
    func isProof(_ read: ReadStick, of identity: KeyIdentity, _ key: Secret, _ stick: Inventory.Stick) -> Bool {
        let holds = read.holds(identity, key)
        if !holds { refuse(SetupRefusal.stickReadBack, stick.id) }
        return holds
    }

    /// A good silver key that is plugged in and opens a keyslot: proven now, with its keyslot.
    func presentKey(_ header: LUKS2Header, except stick: String) async -> PresentKey? {
        guard let record else { return nil }
        guard let revoked = try? directory().revoked(header) else { return nil }
        for candidate in inventory.sticks where candidate.id != stick && candidate.record != nil {
            let read = await KeyStick.read(candidate)
            let plan = KeyPlan.plan(
                candidate: read.candidate, enrolled: header.enrolled, revoked: revoked, boxID: record.boxID)
            guard case .use(let chosen, let keyslots, _) = plan, let key = read.keys[chosen.copy],
                let slot = keyslots.first
            else { continue }
            let opens = try? await offload {
                try LUKSContainer.prove(device: Mdadm.node, slot: slot, key: key)
                return true
            }
            if opens == true { return PresentKey(keyID: chosen.identity.keyID, key: key) }
        }
        return nil
    }

    /// The stick that is to become a key, if nothing on it would be lost unasked.
    func writableStick(_ id: String, confirm: String) throws -> Inventory.Stick {
        guard let stick = inventory.sticks.first(where: { $0.id == id }) else {
            throw Refusal(SetupRefusal.stickGone, subject: id)
        }
        let described = fact.sticks.first { $0.id == id }
        // An enrolled key, silver or backup, is never overwritten, whatever is typed.
        let isKey = described?.role == "unlock" || described?.role == "backup"
        if isKey, described?.code == nil { throw Refusal(SetupRefusal.stickUsed, subject: id) }
        let isFree = stick.isEmpty || described?.role == "blank"
        guard isFree || (!confirm.isEmpty && confirm == String(id.suffix(4))) else {
            throw Refusal(SetupRefusal.stickNotEmpty, subject: id)
        }
        return stick
    }

    /// Writes a key to a stick; it counts only when it was read back.
    func put(_ identity: KeyIdentity, _ key: Secret, on stick: Inventory.Stick) async throws {
        do { try await KeyStick.write(stick, identity: identity, key: key) } catch {
            logger.error("stick not written", metadata: ["error": "\(error)"])
            throw Refusal(SetupRefusal.stickWrite, subject: stick.id)
        }
    }

    /// The person pulls and plugs: at most ten minutes.
    private func waitForProof() async throws {
        for _ in 0..<1200 {
            guard let issuing else { throw Refusal(KeyChangeRefusal.notRead) }
            if issuing.isVerified { return }
            try await Task.sleep(for: .milliseconds(500))
        }
        throw Refusal(KeyChangeRefusal.notRead)
    }

    func enrol(_ identity: KeyIdentity, _ key: Secret, right: PresentKey) async throws {
        let directory = try directory()
        do {
            try await offload { try directory.enrol(identity, key, right: right.key) }
            _ = try await readHeader()
        } catch {
            logger.error("key not enrolled", metadata: ["error": "\(error)"])
            _ = try? await offload { try directory.tidy() }
            throw Refusal(KeyChangeRefusal.header)
        }
    }

    private func revoke(_ key: EnrolledKey) async throws {
        let directory = try directory()
        do {
            try await offload { try directory.revoke(key.keyID) }
            _ = try await readHeader()
        } catch {
            logger.error("key not revoked", metadata: ["error": "\(error)"])
            throw Refusal(KeyChangeRefusal.header)
        }
    }
}

extension KeyIdentity {
    /// Of a new key. A record holds whole seconds, and what is read back must be equal.
    init(new role: KeyRole, number: UInt8, boxID: BoxID, at: Instant) {
        var random = SystemRandomNumberGenerator()
        self.init(
            role: role, number: number, keyID: KeyID(raw: Bytes16(high: random.next(), low: random.next())),
            boxID: boxID, created: Instant(seconds: at.seconds))
    }
}

/// A silver key in the box that has just opened its keyslot.
struct PresentKey: Sendable {
    var keyID: KeyID
    var key: Secret
}
