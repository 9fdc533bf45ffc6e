/// What is wrong with a key stick. Source: storage design, table "Key stick"; the raw values are stable codes.
public enum KeyRefusal: String, AdviceCode, Codable {
    /// One of the two copies is valid, the other is damaged or unreadable.
    case oneCopy = "KEY-ONE-COPY"
    /// A valid record, but the partition table of the stick is gone.
    case tableLost = "KEY-TABLE-LOST"
    /// Two valid, different records: a key change was cut.
    case copiesDiffer = "KEY-COPIES-DIFFER"
    /// Label or magic is there, no valid copy.
    case damaged = "KEY-DAMAGED"
    /// Neither copy can be read from the medium.
    case readError = "KEY-READ-ERROR"
    /// The label is there and only zeros behind it: a prepared, empty stick.
    case blank = "KEY-BLANK"
    /// Neither label nor magic.
    case notAKey = "KEY-NOT-A-KEY"
    /// The checksum is right, but the version is unknown or a reserved field is set.
    case version = "KEY-VERSION"
    /// The backup key was plugged in where a silver key is asked for.
    case role = "KEY-ROLE"
    /// A silver key was plugged in where the backup key is asked for.
    case silver = "KEY-SILVER"
    /// A key of another box.
    case otherBox = "KEY-OTHER-BOX"
    /// The key id stands in a list of revoked keys.
    case revoked = "KEY-REVOKED"
    /// A key of this box whose id is enrolled nowhere: an unfinished re-issue.
    case unknown = "KEY-UNKNOWN"
    /// An enrolled key id that opens no keyslot: forged, or the keyslot is dead.
    case noMatch = "KEY-NO-MATCH"
    /// All bytes of the key are equal.
    case weak = "KEY-WEAK"

    /// Whether a stick with this finding may still open the container.
    public enum Opening: Sendable, Hashable {
        /// It opens; the finding is a warning.
        case opens
        /// Of the two records the enrolled one opens.
        case opensIfEnrolled
        /// It does not open.
        case refuses
    }

    /// Whether a stick with this finding may still open the container.
    public var opening: Opening {
        switch self {
        case .oneCopy, .tableLost: .opens
        case .copiesDiffer: .opensIfEnrolled
        case .damaged, .readError, .blank, .notAKey, .version, .role, .silver, .otherBox, .revoked, .unknown, .noMatch,
            .weak:
            .refuses
        }
    }

    /// Whether the finding is worth an event for the audit log: somebody may be trying keys.
    public var isEvent: Bool {
        switch self {
        case .revoked, .noMatch, .weak: true
        case .oneCopy, .tableLost, .copiesDiffer, .damaged, .readError, .blank, .notAKey, .version, .role, .silver,
            .otherBox,
            .unknown:
            false
        }
    }
}
