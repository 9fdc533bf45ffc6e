import CUdev
import Glibc
import Threads

/// libudev: the block devices there are, and those that come and go.
public enum Udev {
    /// All disks and partitions the kernel has, ordered by name; `isFinished` tells those udev has finished with.
    public static func blockDevices() throws(UdevError) -> [UdevDevice] {
        guard let context = udev_new() else { throw UdevError(what: "udev_new") }
        defer { udev_unref(context) }
        guard let enumeration = udev_enumerate_new(context) else { throw UdevError(what: "udev_enumerate_new") }
        defer { udev_enumerate_unref(enumeration) }
        udev_enumerate_add_match_subsystem(enumeration, "block")
        guard udev_enumerate_scan_devices(enumeration) >= 0 else { throw UdevError(what: "udev_enumerate_scan") }
        var devices: [UdevDevice] = []
        var entry = udev_enumerate_get_list_entry(enumeration)
        while let current = entry {
            if let path = udev_list_entry_get_name(current), let device = udev_device_new_from_syspath(context, path) {
                if let described = describe(device) { devices.append(described) }
                udev_device_unref(device)
            }
            entry = udev_list_entry_get_next(current)
        }
        // The list was begun before the last device was looked at: a disk can be finished by now whose partitions came
        // after the list. Their events are still to come.
        let names = Set(devices.map(\.name))
        for index in devices.indices where devices[index].type == "disk" {
            let isWhole = partitions(of: devices[index].name).allSatisfy(names.contains)
            if !isWhole { devices[index].isFinished = false }
        }
        return devices.sorted { $0.name < $1.name }
    }

    /// Names of the partitions the kernel has of a disk now.
    static func partitions(of disk: String) -> [String] {
        guard let folder = opendir("/sys/class/block/\(disk)/") else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasPrefix(disk), access("/sys/class/block/\(disk)/\(name)/partition", F_OK) == 0 {
                names.append(name)
            }
        }
        return names
    }

    /// Block devices that come, change and go, after udev's rules have run. Ends with the consumer.
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
