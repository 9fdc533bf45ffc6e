/// What is to be done next in a change of the lock: one step at a time, asked again after each and after every start.
///
/// It follows from the journal and from what runs, as `ArrayStep` does, so a cut at any moment is no special case. Before
/// `moving` nothing of the data has left the old container: the change is given up. In `moving` the old container stays
/// complete until the last commit; after a cut the copy begins anew as soon as both are open. In `moved` the old container
/// is no longer needed.
/// Source: storage design 3.10, decision 0041.
public enum LockMoveStep: Sendable, Hashable, CaseIterable {
    /// Nothing now: hands, a key, or the copy have to come first.
    case wait
    /// Take the member out of the old array.
    case free
    /// Integrity, array and container on its disk; both keys proven.
    case form
    /// Let btrfs move the file system from the old container to the new one.
    case copy
    /// Stop the move: the new disk refuses writes.
    case callOff
    /// As before: the disk goes back to the old array, the new keys are refused.
    case giveUp
    /// Write down that the new array is the array.
    case confirm
    /// Close the old container, stop its array, overwrite the beginning of its disks.
    case leave
    /// Close the journal.
    case finish
}

/// What runs, as far as the next step depends on it.
public struct LockMoveSight: Sendable, Equatable {
    /// The person still pulls and plugs.
    public var isWaitingForSticks = false
    /// Both new keys are in memory, proven by their sticks.
    public var hasKeys = false
    /// The data is open.
    public var isOpen = false
    /// The new container is open.
    public var isNewOpen = false
    /// How far the copy is.
    public var copy = LockCopy.unknown
    /// Of the old array something still runs or was not overwritten.
    public var isOldThere = false

    /// Nothing runs.
    public init() {}
}

extension LockMoveStep {
    /// The next step.
    public static func next(_ stage: LockMove.Stage, _ sight: LockMoveSight) -> LockMoveStep {
        switch stage {
        case .keys:
            if sight.isWaitingForSticks { return .wait }
            return sight.hasKeys && sight.isOpen ? .free : .giveUp
        case .forming:
            // The keys lived in the process that began; without them the new container can never be opened again.
            guard sight.hasKeys, sight.isOpen else { return .giveUp }
            return sight.isNewOpen ? .copy : .form
        case .moving:
            guard sight.isOpen else { return .wait }
            return moving(sight)
        case .moved:
            return sight.isOldThere ? .leave : .finish
        }
    }

    private static func moving(_ sight: LockMoveSight) -> LockMoveStep {
        switch sight.copy {
        case .unknown, .running: .wait
        case .notBegun: sight.isNewOpen ? .copy : .giveUp
        case .failing: .callOff
        case .failed: .giveUp
        case .done: .confirm
        }
    }
}

/// Rules for beginning a change of the lock.
public enum LockChangeRule {
    /// Hours after which the last complete backup does not count any more.
    public static let backupHours = 24

    /// Whether a complete backup is fresh enough: the box holds one copy only while the data move. One from the future was
    /// made by a wrong clock, and nobody knows when; an hour is a clock that was put right.
    public static func isBackupFresh(_ last: Instant?, now: Instant) -> Bool {
        last.map { (-3600...Int64(backupHours) * 3600).contains(now.seconds(since: $0)) } ?? false
    }

    /// The member that is freed: the one with the highest number.
    ///
    /// - Parameter inSync: numbers of the members that md calls in sync.
    /// - Throws: `LOCK-PAIRS`, `LOCK-NOT-WHOLE`, `MEM-CHANGING`.
    public static func freed(_ record: ArrayRecord, inSync: Set<Int>) throws(Refusal) -> RecordedMember {
        guard record.level == .mirror else { throw Refusal(LockRefusal.pairs) }
        guard record.change == nil else { throw Refusal(ChangeRefusal.changing) }
        let isWhole = record.members.allSatisfy { $0.state == .ready && inSync.contains($0.number) }
        guard isWhole, record.members.count >= 2, record.members.count == record.memberCount,
            let last = record.members.max(by: { $0.number < $1.number })
        else { throw Refusal(LockRefusal.notWhole) }
        return last
    }
}
