/// Text of another service for a line of the audit log: bounded, printable.
enum LogLine {
    /// At most `count` characters, every one that is not printable ASCII as `?`.
    static func plain(_ text: String, _ count: Int) -> String {
        String(decoding: text.utf8.prefix(count).map { (0x20...0x7E).contains($0) ? $0 : 0x3F }, as: UTF8.self)
    }
}
