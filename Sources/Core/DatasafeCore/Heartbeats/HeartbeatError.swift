/// Why bytes are no heartbeat. Names the field, never what stood in it: a refused text must not end in a log.
public struct HeartbeatError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable, CaseIterable {
        /// More than 64 KiB.
        case tooLarge = "too-large"
        /// No JSON of the narrow kind that box and hub write.
        case syntax
        /// A field that does not exist in this minor version.
        case unknownField = "unknown-field"
        case missingField = "missing-field"
        /// Wrong type, outside its range, or not of its closed list.
        case badValue = "bad-value"
        /// More than 200 checks or events.
        case tooMany = "too-many"
        /// A text that may not travel was handed to the writer.
        case notPlain = "not-plain"
    }

    public var code: Code
    /// `checks.s`: name of a field of ours; empty for an unknown one.
    public var field: String

    public init(_ code: Code, _ field: String = "") {
        self.code = code
        self.field = field
    }

    public var description: String { field.isEmpty ? code.rawValue : "\(code.rawValue) \(field)" }
}
