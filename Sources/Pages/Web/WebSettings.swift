/// Where the web service listens and finds its files; the defaults are the box's.
public struct WebSettings: Sendable {
    /// Address to listen on.
    public var address = "0.0.0.0"
    /// Port for TLS; 0 = any free one (tests).
    public var port = 443
    /// Port that leads plain HTTP to TLS; nil = none.
    public var redirectPort: Int? = 80
    /// Debian's packages libjs-bootstrap5, libjs-htmx and libjs-chart.js put their files here.
    public var libraries = "/usr/share/javascript"
    /// Our own style, script and pictures.
    public var assets = "/usr/share/datasafe/web"
    /// Uploads wait here until the practice service has taken them.
    public var staging = "/srv/data/staging"
    /// Documents by content address, written by the practice service.
    public var blobs = "/srv/data/practice/blobs"
    /// Browsers served at the same time; more wait in the queue of the socket.
    public var connections = 512

    /// The box's settings.
    public init() {}
}
