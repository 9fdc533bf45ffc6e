/// Why a database could not be opened or checked.
public struct DatabaseFileError: Error, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// A symbolic link or a folder stands where the file should be.
        case notPlain
        /// The system or SQLite refused: see the cause.
        case cannotOpen
        /// Written by newer software.
        case newer
        /// A schema step failed.
        case step
        /// SQLite found the content damaged, or the file is none of SQLite's.
        case damaged
    }

    public var code: Code
    public var path: String
    public var cause: String

    public init(code: Code, path: String, cause: String) {
        self.code = code
        self.path = path
        self.cause = cause
    }

    /// SQLite's own verdict wins over what the caller was doing.
    init(wrapping error: any Error, path: String, otherwise: Code) {
        let result = (error as? DatabaseError)?.resultCode
        let damaged = result == .SQLITE_CORRUPT || result == .SQLITE_NOTADB
        self.init(code: damaged ? .damaged : otherwise, path: path, cause: "\(error)")
    }

    public var description: String { "database \(path): \(code.rawValue): \(cause)" }
}

extension DatabaseFileError: Equatable {
    /// Equal by code and file; the cause is for the log.
    public static func == (left: DatabaseFileError, right: DatabaseFileError) -> Bool {
        left.code == right.code && left.path == right.path
    }
}
