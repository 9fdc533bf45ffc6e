/// What the box remembers of its array, on the state volume (`array.json`): the one question md cannot answer alone is
/// "is the newer half missing?". Written before each degraded start, at each change, at once on a loss, and hourly.
///
/// DatasafeFormats puts it into a file with a checksum (`ArrayRecordFile`).
public struct ArrayRecord: Codable, Sendable, Equatable {
    /// This box.
    public var boxID: BoxID
    /// The array.
    public var array: ArrayUUID
    /// Its level.
    public var level: ArrayLevel
    /// Members it is made for, 2...4.
    public var memberCount: Int
    /// The members, by number; `leaving` ones may stand beside their successor.
    public var members: [RecordedMember]
    /// The highest md event count ever seen.
    public var newestEvents: UInt64
    /// Numbers of the members that ran when this was written.
    public var present: [Int]
    /// Counts up with each write; the newer of two valid files counts.
    public var generation: UInt64

    /// A record from its parts.
    public init(
        boxID: BoxID, array: ArrayUUID, level: ArrayLevel, memberCount: Int, members: [RecordedMember],
        newestEvents: UInt64 = 0, present: [Int] = [], generation: UInt64 = 1
    ) {
        self.boxID = boxID
        self.array = array
        self.level = level
        self.memberCount = memberCount
        self.members = members
        self.newestEvents = newestEvents
        self.present = present
        self.generation = generation
    }

    /// The member with this number, nil if there is none.
    public subscript(number: Int) -> RecordedMember? {
        members.first { $0.number == number }
    }

    /// The record for the next write, changed by `change`: the same with the generation one higher.
    public func next(_ change: (inout ArrayRecord) -> Void) -> ArrayRecord {
        var record = self
        change(&record)
        record.generation = generation + 1
        return record
    }
}

/// One member as recorded.
public struct RecordedMember: Codable, Sendable, Equatable {
    /// Where a member stands.
    public enum State: String, Codable, Sendable, CaseIterable {
        /// Being made at set-up.
        case forming
        /// Belongs to the array.
        case ready
        /// Chosen as new member, not yet in sync.
        case joining
        /// Seen to be gone while the others ran on.
        case lost
        /// Being replaced, still holds data.
        case leaving
    }

    /// 1...4, stays with the place in the array.
    public var number: Int
    /// md's id of the member; nil before md has given it one (`joining`).
    public var member: MemberUUID?
    /// The disk.
    public var serial: SerialHash
    /// Where it stands.
    public var state: State
    /// md's event count when it was last seen.
    public var events: UInt64
    /// `joining` into a place that did not exist before; nil in records of members that have theirs.
    public var isNewPlace: Bool?

    /// A person chose another side: what it holds is no reason to ask again, and it is not taken back; nil as long as
    /// nobody did.
    public var isAside: Bool?

    /// A member from its parts.
    public init(number: Int, member: MemberUUID?, serial: SerialHash, state: State, events: UInt64 = 0) {
        self.number = number
        self.member = member
        self.serial = serial
        self.state = state
        self.events = events
    }
}
