import BlockDevices
import Cryptsetup
import DatasafeCore
import DatasafeFormats
import Logging
import Threads
import Udev

/// Members that go and come back while the array runs (storage.md 3.5, 3.6).
extension StorageKeeper {
    /// A disk vanished: its member leaves the array at once, without waiting for the next write to fail.
    func lost(_ id: DiskID) async {
        guard let mapping = mappings.removeValue(forKey: id) else { return }
        logger.warning("disk gone", metadata: ["disk": "\(id.name)"])
        await turn.take { await self.drop(mapping, of: id) }
    }

    private func drop(_ mapping: String, of id: DiskID) async {
        do { try await Mdadm.drop("/dev/mapper/\(mapping)") } catch {
            logger.warning("member not dropped", metadata: ["error": "\(error)"])
        }
        // `datasafe-i-2` or `datasafe-i-2-3`: the disk itself cannot be asked any more.
        if let number = mapping.split(separator: "-").dropFirst(2).first.flatMap({ Int($0) }) { markLost(number) }
        updateArray()
        publish()
        _ = try? await offload { try Mapping.close(mapping, force: true) }
    }

    /// The record says `lost` before anything else is written to the array.
    func markLost(_ number: Int) {
        guard let record, let index = record.members.firstIndex(where: { $0.number == number }) else { return }
        guard record.members[index].state == .ready else { return }
        save(record.next { $0.members[index].state = .lost })
    }

    /// A member that came back while the array runs: re-added when it is an earlier state of the others.
    func takeBackReturned() async {
        guard ArraySysfs.name() != nil else { return }
        for disk in inventory.disks where disk.content == "member" && mappings[disk.id] == nil {
            guard let number = memberNumber(of: disk), let recorded = record?[number], recorded.state != .joining,
                recorded.isAside != true
            else { continue }
            await turn.take { await self.rejoin(disk.id) }
        }
    }

    /// Brings a stale member up to date from the newer ones; a split one is never touched.
    func rejoin(_ id: DiskID) async {
        // Asked again now that it is our turn: the turn before may have been the one that takes this disk in.
        guard mappings[id] == nil, let disk = inventory.disks.first(where: { $0.id == id }),
            let number = memberNumber(of: disk)
        else { return }
        let today = (rejoins[id] ?? []).filter { now().seconds(since: $0) < 86_400 }
        guard today.count < 3 else {
            refuse(MemberCode.cable, "d\(number)")
            return
        }
        rejoins[id] = today + [now()]
        guard case .member(let returned) = await look(at: disk) else {
            refuse(MemberCode.unknown, "d\(number)")
            return
        }
        let running = await runningMembers()
        let relation = MemberRelation.of(returned, to: running, wasLost: true)
        guard relation == .stale, returned.array == record?.array else {
            refuse(returned.array == record?.array ? MemberCode.split : .otherBox, "d\(number)")
            return
        }
        do {
            let node = try await openMember(id)
            do { try await Mdadm.reAdd(node) } catch { try await Mdadm.add(node) }
            logger.notice("member re-added", metadata: ["disk": "\(id.name)"])
            updateArray()
            publish()
        } catch {
            logger.error("member not re-added", metadata: ["disk": "\(id.name)", "error": "\(error)"])
            refuse(MemberCode.missing, "d\(number)")
        }
    }

    /// md superblocks of the members that run now.
    func runningMembers() async -> [SeenMember] {
        let inSync = Set((ArraySysfs.read()?.members ?? []).filter { $0.states.contains("in_sync") }.map(\.device))
        var running: [SeenMember] = []
        for mapping in mappings.values {
            guard let kernel = ArraySysfs.kernelName(mapping: mapping), inSync.contains(kernel) else { continue }
            let node = "/dev/mapper/\(mapping)"
            let seen = try? await offload { () -> SeenMember in
                let block = try RawDevice.read(node, at: 4096, count: RawDevice.block)
                return try block.withBytes { try MDSuperblock(bytes: Array($0)) }
                    .seen(deviceBytes: try RawDevice.bytes(of: node))
            }
            if let seen { running.append(seen) }
        }
        return running
    }
}
