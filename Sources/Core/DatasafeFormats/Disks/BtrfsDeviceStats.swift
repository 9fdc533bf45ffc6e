/// Error counters of one device of a btrfs volume, kept by the file system since it was made.
/// A count beyond `limit` is given as `limit`, so that sums of a few do not overflow.
/// Source: `btrfs --format json device stats`, btrfs-progs 6.2 to 6.14 (numbers as strings or as numbers).
public struct BtrfsDeviceStats: Hashable, Sendable {
    /// The highest count given.
    public static let limit = 1 << 48

    /// btrfs's number of the device.
    public let device: Int
    /// Failed writes, reads and flushes.
    public let writeErrors: Int
    public let readErrors: Int
    public let flushErrors: Int
    /// Blocks whose checksum did not fit: must stay 0.
    public let corruptionErrors: Int
    /// Blocks of another generation than expected: must stay 0.
    public let generationErrors: Int

    /// The counters of every device. Throws what `JSONValue` throws, and `.missing` or `.badValue`.
    public static func read(json: [UInt8]) throws(FormatError) -> [BtrfsDeviceStats] {
        let root = try JSONValue(json: json, maxBytes: 65_536, maxDepth: 8)
        guard let list = root["device-stats"]?.array else { throw FormatError(.missing, "btrfs device-stats") }
        guard !list.isEmpty, list.count <= 64 else { throw FormatError(.tooMany, "btrfs device-stats") }
        var devices: [BtrfsDeviceStats] = []
        for entry in list { devices.append(try BtrfsDeviceStats(entry)) }
        return devices
    }

    private init(_ entry: JSONValue) throws(FormatError) {
        device = try Self.number(entry, "devid")
        writeErrors = try Self.number(entry, "write_io_errs")
        readErrors = try Self.number(entry, "read_io_errs")
        flushErrors = try Self.number(entry, "flush_io_errs")
        corruptionErrors = try Self.number(entry, "corruption_errs")
        generationErrors = try Self.number(entry, "generation_errs")
    }

    private static func number(_ entry: JSONValue, _ key: String) throws(FormatError) -> Int {
        guard let value = entry[key] else { throw FormatError(.missing, "btrfs \(key)") }
        guard let number = value.looseInt, number >= 0 else { throw FormatError(.badValue, "btrfs \(key)") }
        return min(number, limit)
    }
}
