/// Which USB devices are let in: sticks, disks and plain hubs. Everything else stays switched off by the kernel
/// (`usbcore.authorized_default=0`): a keyboard that pretends to be a stick never gets a driver. Source: reliability and
/// security design 3.6.
public enum USBRule {
    /// One interface of one configuration, as its descriptor says.
    public struct Interface: Sendable, Hashable {
        /// Class, subclass and protocol (USB-IF, "Defined Class Codes").
        public var base: UInt8
        public var sub: UInt8
        public var proto: UInt8

        /// An interface from its codes.
        public init(_ base: UInt8, _ sub: UInt8 = 0, _ proto: UInt8 = 0) {
            self.base = base
            self.sub = sub
            self.proto = proto
        }
    }

    /// What a refused device is, for people.
    public enum Kind: String, Sendable, CaseIterable, Codable {
        case keyboard, mouse, network, media, serial, composite, other
    }

    private static let storage: UInt8 = 0x08
    private static let hub: UInt8 = 0x09

    /// nil = let in; else what it is.
    ///
    /// - Parameters:
    ///   - deviceClass: of the device descriptor; 0 = the interfaces say it.
    ///   - interfaces: of all configurations. One that has any but storage is refused whole.
    public static func refuses(deviceClass: UInt8, interfaces: [Interface]) -> Kind? {
        let classes = Set(interfaces.map(\.base))
        if classes == [storage], deviceClass == 0 || deviceClass == storage { return nil }
        if classes == [hub], deviceClass == hub { return nil }
        if classes.count > 1, classes.contains(storage) { return .composite }
        if classes == [0x03] { return interfaces.contains { $0.proto == 1 } ? .keyboard : .mouse }
        if classes.contains(0x02) || classes.contains(0xe0) {
            // Communications: 2 = a modem line, the others carry a network. Microsoft's RNDIS is a network that calls itself
            // a modem with a protocol of its own.
            let lines = interfaces.filter { $0.base == 0x02 }
            return !lines.isEmpty && lines.allSatisfy { $0.sub == 2 && $0.proto != 0xff } ? .serial : .network
        }
        if classes.contains(0x06) || classes.contains(0x0e) || classes.contains(0x01) { return .media }
        return classes.count > 1 ? .composite : .other
    }
}
