/// Why output of the engine could not be read.
public struct BackupFormatError: Error, Equatable, Sendable {
    public enum Code: String, Sendable {
        /// Longer than the format's limit.
        case tooLong
        /// Not JSON, or not of this shape.
        case notThis
        /// A field holds a value the engine never writes.
        case badValue
    }

    public var code: Code
    /// Message or field.
    public var what: String

    public init(_ code: Code, _ what: String) {
        self.code = code
        self.what = what
    }
}
