import FoundationEssentials

/// One line of JSON as the engine writes it; bounded before it is parsed.
enum EngineLine {
    /// Bytes of one message.
    static let longest = 1 << 20

    static func decode<Value: Decodable>(_ type: Value.Type, _ line: String) throws(BackupFormatError) -> Value {
        guard line.utf8.count <= longest else { throw BackupFormatError(.tooLong, "line") }
        do {
            return try JSONDecoder().decode(type, from: Data(line.utf8))
        } catch {
            throw BackupFormatError(.notThis, "\(type)")
        }
    }

    /// The kind of a message; nil for text and for JSON without one.
    static func kind(_ line: String) -> String? {
        struct Kind: Decodable { var message_type: String }
        guard line.first == "{" else { return nil }
        return try? decode(Kind.self, line).message_type
    }
}

/// A hash as the engine writes its ids: 64 lower-case hex digits, or the first 8.
enum EngineID {
    static func isFull(_ text: String) -> Bool { text.utf8.count == 64 && isHex(text) }
    static func isShortOrFull(_ text: String) -> Bool { (8...64).contains(text.utf8.count) && isHex(text) }

    private static func isHex(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
