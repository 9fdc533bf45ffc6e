/// Why a request over the network did not bring an answer.
public struct WireError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable, CaseIterable {
        /// No `https://host[:port]`.
        case address
        /// Key or certificate of ours cannot be used.
        case identity
        /// Name not found, nobody listens, or the way there is broken.
        case unreachable
        /// Somebody answers, but not with the pinned key. Nothing was sent to it.
        case untrusted
        /// No answer in time.
        case timeout
        /// The answer is larger than allowed; the rest was not read.
        case tooLarge
        /// The connection broke, or what came is no HTTP over TLS 1.3.
        case broken
        /// The client was closed, or the other side ended the connection without an answer.
        case closed
        /// A place of ours where others should come to us cannot be had.
        case listen
    }

    public var code: Code
    /// Where to: `host:port`.
    public var what: String
    public var cause: String

    public init(_ code: Code, _ what: String, cause: String = "") {
        self.code = code
        self.what = what
        self.cause = cause
    }

    /// Equal by code and place; the cause is for the log.
    public static func == (left: WireError, right: WireError) -> Bool {
        left.code == right.code && left.what == right.what
    }

    public var description: String {
        cause.isEmpty ? "\(what): \(code.rawValue)" : "\(what): \(code.rawValue): \(cause)"
    }
}
