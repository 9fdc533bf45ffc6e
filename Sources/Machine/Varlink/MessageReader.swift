/// Cuts a byte stream into messages that each end with one NUL byte. Bounded; knows no socket.
struct MessageReader {
    private var pending: [UInt8] = []
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// A message has begun and is not whole.
    var isHalf: Bool { !pending.isEmpty }

    /// Takes what was read and gives back the whole messages in it, without their NUL.
    /// Throws `.protocolBroken` when a message is longer than the limit.
    mutating func take(_ bytes: ArraySlice<UInt8>) throws(VarlinkError) -> [[UInt8]] {
        var messages: [[UInt8]] = []
        var rest = bytes
        while let end = rest.firstIndex(of: 0) {
            guard pending.count + (end - rest.startIndex) <= limit else {
                throw VarlinkError(code: .protocolBroken, what: "message too long")
            }
            pending.append(contentsOf: rest[rest.startIndex..<end])
            messages.append(pending)
            pending = []
            rest = rest[(end + 1)...]
        }
        guard pending.count + rest.count <= limit else {
            throw VarlinkError(code: .protocolBroken, what: "message too long")
        }
        pending.append(contentsOf: rest)
        return messages
    }
}
