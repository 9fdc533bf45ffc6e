/// Why the lock cannot be changed, or what became of a change. The raw values are stable codes.
public enum LockRefusal: String, AdviceCode, Codable {
    /// The data must be open.
    case closed = "LOCK-CLOSED"
    /// Four disks in mirrored pairs: no disk can be freed.
    case pairs = "LOCK-PAIRS"
    /// Every disk of the mirror must be there and in step.
    case notWhole = "LOCK-NOT-WHOLE"
    /// Two sticks are needed, not one twice.
    case twoSticks = "LOCK-TWO-STICKS"
    /// A change of the lock is under way; nothing else is changed meanwhile.
    case underWay = "LOCK-UNDER-WAY"
    /// The last complete backup is older than a day and nobody said to do without.
    case noBackup = "LOCK-NO-BACKUP"
    /// The second administrator is the first one.
    case samePerson = "LOCK-SAME-PERSON"
    /// Who confirmed is no administrator.
    case notAdministrator = "LOCK-NOT-ADMINISTRATOR"
    /// The sticks were not pulled and plugged in again in time, or somebody called it off.
    case notRead = "LOCK-NOT-READ"
    /// It was given up; everything is as before, the new sticks are refused.
    case givenUp = "LOCK-GIVEN-UP"
    /// It was cut while the data moved; this key opens the old lock, but the data is behind the new one.
    case newKey = "LOCK-NEW-KEY"
    /// It was cut while the data moved, and no key of the old lock is there: what lies behind the new one is not whole.
    case cut = "VOL-MOVE-CUT"
}
