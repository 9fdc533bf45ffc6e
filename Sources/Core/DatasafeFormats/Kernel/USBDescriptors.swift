public import DatasafeCore

/// The descriptors of a USB device as the kernel gives them in sysfs (`descriptors`): the device's, then each
/// configuration's with its interfaces and endpoints. They come from a stranger's device. Source: USB 2.0, chapter 9.6.
public struct USBDescriptors: Sendable, Equatable {
    /// Most bytes that are looked at.
    public static let most = 64 << 10

    /// Class of the device, 0 = the interfaces say it.
    public let deviceClass: UInt8
    public let vendor: UInt16
    public let product: UInt16
    /// Interfaces of all configurations and alternate settings.
    public let interfaces: [USBRule.Interface]

    /// Reads them. Throws `.truncated`, `.badValue`, `.tooMany`.
    public init(bytes: [UInt8]) throws(FormatError) {
        guard bytes.count >= 18 else { throw FormatError(.truncated, "USB device descriptor") }
        guard bytes.count <= Self.most else { throw FormatError(.tooMany, "USB descriptors") }
        guard bytes[0] == 18, bytes[1] == 1 else { throw FormatError(.badValue, "USB device descriptor") }
        deviceClass = bytes[4]
        vendor = bytes.little16(8)
        product = bytes.little16(10)
        var found: [USBRule.Interface] = []
        var offset = 18
        while offset < bytes.count {
            guard bytes.count - offset >= 2 else { throw FormatError(.truncated, "USB descriptor", at: offset) }
            let length = Int(bytes[offset])
            guard length >= 2, offset + length <= bytes.count else {
                throw FormatError(.badValue, "USB descriptor length", at: offset)
            }
            if bytes[offset + 1] == 4 {
                guard length >= 9 else { throw FormatError(.badValue, "USB interface descriptor", at: offset) }
                found.append(USBRule.Interface(bytes[offset + 5], bytes[offset + 6], bytes[offset + 7]))
            }
            offset += length
        }
        interfaces = found
    }

    /// nil = may be let in.
    public var refused: USBRule.Kind? { USBRule.refuses(deviceClass: deviceClass, interfaces: interfaces) }

    /// `0951:1666`
    public var name: String { "\(Self.hex(vendor)):\(Self.hex(product))" }

    private static func hex(_ value: UInt16) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
