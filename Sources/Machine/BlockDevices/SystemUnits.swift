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

    /// Unmounts; a folder that is not mounted is no error.
    public static func unmount(_ folder: String) async throws(BlockDevicesError) {
        try await Tool.run("/usr/bin/systemd-umount", ["--quiet", folder], timeout: .seconds(120), accepting: [0, 1])
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
