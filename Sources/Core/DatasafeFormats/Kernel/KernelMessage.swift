/// One record of /dev/kmsg: `priority,sequence,microseconds,flags[,…];text`, then lines ` KEY=value`.
/// Source: kernel documentation, ABI/testing/dev-kmsg.
public struct KernelMessage: Hashable, Sendable {
    /// Longer records are cut by the kernel itself; longer input is refused.
    public static let maxBytes = 8192

    /// 0 = emergency ... 7 = debug.
    public let level: Int
    /// 0 = the kernel; anybody may write the others into the log.
    public let facility: Int
    /// Counts up; a gap means lost messages.
    public let sequence: UInt64
    /// Since the start of the kernel.
    public let microseconds: UInt64
    /// The first line, escapes undone, control characters replaced by spaces.
    public let text: String
    /// The lines behind it: `SUBSYSTEM`, `DEVICE`.
    public let fields: [String: String]

    /// Reads one record as one read of /dev/kmsg gives it. Throws `.tooLong`, `.syntax`.
    public init(record: [UInt8]) throws(FormatError) {
        guard record.count <= Self.maxBytes else { throw FormatError(.tooLong, "kernel message") }
        let lines = String(decoding: record, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true)
        guard let first = lines.first, let semicolon = first.firstIndex(of: ";") else {
            throw FormatError(.syntax, "kernel message")
        }
        let head = first[..<semicolon].split(separator: ",", omittingEmptySubsequences: false)
        guard head.count >= 4, let priority = Int(head[0]), (0...1023).contains(priority),
            let sequence = UInt64(head[1]), let microseconds = UInt64(head[2])
        else { throw FormatError(.syntax, "kernel message") }
        level = priority & 7
        facility = priority >> 3
        self.sequence = sequence
        self.microseconds = microseconds
        text = Self.unescaped(first[first.index(after: semicolon)...])
        var fields: [String: String] = [:]
        for line in lines.dropFirst().prefix(16) where line.hasPrefix(" ") {
            let parts = line.dropFirst().split(separator: "=", maxSplits: 1)
            if parts.count == 2 { fields[String(parts[0])] = Self.unescaped(parts[1]) }
        }
        self.fields = fields
    }

    /// `\xNN` as the kernel writes bytes that are not printable; control characters become spaces.
    private static func unescaped(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), rest.count >= 3, rest.first == UInt8(ascii: "x"),
                let value = UInt8(String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes.map { $0 < 0x20 || $0 == 0x7f ? 0x20 : $0 }, as: UTF8.self)
    }
}
