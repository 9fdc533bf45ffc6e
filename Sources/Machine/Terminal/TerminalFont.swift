/// The letters of a text screen as the kernel keeps them: one bit a dot, 32 rows a glyph, the rows below `height` unused.
/// Source: console_ioctl(4), KDFONTOP.
public struct TerminalFont: Sendable, Equatable {
    /// Rows the kernel reserves for each glyph, whatever its height.
    static let pitch = 32

    /// Dots.
    public var width: Int
    public var height: Int
    /// `pitch` rows of `(width + 7) / 8` bytes for each glyph.
    public var glyphs: [UInt8]

    public init(width: Int, height: Int, glyphs: [UInt8]) {
        self.width = width
        self.height = height
        self.glyphs = glyphs
    }

    /// Number of glyphs.
    public var count: Int { glyphs.count / (Self.pitch * ((width + 7) / 8)) }

    /// Each dot becomes four. Nil for a font the kernel would not take so large, or that is no whole number of bytes wide.
    public var doubled: TerminalFont? {
        guard width == 8, (1...Self.pitch / 2).contains(height) else { return nil }
        var large = [UInt8](repeating: 0, count: glyphs.count * 2)
        for glyph in 0..<count {
            for row in 0..<height {
                let wide = Self.spread(glyphs[glyph * Self.pitch + row])
                for copy in 0..<2 {
                    let place = (glyph * Self.pitch + row * 2 + copy) * 2
                    large[place] = UInt8(wide >> 8)
                    large[place + 1] = UInt8(wide & 0xff)
                }
            }
        }
        return TerminalFont(width: 16, height: height * 2, glyphs: large)
    }

    /// Eight dots as sixteen.
    private static func spread(_ dots: UInt8) -> UInt16 {
        (0..<8).reduce(0) { wide, bit in dots >> bit & 1 == 1 ? wide | 3 << (2 * bit) : wide }
    }
}
