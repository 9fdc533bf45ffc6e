/// One of the two copies of a LUKS2 header: the binary part of 4,096 bytes and the JSON text behind it, big-endian.
/// Source: LUKS2 On-Disk Format Specification 1.1, 2.1.
struct LUKS2Copy {
    /// Binary part and JSON area together, as a box makes them.
    static let length = 16_384

    let sequence: UInt64
    let label: String
    let uuid: String
    let subsystem: String
    let json: [UInt8]

    /// Whether the bytes begin with a magic of LUKS, first or second copy.
    static func hasMagic(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.starts(with: firstMagic) || bytes.starts(with: secondMagic)
    }

    private static let firstMagic: [UInt8] = [0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe]
    private static let secondMagic: [UInt8] = [0x53, 0x4b, 0x55, 0x4c, 0xba, 0xbe]

    /// Reads a copy of exactly `length` bytes that stands at `offset`, 0 or 16,384.
    init(bytes: [UInt8], offset: Int) throws(FormatError) {
        guard bytes.count == Self.length else { throw FormatError(.truncated, "LUKS2 header copy") }
        guard bytes.starts(with: offset == 0 ? Self.firstMagic : Self.secondMagic) else {
            throw FormatError(.badMagic, "LUKS2 header copy")
        }
        guard bytes.big16(6) == 2 else { throw FormatError(.badVersion, "LUKS2 header copy", at: 6) }
        guard bytes.big64(8) == UInt64(Self.length) else { throw FormatError(.badValue, "LUKS2 header size", at: 8) }
        guard bytes.big64(256) == UInt64(offset) else { throw FormatError(.badValue, "LUKS2 header offset", at: 256) }
        guard bytes.fixedText(72..<104) == "sha256" else {
            throw FormatError(.badValue, "LUKS2 checksum algorithm", at: 72)
        }
        var blanked = bytes
        for index in 448..<512 { blanked[index] = 0 }
        guard SHA256Digest(of: blanked).bytes == Array(bytes[448..<480]) else {
            throw FormatError(.badChecksum, "LUKS2 header copy", at: 448)
        }
        guard let label = bytes.fixedText(24..<72), let uuid = bytes.fixedText(168..<208),
            let subsystem = bytes.fixedText(208..<256)
        else { throw FormatError(.badText, "LUKS2 header copy") }
        sequence = bytes.big64(16)
        self.label = label
        self.uuid = uuid
        self.subsystem = subsystem
        let area = bytes[4096...]
        guard let end = area.firstIndex(of: 0) else { throw FormatError(.tooLong, "LUKS2 JSON area", at: 4096) }
        json = Array(area[..<end])
    }
}
