/// A box that leaves for good, or has left: how many of its data disks are erased.
public struct RetirementFact: Codable, Sendable, Equatable {
    /// No key opens anything in this box any more.
    public var areKeysGone = false
    /// Data disks that were here when it began.
    public var disks: Int
    /// How many of these are overwritten and read back.
    public var erased = 0
    /// Data disks of this box that were not here: what stands on them was not touched, neither data nor keys.
    public var absent: Int

    public init(disks: Int, absent: Int = 0) {
        self.disks = disks
        self.absent = absent
    }
}

/// How far a box is that leaves.
public enum Leaving: Sendable, Equatable {
    /// Keys are being destroyed or disks overwritten.
    case erasing(DeedProgress)
    /// Not every disk is erased, and nothing goes on: one is missing or cannot be written.
    case waiting
    /// Each disk that was here is erased.
    case done
}

extension StorageFact {
    /// How far the retirement of the box is; nil for a box that stays.
    public var leaving: Leaving? {
        guard state == .failed, reason?.code == ChangeRefusal.retired.rawValue else { return nil }
        if let retirement, retirement.areKeysGone, retirement.erased >= retirement.disks { return .done }
        let running = deeds.last {
            $0.name == StorageDeeds.RetireBox.name && $0.outcome == nil && $0.refusal == nil
        }
        if let running { return .erasing(running.progress ?? DeedProgress(step: "retire-keys")) }
        // After a power cut it goes on without a deed.
        return step.map(Leaving.erasing) ?? .waiting
    }
}
