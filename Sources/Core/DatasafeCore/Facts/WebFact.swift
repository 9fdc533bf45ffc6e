/// What the web service knows: how to reach it and how to trust it.
public struct WebFact: Fact {
    public static let service = ServiceName.web
    public static let schema = 1
    public static let every = 30

    /// SHA-256 of the certificate as colon-separated upper-case hex pairs, for the console screen.
    public var fingerprint = ""
    /// Addresses of the box on the LAN, as `https://...`.
    public var addresses: [String] = []
    /// From when to when the certificate is valid; nil until the web service has read it.
    public var certificateBegins: Instant?
    public var certificateEnds: Instant?
    public init() {}
}
