public import DatasafeCore
import Spawn

/// SMART values and self-tests of one disk through smartctl(8), as JSON bytes and exit status; parsing is Core's.
public enum Smartctl {
    /// How the disk is spoken to.
    public enum Way: Sendable {
        /// As smartctl finds out: by the kernel's driver, and on USB by its list of known cases.
        case found
        /// ATA through SCSI (SAT), for a USB case that is not on that list.
        case sat
    }

    private static let path = "/usr/sbin/smartctl"

    /// Asks once, 30 s and 4 MiB at most. Does not wake a sleeping disk.
    public static func read(
        _ node: String, by way: Way = .found
    ) async throws(BlockDevicesError) -> (json: [UInt8], status: Int32) {
        let ended = try await Tool.run(
            path, arguments(node, by: way), timeout: .seconds(30), accepting: Set(0..<256))
        return (ended.stdout, ended.exitCode ?? 255)
    }

    /// Has the disk begin a test of itself, which goes on in the background and gives way to all other work. False when
    /// the disk did not: it cannot, or tests itself already.
    public static func start(_ kind: SelfTestKind, _ node: String) async throws(BlockDevicesError) -> Bool {
        let ended = try await Tool.run(
            path, ["--json=c", "-t", kind.rawValue, node], timeout: .seconds(30), accepting: Set(0..<256))
        // Bits 0 to 2: wrong call, not opened, command refused. The others speak of the disk's health.
        return (ended.exitCode ?? 255) & 0b111 == 0
    }

    static func arguments(_ node: String, by way: Way) -> [String] {
        ["--json=c", "-x", "-n", "standby,0"] + (way == .sat ? ["-d", "sat"] : []) + [node]
    }
}
