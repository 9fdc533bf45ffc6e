/// Why a file that somebody named on the command line could not be used.
public enum GivenFileCode: String, AdviceCode, Codable, Error {
    /// No file of that name.
    case missing = "FILE-MISSING"
    /// The caller may not read it.
    case forbidden = "FILE-FORBIDDEN"
    /// Longer than the reader takes.
    case tooLarge = "FILE-TOO-LARGE"
    /// A folder, or the system refused.
    case unreadable = "FILE-UNREADABLE"
}
