// Numbers out of byte arrays. The caller has checked the length: reading past the end is a programming error.
extension Array where Element == UInt8 {
    func little16(_ offset: Int) -> UInt16 { UInt16(truncatingIfNeeded: little(offset, 2)) }
    func little32(_ offset: Int) -> UInt32 { UInt32(truncatingIfNeeded: little(offset, 4)) }
    func little64(_ offset: Int) -> UInt64 { little(offset, 8) }
    func big16(_ offset: Int) -> UInt16 { UInt16(truncatingIfNeeded: big(offset, 2)) }
    func big64(_ offset: Int) -> UInt64 { big(offset, 8) }

    private func little(_ offset: Int, _ width: Int) -> UInt64 {
        self[offset..<offset + width].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private func big(_ offset: Int, _ width: Int) -> UInt64 {
        self[offset..<offset + width].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The text of a fixed field up to its first zero byte; nil if it is not ASCII or control characters stand in it.
    func fixedText(_ range: Range<Int>) -> String? {
        let bytes = self[range].prefix { $0 != 0 }
        guard bytes.allSatisfy({ (0x20...0x7e).contains($0) }) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Sequence where Element == UInt8 {
    /// Lower-case hexadecimal digits.
    var hexText: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
