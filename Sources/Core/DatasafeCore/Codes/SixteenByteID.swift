/// An id of sixteen bytes that is written as 32 lower-case hexadecimal digits. Each kind of id is a type of its own, so
/// that a key id where a box id belongs does not compile.
public protocol SixteenByteID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The sixteen bytes.
    var raw: Bytes16 { get }
    /// From sixteen bytes.
    init(raw: Bytes16)
}

extension SixteenByteID {
    /// From exactly 16 bytes, else nil.
    public init?(bytes: some Collection<UInt8>) {
        guard let raw = Bytes16(bytes) else { return nil }
        self.init(raw: raw)
    }

    /// From exactly 32 hexadecimal digits, else nil.
    public init?(hex: some StringProtocol) {
        guard let raw = Bytes16(hex: hex) else { return nil }
        self.init(raw: raw)
    }

    /// The 16 bytes in order.
    public var bytes: [UInt8] { raw.bytes }

    /// 32 lower-case hexadecimal digits.
    public var hex: String { raw.hex }

    /// The first 8 hexadecimal digits: enough for people, facts and the md home host.
    public var short: String { String(raw.hex.prefix(8)) }

    /// 32 lower-case hexadecimal digits.
    public var description: String { raw.hex }

    /// Whether all bytes are zero: never a real id.
    public var isZero: Bool { raw.high == 0 && raw.low == 0 }

    /// Reads 32 hexadecimal digits.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let raw = Bytes16(hex: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not 32 hexadecimal digits")
        }
        self.init(raw: raw)
    }

    /// Writes 32 lower-case hexadecimal digits.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
