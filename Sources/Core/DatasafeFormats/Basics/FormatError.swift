/// Why foreign bytes could not become a value.
public struct FormatError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault.
    public enum Code: String, Sendable, CaseIterable {
        /// The bytes end too early.
        case truncated
        /// More bytes than the limit.
        case tooLong
        /// Nested deeper than the limit.
        case tooDeep
        /// More entries than the limit.
        case tooMany
        /// Not the grammar of the format.
        case syntax
        /// The same key twice in one object.
        case duplicateKey
        /// Not UTF-8, or a broken escape.
        case badText
        /// The magic is not there.
        case badMagic
        /// The checksum does not fit.
        case badChecksum
        /// A version this program does not know.
        case badVersion
        /// A field has a value that is not allowed.
        case badValue
        /// A field that must be there is not.
        case missing
    }

    /// The kind of fault.
    public let code: Code
    /// Which field or format, for the log. Never a secret, never foreign text.
    public let what: String
    /// Byte offset of the fault, where it is known.
    public let offset: Int?

    /// An error from its parts.
    public init(_ code: Code, _ what: String, at offset: Int? = nil) {
        self.code = code
        self.what = what
        self.offset = offset
    }

    /// For the log: "badChecksum: LUKS2 header copy at 448".
    public var description: String { "\(code.rawValue): \(what)" + (offset.map { " at \($0)" } ?? "") }

    /// Equality is on the fault and what it is about, not on where it was found.
    public static func == (left: FormatError, right: FormatError) -> Bool {
        left.code == right.code && left.what == right.what
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(what)
    }
}
