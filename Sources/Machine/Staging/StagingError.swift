import Glibc

/// Why bytes could not be staged, kept or read.
public struct StagingError: Error, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// No such file.
        case missing
        /// A link, folder or device stands where a plain file should be.
        case notPlain
        /// The file has not the bytes it should have.
        case wrongSize
        /// No space left, or a quota.
        case full
        /// The file system can only be read.
        case readOnly
        /// The system refused: see `errno`.
        case system
    }

    public var code: Code
    /// The file's name below its folder.
    public var what: String
    public var errno: Int32

    public init(code: Code, what: String, errno: Int32 = 0) {
        self.code = code
        self.what = what
        self.errno = errno
    }

    /// The error of the call that just failed.
    static func last(_ what: String) -> StagingError {
        let number = Glibc.errno
        let code: Code =
            switch number {
            case ENOENT: .missing
            case ELOOP, EISDIR, ENOTDIR: .notPlain
            case ENOSPC, EDQUOT: .full
            case EROFS: .readOnly
            default: .system
            }
        return StagingError(code: code, what: what, errno: number)
    }

    public var description: String {
        "\(what): \(code.rawValue)\(errno == 0 ? "" : ": \(String(cString: strerror(errno)))")"
    }
}

extension StagingError: Equatable {
    /// Equal by code and file.
    public static func == (left: StagingError, right: StagingError) -> Bool {
        left.code == right.code && left.what == right.what
    }
}
