/// How bad a value is, ordered; what of `Judgement` can be raised.
public enum Severity: Int, Codable, Sendable, CaseIterable, Comparable {
    case ok, warn, crit

    public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }

    /// The judgement that shows this severity.
    public var level: Judgement {
        switch self {
        case .ok: .ok
        case .warn: .warn
        case .crit: .crit
        }
    }
}
