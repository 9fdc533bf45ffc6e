import DatasafeCore
import Logging
import Threads

extension BackupKeeper {
    /// Seconds until a snapshot that was refused is tried again.
    private static let hourPatience: Int64 = 300

    /// Every ten seconds: the hourly snapshot, when it is due. Disks have nothing to do with it.
    func holdHour() async {
        let folder = places.snapshots
        guard let names = try? await offload({ Files.names(in: folder).compactMap { SnapshotName($0) }.sorted() })
        else {
            return
        }
        note(names)
        let now = outsides.now()
        guard SnapshotRule.isDue(newest: names.last?.at, now: now) else { return }
        if let tried = hourTried, abs(now.seconds(since: tried)) < Self.hourPatience { return }
        hourTried = now
        do {
            let made = try await outsides.deeds.ask(StorageDeeds.TakeSnapshot(place: nil))
            if let name = SnapshotName(made.snapshot) { note(names + [name]) }
            await forgetGone()
        } catch {
            // A box that is full or read-only says so by itself.
            logger.notice("no hourly snapshot", metadata: ["error": "\(BackupFailure(error))"])
        }
    }

    private func note(_ names: [SnapshotName]) {
        guard let oldest = names.first, let newest = names.last else { return here = nil }
        here = SnapshotsFact(count: names.count, oldest: oldest.at, newest: newest.at)
    }
}
