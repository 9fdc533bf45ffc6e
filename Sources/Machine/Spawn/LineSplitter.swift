/// Cuts a stream of bytes into lines, each bounded in length.
struct LineSplitter {
    /// Longest line in bytes without its end.
    let limit: Int
    private var rest: [UInt8] = []

    init(limit: Int) { self.limit = limit }

    /// Takes more bytes and returns the lines that are complete; nil once a line is longer than the limit.
    mutating func take(_ bytes: UnsafeRawBufferPointer) -> [String]? {
        var lines: [String] = []
        var start = 0
        for index in 0..<bytes.count where bytes[index] == UInt8(ascii: "\n") {
            rest.append(contentsOf: bytes[start..<index])
            guard rest.count <= limit else { return nil }
            lines.append(String(decoding: rest, as: UTF8.self))
            rest.removeAll(keepingCapacity: true)
            start = index + 1
        }
        rest.append(contentsOf: bytes[start...])
        return rest.count <= limit ? lines : nil
    }

    /// What stood behind the last line end, if anything.
    mutating func end() -> String? {
        defer { rest = [] }
        return rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self)
    }
}
