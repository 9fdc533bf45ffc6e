import Spawn

/// The btrfs data volume through btrfs-progs: data single, metadata DUP, one subvolume each for data, snapshots and
/// secrets (storage.md 3.1).
public enum Btrfs {
    private static let path = "/usr/bin/btrfs"

    /// Makes the file system on a device; its subvolumes are the business of `datasafe-volume-layout.service`.
    public static func make(device: String) async throws(BlockDevicesError) {
        try await Tool.run(
            "/usr/sbin/mkfs.btrfs",
            ["-f", "-q", "-L", "datasafe-data", "-d", "single", "-m", "dup", "--csum", "crc32c", device],
            timeout: .seconds(300))
    }

    /// A read-only snapshot of `source` at `target`; both lie in the same file system.
    public static func snapshot(_ source: String, at target: String) async throws(BlockDevicesError) {
        try await Tool.run(path, ["subvolume", "snapshot", "-r", source, target], timeout: .seconds(300))
    }

    public static func delete(_ subvolume: String) async throws(BlockDevicesError) {
        try await Tool.run(path, ["subvolume", "delete", subvolume], timeout: .seconds(120))
    }

    /// Reads everything and compares it with its checksums, at idle priority; hours on large disks. Goes on where
    /// `stopScrub` stopped it, else begins. What it finds stands in `deviceStats` and `scrubStatus`.
    ///
    /// Returns also when it was stopped; throws when it could not begin.
    public static func scrub(_ folder: String) async throws(BlockDevicesError) {
        // 1: stopped. 2: nothing to go on with. 3: some blocks could not be corrected; the counters say which.
        let again = try await Tool.run(
            path, ["scrub", "resume", "-B", "-c", "3", folder], timeout: .seconds(86_400), accepting: [0, 1, 2, 3])
        guard again.exitCode == 2 else { return }
        try await Tool.run(
            path, ["scrub", "start", "-B", "-c", "3", folder], timeout: .seconds(86_400), accepting: [0, 1, 3])
    }

    /// Stops a scrub; none is no error.
    public static func stopScrub(_ folder: String) async throws(BlockDevicesError) {
        try await Tool.run(path, ["scrub", "cancel", folder], accepting: [0, 1, 2])
    }

    /// Text of `btrfs scrub status`, with every counter or, for one that runs, with how far it is.
    public static func scrubStatus(_ folder: String, running: Bool) async throws(BlockDevicesError) -> String {
        try await Tool.run(path, ["scrub", "status", running ? "--raw" : "-R", folder]).text
    }

    /// Moves the mounted file system from one device to another, which must be at least as large; hours. Ends with the
    /// move. Its code says little (0 also for one that was called off): `replaceStatus` and the devices tell.
    public static func replace(
        _ device: String, with other: String, in folder: String
    ) async throws(BlockDevicesError) {
        try await Tool.run(
            path, ["replace", "start", "-B", "-f", device, other, folder], timeout: .seconds(30 * 86_400))
    }

    /// One line about the replacement that runs, or about the last one there was.
    public static func replaceStatus(_ folder: String) async throws(BlockDevicesError) -> String {
        try await Tool.run(path, ["replace", "status", "-1", folder]).text
    }

    /// Stops a replacement; the file system stays where it was. None is no error.
    public static func cancelReplace(_ folder: String) async throws(BlockDevicesError) {
        try await Tool.run(path, ["replace", "cancel", folder], timeout: .seconds(300), accepting: [0, 2])
    }

    /// JSON of `btrfs device stats`: the counters of errors btrfs itself saw.
    public static func deviceStats(_ folder: String) async throws(BlockDevicesError) -> [UInt8] {
        try await Tool.run(path, ["--format", "json", "device", "stats", folder]).stdout
    }

    /// Bytes of `btrfs filesystem usage -b`: unallocated, and metadata used and in all.
    public static func usage(
        _ folder: String
    ) async throws(BlockDevicesError) -> (unallocated: Int64, metadataUsed: Int64, metadataBytes: Int64) {
        let text = try await Tool.run(path, ["filesystem", "usage", "-b", folder]).text
        var unallocated: Int64 = 0
        var used: Int64 = 0
        var bytes: Int64 = 0
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split { $0.isWhitespace || $0 == ":" || $0 == "," || $0 == "(" }
            if words.count >= 3, words[0] == "Device", words[1] == "unallocated" { unallocated = Int64(words[2]) ?? 0 }
            // `Metadata,DUP: Size:268435456, Used:131072 (0.05%)`
            if words.count >= 6, words[0] == "Metadata", words[2] == "Size", words[4] == "Used" {
                bytes += Int64(words[3]) ?? 0
                used += Int64(words[5]) ?? 0
            }
        }
        return (unallocated, used, bytes)
    }
}
