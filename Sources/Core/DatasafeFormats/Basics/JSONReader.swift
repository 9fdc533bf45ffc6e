/// Reads JSON within limits. Strict RFC 8259, plus: no key twice in one object, because two readers would take two
/// different values; nothing behind the value but white space.
struct JSONReader {
    private let bytes: [UInt8]
    private var position = 0
    private var depthLeft: Int

    private init(_ bytes: [UInt8], maxDepth: Int) {
        self.bytes = bytes
        self.depthLeft = maxDepth
    }

    static func read(_ bytes: [UInt8], maxBytes: Int, maxDepth: Int) throws(FormatError) -> JSONValue {
        guard bytes.count <= maxBytes else { throw FormatError(.tooLong, "JSON") }
        var reader = JSONReader(bytes, maxDepth: maxDepth)
        let value = try reader.value()
        reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.fault(.syntax) }
        return value
    }

    private func fault(_ code: FormatError.Code) -> FormatError {
        FormatError(position >= bytes.count ? .truncated : code, "JSON", at: position)
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
    }

    private mutating func expect(_ byte: UInt8) throws(FormatError) {
        guard current == byte else { throw fault(.syntax) }
        position += 1
    }

    private mutating func value() throws(FormatError) -> JSONValue {
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return try nested { (reader) throws(FormatError) in try reader.object() }
        case UInt8(ascii: "["): return try nested { (reader) throws(FormatError) in try reader.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func nested(
        _ body: (inout JSONReader) throws(FormatError) -> JSONValue
    ) throws(FormatError) -> JSONValue {
        guard depthLeft > 0 else { throw FormatError(.tooDeep, "JSON", at: position) }
        depthLeft -= 1
        position += 1
        let value = try body(&self)
        depthLeft += 1
        return value
    }

    private mutating func object() throws(FormatError) -> JSONValue {
        var members: [String: JSONValue] = [:]
        skipSpace()
        if current == UInt8(ascii: "}") {
            position += 1
            return .object(members)
        }
        while true {
            skipSpace()
            let start = position
            let key = try string()
            skipSpace()
            try expect(UInt8(ascii: ":"))
            let value = try value()
            guard members.updateValue(value, forKey: key) == nil else {
                throw FormatError(.duplicateKey, "JSON", at: start)
            }
            skipSpace()
            if current == UInt8(ascii: "}") {
                position += 1
                return .object(members)
            }
            try expect(UInt8(ascii: ","))
        }
    }

    private mutating func array() throws(FormatError) -> JSONValue {
        var elements: [JSONValue] = []
        skipSpace()
        if current == UInt8(ascii: "]") {
            position += 1
            return .array(elements)
        }
        while true {
            elements.append(try value())
            skipSpace()
            if current == UInt8(ascii: "]") {
                position += 1
                return .array(elements)
            }
            try expect(UInt8(ascii: ","))
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(FormatError) -> JSONValue {
        for byte in word.utf8 { try expect(byte) }
        return value
    }

    private mutating func number() throws(FormatError) -> JSONValue {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        if current == UInt8(ascii: "0") { position += 1 } else { try digits() }
        if current == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        guard position - start <= 64 else { throw FormatError(.tooLong, "JSON number", at: start) }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func digits() throws(FormatError) {
        let start = position
        while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
        guard position > start else { throw fault(.syntax) }
    }

    private mutating func string() throws(FormatError) -> String {
        try expect(UInt8(ascii: "\""))
        var text: [UInt8] = []
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw FormatError(.badText, "JSON", at: position)
                }
                return string
            case UInt8(ascii: "\\"): text += Array(String(try escape()).utf8)
            case 0..<0x20: throw FormatError(.badText, "JSON", at: position - 1)
            default: text.append(byte)
            }
        }
        throw FormatError(.truncated, "JSON", at: position)
    }

    private mutating func escape() throws(FormatError) -> Unicode.Scalar {
        guard let byte = current else { throw FormatError(.truncated, "JSON", at: position) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw FormatError(.badText, "JSON", at: position - 1)
        }
    }

    private mutating func unicodeEscape() throws(FormatError) -> Unicode.Scalar {
        let first = try fourDigits()
        var code = first
        if (0xd800..<0xdc00).contains(first) {
            try expect(UInt8(ascii: "\\"))
            try expect(UInt8(ascii: "u"))
            let second = try fourDigits()
            guard (0xdc00..<0xe000).contains(second) else { throw FormatError(.badText, "JSON", at: position) }
            code = 0x10000 + (first - 0xd800) << 10 + (second - 0xdc00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw FormatError(.badText, "JSON", at: position) }
        return scalar
    }

    private mutating func fourDigits() throws(FormatError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw fault(.badText)
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }
}

extension JSONValue {
    /// Reads JSON within limits.
    ///
    /// - Parameters:
    ///   - json: UTF-8 text.
    ///   - maxBytes: longer input is refused, 4 MiB unless told.
    ///   - maxDepth: deeper nesting is refused, 32 unless told.
    /// - Throws: `.tooLong`, `.tooDeep`, `.truncated`, `.syntax`, `.duplicateKey`, `.badText`.
    public init(json: [UInt8], maxBytes: Int = 4 << 20, maxDepth: Int = 32) throws(FormatError) {
        self = try JSONReader.read(json, maxBytes: maxBytes, maxDepth: maxDepth)
    }
}
