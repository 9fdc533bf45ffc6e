import DatasafeCore
import Spawn

/// The GPT of a key stick: one partition of 1 MiB from byte 1,048,576 with PARTLABEL `datasafe-key` (storage.md 3.2).
public enum KeyStickTable {
    /// Where the partition begins on the stick, bytes: both copies of the key record can be read without a table.
    public static let start: Int64 = 1 << 20

    /// Writes the table; what the stick held is gone.
    public static func write(_ node: String) async throws(BlockDevicesError) {
        let script = """
            label: gpt
            start=2048, size=2048, type=0FC63DAF-8483-4772-8E79-3D69D8477DE4, name="datasafe-key"

            """
        try await Tool.run(
            "/usr/sbin/sfdisk", ["--quiet", "--wipe", "always", "--wipe-partitions", "always", node],
            input: .bytes(Array(script.utf8)))
    }
}
