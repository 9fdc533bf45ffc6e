import BlockDevices
import DatasafeCore
import DatasafeFormats
import Logging
import Threads
import Udev

/// What the backup service asks for: snapshots, numbered disks, the backup key. Storage never sees a repository password.
extension StorageKeeper {
    private static let snapshots = SnapshotFolder(of: "/srv/data", in: "/srv/snapshots")

    /// - Parameter place: where a backup is made of it. Only then it is taken where room is scarce.
    func takeSnapshot(place: SnapshotPlace?) async throws -> SnapshotName {
        guard fact.state == .open || fact.state == .openDegraded else { throw Refusal(VolumeCode.locked) }
        let isTight = isNearlyFull()
        guard place != nil || !isTight else {
            await dropSnapshots(isTight: true)
            throw Refusal(VolumeLack.filling)
        }
        let made: SnapshotName
        do { made = try await Self.snapshots.take(at: now(), place: place) } catch {
            logger.error("no snapshot", metadata: ["error": "\(error)"])
            await readVolume()
            guard let lack = fact.volume.flatMap({ VolumeLack($0) }), lack.isShut else {
                throw Refusal(VolumeCode.snapshot)
            }
            throw Refusal(lack)
        }
        await dropSnapshots(isTight: isTight)
        return made
    }

    /// False also where nobody can tell.
    func isNearlyFull() -> Bool {
        guard let space = try? Folder.space("/srv/data") else { return false }
        return SpaceRule.isNearlyFull(free: space.free, total: space.bytes)
    }

    /// Lets go of those whose time is over.
    func dropSnapshots(isTight: Bool) async {
        for name in SnapshotRule.expired(Self.snapshots.names, now: now(), isTight: isTight) {
            do { try await Self.snapshots.drop(name) } catch {
                logger.warning("snapshot kept", metadata: ["name": "\(name.text)", "error": "\(error)"])
            }
        }
    }

    func initialiseBackupDisk(_ deed: StorageDeeds.InitialiseBackupDisk) async throws -> String {
        guard (1...99).contains(deed.number) else { throw Refusal(BackupCode.number, subject: "\(deed.number)") }
        guard let disk = inventory.externals.first(where: { $0.id == deed.disk }) else {
            throw Refusal(BackupCode.diskGone, subject: deed.disk)
        }
        guard !inventory.externals.contains(where: { $0.number == deed.number && $0.id != disk.id }) else {
            throw Refusal(BackupCode.numberTaken, subject: "\(deed.number)")
        }
        let serial = Inventory.shown(disk.device["ID_SERIAL_SHORT"] ?? "")
        if disk.content != "empty", deed.confirm != String(serial.suffix(4)) || deed.confirm.isEmpty {
            throw Refusal(BackupCode.notEmpty, subject: serial)
        }
        guard let owner = SystemUser(named: "datasafe-backup") else {
            throw StorageError(.state, "datasafe-backup")
        }
        do {
            if let number = disk.number { try? await closeBackupDisk(number) }
            try await BackupDisk.partition(disk.device.node, number: deed.number)
            try await SystemUnits.settle()
            await refresh(acting: false)
            guard let made = inventory.externals.first(where: { $0.id == deed.disk }), let info = made.info?.node,
                let repository = made.repository?.node
            else { throw StorageError(.device, "partitions of \(deed.disk)") }
            try await BackupDisk.format(info: info, repository: repository, number: deed.number, owner: owner.user)
            try await SystemUnits.trigger(repository)
        } catch let error as BlockDevicesError {
            logger.error("disk not initialised", metadata: ["error": "\(error)"])
            throw Refusal(BackupCode.format, subject: serial)
        }
        return try await openBackupDisk(deed.number)
    }

    func renumberBackupDisk(_ deed: StorageDeeds.RenumberBackupDisk) async throws {
        guard (1...99).contains(deed.number) else { throw Refusal(BackupCode.number, subject: "\(deed.number)") }
        guard let disk = inventory.externals.first(where: { $0.id == deed.disk }), let old = disk.number else {
            throw Refusal(BackupCode.diskGone, subject: deed.disk)
        }
        guard !inventory.externals.contains(where: { $0.number == deed.number && $0.id != disk.id }) else {
            throw Refusal(BackupCode.numberTaken, subject: "\(deed.number)")
        }
        try await closeBackupDisk(old)
        do {
            try await BackupDisk.renumber(disk.device.node, number: deed.number)
            try await SystemUnits.settle()
        } catch {
            logger.error("disk not renumbered", metadata: ["error": "\(error)"])
            throw Refusal(BackupCode.format, subject: "\(old)")
        }
        await refresh(acting: false)
        publish()
    }

