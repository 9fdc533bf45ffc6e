import CUdev
import Glibc
import Synchronization

/// One udev monitor on a thread of its own.
final class Watch: Sendable {
    private let stopped = Mutex(false)

    func stop() { stopped.withLock { $0 = true } }

    func run(_ found: (UdevEvent) -> Void) throws(UdevError) {
        guard let context = udev_new() else { throw UdevError(what: "udev_new") }
        defer { udev_unref(context) }
        guard let monitor = udev_monitor_new_from_netlink(context, "udev") else {
            throw UdevError(what: "udev_monitor_new_from_netlink")
        }
        defer { udev_monitor_unref(monitor) }
        udev_monitor_filter_add_match_subsystem_devtype(monitor, "block", nil)
        udev_monitor_filter_add_match_subsystem_devtype(monitor, "usb", "usb_device")
        guard udev_monitor_enable_receiving(monitor) >= 0 else { throw UdevError(what: "udev_monitor_enable") }
        let descriptor = udev_monitor_get_fd(monitor)
        while !stopped.withLock({ $0 }) {
            var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&poller, 1, 1000) > 0 else { continue }
            guard let device = udev_monitor_receive_device(monitor) else { continue }
            defer { udev_device_unref(device) }
            guard let action = udev_device_get_action(device), let described = Udev.describe(device) else { continue }
            found(UdevEvent(action: String(cString: action), device: described))
        }
    }
}
