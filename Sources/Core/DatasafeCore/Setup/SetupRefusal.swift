/// Why a step of the first day was refused. Setup and storage refuse with these; the raw values are stable codes.
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
    /// The name of the practice is empty or too long.
    case practiceName = "SET-PRACTICE-NAME"
    /// No login name.
    case user = "SET-USER"
    /// The name of the administrator is empty or too long.
    case fullName = "SET-FULL-NAME"
    /// The password is too short or too long.
    case password = "SET-PASSWORD"
    /// No address of a hub, or no code to it.
    case hub = "SET-HUB"
    /// Not two to four disks, or not as many confirmations as disks.
    case disks = "SET-DISKS"
    /// The keys of this set-up are none of these three.
    case stick = "SET-STICK"
    /// Not all three sticks were written and read back.
    case sticksMissing = "SET-STICKS-MISSING"
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
    /// The typed characters are not the last four of the serial.
    case confirm = "SET-CONFIRM"
    /// The chosen disk is not there any more.
    case diskGone = "SET-DISK-GONE"
    /// The chosen disk fails by its own values.
    case diskFailing = "SET-DISK-FAILING"
    /// The chosen disk is too small, or is the system's.
    case diskUnfit = "SET-DISK-UNFIT"
    /// The stick was pulled too early.
    case stickGone = "SET-STICK-GONE"
    /// What was written to the stick does not come back.
    case stickBad = "SET-STICK-BAD"
    /// The keys of this set-up have left the memory.
    case keysGone = "SET-KEYS-GONE"
}
