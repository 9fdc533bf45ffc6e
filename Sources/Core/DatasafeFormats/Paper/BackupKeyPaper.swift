public import DatasafeCore

/// The paper copy of the backup key: 512 bits of key and 16 check bits (the first two bytes of SHA-256 of the key) as 48
/// words of `PaperWords`, most significant bits first; beside it the key as 128 lower-case hexadecimal digits, which is the
/// password that plain restic takes, and that text as QR code. Source: backup design 3.4.
///
/// Its strings are the key: show them once, store them nowhere.
public enum BackupKeyPaper {
    /// Words on the paper.
    public static let wordCount = 48
    /// Bytes of the key.
    public static let keyLength = 64

    /// Why typed words are not a key.
    public enum Fault: Error, Hashable, Sendable {
        /// Not 48 words.
        case count(Int)
        /// This word, counted from 1, is not in the list; `near` are words it may have been, at most 8, maybe none.
        case unknownWord(Int, word: String, near: [String])
        /// All words are in the list, but they do not fit together: words swapped, or one taken for another.
        case check
        /// Not 128 hexadecimal digits.
        case digits
    }

    /// The 48 words of a key of 64 bytes.
    public static func words(of key: borrowing SecretBytes) -> [String] {
        key.withUnsafeBytes { bytes in
            precondition(bytes.count == keyLength, "a backup key of another length")
            let check = SHA256Digest(of: bytes).bytes.prefix(2)
            var words: [String] = []
            var pending = 0
            var bits = 0
            for byte in Array(bytes) + check {
                pending = (pending << 8 | Int(byte)) & 0x7_ffff
                bits += 8
                if bits >= 11 {
                    bits -= 11
                    words.append(PaperWords.word(at: pending >> bits & 0x7ff))
                }
            }
            return words
        }
    }

    /// The key out of 48 words as a person types them: any case, white space, commas and numbers between them do not
    /// count.
    public static func key(words text: String) throws(Fault) -> SecretBytes {
        let words = text.lowercased().split { !$0.isLetter }.map(String.init)
        guard words.count == wordCount else { throw .count(words.count) }
        var bytes = SecretBytes(count: keyLength + 2)
        var pending = 0
        var bits = 0
        var position = 0
        for (number, word) in words.enumerated() {
            guard let index = PaperWords.index(of: word) else {
                throw .unknownWord(number + 1, word: String(word.prefix(20)), near: PaperWords.near(word))
            }
            pending = (pending << 11 | index) & 0x7f_ffff
            bits += 11
            while bits >= 8 {
                bits -= 8
                let byte = UInt8(truncatingIfNeeded: pending >> bits)
                bytes.withUnsafeMutableBytes { $0[position] = byte }
                position += 1
            }
        }
        let isRight = bytes.withUnsafeBytes { all in
            let key = UnsafeRawBufferPointer(rebasing: all[..<keyLength])
            return all[keyLength...].elementsEqual(SHA256Digest(of: key).bytes.prefix(2))
        }
        guard isRight else { throw .check }
        return bytes.withUnsafeBytes { SecretBytes(copying: UnsafeRawBufferPointer(rebasing: $0[..<keyLength])) }
    }

    /// The key as 128 lower-case hexadecimal digits: the password of every repository.
    public static func text(of key: borrowing SecretBytes) -> String {
        key.withUnsafeBytes { $0.hexText }
    }

    /// The key out of 128 hexadecimal digits, either case; white space does not count.
    public static func key(text: String) throws(Fault) -> SecretBytes {
        let digits = text.filter { !$0.isWhitespace }.map { $0.isASCII ? $0.hexDigitValue : nil }
        guard digits.count == 2 * keyLength else { throw .digits }
        var bytes = SecretBytes(count: keyLength)
        for index in 0..<keyLength {
            guard let high = digits[2 * index], let low = digits[2 * index + 1] else { throw .digits }
            bytes.withUnsafeMutableBytes { $0[index] = UInt8(high << 4 | low) }
        }
        return bytes
    }
}
