/// One bit that turned over on the platter without a word.
public struct DiskFlip: Sendable, Hashable {
    /// Byte on the disk.
    public var offset: Int
    /// Bit of it, 0...7.
    public var bit: Int

    /// The flip of `bit` at byte `offset`.
    public init(offset: Int, bit: Int) {
        self.offset = offset
        self.bit = bit
    }
}
