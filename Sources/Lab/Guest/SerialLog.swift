/// Everything a machine has said on its serial line since it was last powered on.
public struct SerialLog: Sendable {
    /// One finished line with the time since power-on at which its end came.
    public struct Line: Sendable, Equatable {
        /// Time since power-on.
        public var at: Duration
        /// The line without line end and without control sequences.
        public var text: String
    }

    /// Finished lines, oldest first; at most the last 20,000.
    public private(set) var lines: [Line] = []
    /// The screen as it would stand there now.
    public private(set) var screen = TerminalScreen()
    private var open: [UInt8] = []

    /// An empty log.
    public init() {}

    /// Takes the next bytes; `at` is the time since power-on. Returns the lines they finished.
    @discardableResult
    public mutating func take(_ bytes: some Sequence<UInt8>, at: Duration) -> [Line] {
        var finished: [Line] = []
        for byte in bytes {
            screen.feed(CollectionOfOne(byte))
            if byte == 10 {
                finished.append(Line(at: at, text: Self.plain(open)))
                open = []
            } else if open.count < 8192 {
                open.append(byte)
            }
        }
        lines += finished
        if lines.count > 20_000 { lines.removeFirst(lines.count - 20_000) }
        return finished
    }

    /// The unfinished line: a prompt stands here.
    public var unfinished: String { Self.plain(open) }

    /// The first line that contains `text`.
    public func first(containing text: String) -> Line? {
        lines.first { $0.text.contains(text) }
    }

    /// `bytes` without control sequences and control characters.
    static func plain(_ bytes: [UInt8]) -> String {
        var kept: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == 0x1b, index < bytes.count {
                if bytes[index] == UInt8(ascii: "[") {
                    index += 1
                    while index < bytes.count, !(0x40...0x7e).contains(bytes[index]) { index += 1 }
                }
                index += 1
            } else if byte >= 32 {
                kept.append(byte)
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }
}
