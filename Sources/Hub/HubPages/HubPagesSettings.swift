/// What the pages print about this hub.
public struct HubPagesSettings: Sendable {
    /// Under which boxes reach this hub: `https://name:port`, at least one.
    public var addresses: [String]
    /// Shown at the foot of each page and part of the addresses of style and script.
    public var version: String

    public init(addresses: [String], version: String) {
        self.addresses = addresses
        self.version = version
    }
}
