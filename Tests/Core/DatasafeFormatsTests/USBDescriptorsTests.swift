import DatasafeCore
import DatasafeFormats
import Testing

@Suite struct USBDescriptorsTests {
    private static func device(_ deviceClass: UInt8, _ interfaces: [USBRule.Interface]) -> [UInt8] {
        var bytes: [UInt8] = [
            18, 1, 0, 2, deviceClass, 0, 0, 64, 0x51, 0x09, 0x66, 0x16, 0, 1, 1, 2, 3, 1,
        ]
        bytes += [9, 2, 0, 0, UInt8(interfaces.count), 1, 0, 0x80, 50]
        for (index, interface) in interfaces.enumerated() {
            bytes += [9, 4, UInt8(index), 0, 1, interface.base, interface.sub, interface.proto, 0]
            bytes += [7, 5, 0x81, 2, 0, 2, 0]
        }
        return bytes
    }

    @Test(
        arguments: [
            // A stick, a disk that also speaks UAS, a hub.
            (0, [(8, 6, 0x50)], nil), (0, [(8, 6, 0x50), (8, 6, 0x62)], nil), (9, [(9, 0, 0)], nil),
            (0, [(3, 1, 1)], .keyboard), (0, [(3, 1, 2)], .mouse), (0, [(8, 6, 0x50), (3, 1, 1)], .composite),
            (2, [(2, 6, 0), (10, 0, 0)], .network), (2, [(2, 2, 1), (10, 0, 0)], .serial),
            // What QEMU emulates: RNDIS first, Ethernet second.
            (2, [(2, 2, 0xff), (10, 0, 0), (2, 6, 0), (10, 0, 0)], .network),
            (0xe0, [(0xe0, 1, 1)], .network),
            (0, [(6, 1, 1)], .media), (0, [(0xff, 0, 0)], .other), (0, [], .other),
            // What calls itself a hub or a vendor's device as a whole and storage inside is not a plain stick.
            (9, [(8, 6, 0x50)], .other), (0xff, [(8, 6, 0x50)], .other), (0, [(9, 0, 0)], .other),
        ] as [(UInt8, [(UInt8, UInt8, UInt8)], USBRule.Kind?)])
    func `only storage and plain hubs are let in`(
        deviceClass: UInt8, interfaces: [(UInt8, UInt8, UInt8)], refused: USBRule.Kind?
    ) throws {
        let bytes = Self.device(deviceClass, interfaces.map { USBRule.Interface($0.0, $0.1, $0.2) })
        let read = try USBDescriptors(bytes: bytes)
        #expect(read.refused == refused && read.name == "0951:1666")
        #expect(read.interfaces.count == interfaces.count)
    }

    @Test func `every damaged byte and every cut ends in a judgement or an error`() {
        let whole = Self.device(0, [USBRule.Interface(8, 6, 0x50), USBRule.Interface(3, 1, 1)])
        for count in 0..<whole.count { _ = try? USBDescriptors(bytes: Array(whole[..<count])) }
        for index in whole.indices {
            for value in [UInt8(0), 1, 4, 9, 0x7f, 0x80, 0xff] {
                var bytes = whole
                bytes[index] = value
                _ = try? USBDescriptors(bytes: bytes)
            }
        }
        #expect(throws: FormatError.self) { try USBDescriptors(bytes: []) }
        #expect(throws: FormatError.self) { try USBDescriptors(bytes: whole + [0]) }
        #expect(throws: FormatError.self) { try USBDescriptors(bytes: whole + [0, 0]) }
        #expect(throws: FormatError.self) { try USBDescriptors(bytes: whole + [3, 4, 8]) }
        #expect(throws: FormatError.self) {
            try USBDescriptors(bytes: whole + [UInt8](repeating: 2, count: USBDescriptors.most))
        }
    }
}
