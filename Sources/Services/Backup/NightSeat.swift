import DatasafeCore

/// Where a repository lies that the box keeps whole and small by itself, while a run has it open.
struct NightSeat<Target: NightTarget>: Sendable {
    /// Folder of the file system that is written to.
    var root: String
    /// Folder that is readable without a password: how to restore, copies of the small files.
    var info: String
    /// Makes it accessible. Returns the PARTUUID of a disk.
    var open: @Sendable () async throws -> String
    var close: @Sendable () async throws -> Void
    /// Nil = it is the one that is meant. Of: partition, repository id, ids of its snapshots.
    var fault: @Sendable (Target, String, String, Set<String>) -> BackupCode?
}

extension NightSeat where Target == BackupTarget {
    /// A numbered disk, opened and closed by storage.
    static func disk(_ number: Int, _ outsides: BackupOutsides) -> NightSeat {
        let (places, deeds) = (outsides.places, outsides.deeds)
        return NightSeat(
            root: places.disk(number), info: places.info(number),
            open: { try await deeds.ask(StorageDeeds.OpenBackupDisk(number: number)).partition },
            close: { _ = try await deeds.ask(StorageDeeds.CloseBackupDisk(number: number)) },
            fault: { DiskIdentity.fault($0, partition: $1, repository: $2, snapshots: $3) })
    }
}

extension NightSeat where Target == RemoteTarget {
    /// The box's folder on a share that is open. Held open by who made this.
    static func share(_ folder: ShareFolder) -> NightSeat {
        NightSeat(
            root: folder.path, info: folder.info, open: { "" },
            // Open as long as the run holds this.
            close: { withExtendedLifetime(folder) {} },
            // That the newest night is missing is no clone here: the server may have been set back by its own backup.
            fault: { target, _, repository, _ in repository == target.repository ? nil : .shareOther })
    }
}
