/// What went wrong with a block device or with a program that works on one.
public struct BlockDevicesError: Error, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// The device cannot be opened.
        case open
        /// A read failed or was short.
        case read
        /// A write or its flush failed or was short.
        case write
        /// What was read back differs from what was written.
        case readBack
        /// A program ended with an error; `cause` holds its last words.
        case program
        /// A program said something that does not fit.
        case answer
    }
    public var code: Code
    /// The device's name or the program's, never a secret.
    public var what: String
    public var cause: String

    public init(code: Code, what: String, cause: String = "") {
        self.code = code
        self.what = what
        self.cause = cause
    }

    public static func == (left: BlockDevicesError, right: BlockDevicesError) -> Bool {
        left.code == right.code && left.what == right.what
    }

    public var description: String { "\(what): \(code.rawValue)\(cause.isEmpty ? "" : ", \(cause)")" }
}
