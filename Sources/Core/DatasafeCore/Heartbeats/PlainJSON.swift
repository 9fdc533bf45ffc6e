/// JSON as box and hub write it to each other: printable ASCII without escapes, no key twice, at most four levels deep.
///
/// A narrow subset on purpose: a text with an umlaut, a quotation mark or a line break cannot be written in it, so no free
/// text finds its way into a heartbeat, and no two readers understand the same bytes differently.
enum PlainJSON: Equatable {
    case null
    case bool(Bool)
    /// The digits as written; `whole` and `decimal` read them.
    case number(String)
    case text(String)
    case list([PlainJSON])
    case fields([Field])

    struct Field: Equatable {
        var name: String
        var value: PlainJSON
    }

    /// Most levels of lists and objects.
    static let deepest = 4
    /// Most elements of a list, most fields of an object.
    static let longest = 512

    /// Reads one value that fills `bytes`; nil for anything else.
    init?(_ bytes: [UInt8]) {
        var reader = Reader(bytes: bytes)
        reader.skipSpace()
        guard let value = reader.value(depth: 0) else { return nil }
        reader.skipSpace()
        guard reader.position == bytes.count else { return nil }
        self = value
    }

    /// An integer within ±2^53, written without fraction and exponent.
    var whole: Int? {
        guard case .number(let digits) = self, let value = Int(digits), abs(value) <= 1 << 53 else { return nil }
        return value
    }

    /// A finite number.
    var decimal: Double? {
        guard case .number(let digits) = self, let value = Double(digits), value.isFinite else { return nil }
        return value
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }

    var list: [PlainJSON]? { if case .list(let list) = self { list } else { nil } }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        mutating func skipSpace() {
            while position < bytes.count, bytes[position] == 32 || (9...13).contains(bytes[position]) { position += 1 }
        }

        mutating func take(_ byte: UInt8) -> Bool {
            guard position < bytes.count, bytes[position] == byte else { return false }
            position += 1
            return true
        }

        mutating func value(depth: Int) -> PlainJSON? {
            guard position < bytes.count, depth <= PlainJSON.deepest else { return nil }
            switch bytes[position] {
            case UInt8(ascii: "{"): return object(depth: depth + 1)
            case UInt8(ascii: "["): return list(depth: depth + 1)
            case UInt8(ascii: "\""): return text().map { .text($0) }
            case UInt8(ascii: "t"): return word("true", .bool(true))
            case UInt8(ascii: "f"): return word("false", .bool(false))
            case UInt8(ascii: "n"): return word("null", .null)
            default: return number()
            }
        }

        mutating func word(_ word: StaticString, _ value: PlainJSON) -> PlainJSON? {
            let letters = word.withUTF8Buffer { Array($0) }
            guard bytes[position...].starts(with: letters) else { return nil }
            position += letters.count
            return value
        }

        mutating func text() -> String? {
            guard take(UInt8(ascii: "\"")) else { return nil }
            let start = position
            while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
                guard (32...126).contains(bytes[position]), bytes[position] != UInt8(ascii: "\\") else { return nil }
                position += 1
            }
            let text = String(decoding: bytes[start..<position], as: UTF8.self)
            return take(UInt8(ascii: "\"")) ? text : nil
        }

        mutating func digits() -> Bool {
            let start = position
            while position < bytes.count, (48...57).contains(bytes[position]) { position += 1 }
            return position > start
        }

        mutating func number() -> PlainJSON? {
            let start = position
            _ = take(UInt8(ascii: "-"))
            let isZero = position < bytes.count && bytes[position] == UInt8(ascii: "0")
            guard digits(), !isZero || bytes[position - 1] == UInt8(ascii: "0") else { return nil }
            if isZero, position - start > (bytes[start] == UInt8(ascii: "-") ? 2 : 1) { return nil }
            if take(UInt8(ascii: ".")), !digits() { return nil }
            if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
                if !take(UInt8(ascii: "-")) { _ = take(UInt8(ascii: "+")) }
                guard digits() else { return nil }
            }
            guard position - start <= 32 else { return nil }
            return .number(String(decoding: bytes[start..<position], as: UTF8.self))
        }

        mutating func list(depth: Int) -> PlainJSON? {
            guard take(UInt8(ascii: "[")) else { return nil }
            var values: [PlainJSON] = []
            skipSpace()
            if take(UInt8(ascii: "]")) { return .list([]) }
            while values.count < PlainJSON.longest {
                skipSpace()
                guard let value = value(depth: depth) else { return nil }
                values.append(value)
                skipSpace()
                if take(UInt8(ascii: "]")) { return .list(values) }
                guard take(UInt8(ascii: ",")) else { return nil }
            }
            return nil
        }

        mutating func object(depth: Int) -> PlainJSON? {
            guard take(UInt8(ascii: "{")) else { return nil }
            var fields: [Field] = []
            skipSpace()
            if take(UInt8(ascii: "}")) { return .fields([]) }
            while fields.count < PlainJSON.longest {
                skipSpace()
                guard let name = text(), !fields.contains(where: { $0.name == name }) else { return nil }
                skipSpace()
                guard take(UInt8(ascii: ":")) else { return nil }
                skipSpace()
                guard let value = value(depth: depth) else { return nil }
                fields.append(Field(name: name, value: value))
                skipSpace()
                if take(UInt8(ascii: "}")) { return .fields(fields) }
                guard take(UInt8(ascii: ",")) else { return nil }
            }
            return nil
        }
    }
}
