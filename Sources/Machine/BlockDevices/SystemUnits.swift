import Glibc
import Spawn

/// Asks PID 1: a mount made inside a sandboxed service stays in its private namespace, so mounts are units.
public enum SystemUnits {
    private static let path = "/usr/bin/systemctl"

    public static func start(_ units: [String]) async throws(BlockDevicesError) {
        try await Tool.run(path, ["start"] + units, timeout: .seconds(120))
    }

    public static func stop(_ units: [String]) async throws(BlockDevicesError) {
        try await Tool.run(path, ["stop"] + units, timeout: .seconds(120))
    }

    /// Starts a target and does not wait for what it pulls in.
    public static func begin(_ unit: String) async throws(BlockDevicesError) {
        try await Tool.run(path, ["--no-block", "start", unit])
    }

    /// Reads units and mounts again.
    public static func reload() async throws(BlockDevicesError) {
        try await Tool.run(path, ["daemon-reload"], timeout: .seconds(120))
    }

    /// Switches off or restarts in order.
    public static func powerOff(restart: Bool) async throws(BlockDevicesError) {
        try await Tool.run(path, ["--no-block", restart ? "reboot" : "poweroff"])
    }

    /// Mounts a device at a folder through a transient mount unit.
    public static func mount(
        _ device: String, at folder: String, type: String, options: String
    ) async throws(BlockDevicesError) {
        try await Tool.run(
            "/usr/bin/systemd-mount",
            ["--quiet", "--fsck=no", "--collect", "-t", type, "-o", options, device, folder], timeout: .seconds(60))
    }

    /// Unmounts; a folder where nothing is mounted is no error. Throws `.program` while it is busy.
    public static func unmount(_ folder: String) async throws(BlockDevicesError) {
        guard mountedDevice(folder) != nil else { return }
        let ended = try await Tool.run(
            "/usr/bin/systemd-umount", ["--quiet", folder], timeout: .seconds(120), accepting: [0, 1])
        // Its exit code does not tell a busy one from one that went by itself meanwhile.
        guard mountedDevice(folder) == nil else {
            throw BlockDevicesError(code: .program, what: "systemd-umount", cause: "still mounted, \(ended.lastWords)")
        }
    }

    /// Device number of what is mounted at a folder; nil when it is a plain folder or not there.
    public static func mountedDevice(_ folder: String) -> UInt64? {
        var here = stat()
        var above = stat()
        // The folder above by its name: a service without rights inside (no CAP_DAC_OVERRIDE) may not go through "..".
        let parent = "/" + folder.split(separator: "/").dropLast().joined(separator: "/")
        guard stat(folder, &here) == 0, stat(parent, &above) == 0, here.st_dev != above.st_dev else { return nil }
        return UInt64(here.st_dev)
    }

    /// Whether this very device is mounted at a folder.
    public static func isMounted(_ node: String, at folder: String) -> Bool {
        deviceNumber(node).map { mountedDevice(folder) == $0 } ?? false
    }

    /// Number of a block device; nil when there is none.
    public static func deviceNumber(_ node: String) -> UInt64? {
        var device = stat()
        guard stat(node, &device) == 0, device.st_mode & S_IFMT == S_IFBLK else { return nil }
        return UInt64(device.st_rdev)
    }

    /// Lets udev finish with what just changed, at most 30 s.
    public static func settle() async throws(BlockDevicesError) {
        try await Tool.run("/usr/bin/udevadm", ["settle", "--timeout=30"], accepting: [0, 1])
    }

    /// Makes udev look at a device again.
    public static func trigger(_ node: String) async throws(BlockDevicesError) {
        try await Tool.run("/usr/bin/udevadm", ["trigger", "--action=change", "--settle", node], accepting: [0, 1])
    }
}
