/// Text that a disk or stick says about itself: untrusted, may be long or full of control characters.
public enum DiskText {
    /// Characters shown at most.
    public static let limit = 64

    /// The text without surrounding spaces, cut to 64 characters, everything but printable ASCII replaced by "?".
    public static func cleaned(_ text: String) -> String {
        let bytes = text.unicodeScalars.prefix(1024).map { scalar -> UInt8 in
            (0x20...0x7e).contains(scalar.value) ? UInt8(scalar.value) : UInt8(ascii: "?")
        }
        let start = bytes.drop { $0 == 0x20 }.prefix(limit)
        let trimmed = start.reversed().drop { $0 == 0x20 }.reversed()
        return String(decoding: trimmed, as: UTF8.self)
    }
}
