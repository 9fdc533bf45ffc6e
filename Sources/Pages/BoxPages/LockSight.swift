import DatasafeCore
import PageFrame

/// A change of the lock as a person sees it: what is there for it, and how far it is.
struct LockSight {
    private let visit: Visit
    private let keys: KeySight

    init(_ visit: Visit) {
        self.visit = visit
        keys = KeySight(visit.sight)
    }

    /// The one under way.
    var change: LockChangeFact? { visit.sight.storage?.lockChange }

    /// Number of a silver key that is plugged in and opens.
    var oldKey: Int? { keys.plugged.first }

    /// As many sticks are offered at once.
    static let mostSticks = 8

    /// Sticks that may become keys.
    var sticks: [StickFact] { Array(keys.usable.prefix(LockSight.mostSticks)) }

    /// When the last complete backup ended, on whichever disk.
    var lastBackup: Instant? { visit.sight.backup?.disks.compactMap(\.lastSuccess).max() }

    /// It is fresh enough.
    var hasFreshBackup: Bool { LockChangeRule.isBackupFresh(lastBackup, now: visit.frame.now()) }

    /// What storage would refuse now, whoever asks with whichever sticks: said before anybody plugs and types.
    var obstacle: Refusal? {
        guard let storage = visit.sight.storage, let array = storage.array else { return Refusal(LockRefusal.closed) }
        guard array.level == 1 else { return Refusal(LockRefusal.pairs) }
        guard array.change == nil, !storage.isDoing([StorageDeeds.EraseDisk.name]) else {
            return Refusal(ChangeRefusal.changing)
        }
        guard !keys.isBusy else { return Refusal(KeyChangeRefusal.underWay) }
        let isWhole = array.members.count == array.memberCount && array.members.allSatisfy { $0.state == "insync" }
        guard isWhole, ["idle", "check"].contains(array.action) else { return Refusal(LockRefusal.notWhole) }
        // With an old key the old lock knows the new ones as well until the data has moved.
        let isFull = oldKey != nil && keys.silver.count + 2 > KeyChangeRule.mostKeys
        return isFull ? Refusal(KeyChangeRefusal.full) : nil
    }

    /// Changes with everything the page shows; until then what was typed stays.
    var mark: String {
        let deeds = visit.sight.storage?.mark(of: [StorageDeeds.ChangeLock.name]) ?? ""
        let step = change.map { "\($0.step)\($0.waitingFor)\($0.progress?.done ?? 0)/\($0.progress?.secondsLeft ?? 0)" }
        let sticks = change == nil ? sticks.map { "\($0.id)\($0.role)" } : []
        return PollMark.of(
            "\(deeds)|\(sticks.joined(separator: ","))|\(step ?? "")|\(oldKey ?? 0)|\(hasFreshBackup)"
                + "|\(obstacle?.code ?? "")")
    }
}
