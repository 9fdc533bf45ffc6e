/// Why a key, certificate or password could not be used.
public struct SealError: Error, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// The bytes are no P-256 key in that form.
        case notAKey
        /// The bytes are no fingerprint: 64 hex digits, with or without colons.
        case notAFingerprint
        /// The bytes are no certificate of ours.
        case notACertificate
        /// An empty password, or one above 1,024 bytes.
        case password
        /// The library refused.
        case library
        /// A file of a folder of ours: see the cause.
        case file
    }

    public var code: Code
    /// Which key or file.
    public var what: String
    public var cause: String

    public init(code: Code, what: String, cause: String = "") {
        self.code = code
        self.what = what
        self.cause = cause
    }

    /// Equal by code and subject; the cause is for the log.
    public static func == (left: SealError, right: SealError) -> Bool {
        left.code == right.code && left.what == right.what
    }

    public var description: String {
        cause.isEmpty ? "\(what): \(code.rawValue)" : "\(what): \(code.rawValue): \(cause)"
    }
}
