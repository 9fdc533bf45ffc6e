import DatasafeFormats

/// The first 32 KiB of a container, taken apart to be damaged. Source: LUKS2 On-Disk Format Specification 1.1, 2.1.
public struct HeaderImage: Sendable {
    /// Bytes of one copy.
    public static let copyLength = 16_384
    /// Where the JSON stands in a copy.
    public static let jsonOffset = 4096

    public var bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        precondition(bytes.count == 2 * Self.copyLength, "a header of another length")
        self.bytes = bytes
    }

    /// The JSON text of a copy, 0 or 1.
    public func json(_ copy: Int) -> [UInt8] {
        Array(bytes[(copy * Self.copyLength + Self.jsonOffset)..<(copy + 1) * Self.copyLength].prefix { $0 != 0 })
    }

    /// Puts other JSON into a copy and makes its checksum right. What is longer than the area is cut.
    public mutating func setJSON(_ json: [UInt8], _ copy: Int) {
        let start = copy * Self.copyLength + Self.jsonOffset
        let room = Self.copyLength - Self.jsonOffset
        let text = Array(json.prefix(room))
        bytes.replaceSubrange(
            start..<start + room, with: text + [UInt8](repeating: 0, count: room - text.count))
        seal(copy)
    }

    /// Overwrites bytes of a copy, at an offset inside it.
    public mutating func put(_ field: [UInt8], at offset: Int, _ copy: Int) {
        let start = copy * Self.copyLength + offset
        bytes.replaceSubrange(start..<start + field.count, with: field)
    }

    /// Makes the checksum of a copy right.
    public mutating func seal(_ copy: Int) {
        put([UInt8](repeating: 0, count: 64), at: 448, copy)
        let range = (copy * Self.copyLength)..<(copy + 1) * Self.copyLength
        let digest = bytes.withUnsafeBytes { SHA256Digest(of: UnsafeRawBufferPointer(rebasing: $0[range])) }
        put(digest.bytes, at: 448, copy)
    }

    /// A number as it stands in the binary part.
    public static func big(_ value: UInt64, bytes count: Int = 8) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64(count - 1 - $0))) }
    }
}
