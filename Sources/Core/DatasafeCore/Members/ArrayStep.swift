/// What is left to do until the array is what its record says: one step at a time, asked again after each.
///
/// A deed (replace, add, take out) writes its wish into the record and does nothing else. The steps follow from the
/// record and from what runs, so after a power cut in the middle of one the same step follows again, or the next.
/// Source: storage design 3.7.
public enum ArrayStep: Sendable, Hashable {
    /// Format the disk of a joining member and add it to the array; what it held is gone.
    case take(SerialHash)
    /// Let md copy a leaving member, which still answers, onto the joining one of its place.
    case copy(from: SerialHash, to: SerialHash)
    /// Give the array this many places.
    case grow(Int)
    /// Take a member out of the array.
    case drop(SerialHash)
    /// Leave the array this many places.
    case shrink(Int)
    /// The member is out of the array: the record forgets it.
    case forget(SerialHash)
}

/// The array as it runs, by the disks' keyed serials.
public struct RunningArray: Sendable, Equatable {
    /// What md makes of one member.
    public enum State: Sendable, Hashable {
        /// Holds all data.
        case inSync
        /// A spare, or data is being copied onto it.
        case copying
        /// Holds all data and is being copied onto another one.
        case beingReplaced
        /// md has dropped it.
        case faulty

        /// Holds all data, whether it stays or not.
        public var isWhole: Bool { self == .inSync || self == .beingReplaced }
    }

    /// Places md has.
    public var places: Int
    /// Its members.
    public var members: [SerialHash: State]

    /// An array from its parts.
    public init(places: Int, members: [SerialHash: State]) {
        self.places = places
        self.members = members
    }
}

extension ArrayStep {
    /// The next step, nil when the array is what the record says or when something has to end or to come first.
    ///
    /// - Parameters:
    ///   - record: what was wished.
    ///   - running: what md has.
    ///   - here: disks that are in the box.
    public static func next(record: ArrayRecord, running: RunningArray, here: Set<SerialHash>) -> ArrayStep? {
        let known = Set(record.members.map(\.serial))
        // A change that was called off leaves a member nobody wishes any more.
        let strangers = running.members.keys.filter { !known.contains($0) }.sorted { $0.hex < $1.hex }
        let isHeld = record.members.contains { $0.state == .ready && running.members[$0.serial]?.isWhole == true }
        if let stranger = strangers.first, isHeld { return .drop(stranger) }
        for joining in record.members where joining.state == .joining {
            if let step = join(joining, record: record, running: running, here: here) { return step }
        }
        for leaving in record.members where leaving.state == .leaving {
            if let step = leave(leaving, record: record, running: running) { return step }
        }
        let isChanging = record.members.contains { $0.state == .joining || $0.state == .leaving }
        // A shrink that was cut after the record forgot the member, or a grow that was called off.
        return !isChanging && running.places > record.memberCount ? .shrink(record.memberCount) : nil
    }

    private static func join(
        _ joining: RecordedMember, record: ArrayRecord, running: RunningArray, here: Set<SerialHash>
    ) -> ArrayStep? {
        guard let state = running.members[joining.serial] else {
            return here.contains(joining.serial) ? .take(joining.serial) : nil
        }
        let old = record.members.first { $0.number == joining.number && $0.state == .leaving }
        if let old, state == .copying, running.members[old.serial] == .inSync {
            return .copy(from: old.serial, to: joining.serial)
        }
        if state != .faulty, running.places < record.memberCount { return .grow(record.memberCount) }
        return nil
    }

    private static func leave(_ leaving: RecordedMember, record: ArrayRecord, running: RunningArray) -> ArrayStep? {
        let successor = record.members.first { $0.number == leaving.number && $0.serial != leaving.serial }
        // Its successor must hold everything first; without one nobody goes while another member is not whole.
        let keepers = successor.map { [$0] } ?? record.members.filter { $0.serial != leaving.serial }
        guard keepers.allSatisfy({ $0.state == .ready && running.members[$0.serial]?.isWhole == true }) else {
            return nil
        }
        if running.members[leaving.serial] != nil { return .drop(leaving.serial) }
        return running.places > record.memberCount ? .shrink(record.memberCount) : .forget(leaving.serial)
    }
}
