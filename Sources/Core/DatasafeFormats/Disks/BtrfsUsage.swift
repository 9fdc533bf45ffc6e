/// Room on a btrfs volume, bytes. Source: `btrfs filesystem usage --raw`, btrfs-progs 6.2 to 6.14.
public struct BtrfsUsage: Hashable, Sendable {
    /// Room and use of one kind of block group.
    public struct Group: Hashable, Sendable {
        /// Allocated to this kind.
        public let size: Int64
        /// In use.
        public let used: Int64
    }

    /// Size of the devices.
    public let deviceSize: Int64
    /// Allocated to no kind yet: btrfs runs full here first.
    public let unallocated: Int64
    /// In use, raw.
    public let used: Int64
    /// What can still be written in the worst case.
    public let freeMinimum: Int64
    /// File contents.
    public let data: Group
    /// Everything else.
    public let metadata: Group

    /// Whole percent of the metadata groups in use, 0...100.
    public var metadataPercent: Int {
        // `used` times 100 may be more than a number holds.
        metadata.size > 0 ? Int(min(100, Double(metadata.used) / Double(metadata.size) * 100)) : 0
    }

    /// Reads the text. Throws `.tooLong`, `.missing`, `.badValue`.
    public init(text: String) throws(FormatError) {
        guard text.utf8.count <= 65_536 else { throw FormatError(.tooLong, "btrfs usage") }
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        deviceSize = try Self.number(lines, "Device size:")
        unallocated = try Self.number(lines, "Device unallocated:")
        used = try Self.number(lines, "Used:")
        freeMinimum = try Self.number(lines, "(min:")
        data = try Self.group(lines, "Data,")
        metadata = try Self.group(lines, "Metadata,")
    }

    private static func number(_ lines: [String], _ label: String) throws(FormatError) -> Int64 {
        for line in lines {
            guard let range = find(label, in: line) else { continue }
            let digits = line[range...].drop { $0.isWhitespace }.prefix { $0.isNumber }
            guard let value = Int64(digits) else { throw FormatError(.badValue, "btrfs \(label)") }
            return value
        }
        throw FormatError(.missing, "btrfs \(label)")
    }

    private static func group(_ lines: [String], _ label: String) throws(FormatError) -> Group {
        guard let line = lines.first(where: { $0.hasPrefix(label) }) else {
            throw FormatError(.missing, "btrfs \(label)")
        }
        return Group(size: try number([line], "Size:"), used: try number([line], "Used:"))
    }

    /// The index behind `label`, nil if it is not in the line.
    private static func find(_ label: String, in line: String) -> String.Index? {
        var rest = line[...]
        while !rest.isEmpty {
            if rest.hasPrefix(label) { return rest.index(rest.startIndex, offsetBy: label.count) }
            rest = rest.dropFirst()
        }
        return nil
    }
}
