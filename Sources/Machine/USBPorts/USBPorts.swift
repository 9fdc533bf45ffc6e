import Glibc

/// The USB devices in sysfs, and the switch with which the kernel lets one in. Source: Linux,
/// Documentation/usb/authorization.rst.
public struct USBPorts: Sendable {
    /// One device that is plugged in; root hubs are part of the machine and not among them.
    public struct Device: Sendable, Equatable {
        /// `1-1.4`
        public var port: String
        /// Counts up with each plugging in.
        public var number: Int
        public var isLetIn: Bool
        /// As the kernel read them; empty when it has not.
        public var descriptors: [UInt8]
    }

    private let folder: String

    /// - Parameter folder: tests give a folder of their own.
    public init(folder: String = "/sys/bus/usb/devices") { self.folder = folder }

    /// What is plugged in now, ordered by port.
    public func devices() -> [Device] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var found: [Device] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            // "1-1" and "1-1.4" are devices, "1-1:1.0" an interface, "usb1" a root hub.
            guard name.first?.isNumber == true, !name.contains(":") else { continue }
            if let device = device(at: name) { found.append(device) }
        }
        return found.sorted { $0.port < $1.port }
    }

    private func device(at port: String) -> Device? {
        guard let state = bytes("\(folder)/\(port)/authorized", most: 8) else { return nil }
        let number = bytes("\(folder)/\(port)/devnum", most: 8).map { String(decoding: $0, as: UTF8.self) }
        return Device(
            port: port, number: number.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0,
            isLetIn: state.first == UInt8(ascii: "1"),
            descriptors: bytes("\(folder)/\(port)/descriptors", most: 64 << 10) ?? [])
    }

    /// Switches a device on; its drivers are bound now. False when it is gone, or when another one has its port: a device
    /// that plugs itself in anew as a keyboard, between the look at its descriptors and this, stays off.
    public func letIn(_ device: Device) -> Bool {
        // Opened before the second look: of a device that goes after it the switch is dead (ENODEV), whoever comes then.
        let descriptor = open("\(folder)/\(device.port)/authorized", O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        guard self.device(at: device.port) == device else { return false }
        return write(descriptor, "1", 1) == 1
    }

    private func bytes(_ path: String, most: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while all.count < most {
            let count = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            all += chunk[..<count]
        }
        return Array(all.prefix(most))
    }
}
