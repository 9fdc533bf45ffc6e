/// The stable name of one disk: its name under /dev/disk/by-id, without the folder. Never a kernel name such as sda,
/// because their order changes between two starts.
public struct DiskID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The name, 1 to 200 printable ASCII characters without slash and space.
    public let name: String

    /// From a name; nil if it could lead out of the folder or is not plain printable ASCII.
    public init?(_ name: String) {
        let isPlain = name.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "/") }
        guard isPlain, (1...200).contains(name.utf8.count), name != ".", name != ".." else { return nil }
        self.name = name
    }

    /// The name.
    public var description: String { name }

    /// Reads a name and refuses one that `init(_:)` refuses.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = DiskID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a disk name")
        }
        self = id
    }

    /// Writes the name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
