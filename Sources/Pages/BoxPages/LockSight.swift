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

    /// Sticks that may become keys.
    var sticks: [StickFact] { Array(keys.usable.prefix(8)) }

    /// When the last complete backup ended, on whichever disk.
    var lastBackup: Instant? { visit.sight.backup?.disks.compactMap(\.lastSuccess).max() }

    /// It is fresh enough.
    var hasFreshBackup: Bool { LockChangeRule.isBackupFresh(lastBackup, now: visit.frame.now()) }

    /// Changes with everything the page shows; until then what was typed stays.
    var mark: String {
        let deeds = (visit.sight.storage?.deeds ?? []).filter { $0.name == StorageDeeds.ChangeLock.name }.map {
            "\($0.deed.prefix(8))\($0.outcome ?? "")\($0.refusal?.code ?? "")"
        }
        let step = change.map { "\($0.step)\($0.waitingFor)\($0.progress?.done ?? 0)/\($0.progress?.secondsLeft ?? 0)" }
        let sticks = change == nil ? sticks.map { "\($0.id)\($0.role)" } : []
        return "\((deeds + sticks).joined(separator: ","))|\(step ?? "")|\(oldKey ?? 0)|\(hasFreshBackup)"
    }
}
