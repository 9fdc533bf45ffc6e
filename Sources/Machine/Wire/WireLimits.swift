/// How long and how much.
public struct WireLimits: Sendable {
    /// Until the connection stands.
    public var connect: Duration = .seconds(8)
    /// Without a byte.
    public var read: Duration = .seconds(15)
    /// For the whole request.
    public var total: Duration = .seconds(20)
    /// How long an idle connection is kept: longer than the longest interval of beats.
    public var keep: Duration = .seconds(1000)
    /// Largest answer, bytes.
    public var reply = 4 << 10

    public init() {}

    /// Short times for tests and tools, in milliseconds.
    public init(milliseconds: Int64, reply: Int = 4 << 10) {
        connect = .milliseconds(milliseconds)
        read = .milliseconds(milliseconds)
        total = .milliseconds(milliseconds)
        self.reply = reply
    }
}
