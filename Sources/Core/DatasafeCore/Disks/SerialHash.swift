/// A keyed hash of serial number and WWN of one disk: the disk's identity in records and heartbeats, without its serial.
/// 32 bytes, written as 64 lower-case hexadecimal digits. DatasafeFormats computes it.
public struct SerialHash: Hashable, Sendable, Codable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public let hex: String

    /// Of no disk: a place whose disk is forgotten.
    public static let nobody = SerialHash(zeros: 64)

    private init(zeros: Int) { hex = String(repeating: "0", count: zeros) }

    /// From 64 lower-case hexadecimal digits, else nil.
    public init?(hex: String) {
        let digits = Set("0123456789abcdef".utf8)
        guard hex.utf8.count == 64, hex.utf8.allSatisfy(digits.contains) else { return nil }
        self.hex = hex
    }

    /// 64 lower-case hexadecimal digits.
    public var description: String { hex }

    /// Reads 64 hexadecimal digits.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let hash = SerialHash(hex: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not 64 hexadecimal digits")
        }
        self = hash
    }

    /// Writes 64 hexadecimal digits.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
