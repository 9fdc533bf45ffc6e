/// One thing a service can be asked to do or tell: a Varlink method (decision 0005).
///
/// The conforming type is the parameters. A deed belongs to the service, not to the connection: who hangs up does not
/// stop it, and the same `deed` id asked twice is done once.
public protocol Deed: Codable, Sendable {
    associatedtype Outcome: Codable & Sendable
    /// Who does it.
    static var service: ServiceName { get }
    /// The method's name without the interface, `ReplaceMember`.
    static var name: String { get }
    /// Users that may ask, besides root.
    static var askers: Set<ServiceName> { get }
    /// Names and Varlink types of the parameters, in order; anything else is refused.
    static var fields: [DeedField] { get }
    /// The caller hands over a secret (password) or gets one back, as a descriptor beside the message.
    static var secret: SecretDirection { get }
}

extension Deed {
    public static var secret: SecretDirection { .none }

    /// `datasafe.Storage`
    public static var interface: String { "datasafe.\(service.interfaceWord)" }

    /// `datasafe.Storage.ReplaceMember`
    public static var method: String { "\(interface).\(name)" }
}

extension ServiceName {
    /// `Storage`: the interface part of a method's name.
    public var interfaceWord: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

/// One parameter of a deed: name and Varlink type (`string`, `?int`, `[]string`, `object`).
public struct DeedField: Sendable, Equatable {
    public var name: String
    public var type: String
    public init(_ name: String, _ type: String) {
        self.name = name
        self.type = type
    }
}

/// Which way a secret travels beside a message.
public enum SecretDirection: Sendable {
    case none
    /// With the call: a password.
    case given
    /// With the call, if the caller has one: a user saved with or without a new password.
    case offered
    /// With the reply: the backup key for the paper copy or for restic.
    case returned
}

/// The outcome of a deed that has nothing to say but that it is done.
public struct Done: Codable, Sendable, Equatable {
    public var outcome = "done"
    public init() {}
}
