/// What is wrong with a member of the array. Source: storage design, "Missing, stale or foreign member at start"; the raw
/// values are stable codes.
public enum MemberCode: String, AdviceCode, Codable {
    /// A recorded member is absent or unreadable.
    case missing = "MEM-MISSING"
    /// The newest data stands on a disk that is not there; nothing is started.
    case newerAbsent = "MEM-NEWER-ABSENT"
    /// An older state of this array; re-joined automatically.
    case stale = "MEM-STALE"
    /// Both halves ran alone; a person chooses.
    case split = "MEM-SPLIT"
    /// A member of another box or of another array.
    case otherBox = "MEM-OTHER-BOX"
    /// The same member twice: a copy of a disk.
    case clone = "MEM-CLONE"
    /// A recorded disk without our superblock: zeroed or overwritten.
    case unknown = "MEM-UNKNOWN"
    /// Shorter than its own superblock says.
    case tooSmall = "MEM-TOO-SMALL"
    /// Another tag size, sector size or flag than this box makes.
    case parameters = "MEM-PARAM"
    /// A former member whose place another disk has taken.
    case retired = "MEM-RETIRED"
    /// Both disks of one pair of a RAID10 are missing; nothing is started.
    case pairMissing = "MEM-PAIR-MISSING"
    /// The state volume is lost and not every member is there and agrees; a person is asked.
    case recordLost = "MEM-RECORD-LOST"
    /// The running array is not there: degraded so far that nothing can be replaced, or not started.
    case arrayGone = "MEM-ARRAY-GONE"
    /// A member disappeared and came back several times: cable or bay.
    case cable = "MEM-CABLE"
    /// The serial typed for confirmation is not that of the disk.
    case confirm = "MEM-CONFIRM"
    /// The disk chosen as replacement is a member already.
    case inUse = "MEM-IN-USE"
    /// The new disk could not be taken into the array.
    case replace = "MEM-REPLACE"
}
