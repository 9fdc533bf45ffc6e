/// Why a step of the first day was refused. Setup and storage refuse with these, names and passwords with `UserCode`; the
/// raw values are stable codes.
public enum SetupRefusal: String, AdviceCode, Codable {
    /// Not the six digits of the screen.
    case code = "SET-CODE"
    /// Five wrong codes in a minute; nothing is compared until the minute is over.
    case tries = "SET-TRIES"
    /// Something else was asked before the code.
    case codeFirst = "SET-CODE-FIRST"
    /// The disks belong to a Datasafe: nothing is set up anew.
    case notNew = "SET-NOT-NEW"
    /// Storage has not looked at the disks yet, or does not answer.
    case notReady = "SET-NOT-READY"
    /// No address of a hub, or no code to it.
    case hub = "SET-HUB"
    /// Not two to four disks, or not as many confirmations as disks.
    case disks = "SET-DISKS"
    /// The keys of this set-up are none of these three.
    case stick = "SET-STICK"
    /// Not all three sticks were written and read back.
    case keysMissing = "SET-KEYS-MISSING"
    /// The step is not the next one.
    case order = "SET-ORDER"
    /// Practice and administrator are forgotten, they live in memory only.
    case administrator = "SET-ADMINISTRATOR"
    /// The last thing asked is still under way.
    case busy = "SET-BUSY"
    /// The state volume cannot be written.
    case journal = "SET-JOURNAL"
    /// What was asked of another service did not come to an end.
    case unanswered = "SET-UNANSWERED"
    /// A restart took the keys of this set-up out of the memory.
    case keysGone = "SET-KEYS-GONE"

    // Storage's own.
    /// There is an array already.
    case done = "SET-DONE"
    /// The chosen disk is not there any more.
    case diskGone = "SET-DISK-GONE"
    /// Something is on the disk, and the typed characters are not the last four of its serial.
    case notEmpty = "SET-NOT-EMPTY"
    /// The stick was pulled too early.
    case stickGone = "SET-STICK-GONE"
    /// The stick already carries another key of this set-up.
    case stickUsed = "SET-STICK-USED"
    /// Something is on the stick, and the typed characters are not the last four of its id.
    case stickNotEmpty = "SET-STICK-NOT-EMPTY"
    /// The stick could not be written.
    case stickWrite = "SET-STICK-WRITE"
    /// What was written to the stick does not come back.
    case stickReadBack = "SET-STICK-READ-BACK"
    /// Formatting or opening failed.
    case form = "SET-FORM"
}
