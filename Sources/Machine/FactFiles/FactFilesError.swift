/// What can go wrong with a file of fact.
public struct FactFilesError: Error, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// More than 64 KiB.
        case tooLarge
        case notEncodable
        /// The system refused: see `errno`.
        case system
    }
    public var code: Code
    /// The file's name.
    public var what: String
    public var errno: Int32

    public init(code: Code, what: String, errno: Int32 = 0) {
        self.code = code
        self.what = what
        self.errno = errno
    }

    public var description: String { "fact \(what): \(code.rawValue)\(errno == 0 ? "" : " errno \(errno)")" }
}
