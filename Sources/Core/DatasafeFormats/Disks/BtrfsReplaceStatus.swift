/// How far btrfs is with replacing a device, from `btrfs replace status -1`.
///
/// One line: `12.3% done, 0 write errs, 0 uncorr. read errs`, or `Started on ..., finished on ..., 0 write errs, ...`, or
/// `... canceled on ... at 12.3%, ...`, or `... suspended on ...`, or `Never started`. The last word of an ended
/// replacement stays with the file system for ever. Source: btrfs-progs 6.14, cmds/replace.c.
public struct BtrfsReplaceStatus: Hashable, Sendable {
    /// What it says.
    public enum State: String, Sendable, CaseIterable {
        case running
        case finished
        case cancelled
        case suspended
        case never
    }

    /// What it says.
    public let state: State
    /// Tenths of a percent while it runs, 0...1000; else 0.
    public let permille: Int
    /// Writes the new device refused, at most a million.
    public let writeErrors: Int

    /// Reads the line. Throws `.missing` for words that are none of these, `.badValue` for numbers out of range.
    public init(text: String) throws(FormatError) {
        guard text.utf8.count <= 4096 else { throw FormatError(.tooLong, "btrfs replace status") }
        let line = text.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        writeErrors = try Self.number(before: " write errs", in: line) ?? 0
        if line.contains("% done") {
            state = .running
            let words = line.split(separator: "%")[0].split(separator: ".")
            guard let whole = words.first.flatMap({ Int($0.filter(\.isNumber)) }), (0...100).contains(whole) else {
                throw FormatError(.badValue, "btrfs replace percent")
            }
            let tenth = words.count > 1 ? words[1].first?.wholeNumberValue ?? 0 : 0
            permille = min(1000, whole * 10 + tenth)
            return
        }
        permille = 0
        let endings: [(String, State)] = [
            ("finished on", .finished), ("canceled on", .cancelled), ("cancelled on", .cancelled),
            ("suspended on", .suspended), ("Never started", .never),
        ]
        guard let found = endings.first(where: { line.contains($0.0) }) else {
            throw FormatError(.missing, "btrfs replace status")
        }
        state = found.1
    }

    private static func number(before words: String, in line: String) throws(FormatError) -> Int? {
        let parts = line.split(separator: ",").filter { $0.hasSuffix(words) }
        guard let part = parts.first else { return nil }
        guard let number = Int(part.dropLast(words.count).filter { !$0.isWhitespace }), number >= 0 else {
            throw FormatError(.badValue, "btrfs replace errors")
        }
        return min(number, 1_000_000)
    }
}
