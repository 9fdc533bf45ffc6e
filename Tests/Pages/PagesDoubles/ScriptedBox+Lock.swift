public import DatasafeCore

// A change of the lock, and a volume that takes nothing more.
extension ScriptedBox {
    /// Sticks without content, beside what is plugged in.
    public func emptySticks(_ count: Int) {
        facts.change(StorageFact()) { fact in
            for number in 0..<count {
                fact.sticks.append(
                    StickFact(id: "Stick_\(number)", model: "Kingston", bytes: 31_000_000_000, role: "empty"))
            }
        }
    }

    /// A change of the lock at one of its steps; from `lock-free` on disk 2 belongs to the new lock.
    public func lock(_ step: String, waitingFor: [Int] = [], isWithoutOldKey: Bool = true) {
        facts.change(StorageFact()) { fact in
            var change = LockChangeFact(
                step: step, numbers: [3, 4], waitingFor: waitingFor, isWithoutOldKey: isWithoutOldKey)
            if step == "lock-move" {
                change.progress = DeedProgress(step: step, done: 457, of: 1000, secondsLeft: 5400)
            }
            fact.lockChange = change
            guard !["lock-write", "lock-pull"].contains(step) else { return }
            fact.state = .openDegraded
            fact.reason = Refusal(LockRefusal.underWay)
            fact.array?.members[1].state = "lost"
            fact.array?.members[1].bay = nil
            fact.array?.redundancyLeft = 0
            fact.disks[1].content = "other-box"
        }
    }

    /// Another state of the open volume.
    public func volume(_ change: (inout VolumeFact) -> Void) {
        facts.change(StorageFact()) { fact in
            guard var volume = fact.volume else { return }
            change(&volume)
            fact.volume = volume
        }
    }
}
