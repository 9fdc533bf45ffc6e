/// What the run folder says about the box that is up, for verbs typed in another shell and for people.
public struct RunState: Codable, Sendable, Equatable {
    /// Shape of this file.
    public var schema = 1
    /// The process that owns box and hub and listens on `control`.
    public var owner: Int32
    /// QEMU, nil while the box is off.
    public var box: Int32?
    /// The hub, nil if none was started.
    public var hub: Int32?
    /// Unix socket for verbs.
    public var control: String
    /// Loopback ports.
    public var ports: Ports
    /// Version of the image.
    public var version: String
    /// What is plugged in, sorted.
    public var parts: [String]
    /// "box", "story": while the story runs nobody else touches the box.
    public var busy: String

    /// The box's pages.
    public var webAddress: String { "https://127.0.0.1:\(ports.web)/" }
    /// The hub's pages.
    public var hubAddress: String { "https://127.0.0.1:\(ports.hub)/" }
}
