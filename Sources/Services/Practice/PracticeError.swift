/// Why the service cannot start.
struct PracticeError: Error, Equatable, CustomStringConvertible {
    enum Code: String, Sendable {
        /// There are documents' bytes but no database: making an empty one would call them all orphans.
        case databaseMissing
    }
    var code: Code
    var what: String

    var description: String { "\(what): \(code.rawValue)" }
}
