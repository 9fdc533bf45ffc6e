import FoundationEssentials

/// One JSON value, as QMP and the status page speak it.
///
/// Numbers without a fraction stay whole (64 bits); objects keep no order. Source: RFC 8259.
public enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    /// Reads one value. Throws what the decoder found wrong.
    public init(_ bytes: some Sequence<UInt8>) throws {
        self = try JSONDecoder().decode(JSON.self, from: Data(bytes))
    }

    /// The value in one line, keys sorted.
    public func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(self))
    }

    /// The member `key` of an object; nil for everything else.
    public subscript(_ key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// A member reached step by step: `reply.at("fact", "state")`.
    public func at(_ path: String...) -> JSON? {
        path.reduce(Optional(self)) { value, key in value?[key] }
    }

    /// The text of a string value.
    public var text: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The whole number of a numeric value.
    public var whole: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int64(exactly: value)
        default: nil
        }
    }

    /// The truth of a boolean value.
    public var truth: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The elements of an array; empty for everything else.
    public var elements: [JSON] {
        guard case .array(let values) = self else { return [] }
        return values
    }

    /// Every string anywhere inside, in no promised order: for "does this code appear at all".
    public var allTexts: [String] {
        switch self {
        case .string(let value): [value]
        case .array(let values): values.flatMap(\.allTexts)
        case .object(let members): members.values.flatMap(\.allTexts)
        default: []
        }
    }
}

extension JSON: Codable {
    public init(from decoder: any Decoder) throws {
        let box = try decoder.singleValueContainer()
        if box.decodeNil() {
            self = .null
        } else if let value = try? box.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? box.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? box.decode(Double.self) {
            self = .number(value)
        } else if let value = try? box.decode(String.self) {
            self = .string(value)
        } else if let value = try? box.decode([JSON].self) {
            self = .array(value)
        } else {
            self = .object(try box.decode([String: JSON].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        switch self {
        case .null: try box.encodeNil()
        case .bool(let value): try box.encode(value)
        case .integer(let value): try box.encode(value)
        case .number(let value): try box.encode(value)
        case .string(let value): try box.encode(value)
        case .array(let value): try box.encode(value)
        case .object(let value): try box.encode(value)
        }
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
}
