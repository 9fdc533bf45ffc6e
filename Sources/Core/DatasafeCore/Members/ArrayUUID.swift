/// The random id of one md array (`set_uuid`), in the byte order of the superblock.
public struct ArrayUUID: SixteenByteID {
    public let raw: Bytes16

    public init(raw: Bytes16) { self.raw = raw }

    /// The way mdadm writes and takes it: four groups of 8 digits with colons.
    public var mdadmText: String { Self.grouped(hex) }

    static func grouped(_ hex: String) -> String {
        var groups: [Substring] = []
        var rest = hex[...]
        while !rest.isEmpty {
            groups.append(rest.prefix(8))
            rest = rest.dropFirst(8)
        }
        return groups.joined(separator: ":")
    }
}
