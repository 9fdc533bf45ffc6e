extension PlainJSON {
    /// The bytes; nil when a text is not printable ASCII without quotation mark and backslash.
    var bytes: [UInt8]? {
        var bytes: [UInt8] = []
        return write(into: &bytes) ? bytes : nil
    }

    static func whole(_ value: Int) -> PlainJSON { .number(String(value)) }

    /// A number with at most three decimals: a beat needs no more, and fewer bytes travel. Null when it is not finite.
    static func decimal(_ value: Double) -> PlainJSON {
        guard value.isFinite else { return .null }
        let rounded = (value * 1000).rounded() / 1000
        return rounded == rounded.rounded() && abs(rounded) < 9e15 ? whole(Int(rounded)) : .number("\(rounded)")
    }

    /// An object of the fields that have a value.
    static func object(_ fields: [(String, PlainJSON?)]) -> PlainJSON {
        .fields(fields.compactMap { name, value in value.map { Field(name: name, value: $0) } })
    }

    private func write(into bytes: inout [UInt8]) -> Bool {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .number(let digits): bytes += digits.utf8
        case .text(let text): return PlainJSON.write(text, into: &bytes)
        case .list(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                guard value.write(into: &bytes) else { return false }
            }
            bytes.append(UInt8(ascii: "]"))
        case .fields(let fields):
            bytes.append(UInt8(ascii: "{"))
            for (index, field) in fields.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                guard PlainJSON.write(field.name, into: &bytes) else { return false }
                bytes.append(UInt8(ascii: ":"))
                guard field.value.write(into: &bytes) else { return false }
            }
            bytes.append(UInt8(ascii: "}"))
        }
        return true
    }

    private static func write(_ text: String, into bytes: inout [UInt8]) -> Bool {
        guard text.utf8.allSatisfy({ (32...126).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") })
        else { return false }
        bytes.append(UInt8(ascii: "\""))
        bytes += text.utf8
        bytes.append(UInt8(ascii: "\""))
        return true
    }
}
