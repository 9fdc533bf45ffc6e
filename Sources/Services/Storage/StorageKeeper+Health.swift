import BlockDevices
import DatasafeCore
import DatasafeFormats
import Logging
import Threads
import Udev

/// Values for the monitor: read here because only root may, judged there.
extension StorageKeeper {
    /// Every two seconds: USB devices that are not in yet, array, volume.
    func tick() async {
        admitUSB()
        if fact.state == .starting || fact.state == .failed { await assembleIfPossible() }
        if ArraySysfs.name() != nil {
            updateArray()
            await scrub()
            if record?.change != nil { await turn.take { await self.pursue() } }
        }
        if lock.move != nil { await turn.take { await self.pursueMove() } }
        publish()
    }

    /// Every ten seconds: rot that was found on each member, healed or not.
    func readIntegrity() async {
        guard !mappings.isEmpty else { return }
        do { integrity = try await IntegrityFigures.read() } catch {
            logger.warning("integrity not read", metadata: ["error": "\(error)"])
        }
    }

    /// Every ten seconds while open.
    func readVolume() async {
        guard fact.openedAt != nil else {
            fact.volume = nil
            return
        }
        var volume = VolumeFact()
        let space = try? await offload { try Folder.space("/srv/data") }
        if let space {
            (volume.bytes, volume.used, volume.readOnly) = (space.bytes, space.used, space.readOnly)
            volume.free = space.free
        }
        if let usage = try? await Btrfs.usage("/srv/data") {
            volume.unallocated = usage.unallocated
            volume.metadataPercent = usage.metadataBytes > 0 ? Int(usage.metadataUsed * 100 / usage.metadataBytes) : 0
        }
        if let bytes = try? await Btrfs.deviceStats("/srv/data"), let stats = try? BtrfsDeviceStats.read(json: bytes) {
            volume.corruptions = stats.reduce(0) { $0 + $1.corruptionErrors + $1.generationErrors }
        }
        volume.lastScrub = lastVolumeScrub?.at
        volume.uncorrectable = lastVolumeScrub?.uncorrectable ?? 0
        if let space { await makeRoom(SpaceRule.isNearlyFull(free: space.free, total: space.bytes)) }
        let was = fact.volume.flatMap { VolumeLack($0) }
        fact.volume = volume
        let lack = VolumeLack(volume)
        guard was != lack else { return }
        logger.notice("volume", metadata: ["lack": "\(lack?.code ?? "-")"])
        publish()
    }

    /// Snapshots make way when room begins to be scarce, not with the next one an hour later.
    private func makeRoom(_ isNearlyFull: Bool) async {
        defer { wasNearlyFull = isNearlyFull }
        guard isNearlyFull, !wasNearlyFull else { return }
        await snapshotTurn.take { await self.dropSnapshots(isTight: true) }
    }

    /// Every ten minutes, and at once after an I/O error.
    func readSmart() async {
        for disk in inventory.disks {
            let smart = await smart(of: disk.device, named: disk.id.name)
            if let index = fact.disks.firstIndex(where: { $0.id == disk.id.name }) { fact.disks[index].smart = smart }
        }
        for disk in inventory.externals where disk.number != nil {
            let smart = await smart(of: disk.device, named: disk.id)
            if let index = fact.backupDisks.firstIndex(where: { $0.id == disk.id }) {
                fact.backupDisks[index].smart = smart
            }
        }
        publish()
    }

    /// Counts what the kernel says; an I/O error has its disk looked at again.
    func kernelSaid(_ record: String) async {
        guard let message = try? KernelMessage(record: Array(record.utf8)), let event = KernelEvent(message) else {
            return
        }
        let kind = event.counter
        // Not waited for: a sick disk answers slowly, and the next message may be of a lost one.
        if let device = event.sickDevice { Task { await readSmart(afterErrorOf: device) } }
        if case .ioError(let device, _, _, isRead: true) = event, let disk = disk(inKernel: device),
            // Names are given again: what was said before this disk came was of another one.
            message.microseconds >= disk.device["USEC_INITIALIZED"].flatMap(UInt64.init) ?? 0
        {
            refusedReads[disk.id, default: 0] += 1
        }
        if kind == "btrfs" { Task { await readVolume() } }
        fact.kernel[kind, default: 0] += 1
        if kind == "io" || kind == "md" || kind == "integrity" {
            updateArray()
            publish()
        }
    }

    /// The disk of the box that the kernel calls so, itself or the mapping on it.
    func disk(inKernel name: String) -> Inventory.Disk? {
        inventory.disks.first { disk in
            disk.device.name == name || mappings[disk.id].flatMap { ArraySysfs.kernelName(mapping: $0) } == name
        }
    }
}
