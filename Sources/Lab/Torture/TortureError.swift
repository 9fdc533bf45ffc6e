/// Why a run could not go on; what it found wrong with the box is a `Harm`.
public struct TortureError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The kinds of failure of this room.
    public enum Code: String, Sendable {
        /// The harness itself did not do what it should: the run says nothing.
        case harness
        /// The box did not open, or did not answer, in the time it has.
        case stuck
    }

    /// The kind of failure.
    public var code: Code
    /// What was done and what was seen.
    public var what: String

    /// A failure of kind `code`: `what`.
    public init(_ code: Code, _ what: String) {
        self.code = code
        self.what = what
    }

    /// "stuck: the box says failed VOL-MOUNT".
    public var description: String { "\(code.rawValue): \(what)" }
}
