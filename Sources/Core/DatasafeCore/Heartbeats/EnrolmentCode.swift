/// The code of the data sheet that a person types once: `7K2QX-0AB3C-...`, 25 characters in five groups.
///
/// 8 characters are the one-time ticket (40 bit), 16 the first 80 bits of the SHA-256 of the hub's public key, so that the
/// box knows the right hub already at the first contact, and the last is a check digit against typing errors. Alphabet:
/// Crockford's base 32, where O reads as 0, I and L as 1. Decision 0019.
public struct EnrolmentCode: Sendable, Equatable {
    /// Bytes of the fingerprint inside the code.
    public static let pinCount = 10
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// What the hub compares: 8 characters.
    public let ticket: String
    /// First 10 bytes of the SHA-256 of the hub's public key (SubjectPublicKeyInfo).
    public let pin: [UInt8]

    /// - Parameters:
    ///   - random: 5 bytes of a random generator.
    ///   - fingerprint: of the hub's public key; at least 10 bytes, the first 10 count.
    public init(random: [UInt8], fingerprint: [UInt8]) {
        precondition(random.count == 5 && fingerprint.count >= Self.pinCount)
        ticket = String(decoding: Self.digits(of: random).map { Self.alphabet[$0] }, as: UTF8.self)
        pin = Array(fingerprint.prefix(Self.pinCount))
    }

    /// Reads what a person typed: any case, with or without hyphens and spaces.
    public init(typed: String) throws(HubRefusal) {
        var digits: [Int] = []
        for character in typed.utf8 where character != UInt8(ascii: "-") && character != UInt8(ascii: " ") {
            guard let digit = Self.digit(character), digits.count < 25 else { throw .codeShape }
            digits.append(digit)
        }
        guard digits.count == 25 else { throw .codeShape }
        guard Self.check(digits[..<24]) == digits[24] else { throw .codeTypo }
        ticket = String(decoding: digits[..<8].map { Self.alphabet[$0] }, as: UTF8.self)
        pin = Self.bytes(of: Array(digits[8..<24]))
    }

    /// Five groups of five, as printed.
    public var text: String {
        let first = ticket.utf8.compactMap(Self.digit) + Self.digits(of: pin)
        let all = first + [Self.check(first[...])]
        let characters = all.map { Self.alphabet[$0] }
        return stride(from: 0, to: 25, by: 5).map { String(decoding: characters[$0..<$0 + 5], as: UTF8.self) }
            .joined(separator: "-")
    }

    /// Whether a text has the shape of `ticket`.
    public static func isTicket(_ text: String) -> Bool {
        text.utf8.count == 8 && text.utf8.allSatisfy(alphabet.contains)
    }

    /// Whether this code was made by the hub with that key.
    public func fits(fingerprint: [UInt8]) -> Bool { Array(fingerprint.prefix(Self.pinCount)) == pin }

    /// Weighted sum modulo 31: finds each wrong character (but 0 for Z) and each swap of neighbours.
    private static func check(_ digits: ArraySlice<Int>) -> Int {
        digits.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element } % 31
    }

    private static func digit(_ character: UInt8) -> Int? {
        let upper = (97...122).contains(character) ? character - 32 : character
        switch upper {
        case UInt8(ascii: "O"): return 0
        case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
        default: return alphabet.firstIndex(of: upper)
        }
    }

    private static func digits(of bytes: [UInt8]) -> [Int] {
        var digits: [Int] = []
        var buffer = 0
        var bits = 0
        for byte in bytes {
            buffer = (buffer << 8 | Int(byte)) & 0xffff
            bits += 8
            while bits >= 5 {
                bits -= 5
                digits.append(buffer >> bits & 31)
            }
        }
        return digits
    }

    private static func bytes(of digits: [Int]) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = 0
        var bits = 0
        for digit in digits {
            buffer = (buffer << 5 | digit) & 0xffff
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(buffer >> bits & 255))
            }
        }
        return bytes
    }
}
