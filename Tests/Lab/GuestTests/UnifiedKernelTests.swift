import SystemPackage
import Testing

@testable import Guest

@Suite("Unified kernel image") struct UnifiedKernelTests {
    let file = FilePath("/tmp/datasafe-uki-\(UInt64.random(in: 0 ... .max)).efi")

    func image(_ sections: [(String, [UInt8])]) -> [UInt8] {
        var image = [UInt8](repeating: 0, count: 4096)
        image.put(Array("MZ".utf8), at: 0)
        image.put(UInt32(128), at: 0x3c)
        image.put([0x50, 0x45, 0, 0], at: 128)
        image.put(UInt16(sections.count), at: 134)
        image.put(UInt16(240), at: 148)
        for (index, section) in sections.enumerated() {
            let entry = 128 + 24 + 240 + index * 40
            image.put(Array(section.0.utf8), at: entry)
            image.put(UInt32(section.1.count), at: entry + 8)
            image.put(UInt32((section.1.count + 511) / 512 * 512), at: entry + 16)
            image.put(UInt32(image.count), at: entry + 20)
            image += section.1 + [UInt8](repeating: 0, count: (512 - section.1.count % 512) % 512)
        }
        return image
    }

    @Test("Sections come out byte for byte") func sections() throws {
        defer { try? Files.remove(file) }
        let kernel = (0..<5000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        try Files.write(image([(".cmdline", Array("roothash=ab quiet\n\0".utf8)), (".linux", kernel)]), to: file)
        let unified = try UnifiedKernel(at: file)
        #expect(try unified.commandLine() == "roothash=ab quiet")
        #expect(try unified.bytes(of: ".linux") == kernel)
        #expect(throws: GuestError(.malformed, file.string)) { try unified.bytes(of: ".initrd") }
    }

    @Test("What is no EFI program is refused") func refused() throws {
        defer { try? Files.remove(file) }
        #expect(throws: GuestError(.missing, file.string)) { try UnifiedKernel(at: file) }
        let whole = image([(".linux", [1])])
        for bytes in [[], Array(whole.prefix(100)), Array(whole.prefix(300)), Array(whole.dropFirst())] {
            try Files.write(bytes, to: file)
            #expect(throws: GuestError(.malformed, file.string)) { try UnifiedKernel(at: file) }
        }
    }
}
