/// How a reading of everything on a btrfs volume stands, or how the last one ended.
/// Source: `btrfs scrub status`, with `--raw` (how far) or `-R` (counters), btrfs-progs 6.2 to 6.14.
public struct BtrfsScrubStatus: Hashable, Sendable {
    /// It went to the end.
    public let isFinished: Bool
    /// 0...100 while it runs; nil where the text does not say.
    public let percent: Int?
    /// Blocks that could not be put right; nil where the text does not say.
    public let uncorrectable: Int?

    /// Lines that are not known are left out; at most 64 are looked at.
    public init(text: String) {
        var (isFinished, percent, uncorrectable): (Bool, Int?, Int?) = (false, nil, nil)
        for line in text.prefix(8192).split(whereSeparator: \.isNewline).prefix(64) {
            let words = line.split(whereSeparator: \.isWhitespace)
            switch words.first {
            case "Status:": isFinished = words.dropFirst().first == "finished"
            case "Bytes":
                // `Bytes scrubbed:   63209472  (6.68%)`
                guard let share = words.last, share.hasPrefix("(") else { continue }
                percent = Int(share.dropFirst().prefix { $0.isNumber }).map { min($0, 100) }
            case "uncorrectable_errors:": uncorrectable = words.last.flatMap { Int($0) }
            default: continue
            }
        }
        self.isFinished = isFinished
        self.percent = percent
        self.uncorrectable = uncorrectable
    }
}
