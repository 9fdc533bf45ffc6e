import BlockDevices
import Cryptsetup
import DatasafeCore
import Logging
import Threads
import Udev

/// The whole box leaves: its keys are destroyed first, which makes every disk that is here worthless at once; then each of
/// them is overwritten (storage.md 3.11, NIST SP 800-88: cryptographic erase, then clear). A member that is absent keeps
/// its own copy of the keyslots: it is counted, and the paper says that it has to be destroyed.
///
/// Written down before the first key goes: a power cut in the middle goes on at the next start.
extension StorageKeeper {
    func retireBox(_ deed: StorageDeeds.RetireBox, report: @Sendable (DeedProgress) async -> Void) async throws {
        guard retirement == nil else { throw Refusal(ChangeRefusal.retired) }
        guard let record else { throw Refusal(ChangeRefusal.nothing) }
        if fact.openedAt == nil { try checkScreen(deed.screen) }
        guard deed.confirm == record.boxID.short else { throw Refusal(ChangeRefusal.boxNumber) }
        // A disk on its way out is no member any more and would be forgotten with its keyslots on it.
        guard record.change == nil else { throw Refusal(ChangeRefusal.changing) }
        guard lock.move == nil || fact.openedAt == nil else { throw Refusal(LockRefusal.underWay) }
        guard issuing == nil else { throw Refusal(KeyChangeRefusal.underWay) }
        guard erasing.isEmpty else { throw Refusal(ChangeRefusal.erasing) }
        let members = inventory.disks.filter { memberNumber(of: $0) != nil }
        let began = Retirement(
            box: record.boxID.short, disks: members.map(\.id), absent: max(0, record.members.count - members.count),
            user: deed.user)
        try files.write(began)
        retirement = began
        fact.retirement = began.fact
        logger.notice("box is retired", metadata: ["disks": "\(members.count)"])
        try await retire(report)
    }

    /// Goes on with a retirement that was cut. The disks are here, or come later and are overwritten then.
    func resumeRetirement() async {
        guard retirement?.isDone == false, !isRetiring else { return }
        do { try await retire { step in await self.show(step) } } catch {
            logger.error("box not retired yet", metadata: ["error": "\(error)"])
        }
    }

    /// What a box that leaves says of itself.
    static func retired(_ at: Instant) -> Refusal { Refusal(ChangeRefusal.retired, subject: "", at: at) }

    private func show(_ step: DeedProgress) {
        setStep(step.step, done: step.done, of: step.of, secondsLeft: step.secondsLeft)
    }

    private func retire(_ report: @Sendable (DeedProgress) async -> Void) async throws {
        isRetiring = true
        defer {
            isRetiring = false
            fact.step = nil
            publish()
        }
        await report(DeedProgress(step: "retire-keys"))
        try await turn.take { try await self.destroyKeys() }
        setState(.failed, reason: Self.retired(now()))
        try await overwriteAll(report)
        await refresh()
    }

    /// Keys, header and its copies; from then on nothing opens the disks, whoever has sticks.
    private func destroyKeys() async throws {
        guard retirement?.areKeysGone == false else { return }
        fact.openedAt = nil
        setState(.failed, reason: Self.retired(now()))
        try await SystemUnits.stop([
            "datasafe-data.target", "srv-secrets.mount", "srv-snapshots.mount", "srv-data.mount",
        ])
        try await forgetMove()
        for name in Self.containers where Mapping.isActive(name) { try await close(name) }
        if ArraySysfs.name() != nil {
            let node = Mdadm.node
            try await offload {
                let bytes = min(try RawDevice.bytes(of: node), 1 << 30)
                try RawDevice.wipe(node, at: 0, count: bytes)
                let (_, wrong) = try RawDevice.countNotZero(node, bytes: min(bytes, 16 << 20), places: 4096)
                guard wrong == 0 else { throw StorageError(.device, "keyslots after wiping") }
            }
            try await Mdadm.stop()
        }
        try files.forgetHeaders()
        for mapping in mappings.values { try? await offload { try Mapping.close(mapping) } }
        mappings = [:]
        try await wipeStarts()
        change { $0.areKeysGone = true }
        try files.forgetRecord()
        record = nil
        fact.array = nil
        fact.keys = []
        logger.notice("keys destroyed")
    }

    /// Superblocks, the integrity layer's journal (it may hold blocks of keyslots) and, where no array runs any more
    /// because a cut came between, the keyslots themselves.
    private func wipeStarts() async throws {
        for disk in inventory.disks where retirement?.disks.contains(disk.id) ?? false {
            let (node, bytes) = (disk.device.node, min(disk.device.bytes, 1 << 30))
            try await offload { try RawDevice.wipe(node, at: 0, count: bytes) }
        }
    }

    private func overwriteAll(_ report: @Sendable (DeedProgress) async -> Void) async throws {
        guard let retirement else { return }
        let here = inventory.disks.filter { retirement.disks.contains($0.id) && !retirement.erased.contains($0.id) }
        let all = here.reduce(0) { $0 + $1.device.bytes }
        var before: Int64 = 0
        for disk in here {
            let from = before
            try await overwrite(disk, method: "keys-and-overwrite", user: retirement.user) { done, took in
                let sum = from + done
                let left = took > 2 && done > 0 ? Int(took * (all - sum) / done) : nil
                await report(DeedProgress(step: "erase", done: sum, of: all, secondsLeft: left))
            }
            before += disk.device.bytes
            change { $0.erased.append(disk.id) }
            try? await SystemUnits.trigger(disk.device.node)
        }
    }

    private func change(_ body: (inout Retirement) -> Void) {
        guard var next = retirement else { return }
        body(&next)
        retirement = next
        fact.retirement = next.fact
        do { try files.write(next) } catch { logger.error("retirement not noted", metadata: ["error": "\(error)"]) }
    }
}

/// A box that leaves, as far as it must survive a power cut.
struct Retirement: Codable, Sendable, Equatable {
    /// The box's short name: its record goes.
    var box: String
    /// The members that were here when it began.
    var disks: [DiskID]
    /// How many were not here.
    var absent = 0
    /// Who asked.
    var user: String
    /// No key opens anything any more.
    var areKeysGone = false
    /// Disks overwritten and read back.
    var erased: [DiskID] = []

    /// Every disk that was here is erased.
    var isDone: Bool { areKeysGone && Set(disks).isSubset(of: erased) }

    /// What is told of it.
    var fact: RetirementFact {
        var fact = RetirementFact(disks: disks.count, absent: absent)
        fact.areKeysGone = areKeysGone
        fact.erased = Set(disks).intersection(erased).count
        return fact
    }
}
