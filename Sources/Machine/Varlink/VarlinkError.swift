/// What can go wrong with a call that is not a refusal of the service.
public struct VarlinkError: Error, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// The service's socket is not there or refuses: the service does not run.
        case unreachable
        /// The other side broke the rules of the protocol or of our limits.
        case protocolBroken
        /// The connection ended before the answer.
        case hungUp
        /// The service knows no such method.
        case unknownMethod
        /// A parameter is missing, of another type, or unknown.
        case invalidParameter
        /// This user may not ask that.
        case notAllowed
        /// The service failed in a way it has no code for; its log says more.
        case internalError
        /// The system refused: see `errno`.
        case system
    }
    public var code: Code
    /// Method or parameter.
    public var what: String
    public var errno: Int32

    public init(code: Code, what: String = "", errno: Int32 = 0) {
        self.code = code
        self.what = what
        self.errno = errno
    }

    public var description: String { "varlink \(what): \(code.rawValue)\(errno == 0 ? "" : " errno \(errno)")" }
}

/// Limits of a connection (house.md 4.2).
enum Limits {
    /// Bytes of one call, without the final NUL.
    static let call = 64 << 10
    /// Bytes of one reply.
    static let reply = 1 << 20
    static let connections = 32
    static let depth = 16
    /// Seconds from connecting, or from the last whole message, to the next NUL while a message is half there.
    static let firstMessageSeconds: Int64 = 5
    /// Unsent bytes of a slow reader before it is dropped.
    static let outbox = 4 << 20
}
