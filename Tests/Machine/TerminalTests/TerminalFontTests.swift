import Terminal
import Testing

@Suite struct TerminalFontTests {
    @Test func `each dot becomes four, in its glyph and its place`() throws {
        var glyphs = [UInt8](repeating: 0, count: 2 * 32)
        glyphs[0] = 0b1000_0001
        glyphs[32 + 15] = 0b0101_0000
        let large = try #require(TerminalFont(width: 8, height: 16, glyphs: glyphs).doubled)
        #expect(large.width == 16 && large.height == 32 && large.count == 2)
        var wanted = [UInt8](repeating: 0, count: 2 * 64)
        for row in 0..<2 {
            wanted[row * 2] = 0b1100_0000
            wanted[row * 2 + 1] = 0b0000_0011
            wanted[64 + (30 + row) * 2] = 0b0011_0011
        }
        #expect(large.glyphs == wanted)
    }

    @Test(arguments: [(16, 32), (9, 16), (8, 17), (8, 0)])
    func `what the kernel would not take is left as it is`(width: Int, height: Int) {
        let glyphs = [UInt8](repeating: 0, count: 256 * 32 * ((width + 7) / 8))
        #expect(TerminalFont(width: width, height: height, glyphs: glyphs).doubled == nil)
    }

    @Test func `a pipe has no size and no letters`() {
        let device = TerminalDevice(path: "/dev/null")
        #expect(device.size == nil && !device.enlarge())
    }
}
