/// One answer.
public struct WireReply: Sendable {
    public var status: Int
    /// Names in lower case.
    public var headers: [(String, String)]
    public var body: [UInt8]

    public init(status: Int, headers: [(String, String)], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Seconds of a `Retry-After` header, 1...3600; nil when there is none.
    public var retryAfter: Int? {
        headers.first { $0.0 == "retry-after" }.flatMap { Int($0.1) }.map { min(max($0, 1), 3600) }
    }
}
