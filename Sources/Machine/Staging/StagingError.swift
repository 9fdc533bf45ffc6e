/// What can go wrong with a staged file.
public struct StagingError: Error, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// Not 32 hex digits.
        case name
        /// More bytes than announced.
        case tooLong
        /// The volume is full.
        case full
        /// The system refused: see `errno`.
        case system
    }
    public var code: Code
    public var errno: Int32

    public init(code: Code, errno: Int32 = 0) {
        self.code = code
        self.errno = errno
    }

    public var description: String { "staging: \(code.rawValue)\(errno == 0 ? "" : " errno \(errno)")" }
}
