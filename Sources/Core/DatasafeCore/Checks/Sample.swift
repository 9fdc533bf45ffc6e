/// What one look at one check says.
public struct Sample: Sendable, Equatable {
    /// The three answers a look can have.
    public enum Verdict: Sendable, Equatable {
        /// Does not apply now (locked, not set up, no such part).
        case notApplicable
        /// The reading failed.
        case unknown
        /// Read and judged: what it would raise, and what it would hold if it stood already.
        case judged(rises: Severity, holds: Severity)
    }

    public var verdict: Verdict
    /// Unit fixed per kind, see `CheckKind.unit`.
    public var value: Double?
    /// Code with a text in DatasafeTexts; empty while all is well.
    public var reason: String
    /// Identity of the thing looked at; another one in its place starts the check anew. Nil = the place is the thing.
    public var subject: String?
    /// The numbers the judgement rests on. An acknowledged alarm is silent until one of them grows or a new one appears.
    public var evidence: [String: Double]
    /// Proof that the cause is gone, for a latched alarm: a clean check run, a good verify.
    public var isReleased = false

    public init(
        _ verdict: Verdict, value: Double? = nil, reason: String = "", subject: String? = nil,
        evidence: [String: Double]? = nil
    ) {
        self.verdict = verdict
        self.value = value
        self.reason = reason
        self.subject = subject
        self.evidence = evidence ?? (reason.isEmpty ? [:] : [reason: value ?? 1])
    }

    /// All is well.
    public static func ok(_ value: Double? = nil) -> Sample { Sample(.judged(rises: .ok, holds: .ok), value: value) }

    /// A condition without hysteresis.
    public static func bad(_ severity: Severity, _ reason: CheckReason, value: Double? = nil) -> Sample {
        bad(severity, code: reason.code, value: value)
    }

    /// A condition without hysteresis whose code comes from elsewhere (MEM-, SMART-, BAK-).
    public static func bad(_ severity: Severity, code: String, value: Double? = nil) -> Sample {
        Sample(.judged(rises: severity, holds: severity), value: value, reason: code)
    }

    /// A value judged by its band; `crit` is the reason from CRIT on, where it differs.
    public static func judged(
        _ value: Double, by band: Band, _ warn: CheckReason, crit: CheckReason? = nil
    ) -> Sample {
        let (rises, holds) = band.judge(value)
        let reason = holds == .ok ? "" : (rises == .crit ? crit ?? warn : warn).code
        return Sample(.judged(rises: rises, holds: holds), value: value, reason: reason)
    }

    /// Does not apply now.
    public static func notApplicable(_ reason: CheckReason) -> Sample {
        Sample(.notApplicable, reason: reason.code, evidence: [:])
    }

    /// The reading failed.
    public static let unknown = Sample(.unknown, reason: CheckReason.unreadable.code, evidence: [:])
}
