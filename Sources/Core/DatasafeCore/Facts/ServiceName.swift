/// The programs' verbs on the box. One name stands in five places: verb, unit, room, fact, tests.
public enum ServiceName: String, Codable, Sendable, CaseIterable {
    case storage, practice, backup, monitor, beat, console, setup, web

    /// The operating-system user it runs as; storage is root.
    public var user: String { self == .storage ? "root" : "datasafe-\(rawValue)" }

    /// The file of what it knows, below the run folder.
    public var factFile: String { "\(rawValue).json" }

    /// The socket where it takes deeds, below the run folder.
    public var socketFile: String { "\(rawValue).socket" }

    /// Where facts and sockets live on the box.
    public static let runFolder = "/run/datasafe"
}
