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
            guard let state = bytes("\(folder)/\(name)/authorized", most: 8) else { continue }
            let number = bytes("\(folder)/\(name)/devnum", most: 8).map { String(decoding: $0, as: UTF8.self) }
            found.append(
                Device(
                    port: name, number: number.flatMap { Int($0.prefix { $0.isNumber }) } ?? 0,
                    isLetIn: state.first == UInt8(ascii: "1"),
                    descriptors: bytes("\(folder)/\(name)/descriptors", most: 64 << 10) ?? []))
        }
        return found.sorted { $0.port < $1.port }
    }

    /// Switches a device on; its drivers are bound now. False when it is gone.
    public func letIn(_ device: Device) -> Bool {
        let descriptor = open("\(folder)/\(device.port)/authorized", O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
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
