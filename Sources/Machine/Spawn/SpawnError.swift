/// Why a program could not be started or was stopped before it ended by itself. A program that exits with something else
/// than 0 is no error here, see `Ended`.
public struct SpawnError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Closed list of reasons.
    public enum Code: String, Sendable {
        /// The path is not absolute, or path or argument hold a NUL byte.
        case badPath
        /// There is no such program, or it may not be started.
        case missing
        /// Killed: the time was up.
        case timedOut
        /// Killed: more output than allowed.
        case outputTooLong
        /// Killed: the asking task was cancelled.
        case cancelled
        /// The system refused memory, processes or descriptors.
        case system
    }

    public var code: Code
    /// Name of the program.
    public var program: String
    /// What the system said, for the log.
    public var cause: String

    public init(code: Code, program: String, cause: String = "") {
        self.code = code
        self.program = program
        self.cause = cause
    }

    /// Equal when code and program are.
    public static func == (left: SpawnError, right: SpawnError) -> Bool {
        left.code == right.code && left.program == right.program
    }

    public var description: String { "\(program): \(code.rawValue)\(cause.isEmpty ? "" : ": \(cause)")" }
}
