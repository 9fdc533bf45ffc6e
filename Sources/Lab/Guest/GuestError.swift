/// What went wrong around a box in the lab.
///
/// Equality is on `code` and `what`; `cause` is for the person who reads the line.
public struct GuestError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The kinds of failure of this room.
    public enum Code: String, Sendable {
        /// A program, image or firmware file that is needed is not there.
        case missing
        /// The machine, or a program beside it, did not start or ended by itself.
        case ended
        /// QEMU refused a command.
        case refused
        /// Something that was waited for did not come in time.
        case tooLate = "too-late"
        /// Bytes that are not what they should be (GPT, UKI, QMP line, state file).
        case malformed
        /// The machine is off, or on, and should be the other.
        case power
        /// A part (stick, disk) nobody knows, or one that is already where it should go.
        case part
        /// A file could not be read or written.
        case file
    }

    /// The kind of failure.
    public var code: Code
    /// Which program, file, command or part.
    public var what: String
    /// The reason in the words of whoever refused.
    public var cause: String

    /// A failure of kind `code` at `what`, because of `cause`.
    public init(_ code: Code, _ what: String, _ cause: String = "") {
        self.code = code
        self.what = what
        self.cause = cause
    }

    /// "refused: device_add key1: no such bus".
    public var description: String {
        cause.isEmpty ? "\(code.rawValue): \(what)" : "\(code.rawValue): \(what): \(cause)"
    }

    public static func == (left: GuestError, right: GuestError) -> Bool {
        left.code == right.code && left.what == right.what
    }
}
