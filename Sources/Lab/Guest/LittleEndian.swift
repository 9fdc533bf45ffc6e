/// Numbers in the byte order of disks and of PE files.
extension Array where Element == UInt8 {
    /// Puts `value` at byte `offset`, lowest byte first. The array is long enough.
    mutating func put<Number: FixedWidthInteger>(_ value: Number, at offset: Int) {
        for index in 0..<(Number.bitWidth / 8) {
            self[offset + index] = UInt8(truncatingIfNeeded: value >> Number(index * 8))
        }
    }

    /// Puts `bytes` at byte `offset`. The array is long enough.
    mutating func put(_ bytes: some Collection<UInt8>, at offset: Int) {
        replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    }

    /// The number at byte `offset`; nil if it does not lie inside.
    func number<Number: FixedWidthInteger & UnsignedInteger>(_ type: Number.Type = Number.self, at offset: Int)
        -> Number?
    {
        let width = Number.bitWidth / 8
        guard offset >= 0, offset <= count - width else { return nil }
        return (0..<width).reduce(Number(0)) { $0 | Number(self[offset + $1]) << Number($1 * 8) }
    }

    /// `length` bytes from `offset`; nil if they do not lie inside.
    func slice(_ offset: Int, _ length: Int) -> [UInt8]? {
        guard offset >= 0, length >= 0, offset <= count - length else { return nil }
        return Array(self[offset..<(offset + length)])
    }
}
