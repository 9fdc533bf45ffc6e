/// A change of the lock: the data move, while they stay open, from the container with the old volume key to a new one on
/// a member that was freed for it. What of it must survive a power cut; no key, no secret.
///
/// Source: storage design 3.10, decision 0041.
public struct LockMove: Codable, Sendable, Equatable {
    /// How far it has come. Each is written down before the first thing of it is done.
    public enum Stage: String, Codable, Sendable, CaseIterable {
        /// The new keys go to their sticks.
        case keys
        /// A member is freed, the new container is made on it.
        case forming
        /// The file system moves; both containers hold it.
        case moving
        /// Everything is behind the new lock; the old one goes.
        case moved
    }

    /// How far it has come.
    public var stage: Stage
    /// Number of the member that was freed.
    public var number: Int
    /// Its disk.
    public var serial: SerialHash
    /// The two new silver keys.
    public var newKeys: [KeyID]
    /// Their numbers as printed on the sticks.
    public var numbers: [Int]
    /// The silver keys of the old container: they open nothing once the move is done.
    public var oldKeys: [KeyID]
    /// Short name of the new array's node in this session.
    public var node: String
    /// Mapping of the new container in this session.
    public var mapping: String
    /// No silver key was there when it began: after a cut only the new ones are left.
    public var isWithoutOldKey: Bool
    /// The record that holds once the move is done; nil until the new array is made.
    public var next: ArrayRecord?
    /// Who asked.
    public var user: String

    /// The first entry: nothing was touched yet.
    public init(
        number: Int, serial: SerialHash, newKeys: [KeyID], numbers: [Int], oldKeys: [KeyID], node: String,
        mapping: String, isWithoutOldKey: Bool, user: String
    ) {
        stage = .keys
        self.number = number
        self.serial = serial
        self.newKeys = newKeys
        self.numbers = numbers
        self.oldKeys = oldKeys
        self.node = node
        self.mapping = mapping
        self.isWithoutOldKey = isWithoutOldKey
        self.user = user
    }
}

/// The copy of the file system from one container to the other, as it stands.
public enum LockCopy: Sendable, Hashable, CaseIterable {
    /// It cannot be said now.
    case unknown
    /// Not begun.
    case notBegun
    /// The kernel copies.
    case running
    /// The kernel copies, and the new disk has refused writes.
    case failing
    /// It ended without an end: called off, or refused by the kernel.
    case failed
    /// The file system lies in the new container alone.
    case done

    /// What the file system says about its own replacement.
    public enum Report: Sendable, Hashable {
        /// The kernel copies; writes refused so far.
        case running(writeErrors: Int)
        /// It did once, and ended.
        case finished
        /// It was called off once.
        case cancelled
        /// It waits: the new disk was not there at the mount.
        case suspended
        /// Never in the life of this file system.
        case never
    }

    /// The state of this copy. What the file system says may be of an earlier change of the lock, it keeps its last word
    /// for ever: which of the two containers holds it decides.
    ///
    /// - Parameters:
    ///   - report: what the file system says, nil when it could not be asked.
    ///   - isBegun: this process began it.
    ///   - isAsked: this process's request still runs.
    ///   - oldHolds: the old container carries a superblock of the file system.
    ///   - newHolds: the new one carries one of a whole device (not of one that is being filled).
    public static func of(
        _ report: Report?, isBegun: Bool, isAsked: Bool, oldHolds: Bool, newHolds: Bool
    ) -> LockCopy {
        switch report {
        case nil: .unknown
        case .running(let errors): errors > 0 ? .failing : .running
        case .suspended: .failing
        case .finished where newHolds && !oldHolds: .done
        case .finished, .cancelled, .never:
            // Where the old one holds nothing, or cannot be read, there is nothing to go back to.
            isAsked ? .running : !oldHolds ? .unknown : isBegun ? .failed : .notBegun
        }
    }
}
