/// A partition table of the GPT kind on a small disk image held in memory, sectors of 512 bytes.
///
/// Writes and reads 128 entries of 128 bytes, both copies. Source: UEFI 2.10 chapter 5.
public struct GPTDisk: Sendable, Equatable {
    /// One partition.
    public struct Partition: Sendable, Equatable {
        /// Type GUID, 16 bytes as on disk.
        public var type: [UInt8]
        /// Own GUID, 16 bytes as on disk.
        public var identity: [UInt8]
        /// First sector.
        public var first: UInt64
        /// Last sector, included.
        public var last: UInt64
        /// Label, at most 36 UTF-16 units.
        public var label: String

        /// A partition; see the properties.
        public init(type: [UInt8] = GPTDisk.linuxGeneric, identity: [UInt8], first: UInt64, last: UInt64, label: String)
        {
            self.type = type
            self.identity = identity
            self.first = first
            self.last = last
            self.label = label
        }
    }

    /// 0FC63DAF-8483-4772-8E79-3D69D8477DE4, "Linux filesystem data", as it stands on disk.
    public static let linuxGeneric: [UInt8] = [
        0xaf, 0x3d, 0xc6, 0x0f, 0x83, 0x84, 0x72, 0x47, 0x8e, 0x79, 0x3d, 0x69, 0xd8, 0x47, 0x7d, 0xe4,
    ]
    private static let sector = 512
    private static let entrySectors = 32

    /// The disk's own GUID, 16 bytes.
    public var identity: [UInt8]
    /// The partitions in the order of the table.
    public var partitions: [Partition]
    /// True if only the second copy, at the end of the disk, was readable.
    public private(set) var fromBackup = false

    /// A table to be written.
    public init(identity: [UInt8], partitions: [Partition]) {
        self.identity = identity
        self.partitions = partitions
    }

    /// Writes both copies and the protective MBR into `image` (at least 1 MiB, a multiple of 512).
    public func write(into image: inout [UInt8]) {
        precondition(image.count >= 1 << 20 && image.count % Self.sector == 0 && partitions.count <= 128)
        let sectors = UInt64(image.count / Self.sector)
        image.put(protectiveRecord(sectors: sectors), at: 0)
        let entries = entryTable()
        let sum = CRC32.of(entries)
        let last = sectors - 1
        let backupEntries = last - UInt64(Self.entrySectors)
        image.put(entries, at: 2 * Self.sector)
        image.put(entries, at: Int(backupEntries) * Self.sector)
        image.put(header(at: 1, other: last, entriesAt: 2, sum: sum, sectors: sectors), at: Self.sector)
        image.put(
            header(at: last, other: 1, entriesAt: backupEntries, sum: sum, sectors: sectors),
            at: Int(last) * Self.sector)
    }

    private func protectiveRecord(sectors: UInt64) -> [UInt8] {
        var record = [UInt8](repeating: 0, count: Self.sector)
        record.put([0, 0, 2, 0, 0xee, 0xff, 0xff, 0xff], at: 446)
        record.put(UInt32(1), at: 454)
        record.put(UInt32(clamping: sectors - 1), at: 458)
        record.put([0x55, 0xaa], at: 510)
        return record
    }

    private func entryTable() -> [UInt8] {
        var table = [UInt8](repeating: 0, count: Self.entrySectors * Self.sector)
        for (index, partition) in partitions.enumerated() {
            let start = index * 128
            table.put(partition.type.prefix(16), at: start)
            table.put(partition.identity.prefix(16), at: start + 16)
            table.put(partition.first, at: start + 32)
            table.put(partition.last, at: start + 40)
            for (place, unit) in partition.label.utf16.prefix(36).enumerated() {
                table.put(unit, at: start + 56 + place * 2)
            }
        }
        return table
    }

    private func header(at own: UInt64, other: UInt64, entriesAt: UInt64, sum: UInt32, sectors: UInt64) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: Self.sector)
        header.put(Array("EFI PART".utf8), at: 0)
        header.put(UInt32(0x0001_0000), at: 8)
        header.put(UInt32(92), at: 12)
        header.put(own, at: 24)
        header.put(other, at: 32)
        header.put(UInt64(2 + Self.entrySectors), at: 40)
        header.put(sectors - UInt64(Self.entrySectors) - 2, at: 48)
        header.put(identity.prefix(16), at: 56)
        header.put(entriesAt, at: 72)
        header.put(UInt32(128), at: 80)
        header.put(UInt32(128), at: 84)
        header.put(sum, at: 88)
        header.put(CRC32.of(header.prefix(92)), at: 16)
        return header
    }

    /// Reads the table of `image`: the first copy, else the second. Throws `.malformed` if neither holds.
    public init(reading image: [UInt8]) throws {
        let last = image.count / Self.sector - 1
        if let found = Self.copy(in: image, headerAt: 1) {
            self = found
        } else if last > 1, var found = Self.copy(in: image, headerAt: last) {
            found.fromBackup = true
            self = found
        } else {
            throw GuestError(.malformed, "GPT", "no copy with a right checksum")
        }
    }

    private static func copy(in image: [UInt8], headerAt sector: Int) -> GPTDisk? {
        guard var header = image.slice(sector * Self.sector, 92), header.starts(with: Array("EFI PART".utf8)),
            let sum = header.number(UInt32.self, at: 16), let entriesAt = header.number(UInt64.self, at: 72),
            let entrySum = header.number(UInt32.self, at: 88), entriesAt < UInt64(image.count / Self.sector)
        else { return nil }
        header.put(UInt32(0), at: 16)
        guard CRC32.of(header) == sum, header.number(UInt32.self, at: 80) == 128,
            header.number(UInt32.self, at: 84) == 128,
            let entries = image.slice(Int(entriesAt) * Self.sector, entrySectors * Self.sector),
            CRC32.of(entries) == entrySum
        else { return nil }
        let partitions = (0..<128).compactMap { index -> Partition? in
            guard let entry = entries.slice(index * 128, 128), entry.prefix(16).contains(where: { $0 != 0 }),
                let first = entry.number(UInt64.self, at: 32), let last = entry.number(UInt64.self, at: 40)
            else { return nil }
            let units = (0..<36).compactMap { entry.number(UInt16.self, at: 56 + $0 * 2) }.prefix { $0 != 0 }
            return Partition(
                type: Array(entry[0..<16]), identity: Array(entry[16..<32]), first: first, last: last,
                label: String(decoding: units, as: UTF16.self))
        }
        return GPTDisk(identity: Array(header[56..<72]), partitions: partitions)
    }
}
