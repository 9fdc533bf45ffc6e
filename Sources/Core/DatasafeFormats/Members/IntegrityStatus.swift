/// One line of `dmsetup status` of a dm-integrity mapping: start, length, `integrity`, then the number of mismatches, the
/// sectors provided, and the sector that recalculation has reached or `-`.
/// Source: kernel documentation, device-mapper/dm-integrity, "Status line".
public struct IntegrityStatus: Hashable, Sendable {
    /// Blocks whose tag did not fit, since the mapping was opened.
    public let mismatches: UInt64
    /// Sectors of 512 bytes the mapping offers.
    public let providedSectors: UInt64
    /// The sector recalculation has reached, nil if the mapping was opened without recalculation.
    public let recalculated: UInt64?

    /// Whether tags are still missing. At the end the kernel writes the number of sectors provided, not `-`: seen with
    /// Linux 6.1 on a mapping opened with `--integrity-recalculate`.
    public var isRecalculating: Bool { recalculated.map { $0 < providedSectors } ?? false }

    /// Reads one line, with or without the name of the mapping and a colon in front. Throws `.syntax`, `.tooLong`.
    public init(line: String) throws(FormatError) {
        guard line.utf8.count <= 512 else { throw FormatError(.tooLong, "integrity status") }
        let words = line.split(whereSeparator: \.isWhitespace)
        guard let kind = words.firstIndex(of: "integrity"), words.count >= kind + 4,
            let mismatches = UInt64(words[kind + 1]), let provided = UInt64(words[kind + 2])
        else { throw FormatError(.syntax, "integrity status") }
        let reached = words[kind + 3]
        guard reached == "-" || UInt64(reached) != nil else { throw FormatError(.syntax, "integrity status") }
        self.mismatches = mismatches
        self.providedSectors = provided
        self.recalculated = UInt64(reached)
    }
}
