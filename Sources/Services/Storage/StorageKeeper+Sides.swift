import DatasafeCore
import Logging

/// Both sides ran alone, or the newer data is gone: a person who stands before the box chooses (storage.md 3.5).
extension StorageKeeper {
    func describeSides(_ seen: [SeenDisk]) {
        guard let record else { return }
        fact.sides = ArraySide.sides(record: record, seen: seen).flatMap { side in
            zip(side.disks, side.numbers).map { disk, number in
                let serial = inventory.disks.first { $0.id == disk }?.serial ?? ""
                return SideFact(
                    disk: disk.name, number: number, serialTail: String(serial.suffix(4)), written: side.written,
                    group: side.disks.map(\.name))
            }
        }
    }

    /// Starts from the side chosen. The other one is kept out and not written to; it can be taken in later as a new disk.
    func chooseSide(_ deed: StorageDeeds.ChooseSide) async throws {
        guard fact.state == .failed, let side = fact.sides.first(where: { $0.disk == deed.disk }) else {
            throw Refusal(ChangeRefusal.nothing)
        }
        try checkScreen(deed.screen)
        guard let disk = inventory.disks.first(where: { $0.id.name == deed.disk }) else {
            throw Refusal(SetupRefusal.diskGone, subject: deed.disk)
        }
        guard !deed.confirm.isEmpty, deed.confirm == String(disk.serial.suffix(4)) else {
            throw Refusal(MemberCode.confirm, subject: disk.serial)
        }
        logger.notice("side chosen", metadata: ["disks": "\(side.group.joined(separator: " "))"])
        let chosen = Set(side.group.compactMap { DiskID($0) })
        await turn.take { await self.assemble(chosen: chosen) }
        await sticksChanged()
        guard fact.state != .failed else { throw Refusal(code: fact.reason?.code ?? VolumeCode.assembly.rawValue) }
    }
}
