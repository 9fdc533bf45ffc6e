/// One of the two copies of a LUKS2 header: the binary part of 4,096 bytes and the JSON text behind it, big-endian.
/// Source: LUKS2 On-Disk Format Specification 1.1, 2.1.
struct LUKS2Copy {
    /// Binary part and JSON area together, as a box makes them.
    static let length = 16_384
    /// The longest copy libcryptsetup reads: LUKS2 On-Disk Format Specification 1.1, 2.3.
    static let longest: UInt64 = 4 << 20

    /// Why a copy is not valid.
    enum Fault: Error {
        /// Damaged: libcryptsetup does not take it either, and heals it from the other one.
        case broken(FormatError)
        /// Somebody who knows the format wrote it, or it cannot be told here: libcryptsetup may take it for valid, and if
        /// it does, it is not the header that was judged.
        case strange(FormatError)

        var error: FormatError {
            switch self {
            case .broken(let error), .strange(let error): error
            }
        }

        var isStrange: Bool {
            switch self {
            case .broken: false
            case .strange: true
            }
        }
    }

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
}

extension LUKS2Copy {
    /// Reads a copy of exactly `length` bytes that stands at `offset`, 0 or 16,384.
    init(bytes: [UInt8], offset: Int) throws(Fault) {
        func broken(_ code: FormatError.Code, _ what: String, at place: Int? = nil) -> Fault {
            .broken(FormatError(code, what, at: place))
        }
        guard bytes.count == Self.length else { throw broken(.truncated, "LUKS2 header copy") }
        guard bytes.starts(with: offset == 0 ? Self.firstMagic : Self.secondMagic) else {
            throw broken(.badMagic, "LUKS2 header copy")
        }
        guard bytes.big16(6) == 2 else { throw broken(.badVersion, "LUKS2 header copy", at: 6) }
        guard bytes.big64(256) == UInt64(offset) else { throw broken(.badValue, "LUKS2 header offset", at: 256) }
        try Self.checkSize(bytes, offset: offset)
        try Self.checkAlgorithm(bytes)
        var blanked = bytes
        blanked.replaceSubrange(448..<512, with: repeatElement(0, count: 64))
        guard SHA256Digest(of: blanked).bytes == Array(bytes[448..<480]) else {
            throw broken(.badChecksum, "LUKS2 header copy", at: 448)
        }
        // From here on the checksum is right: nothing below is an accident.
        guard let label = bytes.fixedText(24..<72), let uuid = bytes.fixedText(168..<208),
            let subsystem = bytes.fixedText(208..<256)
        else { throw .strange(FormatError(.badText, "LUKS2 header copy")) }
        let area = bytes[4096...]
        guard let end = area.firstIndex(of: 0) else {
            throw .strange(FormatError(.tooLong, "LUKS2 JSON area", at: 4096))
        }
        self.init(
            sequence: bytes.big64(16), label: label, uuid: uuid, subsystem: subsystem, json: Array(area[..<end]))
    }

    /// The first copy says how long both are and where the second one stands; the second one's place is its length.
    private static func checkSize(_ bytes: [UInt8], offset: Int) throws(Fault) {
        let size = bytes.big64(8)
        if size == UInt64(length) { return }
        let error = FormatError(.badValue, "LUKS2 header size", at: 8)
        throw offset == 0 && (UInt64(length)...longest).contains(size) ? .strange(error) : .broken(error)
    }

    /// libcryptsetup takes every hash its crypto library has a name for.
    private static func checkAlgorithm(_ bytes: [UInt8]) throws(Fault) {
        let name = bytes.fixedText(72..<104)
        if name == "sha256" { return }
        let error = FormatError(.badValue, "LUKS2 checksum algorithm", at: 72)
        throw name == nil || name == "" ? .broken(error) : .strange(error)
    }
}