    /// Checks and mounts; gives back the PARTUUID of the repository partition.
    func openBackupDisk(_ number: Int) async throws -> String {
        let disks = inventory.externals.filter { $0.number == number }
        guard let disk = disks.first, let repository = disk.repository, let partition = repository.partitionUUID else {
            throw Refusal(BackupCode.diskGone, subject: "\(number)")
        }
        guard disks.count == 1 else { throw Refusal(BackupCode.numberTaken, subject: "\(number)") }
        let folder = "/srv/backup/\(number)"
        if SystemUnits.isMounted(repository.node, at: folder), SystemUnits.mountedDevice("\(folder)-info") != nil {
            return partition
        }
        // What is mounted there now is another disk, one that was pulled, or half of this one.
        try await closeBackupDisk(number)
        guard let owner = SystemUser(named: "datasafe-backup") else { throw StorageError(.state, "datasafe-backup") }
        do {
            guard try await BackupDisk.check(repository.node) else {
                throw Refusal(BackupCode.damaged, subject: "\(number)")
            }
            try await SystemUnits.mount(
                repository.node, at: folder, type: "ext4",
                options: "noatime,nodev,nosuid,noexec,errors=remount-ro")
            if let info = disk.info {
                try await SystemUnits.mount(
                    info.node, at: "\(folder)-info", type: "vfat",
                    options: "noatime,nodev,nosuid,noexec,uid=\(owner.user),gid=\(owner.group),umask=0077")
            }
        } catch let error as BlockDevicesError {
            logger.error("disk not mounted", metadata: ["number": "\(number)", "error": "\(error)"])
            throw Refusal(BackupCode.mount, subject: "\(number)")
        }
        await refresh(acting: false)
        publish()
        return partition
    }

    /// Unmounts whatever is mounted for this number, whoever had it mounted and whether its disk is still here.
    func closeBackupDisk(_ number: Int) async throws {
        for folder in ["/srv/backup/\(number)-info", "/srv/backup/\(number)"] {
            do { try await SystemUnits.unmount(folder) } catch {
                throw Refusal(BackupCode.busy, subject: "\(number)")
            }
        }
        await refresh(acting: false)
        publish()
    }

    /// Lets go of disks that were pulled while they were open. Busy ones wait: the backup service kills its engine first.
    func closePulledBackups() async {
        guard !closingPulled else { return }
        closingPulled = true
        defer { closingPulled = false }
        for number in Folder.names(in: "/srv/backup").compactMap({ Int($0) }) {
            guard let mounted = SystemUnits.mountedDevice("/srv/backup/\(number)"),
                !inventory.externals.contains(where: { external in
                    external.repository.map { SystemUnits.deviceNumber($0.node) == mounted } ?? false
                })
            else { continue }
            do { try await closeBackupDisk(number) } catch {
                logger.notice("pulled disk still busy", metadata: ["number": "\(number)"])
            }
        }
    }

    /// The backup key of the stick that is plugged in now. `strange`: one of another box.
    func readBackupKey(strange: Bool) async throws -> Secret {
        guard let record else { throw Refusal(BackupCode.keyMissing) }
        let enrolled = try await readHeader().enrolled
        var refusal = Refusal(BackupCode.keyMissing)
        for stick in inventory.sticks {
            let read = await KeyStick.read(stick)
            guard !read.candidate.records.isEmpty || !read.candidate.findings.contains(.notAKey) else { continue }
            let plan =
                strange
                ? KeyPlan.planStrange(read.candidate, boxID: record.boxID)
                : KeyPlan.plan(
                    candidate: read.candidate, enrolled: enrolled, revoked: files.revoked(), boxID: record.boxID,
                    wanted: .backup)
            switch plan {
            case .use(let chosen, _, _):
                if let key = read.keys[chosen.copy] { return key }
            case .refuse(let code, let number):
                refusal = Refusal(code, subject: number.map { "\($0)" } ?? "")
            }
        }
        throw refusal
    }
}
