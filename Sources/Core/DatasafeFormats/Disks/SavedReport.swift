public import DatasafeCore

/// One saved answer of `smartctl -j` with the verdict a box would reach at first sight of that disk.
public struct SavedReport: Sendable {
    /// The name it was given by, as the caller wrote it.
    public let file: String
    /// What was read.
    public let report: SmartReport
    /// The verdict.
    public let verdict: SmartVerdict

    /// Judges the bytes of a file; anything that is no report is judged UNKNOWN.
    public init(file: String, bytes: [UInt8], at now: Instant) {
        self.file = file
        report = SmartReport(json: bytes, exitStatus: nil)
        verdict = .atFirstSight(of: report.values, at: now)
    }

    /// All reasons, worst first. A disk that cannot be judged has one too: that it is virtual.
    public var reasons: [SmartReason] {
        verdict.level == .notApplicable ? [SmartReason(.virtual, .unknown)] : verdict.reasons
    }

    /// One JSON object on one line, keys sorted: `file`, `reasons`, `verdict`.
    public func json(reasons: [String]) -> String {
        let object: [String: JSONValue] = [
            "file": .string(file), "verdict": .string(verdict.level.verdict),
            "reasons": .array(reasons.map(JSONValue.string)),
        ]
        return JSONValue.object(object).text
    }
}
