import DatasafeCore
import PagesDoubles

// A new lock for the same data, and a volume that takes nothing more: every page that says so is looked at.
extension Scene {
    /// Both silver keys are lost, or one was stolen.
    static let locks = [
        Scene("lock", "/box/keys/lock"),
        Scene("lock-ready", "/box/keys/lock") { $0.emptySticks(2) },
        Scene("lock-ready-old", "/box/keys/lock") { box in
            box.sticks(silver: 1, other: "other")
            box.emptySticks(2)
            box.facts.change(BackupFact()) { fact in
                for index in fact.disks.indices { fact.disks[index].lastSuccess = nil }
            }
        },
        Scene("lock-not-now", "/box/keys/lock") { $0.lostDisk() },
        Scene("lock-doctor", "/box/keys/lock", role: "doctor"),
        Scene("lock-pull", "/box/keys/lock") { $0.lock("lock-pull", waitingFor: [3, 4]) },
        Scene("lock-move", "/box/keys/lock") { $0.lock("lock-move") },
        Scene("lock-back", "/box/keys/lock") { $0.lock("lock-give-up", isWithoutOldKey: false) },
        Scene("lock-move-keys", "/box/keys") { $0.lock("lock-move") },
        Scene("lock-move-box", "/box") { $0.lock("lock-move") },
        Scene("lock-move-start", "/") { $0.lock("lock-move") },
        Scene("lock-move-out", "/", role: nil) { $0.lock("lock-move") },
        Scene("lock-move-alone", "/") { box in
            box.lock("lock-move")
            box.volume { $0.readOnly = true }
        },
    ]

    /// Full, or switched to read-only by the kernel.
    static let volumes = [
        Scene("volume-full", "/") { $0.volume { $0.free = 0 } },
        Scene("volume-full-files", "/files", role: "assistant") { $0.volume { $0.free = 0 } },
        Scene("volume-bookkeeping", "/") { $0.volume { $0.metadataPercent = 98 } },
        Scene("volume-read-only", "/") { $0.volume { $0.readOnly = true } },
        Scene("volume-read-only-out", "/", role: nil) { $0.volume { $0.readOnly = true } },
        Scene("volume-read-only-files", "/files", role: "assistant") { $0.volume { $0.readOnly = true } },
        Scene("volume-read-only-degraded", "/") { box in
            box.lostDisk()
            box.volume { $0.readOnly = true }
        },
    ]
}
