import DatasafeCore
import Spawn

/// Partitions and formats numbered backup disks, and checks them before a mount (backup.md 3.4).
public enum BackupDisk {
    /// PARTLABEL of the repository partition of disk `number`.
    public static func label(_ number: Int) -> String { "DATASAFE-BK-\(number)" }

    /// The number behind a PARTLABEL, 1...99.
    public static func number(label: String) -> Int? {
        guard label.hasPrefix("DATASAFE-BK-"), let number = Int(label.dropFirst(12)), (1...99).contains(number) else {
            return nil
        }
        return number
    }

    /// Writes a new table with the two partitions; what the disk held is gone.
    public static func partition(_ node: String, number: Int) async throws(BlockDevicesError) {
        // Small (test) disks get a small first partition: FAT32 needs 65,525 clusters, so the size stays above 64 MiB.
        let script = """
            label: gpt
            size=256MiB, type=EBD0A0A2-B9E5-4433-87C0-68B6B72699C7, name="DATASAFE-INFO-\(number)"
            type=0FC63DAF-8483-4772-8E79-3D69D8477DE4, name="\(label(number))"

            """
        try await Tool.run(
            "/usr/sbin/sfdisk", ["--quiet", "--wipe", "always", "--wipe-partitions", "always", node],
            input: .bytes(Array(script.utf8)))
    }

    /// Gives both partitions another number; what they hold stays as it is. The second one, by which the disk is known, is the
    /// last: cut off before it is the old disk still.
    public static func renumber(_ node: String, number: Int) async throws(BlockDevicesError) {
        for (partition, name) in [("1", "DATASAFE-INFO-\(number)"), ("2", label(number))] {
            try await Tool.run("/usr/sbin/sfdisk", ["--quiet", "--part-label", node, partition, name])
        }
    }

    /// Formats both partitions. `owner` owns the repository folder's file system root.
    public static func format(
        info: String, repository: String, number: Int, owner: UInt32
    ) async throws(BlockDevicesError) {
        let tail = number < 10 ? "0\(number)" : "\(number)"
        try await Tool.run("/usr/sbin/mkfs.vfat", ["-F", "32", "-s", "1", "-n", "DSPLATTE-\(tail)", info])
        try await Tool.run(
            "/usr/sbin/mkfs.ext4",
            [
                "-q", "-F", "-m", "0", "-L", "DSBK-\(number)", "-e", "remount-ro", "-E",
                "root_owner=\(owner):\(owner),lazy_itable_init=1", repository,
            ], timeout: .seconds(600))
    }

    /// Replays the journal and checks. False = damage that needs a person (e2fsck(8) exit code 4 and above); nothing is
    /// forced.
    public static func check(_ repository: String) async throws(BlockDevicesError) -> Bool {
        let ended = try await Tool.run(
            "/usr/sbin/e2fsck", ["-f", "-p", repository], timeout: .seconds(3600), accepting: Set(0..<128))
        return (ended.exitCode ?? 128) < 4
    }
}
