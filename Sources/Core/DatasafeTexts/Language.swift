/// A language in which the box speaks to people. German comes first everywhere.
public enum Language: String, CaseIterable, Codable, Sendable {
    /// German.
    case de
    /// English.
    case en
}
