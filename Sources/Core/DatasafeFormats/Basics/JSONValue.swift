/// One JSON value. Numbers are kept as written, so that none is rounded before it is judged.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// The literal, a valid JSON number of at most 64 characters.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The value of a key of an object, nil for a missing key or anything that is no object.
    public subscript(key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    /// The value at a path of keys.
    public subscript(path first: String, _ rest: String...) -> JSONValue? {
        rest.reduce(self[first]) { $0?[$1] }
    }

    /// The object's members, nil for anything else.
    public var object: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }
    /// The array's elements, nil for anything else.
    public var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
    /// The string, nil for anything else.
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The truth value, nil for anything else: 0, "false" and null are not false.
    public var bool: Bool? { if case .bool(let truth) = self { truth } else { nil } }

    /// A number written as a whole number that fits, nil for anything else.
    public var int: Int? { if case .number(let literal) = self { Int(literal) } else { nil } }

    /// A whole number however it is written: 12, 12.0, 1.2e1, "12", rounded towards zero. nil for anything else.
    public var looseInt: Int? {
        switch self {
        case .number(let literal), .string(let literal):
            if let value = Int(literal) { return value }
            guard let value = Double(literal), value.isFinite, value.magnitude < 9e15 else { return nil }
            return Int(value)
        case .null, .bool, .array, .object:
            return nil
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .number(String(value)) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { first, _ in first }))
    }
}

extension JSONValue {
    /// JSON text: keys sorted, no spaces, ASCII control characters escaped.
    public var text: String {
        switch self {
        case .null: "null"
        case .bool(let truth): truth ? "true" : "false"
        case .number(let literal): literal
        case .string(let text): Self.quoted(text)
        case .array(let elements): "[\(elements.map(\.text).joined(separator: ","))]"
        case .object(let members):
            "{\(members.sorted { $0.key < $1.key }.map(Self.member).joined(separator: ","))}"
        }
    }

    private static func member(key: String, value: JSONValue) -> String { quoted(key) + ":" + value.text }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\u{0}"..."\u{1f}", "\u{7f}":
                result += "\\u00" + [UInt8(scalar.value)].hexText
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
