import BlockDevices
import DatasafeCore
import DatasafeFormats
import Logging
import Udev

/// A new disk in the place of a lost or worn one: no stick, locked or open (storage.md 3.7).
extension StorageKeeper {
    func replaceMember(
        _ deed: StorageDeeds.ReplaceMember, report: @Sendable (DeedProgress) async -> Void
    ) async throws {
        try await turn.take { try await self.startReplace(deed) }
        // The copy runs in the kernel and survives a restart of this service; here it is only watched.
        while true {
            updateArray()
            publish()
            guard let array = fact.array, let member = array.members.first(where: { $0.number == deed.member }) else {
                throw Refusal(code: "MEM-ARRAY-GONE")
            }
            if member.state == "insync", array.action != "recover", array.action != "resync" { break }
            if member.state == "lost", array.action == "idle" {
                throw Refusal(code: "MEM-REPLACE", subject: "d\(deed.member)")
            }
            if let progress = array.progress { await report(progress) }
            try await Task.sleep(for: .seconds(2))
        }
        ArraySysfs.setAction("check")
    }

    private func startReplace(_ deed: StorageDeeds.ReplaceMember) async throws {
        guard let record, let old = record[deed.member], ArraySysfs.name() != nil else {
            throw Refusal(code: "MEM-ARRAY-GONE")
        }
        guard let disk = inventory.disks.first(where: { $0.id.name == deed.disk }) else {
            throw Refusal(code: "SET-DISK-GONE", subject: deed.disk)
        }
        guard memberNumber(of: disk) == nil else { throw Refusal(code: "MEM-IN-USE", subject: disk.serial) }
        guard deed.confirm == String(disk.serial.suffix(4)), !deed.confirm.isEmpty else {
            throw Refusal(code: "MEM-CONFIRM", subject: disk.serial)
        }
        guard let serial = serialHash(of: disk), let array = ArraySysfs.read() else {
            throw Refusal(code: "MEM-ARRAY-GONE")
        }
        let oldDisk = inventory.disks.first { serialHash(of: $0) == old.serial }
        let oldMapping = oldDisk.flatMap { mappings[$0.id] }
        let isOldRunning =
            oldMapping.flatMap { ArraySysfs.kernelName(mapping: $0) }
            .map { kernel in array.members.contains { $0.device == kernel && $0.states.contains("in_sync") } } ?? false
        // Before the first write to the new disk: a cut in the middle leaves a `joining` disk that is taken up again.
        save(
            record.next { record in
                for index in record.members.indices where record.members[index].number == deed.member {
                    record.members[index].serial = serial
                    record.members[index].member = nil
                    record.members[index].state = .joining
                }
            })
        do {
            let (node, _) = try await formatMember(disk.id, number: deed.member)
            if isOldRunning, let oldDisk {
                // The worn disk stays open while md copies from it, although it is no recorded member any more.
                logger.notice("old disk stays until copied", metadata: ["disk": "\(oldDisk.id.name)"])
            }
            try await Mdadm.add(node)
            if isOldRunning, let oldMapping { try await Mdadm.replace("/dev/mapper/\(oldMapping)", with: node) }
            let uuids = try await Mdadm.uuids(member: node)
            if let member = Bytes16(hex: uuids.member.filter { $0 != ":" }) {
                save(
                    (self.record ?? record).next { record in
                        for index in record.members.indices where record.members[index].number == deed.member {
                            record.members[index].member = MemberUUID(raw: member)
                        }
                    })
            }
        } catch let error as BlockDevicesError {
            logger.error("disk not added", metadata: ["error": "\(error)"])
            // A newer generation than the one that says `joining`: after a cut the newest whole record counts.
            save((self.record ?? record).next { $0.members = record.members })
            throw Refusal(code: "MEM-REPLACE", subject: disk.serial)
        }
        await refreshBays()
        updateArray()
        publish()
    }

    /// Bays and contents again after the record changed.
    func refreshBays() async { await refresh(acting: false) }
}
