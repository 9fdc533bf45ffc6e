/// Takes the fields of one object by name and refuses or counts what is left over.
struct FieldReader {
    private var fields: [PlainJSON.Field]
    private let path: String
    private let isNewer: Bool
    /// Fields and words that were left out so far.
    var dropped = 0

    init(_ fields: [PlainJSON.Field], path: String, isNewer: Bool) {
        self.fields = fields
        self.path = path
        self.isNewer = isNewer
    }

    private func name(_ field: String) -> String { path.isEmpty ? field : "\(path).\(field)" }

    private mutating func take(_ field: String) -> PlainJSON? {
        guard let index = fields.firstIndex(where: { $0.name == field }) else { return nil }
        return fields.remove(at: index).value
    }

    mutating func need<Value>(_ field: String, _ read: (PlainJSON) -> Value?) throws(HeartbeatError) -> Value {
        guard let value = try may(field, read) else { throw HeartbeatError(.missingField, name(field)) }
        return value
    }

    mutating func may<Value>(_ field: String, _ read: (PlainJSON) -> Value?) throws(HeartbeatError) -> Value? {
        guard let json = take(field) else { return nil }
        guard let value = read(json) else { throw HeartbeatError(.badValue, name(field)) }
        return value
    }

    /// A code of the closed list, empty when there is none; a foreign one becomes `OTHER` and is counted.
    mutating func reason() throws(HeartbeatError) -> String {
        guard let text = try may("r", { $0.text }) else { return "" }
        let allowed = BeatWords.reason(text)
        if allowed != text { dropped += 1 }
        return allowed
    }

    mutating func object<Value>(
        _ field: String, _ read: (inout FieldReader) throws(HeartbeatError) -> Value?
    ) throws(HeartbeatError) -> Value? {
        guard let json = take(field) else { return nil }
        return try value(json, field, read)
    }

    mutating func objects<Value>(
        _ field: String, most: Int, _ read: (inout FieldReader) throws(HeartbeatError) -> Value?
    ) throws(HeartbeatError) -> [Value] {
        guard let json = take(field) else { return [] }
        guard let list = json.list else { throw HeartbeatError(.badValue, name(field)) }
        guard list.count <= most else { throw HeartbeatError(.tooMany, name(field)) }
        var values: [Value] = []
        values.reserveCapacity(list.count)
        for json in list { if let value = try value(json, field, read) { values.append(value) } }
        return values
    }

    private mutating func value<Value>(
        _ json: PlainJSON, _ field: String, _ read: (inout FieldReader) throws(HeartbeatError) -> Value?
    ) throws(HeartbeatError) -> Value? {
        guard case .fields(let inner) = json else { throw HeartbeatError(.badValue, name(field)) }
        var reader = FieldReader(inner, path: name(field), isNewer: isNewer)
        let value = try read(&reader)
        try reader.end()
        dropped += reader.dropped
        return value
    }

    /// Nothing may be left: refused in a version we know, counted in a newer one.
    mutating func end() throws(HeartbeatError) {
        guard !fields.isEmpty else { return }
        guard isNewer else { throw HeartbeatError(.unknownField, path) }
        dropped += fields.count
        fields = []
    }
}
