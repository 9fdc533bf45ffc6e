/// Why the hub's store could not do what was asked.
public struct HubStoreError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// The file cannot be opened.
        case open
        /// SQLite refused: disk full, damaged. Nothing of what was asked is stored.
        case storage
        /// There is no such box, user or code.
        case unknown
    }

    public var code: Code
    public var cause: String

    public init(_ code: Code, cause: String = "") {
        self.code = code
        self.cause = cause
    }

    /// Equal by code; the cause is for the log.
    public static func == (left: HubStoreError, right: HubStoreError) -> Bool { left.code == right.code }

    public var description: String { cause.isEmpty ? "store: \(code.rawValue)" : "store: \(code.rawValue): \(cause)" }
}
