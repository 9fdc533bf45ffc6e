import CUdev
import Glibc
import Threads

/// libudev: the block devices there are, and those that come and go.
public enum Udev {
    /// All disks and partitions the kernel has, ordered by name; `isFinished` tells those udev has finished with.
    public static func blockDevices() throws(UdevError) -> [UdevDevice] {
        guard let context = udev_new() else { throw UdevError(what: "udev_new") }
        defer { udev_unref(context) }
        let paths = try blockPaths(context)
        var devices: [UdevDevice] = []
        for path in paths {
            guard let device = udev_device_new_from_syspath(context, path) else { continue }
            if let described = describe(device) { devices.append(described) }
            udev_device_unref(device)
        }
        let cameMeanwhile = Set(try blockPaths(context)).subtracting(paths)
        return unfinished(devices, without: cameMeanwhile).sorted { $0.name < $1.name }
    }

    /// A disk can be finished whose partitions came after the list was begun: it looks like one without a table. Their
    /// own events are still to come; until then the disk is not finished either.
    ///
    /// - Parameter paths: of the kernel's devices (`/sys/devices/…/block/sda/sda1`) that `devices` lacks.
    static func unfinished(_ devices: [UdevDevice], without paths: Set<String>) -> [UdevDevice] {
        let disks = Set(paths.compactMap { $0.split(separator: "/").dropLast().last })
        return devices.map { device in
            var device = device
            if device.type == "disk", disks.contains(Substring(device.name)) { device.isFinished = false }
            return device
        }
    }

    /// Where the kernel's tree has its block devices now.
    private static func blockPaths(_ context: OpaquePointer) throws(UdevError) -> [String] {
        guard let enumeration = udev_enumerate_new(context) else { throw UdevError(what: "udev_enumerate_new") }
        defer { udev_enumerate_unref(enumeration) }
        udev_enumerate_add_match_subsystem(enumeration, "block")
        guard udev_enumerate_scan_devices(enumeration) >= 0 else { throw UdevError(what: "udev_enumerate_scan") }
        var paths: [String] = []
        var entry = udev_enumerate_get_list_entry(enumeration)
        while let current = entry {
            if let path = udev_list_entry_get_name(current) { paths.append(String(cString: path)) }
            entry = udev_list_entry_get_next(current)
        }
        return paths
    }

    /// Block devices and USB devices (type `usb_device`) that come, change and go, after udev's rules have run. Ends with
    /// the consumer.
    ///
    /// Needs the host's network namespace: udev's netlink group lives there.
    public static func events() -> AsyncThrowingStream<UdevEvent, any Error> {
        AsyncThrowingStream { continuation in
            let watch = Watch()
            continuation.onTermination = { _ in watch.stop() }
            do {
                try startThread {
                    do {
                        try watch.run { continuation.yield($0) }
                        continuation.finish()
                    } catch {
                        continuation.finish(throwing: error)
                    }
                }
            } catch {
                continuation.finish(throwing: error)
            }
        }
    }

    static func describe(_ device: OpaquePointer) -> UdevDevice? {
        guard let name = text(udev_device_get_sysname(device)), let node = text(udev_device_get_devnode(device)),
            let type = text(udev_device_get_devtype(device))
        else { return nil }
        var properties: [String: String] = [:]
        var entry = udev_device_get_properties_list_entry(device)
        while let current = entry, properties.count < 128 {
            if let key = text(udev_list_entry_get_name(current)), let value = udev_list_entry_get_value(current) {
                let limit = key == "DEVLINKS" ? 2048 : 256
                properties[key] = String(String(cString: value).prefix(limit))
            }
            entry = udev_list_entry_get_next(current)
        }
        let sectors = text(udev_device_get_sysattr_value(device, "size")).flatMap(Int64.init) ?? 0
        let parent = udev_device_get_parent_with_subsystem_devtype(device, "block", "disk")
        let usb = udev_device_get_parent_with_subsystem_devtype(device, "usb", "usb_device")
        return UdevDevice(
            name: name, node: node, type: type, bytes: sectors * 512,
            parent: type == "partition" ? parent.flatMap { text(udev_device_get_sysname($0)) } : nil,
            usb: usb.flatMap { text(udev_device_get_sysname($0)) },
            usbInterfaces: usb.flatMap { text(udev_device_get_property_value($0, "ID_USB_INTERFACES")) }
                ?? properties["ID_USB_INTERFACES"] ?? "",
            isFinished: udev_device_get_is_initialized(device) > 0, properties: properties)
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String? {
        pointer.map { String(String(cString: $0).prefix(256)) }
    }
}
