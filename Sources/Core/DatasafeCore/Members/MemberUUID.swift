/// The random id that md gives to one member (`device_uuid`), in the byte order of the superblock.
public struct MemberUUID: SixteenByteID {
    public let raw: Bytes16

    public init(raw: Bytes16) { self.raw = raw }

    /// The way mdadm writes it: four groups of 8 digits with colons.
    public var mdadmText: String { ArrayUUID.grouped(hex) }
}
