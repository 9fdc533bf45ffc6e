/// The random id of one key, not derived from the key. Sixteen bytes, written as 32 hexadecimal digits.
public struct KeyID: SixteenByteID {
    public let raw: Bytes16

    public init(raw: Bytes16) { self.raw = raw }
}
