import BlockDevices
import DatasafeCore
import Logging
import Threads
import Udev

/// A disk that leaves: overwritten from end to end and read back (storage.md 3.11). It shares the volume key with those
/// that stay, so destroying keyslots does not erase it.
extension StorageKeeper {
    func eraseDisk(_ deed: StorageDeeds.EraseDisk, report: @Sendable (DeedProgress) async -> Void) async throws {
        guard let disk = inventory.disks.first(where: { $0.id.name == deed.disk }) else {
            throw Refusal(SetupRefusal.diskGone, subject: deed.disk)
        }
        let isMember = record?.members.contains { $0.serial == serialHash(of: disk) && $0.state != .lost } ?? false
        guard !isMember, mappings[disk.id] == nil, !erasing.contains(disk.id) else {
            throw Refusal(MemberCode.inUse, subject: disk.serial)
        }
        guard !deed.confirm.isEmpty, deed.confirm == String(disk.serial.suffix(4)) else {
            throw Refusal(MemberCode.confirm, subject: disk.serial)
        }
        try await overwrite(disk, method: "overwrite", user: deed.user) { done, took in
            let left = took > 2 && done > 0 ? Int(took * (disk.device.bytes - done) / done) : nil
            await report(
                done < disk.device.bytes
                    ? DeedProgress(step: "erase", done: done, of: disk.device.bytes, secondsLeft: left)
                    : DeedProgress(step: "read-back"))
        }
        try? await SystemUnits.trigger(disk.device.node)
        await refresh()
    }

    /// Overwrites a whole disk, reads it back past every cache and keeps the record of it; `report` hears of bytes done
    /// and seconds gone. Throws `MEM-NOT-ERASED` when a place could not be written or holds something else.
    func overwrite(
        _ disk: Inventory.Disk, method: String, user: String, report: @Sendable (Int64, Int64) async -> Void
    ) async throws {
        erasing.insert(disk.id)
        defer { erasing.remove(disk.id) }
        let began = now()
        let clock = ContinuousClock()
        let start = clock.now
        let (node, bytes) = (disk.device.node, disk.device.bytes)
        do {
            var done: Int64 = 0
            while done < bytes {
                let piece = min(64 << 20, bytes - done)
                let from = done
                try await offload { try RawDevice.wipe(node, at: from, count: piece) }
                done += piece
                await report(done, (clock.now - start).components.seconds)
            }
            let (checked, wrong) = try await offload { try RawDevice.countNotZero(node, bytes: bytes, places: 1024) }
            let erasure = ErasureFact(
                model: disk.model, serial: disk.serial, bytes: bytes, method: method, began: began, ended: now(),
                checked: checked, wrong: wrong, user: user)
            fact.erasures = Array((fact.erasures + [erasure]).suffix(16))
            try? files.write(erasures: fact.erasures)
            logger.notice("disk erased", metadata: ["checked": "\(checked)", "wrong": "\(wrong)"])
            guard wrong == 0 else { throw StorageError(.device, "read back after erasing") }
        } catch {
            logger.error("disk not erased", metadata: ["error": "\(error)"])
            throw Refusal(ChangeRefusal.notErased, subject: disk.serial)
        }
    }
}
