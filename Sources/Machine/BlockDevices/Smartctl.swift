import Spawn

/// SMART values of one disk through smartctl(8), as JSON bytes and exit status; parsing is Core's.
public enum Smartctl {
    /// Asks once, 30 s and 4 MiB at most. Does not wake a sleeping disk.
    public static func read(_ node: String) async throws(BlockDevicesError) -> (json: [UInt8], status: Int32) {
        let ended = try await Tool.run(
            "/usr/sbin/smartctl", ["--json=c", "-x", "-n", "standby,0", node], timeout: .seconds(30),
            accepting: Set(0..<256))
        return (ended.stdout, ended.exitCode ?? 255)
    }
}
