/// Why the disks of the array cannot be changed as wished (replace, add, take out). The raw values are stable codes.
public enum ChangeRefusal: String, AdviceCode, Codable {
    /// Another change of the disks is under way.
    case changing = "MEM-CHANGING"
    /// The array is not whole: first the missing disk is replaced.
    case notWhole = "MEM-NOT-WHOLE"
    /// All places are taken: four disks.
    case full = "MEM-FULL"
    /// Four disks in mirrored pairs: a disk can be replaced, none added or taken out.
    case pairs = "MEM-PAIRS"
    /// Two disks are the least.
    case lastTwo = "MEM-LAST-TWO"
    /// No such member.
    case noMember = "MEM-NO-MEMBER"
    /// Nothing is under way that could still be called off.
    case nothing = "MEM-NOTHING"
    /// The disk chosen is smaller than the members.
    case newTooSmall = "MEM-NEW-TOO-SMALL"
    /// The disk chosen says itself that it is failing.
    case dying = "MEM-DYING"
    /// The disk could not be overwritten from end to end: it must be destroyed.
    case notErased = "MEM-NOT-ERASED"
    /// A disk is being erased.
    case erasing = "MEM-ERASING"
    /// The whole box was retired: its keys are destroyed, its disks erased or being erased.
    case retired = "BOX-RETIRED"
    /// What was typed is not the number of the box that is to be retired.
    case boxNumber = "BOX-NUMBER"
    /// The change was called off by a person.
    case calledOff = "MEM-CALLED-OFF"
}
