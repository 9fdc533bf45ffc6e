/// Refusals about documents and folders. Texts: DatasafeTexts/PracticeTexts.
public enum DocumentCode: String, AdviceCode {
    /// Not a name: empty, too long, control characters, a slash.
    case name = "DOC-NAME"
    /// The folder has an entry of that name.
    case taken = "DOC-TAKEN"
    /// No such document, folder or version (any more).
    case gone = "DOC-GONE"
    /// The target folder is in the bin or gone.
    case folderGone = "DOC-FOLDER-GONE"
    /// A folder cannot move into itself.
    case cycle = "DOC-CYCLE"
    /// Too many folders one inside the other.
    case depth = "DOC-DEPTH"
    /// Only what lies in the bin can be erased or brought back.
    case notInBin = "DOC-NOT-IN-BIN"
    /// It lies in the bin and has to be brought back first.
    case inBin = "DOC-IN-BIN"
    /// The upload did not arrive whole.
    case incomplete = "DOC-INCOMPLETE"
    /// The volume is nearly full.
    case full = "DOC-FULL"
    /// The kernel switched the volume to read-only.
    case readOnly = "DOC-READ-ONLY"
    /// The stored bytes are missing or not what they were.
    case damaged = "DOC-DAMAGED"
    /// A restored night is not readable as one of ours.
    case night = "DOC-NIGHT"
    /// The store cannot read or write.
    case store = "DOC-STORE"
    /// A request that no page of ours makes.
    case request = "DOC-REQUEST"
}
