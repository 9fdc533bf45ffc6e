/// The random id of one box, made at set-up; not the heartbeat's device id. Sixteen bytes, written as 32 hexadecimal
/// digits.
public struct BoxID: SixteenByteID {
    public let raw: Bytes16

    public init(raw: Bytes16) { self.raw = raw }

    /// The md home host of this box's array, `ds` and the first 8 digits.
    public var homeHost: String { "ds\(short)" }

    /// The LUKS2 subsystem of this box's container.
    public var subsystem: String { "datasafe-\(hex)" }
}
