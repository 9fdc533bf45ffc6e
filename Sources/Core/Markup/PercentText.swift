/// Foreign text as part of a path or query of our own: `/files/search?q=` + `PercentText.encoded(words)`.
///
/// Only unreserved characters stay (RFC 3986 2.3), so that the result is safe in every part of an address, in an
/// attribute and in a header.
public enum PercentText {
    /// The UTF-8 bytes of `text`, each that is not a letter, digit or `-._~` as `%XX`.
    public static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }

    /// The text of a form field or path part; `plus` reads `+` as a space, as forms write it. Nil when an escape is
    /// torn or the bytes are not UTF-8.
    public static func decoded(_ text: some StringProtocol, plus: Bool = false) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plus: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
