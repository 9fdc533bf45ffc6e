/// How bad something is. The raw values are those of `CheckFact.state`.
public enum Judgement: Int, Codable, Sendable, CaseIterable {
    /// There is nothing to judge, for example SMART of a virtual disk. Not the same as OK.
    case notApplicable = -1
    /// Good.
    case ok = 0
    /// Somebody should act this week.
    case warn = 1
    /// Somebody should act now.
    case crit = 2
    /// It cannot be said. Never shown as OK.
    case unknown = 3

    /// The worse of two, in the order N/A, OK, UNKNOWN, WARN, CRIT: an unknown never hides a known fault.
    public func worse(_ other: Judgement) -> Judgement { weight >= other.weight ? self : other }

    /// `OK`, `WARN`, `CRIT`, `UNKNOWN`, for lists and scripts. What cannot be judged is unknown, never good.
    public var verdict: String {
        switch self {
        case .ok: "OK"
        case .warn: "WARN"
        case .crit: "CRIT"
        case .notApplicable, .unknown: "UNKNOWN"
        }
    }

    private var weight: Int {
        switch self {
        case .notApplicable: 0
        case .ok: 1
        case .unknown: 2
        case .warn: 3
        case .crit: 4
        }
    }
}
